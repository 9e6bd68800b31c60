"""Which front end shows the drafts of a page: `WAGTAIL_HEADLESS_PREVIEW["CLIENT_URLS"]` by host."""

from types import SimpleNamespace
from urllib.parse import urlencode, urlsplit

from django.apps import apps
from wagtail.models import Site

PACKAGE = "wagtail_headless_preview"
# The key of `CLIENT_URLS` for sites that are not named there.
DEFAULT = "default"

if apps.is_installed(PACKAGE):
    from wagtail_headless_preview.models import get_client_root_url_from_site
    from wagtail_headless_preview.settings import headless_preview_settings


def client_urls():
    """Return `{host name of a site: address of its front end}`, with `"default"` for the others."""
    return headless_preview_settings.CLIENT_URLS or {} if apps.is_installed(PACKAGE) else {}


def front_end_of(page):
    """Return the address at which a front end shows drafts of a page, None where there is none.

    It is that of the nearest site that has one: of the page's own, else of one that this stands
    inside, else the default. A page outside every site has none. It takes no query.
    """
    urls = client_urls()
    if not urls:
        return None
    # Wagtail gives the nearest first.
    roots = [
        root for root in Site.get_site_root_paths() if page.url_path.startswith(root.root_path)
    ]
    sites = [
        SimpleNamespace(hostname=urlsplit(r.root_url).hostname, root_url=r.root_url) for r in roots
    ]
    named = next((site for site in sites if site.hostname in urls), None)
    if named is None and sites and DEFAULT in urls:
        named = sites[0]
    return named and get_client_root_url_from_site(named)


def may_have_front_end(page):
    """Return whether a front end may show the page; one that stands nowhere yet has any."""
    return bool(front_end_of(page) if page.url_path else client_urls())


def address(front_end, page, **parameters):
    """Return the address of a page's draft on a front end, with the parameters that name it."""
    content_type = f"{page._meta.app_label}.{page._meta.model_name}"
    return f"{front_end}?{urlencode({'content_type': content_type, **parameters})}"
