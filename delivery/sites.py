"""Which pages belong together when one installation has several sites.

A site may stand inside another: a clinic with a domain of its own inside its group's. Pages below
the same outermost site root are one group: they share a library, questions and pictures.
"""

from wagtail.models import Site


def group_paths():
    """Return the tree paths of the outermost site roots, in one query; each is a group's."""
    outermost = []
    paths = set(Site.objects.values_list("root_page__path", flat=True))
    for path in sorted(paths):
        if not path.startswith(tuple(outermost)):
            outermost.append(path)
    return outermost


def group_path(path, paths=None):
    """Return the path of the group root at or above the page at `path`; None outside every site.

    `paths` are `group_paths()`, for who asks more than once.
    """
    paths = group_paths() if paths is None else paths
    return next((root for root in paths if path.startswith(root)), None)
