"""Addresses of pages, files and API documents, worked out without a request."""

from functools import cache, cached_property
from types import SimpleNamespace
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse
from wagtail.models import Site

from .conf import setting


class PageAddresses:
    """Give the path and address of pages, reading the sites' roots once for all of them.

    `site_root` is the URL path of the root page of the site that is read. A page may be on
    several sites, as a clinic with a domain of its own is on its group's too: its address is that
    of the nearest, its path that on the site that is read. Without a `site_root`, every page is
    read on the nearest.
    """

    def __init__(self, site_root=None):
        self.site_root = site_root
        self._cache = SimpleNamespace()
        self._found = {}

    def of(self, page):
        """Return `(path, url)` of a page; both None when no site holds it.

        The path is None when the page is not on the site that is read. Without Wagtail's page
        views mounted, the path is that of the tree below the site's root.
        """
        key = (type(page), page.pk, page.url_path)
        if key not in self._found:
            self._found[key] = self._find(page)
        return self._found[key]

    def _find(self, page):
        nearest = self._roots_of(page)
        if not nearest:
            return None, None
        path, url = self._on(page, self._cache, nearest[0])
        roots = self._roots_here(page)
        if not roots:
            return None, url
        if roots[0].root_path != nearest[0].root_path:
            path, _ = self._on(page, self._here, roots[0])
        return path, url

    def _on(self, page, cache, root):
        parts = page.get_url_parts(cache)
        if parts is None:
            return None, None
        _, root_url, path = parts
        if path is None:
            root_url, path = root.root_url, page.url_path[len(root.root_path) - 1 :]
        return path, f"{root_url}{path}"

    def host_of(self, page):
        """Return the scheme and host under which the page is read, such as `https://example.com`.

        They are those of its nearest site when it is not on the site that is read.
        """
        roots = self._roots_here(page) or self._roots_of(page)
        return roots[0].root_url if roots else ""

    @cached_property
    def host_here(self):
        """The scheme and host of the site that is read; None where it is not said which."""
        roots = Site.get_site_root_paths()
        return next((root.root_url for root in roots if root.root_path == self.site_root), None)

    def site_root_of(self, page):
        """Return the URL path of the root page of the page's nearest site, or None without one."""
        roots = self._roots_of(page)
        return roots[0].root_path if roots else None

    def root_here(self, page):
        """Return the URL path of the root above a page on the site that is read, or None."""
        roots = self._roots_here(page)
        return roots[0].root_path if roots else None

    def _roots_of(self, page):
        return page._get_relevant_site_root_paths(self._cache)

    def _roots_here(self, page):
        if self.site_root is None:
            return self._roots_of(page)
        return page._get_relevant_site_root_paths(self._here)

    @cached_property
    def _here(self):
        """The roots of the site that is read; in a site of several languages each has one."""
        roots = Site.get_site_root_paths()
        sites = {root.site_id for root in roots if root.root_path == self.site_root}
        return _reading(*(root for root in roots if root.site_id in sites))


def site_paths(pages):
    """Yield `(page, site id, path)` for pages on every site that serves them.

    A clinic with a domain of its own is on its group's site as well. Nothing is yielded while
    Wagtail's page views are not mounted.
    """
    roots = Site.get_site_root_paths()
    for page in pages:
        for root in roots:
            if page.url_path.startswith(root.root_path):
                parts = page.get_url_parts(_reading(root))
                if parts and parts[2]:
                    yield page, root.site_id, parts[2]


def _reading(*roots):
    """Return what Wagtail takes for its cache of site roots, with `roots` alone in it."""
    return SimpleNamespace(_wagtail_cached_site_root_paths=roots)


def link_to(path, url):
    """Return where a link to a page leads: its path on the site that is read or, when the page has
    its home on another, its address. None when it has neither."""
    return path if path and urlsplit(url or path).path == path else url or path


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


def api_address(path, base):
    """Return the whole address of a path of the API, or None without one.

    It is on the host of `WAGTAILAPI_BASE_URL` where that is set, else on that of `base`.
    """
    parts = urlsplit(getattr(settings, "WAGTAILAPI_BASE_URL", None) or base or "")
    return f"{parts.scheme}://{parts.netloc}{path}" if parts.netloc and path else None


def detail_path(endpoint, pk):
    """Return the path of an object's API document, or None where the endpoint is not mounted."""
    try:
        return reverse(f"{setting('API_NAMESPACE')}:{endpoint}:detail", args=(pk,))
    except NoReverseMatch:
        return None


def api_prefix():
    """Return below which path the content API is, such as `"/api/v2/"`, or None.

    It is a path within the installation, to compare with `request.path_info`. None where the API
    is not mounted, or has no path of its own.
    """
    return _api_prefix(get_urlconf() or settings.ROOT_URLCONF, setting("API_NAMESPACE"))


def is_content_api(request):
    """Return whether a request is for an address below the content API."""
    prefix = api_prefix()
    return prefix is not None and f"{request.path_info}/".startswith(prefix)


@cache
def _api_prefix(urlconf, namespace):
    try:
        listing = reverse(f"{namespace}:pages:listing", urlconf)
    except NoReverseMatch:
        return None
    # What stands before the installation may differ from one server to another.
    prefix = "/" + listing.removeprefix(get_script_prefix()).removesuffix("pages/")
    return prefix if prefix != "/" else None
