"""Addresses of pages, files and API documents, worked out without a request."""

from types import SimpleNamespace

from django.conf import settings
from django.urls import NoReverseMatch, reverse

from .conf import setting


class PageAddresses:
    """Give the path and address of pages, reading the sites' roots once for all of them."""

    def __init__(self):
        self._cache = SimpleNamespace()

    def of(self, page):
        """Return `(path, url)` of a page; both None when no site holds it.

        Without Wagtail's page views mounted, the path is that of the tree below the site's root.
        """
        parts = page.get_url_parts(self._cache)
        if parts is None:
            return None, None
        _, root_url, path = parts
        if path is None:
            root = page._get_relevant_site_root_paths(self._cache)[0]
            root_url, path = root.root_url, page.url_path[len(root.root_path) - 1 :]
        return path, f"{root_url}{path}"

    def host_of(self, page):
        """Return the scheme and host of the page's site, such as `https://example.com`."""
        roots = page._get_relevant_site_root_paths(self._cache)
        return roots[0].root_url if roots else ""

    def site_root_of(self, page):
        """Return the URL path of the root page of the page's site, or None without a site."""
        roots = page._get_relevant_site_root_paths(self._cache)
        return roots[0].root_path if roots else None


def absolute(url):
    """Return a media or document address with scheme and host.

    The host is `WAGTAILAPI_BASE_URL`, else `WAGTAILADMIN_BASE_URL`: files have no site.
    """
    if not url or url.startswith(("http://", "https://")):
        return url
    base = getattr(settings, "WAGTAILAPI_BASE_URL", None) or getattr(
        settings, "WAGTAILADMIN_BASE_URL", ""
    )
    return f"{base.rstrip('/')}{url}"


def detail_path(endpoint, pk):
    """Return the path of an object's API document, or None where the endpoint is not mounted."""
    try:
        return reverse(f"{setting('API_NAMESPACE')}:{endpoint}:detail", args=(pk,))
    except NoReverseMatch:
        return None
