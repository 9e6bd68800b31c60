"""Which site is read, remembered for as long as nothing has changed."""

from datetime import UTC, datetime

from django.http import Http404
from wagtail.api.validators import SiteFilterValidator
from wagtail.models import Site

from delivery.resolve.hosts import site_of_host

from .memory import host_of, memory

# Hosts are the caller's to make up.
MOST_HOSTS = 1_000


def site_of(request, asked=None):
    """Return `(revision, id of the site that is read)`, as it is remembered.

    `asked` is the parameter that names a site, `("host", …)` or `("site", …)`, else it is that of
    the request's host. What is read for the site vouches for it if it is of the same revision; if
    it is not, `find_site` tells which it is by now.
    """
    found = memory.sites.get(_key(request, asked))
    # Where there is no site nothing is read that could vouch for that.
    return found if found and found[1] else find_site(request, asked)


def find_site(request, asked=None):
    """Return what `site_of` does, of the revision in force, and remember it.

    The id is None where there is no such site, or while a change, of a site perhaps, is to be
    looked into.
    """
    state = memory.current_state()
    if not state.holds(datetime.now(UTC)):
        return state.revision, None
    key = _key(request, asked)
    found = memory.sites.get(key)
    if found is None or found[0] != state.revision:
        site = _find(request, asked)
        found = (state.revision, site and site.pk)
        if len(memory.sites) > MOST_HOSTS:
            memory.sites.clear()
        memory.sites[key] = found
    return found


def _key(request, asked):
    return asked or ("", *host_of(request))


def _find(request, asked):
    forget_site(request)
    try:
        if asked is None:
            return Site.find_for_request(request)
        name, value = asked
        if name == "host":
            return site_of_host(value)
        return SiteFilterValidator(site=value, request=request).site_obj
    except (Http404, ValueError):
        return None  # What is wrong is said by who answers it the ordinary way.
    finally:
        forget_site(request)


def forget_site(request):
    """Let the site of a request be found again: Wagtail keeps on it what it found first."""
    for each in (request, getattr(request, "_request", None)):
        if each is not None:
            vars(each).pop("_wagtail_site", None)
