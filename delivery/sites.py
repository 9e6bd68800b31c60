"""Which pages belong together when one installation has several sites.

A site may stand inside another: a clinic with a domain of its own inside its group's. Pages below
the same outermost site root are one group: they share a library, questions and pictures.
"""

from wagtail.models import Site


def group_paths():
    """Return the tree paths of the outermost site roots, in one query; each is a group's."""
    return outermost(Site.objects.values_list("root_page__path", flat=True))


def group_path(path, paths=None):
    """Return the path of the group root at or above the page at `path`; None outside every site.

    `paths` are `group_paths()`, for who asks more than once.
    """
    paths = group_paths() if paths is None else paths
    return next((root for root in paths if path.startswith(root)), None)


def in_one_group(path, other, paths=None):
    """Return whether the pages at two tree paths are of one group, or both of none."""
    paths = group_paths() if paths is None else paths
    return group_path(path, paths) == group_path(other, paths)


def same_group(queryset, page):
    """Narrow a queryset of pages to the group of a page; of a page of no group, to those of none.

    It takes one query.
    """
    paths = group_paths()
    own = group_path(page.path, paths)
    if own:
        return queryset.filter(path__startswith=own)
    for path in paths:
        queryset = queryset.exclude(path__startswith=path)
    return queryset


def group_roots(url_path):
    """Return the URL paths of the group that holds the page at `url_path`, without a query.

    A tuple: in a site of several languages each has a root. It is empty for a page outside every
    site, and None when there is one group at most, so that there is nothing to tell apart.
    """
    roots = Site.get_site_root_paths()
    outer = outermost(root.root_path for root in roots)
    if len(outer) <= 1:
        return None
    own = next((path for path in outer if url_path.startswith(path)), None)
    sites = {root.site_id for root in roots if root.root_path == own}
    return tuple({root.root_path for root in roots if root.site_id in sites} & set(outer))


def sites_above(site):
    """Return the ids of a site and of those it stands inside, the nearest first; no query."""
    roots = Site.get_site_root_paths()
    own = next((root.root_path for root in roots if root.site_id == site.pk), None)
    if own is None:
        return [site.pk]
    above = [root.site_id for root in roots if own.startswith(root.root_path)]
    return list(dict.fromkeys([site.pk, *above]))


def outermost(paths):
    """Return those of `paths` that no other is the beginning of."""
    found = []
    # In this order whatever begins with a path follows it at once.
    for path in sorted(set(paths)):
        if not found or not path.startswith(found[-1]):
            found.append(path)
    return found
