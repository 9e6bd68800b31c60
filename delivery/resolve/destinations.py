"""Where a redirect leads in the end."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.urls import Resolver404

from delivery.documents.references import base_page_model
from delivery.endpoints.redirects import redirect_at
from delivery.urls import PageAddresses, link_to

from .hosts import STANDARD_PORTS, site_of_host
from .paths import is_taken, page_at

LONGEST_CHAIN = 10


@dataclass(frozen=True)
class Destination:
    """`location` is a path on the site that is asked, or a whole address."""

    location: str
    is_permanent: bool


class Follower:
    """Follows redirects from a site as far as they lead within its group of sites."""

    def __init__(self, site, visibility):
        self.site = site
        self.visibility = visibility
        self.addresses = PageAddresses(site.root_page.url_path)

    def follow(self, redirect):
        """Return the `Destination`, or None: it leads in a circle, or to what is not public.

        It is permanent if every redirect on the way is.
        """
        site, passed, is_permanent = self.site, set(), True
        while redirect.pk not in passed and len(passed) < LONGEST_CHAIN:
            passed.add(redirect.pk)
            is_permanent = is_permanent and redirect.is_permanent
            if redirect.redirect_page_id:
                location = self._page_location(redirect)
                return location and Destination(location, is_permanent)
            link = redirect.redirect_link
            site, parts = self._place(link, site)
            if site is None:
                return Destination(link, is_permanent) if link else None
            page = page_at(site, parts.path, self.visibility)
            if page:
                location = self._address(page) + _rest(parts)
                return Destination(location, is_permanent)
            path = parts._replace(scheme="", netloc="", fragment="").geturl()
            redirect = redirect_at(site, path) or redirect_at(site, parts.path)
            if redirect is None:
                # A path that no page has may be one of the front end's own.
                if is_taken(site, parts.path):
                    return None
                base = "" if site == self.site else site.root_url
                return Destination(f"{base}{parts.path}{_rest(parts)}", is_permanent)
        return None

    def _page_location(self, redirect):
        pages = base_page_model().objects.filter(pk=redirect.redirect_page_id)
        page = self.visibility.public_pages(pages).first()
        location = page and self._address(page)
        route = redirect.redirect_page_route_path
        if location and route and _has_route(page.specific, route):
            location = location.rstrip("/") + route
        return location

    def _address(self, page):
        return link_to(*self.addresses.of(page))

    def _place(self, link, site):
        """Return the site of this group that a link leads to, or None, and the link's parts."""
        try:
            parts = urlsplit(link)
            if not parts.scheme and not parts.netloc:
                return (site if parts.path.startswith("/") else None), parts
            found = site_of_host(parts.netloc) if parts.scheme in {"http", "https"} else None
            ports = {None, *STANDARD_PORTS, found and found.port}
            is_here = found and parts.port in ports and self._is_of_group(found)
        except ValueError:
            return None, None
        return (found if is_here else None), parts._replace(path=parts.path or "/")

    def _is_of_group(self, site):
        group = self.visibility.group
        return group is None or site.root_page.url_path.startswith(group)


def _rest(parts):
    """The query and the fragment of an address, with their signs."""
    return parts._replace(scheme="", netloc="", path="").geturl()


def _has_route(page, route):
    """Whether a page of several addresses of its own (`RoutablePageMixin`) has this one."""
    try:
        return bool(page.resolve_subpage(route))
    except (AttributeError, Resolver404):
        return False
