"""Where a message may go: which addresses may be called, checked one by one.

A name is looked up once. Every address that it has must be allowed, and what connects is told
that very address, so a name that changes between the check and the call gains nothing.
"""

import ipaddress
import socket
from dataclasses import dataclass

from urllib3.exceptions import LocationParseError
from urllib3.util import parse_url

from .conf import option

DEFAULT_PORTS = {"https": 443, "http": 80}

# Addresses that Python takes for public ones, or did in some version.
NEVER = [
    ipaddress.ip_network(network)
    for network in ("192.0.0.0/24", "192.88.99.0/24", "2001::/23", "3fff::/20")
]
PUBLIC_IPV6 = ipaddress.ip_network("2000::/3")
NAT64 = ipaddress.ip_network("64:ff9b::/96")


class AddressError(Exception):
    """An address that may not be called; the message says why, without the address itself."""


@dataclass(frozen=True)
class Target:
    """The parts of an address: `path` with its query, `authority` as the Host header has it."""

    scheme: str
    host: str
    port: int
    path: str
    authority: str


def parse(url):
    """Return the `Target` of an address whose form is allowed. Raises AddressError.

    This looks nothing up: a host that is written as a number is checked, a name is not.
    """
    try:
        parts = parse_url(url)
    except LocationParseError:
        raise AddressError("This is no complete web address.") from None
    if parts.scheme not in DEFAULT_PORTS or not parts.host:
        raise AddressError("Give a complete web address that begins with https://.")
    if parts.scheme == "http" and not option("ALLOW_HTTP"):
        raise AddressError("The address must begin with https://.")
    if parts.auth is not None:
        raise AddressError("Leave the user name and password out of the address.")
    if parts.fragment is not None:
        raise AddressError("Leave out the “#” and what follows it.")
    port = DEFAULT_PORTS[parts.scheme] if parts.port is None else parts.port
    _check_port(parts.scheme, port)
    host = parts.host.strip("[]").rstrip(".")
    try:
        host.encode("idna")
    except UnicodeError:
        raise AddressError("This is no complete web address.") from None
    if (number := _number(host)) and not is_allowed(number):
        raise AddressError("This address is in a private network, which may not be called.")
    return Target(parts.scheme, host, port, parts.request_uri, parts.netloc)


def _check_port(scheme, port):
    ports = option("PORTS")
    if ports is None and port:
        return
    if (ports and port in ports) or (scheme == "http" and port == DEFAULT_PORTS["http"]):
        return
    allowed = ", ".join(map(str, ports or ["any but 0"]))
    raise AddressError(f"Port {port} may not be called. Allowed: {allowed}.")


def _number(host):
    """Return the IP address that a host is written as, also as `127.1` or `2130706433`."""
    try:
        return ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        pass
    try:
        return ipaddress.ip_address(socket.inet_aton(host))
    except (OSError, UnicodeError):
        return None


def resolve(target):
    """Return the IP addresses of a target as texts, in the order in which to try them.

    Raises AddressError when there is none, or when one of them may not be called.
    """
    try:
        found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise AddressError("The name of the host is not known.") from None
    addresses = list(dict.fromkeys(entry[4][0].partition("%")[0] for entry in found))
    if not addresses:
        raise AddressError("The name of the host is not known.")
    if not all(is_allowed(ipaddress.ip_address(address)) for address in addresses):
        raise AddressError("The host is in a private network, which may not be called.")
    return addresses


def is_allowed(address):
    """Return whether an IP address is public, or in one of the networks that the settings allow.

    An IPv4 address inside an IPv6 one (mapped, 6to4, Teredo, NAT64) is judged by itself.
    """
    address = _inner(address)
    networks = [ipaddress.ip_network(each, strict=False) for each in option("PRIVATE_NETWORKS")]
    if any(address in network for network in networks):
        return True
    if address.is_multicast or address.is_reserved or address.is_unspecified:
        return False
    if any(address in network for network in NEVER):
        return False
    is_ipv4 = isinstance(address, ipaddress.IPv4Address)
    return address.is_global and (is_ipv4 or address in PUBLIC_IPV6)


def _inner(address):
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo and teredo[1]) or address
