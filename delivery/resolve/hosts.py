"""Which site a host name stands for, when a front end names it."""

from django.http.request import split_domain_port
from wagtail.models import Site

STANDARD_PORTS = {80, 443}


def site_of_host(host):
    """Return the site of `clinics.example` or `clinics.example:8080`, or None.

    The site is chosen as Wagtail does for a request, but the default site stands in for no other.
    Raises ValueError for what is no host.
    """
    name, port = split_domain_port(host)
    if not name:
        raise ValueError("not a host name")
    sites = list(Site.objects.filter(hostname=name).select_related("root_page"))
    ports = {int(port)} if port else STANDARD_PORTS
    return (
        next((site for site in sites if site.port in ports), None)
        or next((site for site in sites if site.is_default_site), None)
        or (sites[0] if len(sites) == 1 else None)
    )
