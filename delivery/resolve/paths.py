"""From a path to the page that stands there, or stood there."""

from urllib.parse import quote, unquote

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from wagtail.models import Site

from delivery.documents.references import base_page_model

memories = []


def register_memory(memory):
    """Let `memory(site, path)` say whether a page was once public at a path and is no more.

    The path is as page references give it: encoded, with the slashes at its ends.
    """
    if memory not in memories:
        memories.append(memory)


def page_at(site, path, visibility):
    """Return the public page that a site serves at a path, in its own type, or None."""
    page = visibility.public_pages(_pages_at(site, path)).first()
    return page and page.specific


def is_taken(site, path):
    """Return whether there is any page at a path, public or not."""
    return _pages_at(site, path).exists()


def was_published(site, path, visibility):
    """Return whether a page was once public at a path and is no more.

    Wagtail remembers what was unpublished or has expired; what was deleted or has moved is known
    to the registered memories. Nothing is told of what is restricted or of another group.
    """
    if any(memory(site, reference_path(path)) for memory in memories):
        return True
    page = _pages_at(site, path).first()
    if page is None:
        return False
    if page.live:
        is_over = page.expire_at is not None and page.expire_at <= visibility.now
    else:
        is_over = page.first_published_at is not None
    # Would it be public if it were in force?
    page.live, page.expire_at = True, None
    return is_over and visibility.page_is_public(page)


def reference_path(path):
    """Return a path as page references give it: `/faq/gr%C3%B6%C3%9Fe/`."""
    names = _names(path) or []
    slash = "/" if names and getattr(settings, "WAGTAIL_APPEND_SLASH", True) else ""
    return "/" + quote("/".join(names), safe="/~:@!$&'()*+,;=") + slash


def _pages_at(site, path):
    pages = base_page_model().objects
    names = _names(path)
    if names is None:
        return pages.none()
    places = [root + "".join(f"{name}/" for name in rest) for root, rest in _below(site, names)]
    return pages.filter(url_path__in=places)


def _names(path):
    """The decoded names of a path, one for each level; None for one that no page has."""
    inner = unquote(path).removeprefix("/")
    names = inner.removesuffix("/").split("/") if inner else []
    return None if "" in names else names


def _below(site, names):
    """Yield `(url path of a root, names below it)`; a site has a root for each language."""
    for root in Site.get_site_root_paths():
        if root.site_id == site.pk:
            mount = _mount(root.language_code)
            if names[: len(mount)] == mount:
                yield root.root_path, names[len(mount) :]


def _mount(language):
    """The names at which Wagtail's page views are mounted, in a language."""
    try:
        if getattr(settings, "WAGTAIL_I18N_ENABLED", False):
            with translation.override(language):
                return _names(reverse("wagtail_serve", args=("",)))
        return _names(reverse("wagtail_serve", args=("",)))
    except NoReverseMatch:
        return []
