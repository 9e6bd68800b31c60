"""Where somebody works: at clinics, or on what the clinics of a group share."""

from functools import reduce
from operator import or_

import swapper
from django.db.models import Q

from faq.querysets import faq_index_model
from tenancy.scope.rules import own_paths
from treatments.querysets import location_model, treatment_index_model


def clinics_of(user):
    """Return the clinics at which `user` works, by title: those with a page of his, or above one.

    Whoever has rights on a whole index of clinics works at none of them.
    """
    paths, steplen = own_paths(user), _pages().steplen
    above = {path[:end] for path in paths for end in range(steplen, len(path) + 1, steplen)}
    return list(location_model().objects.filter(path__in=above).order_by("title"))


def own_pages(user):
    """Return the queryset of the pages, of any type, on which `user` has a permission."""
    return _pages().objects.filter(_below(own_paths(user)), depth__gt=1)


def pages_at(user, clinic):
    """Return the pages of `user` at or below a clinic."""
    return own_pages(user).filter(path__startswith=clinic.path)


def shared_paths(user):
    """Return the paths of the libraries, and of the shared questions beside them, of `user`."""
    own = own_pages(user).values("pk")
    libraries = treatment_index_model().objects.filter(pk__in=own)
    paths = set(libraries.values_list("path", flat=True))
    homes = {path[: -_pages().steplen] for path in paths}
    indexes = faq_index_model().objects.filter(
        pk__in=own, depth__in={len(path) // _pages().steplen for path in paths}
    )
    questions = indexes.values_list("path", flat=True)
    return paths.union(path for path in questions if path[: -_pages().steplen] in homes)


def shared_pages(user):
    """Return the pages of `user` in the libraries and in the questions that clinics share."""
    return own_pages(user).filter(_below(shared_paths(user)))


def _below(paths):
    return reduce(or_, (Q(path__startswith=path) for path in sorted(paths)), Q(pk__in=[]))


def _pages():
    return swapper.load_model("wagtailcore", "Page")
