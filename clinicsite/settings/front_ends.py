"""Read `FRONT_END_URLS` the same way for every installation."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

EVERY_SITE = "default"
HELP = (
    "FRONT_END_URLS must hold addresses that begin with https:// or http://: one for all sites, or "
    "host=address for each with commas between, such as "
    "example.org=https://www.example.org/preview/,default=https://clinics.example/preview/."
)


def front_ends(text):
    """Return `{host name of a site: address of its front end}`; `"default"` is for every other.

    Raises ImproperlyConfigured for what is no address, or a host that is named twice.
    """
    found = {}
    for entry in filter(None, (each.strip() for each in text.split(","))):
        host, address = _named(entry)
        parts = urlsplit(address)
        if host in found or not host or parts.scheme not in {"https", "http"} or not parts.netloc:
            raise ImproperlyConfigured(HELP)
        found[host] = address
    return found


def _named(entry):
    if entry.startswith(("https://", "http://")):
        return EVERY_SITE, entry
    host, _, address = entry.partition("=")
    return host.strip().lower(), address.strip()
