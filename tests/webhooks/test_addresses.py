"""Which addresses may be called."""

import socket
from ipaddress import ip_address

import pytest
from django.core.exceptions import ValidationError

from delivery.webhooks.addresses import AddressError, is_allowed, parse, resolve
from delivery.webhooks.models import Endpoint, check_url
from delivery.webhooks.transport import post

from .conftest import status

PRIVATE = [
    "127.0.0.1",
    "127.8.8.8",
    "0.0.0.0",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "100.64.0.1",
    "169.254.169.254",
    "192.0.0.8",
    "192.0.2.1",
    "198.18.0.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:169.254.169.254",
    "64:ff9b::7f00:1",
    "64:ff9b:1::1",
    "2002:7f00:1::",
    "2002:a00:1::1",
    "2001:0:7f00:1::f5ff:fffe",
    "2001:db8::1",
    "3fff::1",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "fec0::1",
    "ff02::1",
    "5f00::1",
]
PUBLIC = ["93.184.216.34", "8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]


@pytest.fixture
def names(monkeypatch):
    """Give a function that says to which addresses names lead; the names that were looked up."""
    asked = []
    real = socket.getaddrinfo

    def lead(*answers):
        def getaddrinfo(host, port, *args, **kwargs):
            if host.startswith("127."):  # an address and no name: nothing is looked up
                return real(host, port, *args, **kwargs)
            asked.append(host)
            found = answers[min(len(asked), len(answers)) - 1]
            return [
                (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in found
            ]

        monkeypatch.setattr("delivery.webhooks.addresses.socket.getaddrinfo", getaddrinfo)
        return asked

    return lead


@pytest.mark.parametrize("address", PRIVATE)
def test_a_private_address_is_refused(names, address):
    names([address])
    with pytest.raises(AddressError, match="private network"):
        resolve(parse("https://receiver.example/"))


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_is_allowed(names, address):
    names([address])
    assert resolve(parse("https://receiver.example/")) == [address]


def test_one_private_address_among_public_ones_is_enough(names):
    names(["93.184.216.34", "10.0.0.1"])
    with pytest.raises(AddressError):
        resolve(parse("https://receiver.example/"))


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1/",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://0177.0.0.1/",
        "https://127.1/",
        "https://0/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://[::ffff:7f00:1]/",
        "https://[fe80::1%25eth0]/",
        "https://169.254.169.254/latest/meta-data/",
        "https://192.168.0.1./",
        "https://\uff11\uff12\uff17.0.0.1/",
        "http://receiver.example/",
        "ftp://receiver.example/",
        "file:///etc/passwd",
        "gopher://receiver.example/",
        "//receiver.example/",
        "receiver.example",
        "https://",
        "https:///path",
        "https://user:password@receiver.example/",
        "https://receiver.example/#there",
        "https://receiver.example:22/",
        "https://receiver.example:99999/",
        "https://receiver.example:0/",
        "https://rece iver.example/",
        "https://" + "a" * 300 + ".example/",
        "https://receiver..example/",
        "\x00",
        "",
    ],
)
def test_an_address_that_may_not_be_is_no_address_of_a_webhook(db, url):
    endpoint = Endpoint(name="Website", url=url)
    with pytest.raises(ValidationError) as error:
        endpoint.full_clean()
    assert set(error.value.message_dict) == {"url"}


@pytest.mark.parametrize(
    "url",
    [
        "https://receiver.example",
        "https://receiver.example:443/a/b?c=d%20e",
        "https://bücher.example/",
        "https://8.8.8.8/",
        "https://[2606:4700::1111]/",
    ],
)
def test_other_addresses_are(url):
    check_url(url)


def test_settings_open_networks_ports_and_http(option):
    option(PRIVATE_NETWORKS=["10.0.0.0/8", "fd00::/8"], ALLOW_HTTP=True, PORTS=[8080])
    for url in ("http://10.1.2.3/", "http://10.1.2.3:8080/", "https://[fd00::1]:8080/"):
        check_url(url)
    for url in ("https://10.1.2.3/", "http://192.168.1.1/", "http://10.1.2.3:8081/"):
        with pytest.raises(ValidationError):
            check_url(url)


def test_a_mapped_address_is_of_the_network_that_it_maps(option):
    option(PRIVATE_NETWORKS=["10.0.0.0/8"])
    assert is_allowed(ip_address("::ffff:10.0.0.1"))
    assert not is_allowed(ip_address("::ffff:127.0.0.1"))


def test_a_private_receiver_is_not_connected_to(receiver):
    there = receiver()
    outcome = post(there.url.replace("http:", "https:"), b"{}", {})
    assert (outcome.status, bool(outcome.error)) == (None, True)
    assert not there.requests


def test_a_name_is_looked_up_once_and_the_checked_address_is_called(receiver, names, local):
    """Whoever answers the second question with another address is never asked it."""
    there = receiver()
    port = there.server.server_port
    asked = names(["127.0.0.1"], ["10.0.0.1"])

    outcome = post(f"http://receiver.example:{port}/", b"{}", {})

    assert outcome.is_success
    assert asked == ["receiver.example"]
    assert there.requests[0][2]["Host"] == f"receiver.example:{port}"


def test_the_next_address_is_tried_when_one_takes_no_connection(receiver, names, local):
    there = receiver()
    names(["127.0.0.9", "127.0.0.1"])
    assert post(f"http://receiver.example:{there.server.server_port}/", b"{}", {}).is_success


def test_a_redirect_is_not_followed(receiver, local):
    inside = receiver()
    there = receiver(status(307, Location=inside.url))
    outcome = post(there.url, b"{}", {})
    assert "Redirects are not followed" in outcome.error
    assert outcome.status == 307
    assert not inside.requests


def test_a_name_that_nobody_has_is_said_to_be_unknown(monkeypatch):
    def getaddrinfo(*args, **kwargs):
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr("delivery.webhooks.addresses.socket.getaddrinfo", getaddrinfo)
    assert post("https://receiver.example/", b"{}", {}).error == (
        "The name of the host is not known."
    )
