"""What a person may choose: content of his own, and live content that the clinics share.

Own are the pages on which somebody has a permission, with all below them. Shared are the live,
unrestricted pages of his group that are in no clinic: the library, the questions for every clinic,
the pages of the site. Whoever has a permission outside the clinics, such as the central team, may
choose the live clinics of the group too, but nothing below them. Superusers choose anything;
people without any permission on pages choose none.

Every function asks the database a fixed number of times, however many clinics there are.
"""

from functools import reduce
from operator import or_

import swapper
from django.db.models import Q
from django.db.models.functions import Substr
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.permissions import policy_registry

from delivery.sites import group_path, group_paths
from delivery.visibility import Visibility
from treatments.querysets import location_model


def choosable_pages(user):
    """Return the queryset of the pages, of any type, that `user` may choose."""
    pages = _page_model().objects.all()
    if not user.is_active:
        return pages.none()
    if user.is_superuser:
        return pages
    own = own_paths(user)
    if not own:
        return pages.none()
    shared = Visibility().unrestricted_pages(pages.filter(_shared_with(own)))
    return pages.filter(_below(own) | Q(pk__in=shared.values("pk")))


def may_choose_page(user, page):
    """Return whether `user` may choose a page."""
    return choosable_pages(user).filter(pk=page.pk).exists()


def choosable_images(user):
    """Return the queryset of the images that `user` may choose: those of his collections."""
    return choosable_files(user, get_image_model())


def choosable_documents(user):
    """Return the queryset of the documents that `user` may choose: those of his collections."""
    return choosable_files(user, get_document_model())


def choosable_files(user, model):
    """Return the queryset of the images or documents, objects of `model`, that `user` may choose.

    As in Wagtail's choosers, the right “choose” on a collection decides.
    """
    policy = policy_registry.get_by_type(model)
    return policy.instances_user_has_any_permission_for(user, ["choose"])


def own_pages(user):
    """Return the queryset of the pages on which `user` has a permission: what he may explore,
    without the pages that only lead there."""
    pages = _page_model().objects.all()
    if not user.is_active:
        return pages.none()
    return pages if user.is_superuser else pages.filter(_below(own_paths(user)))


def passed_pages(user):
    """Return the queryset of the pages above `own_pages`, which one passes on the way to them."""
    steplen = _page_model().steplen
    above = {path[:end] for path in own_paths(user) for end in range(steplen, len(path), steplen)}
    return _page_model().objects.filter(path__in=above)


def owns_page(user, page):
    """Return whether a page is among `own_pages`; asks the database for permissions only."""
    return user.is_active and page.path.startswith(tuple(own_paths(user)))


def may_explore(user, page):
    """Return whether a page is among `own_pages` or `passed_pages`."""
    return owns_page(user, page) or (
        user.is_active and any(path.startswith(page.path) for path in own_paths(user))
    )


def as_seen_by(user, page):
    """Return the page with its public title for its draft's, unless it is among `own_pages`."""
    if not owns_page(user, page):
        page.draft_title = page.title
    return page


def own_paths(user):
    """Return the tree paths of the outermost pages on which `user` has a permission, in order.

    A superuser's is the root of the tree.
    """
    policy = policy_registry.get_by_type(_page_model())
    outermost = []
    pages = policy.instances_with_direct_explore_permission(user)
    for path in sorted({page.path for page in pages}):
        if not path.startswith(tuple(outermost)):
            outermost.append(path)
    return outermost


def _shared_with(own):
    """Return the condition for what is shared with somebody who has rights at the paths `own`."""
    groups = group_paths()
    clinics = location_model().objects.all()
    steplen = _page_model().steplen
    above = {path[:end] for path in own for end in range(steplen, len(path) + 1, steplen)}
    own_clinics = tuple(clinics.filter(path__in=above).values_list("path", flat=True))
    central = [path for path in own if not path.startswith(own_clinics)]
    in_clinic = reduce(
        or_,
        (
            Q(pk__in=_at_depth(depth).filter(clinic_path__in=clinics.values("path")).values("pk"))
            for depth in clinics.order_by().values_list("depth", flat=True).distinct()
        ),
        Q(pk__in=[]),
    )
    return (_below(_groups_of(own, groups)) & ~in_clinic) | (
        _below(_groups_of(central, groups)) & Q(pk__in=clinics.values("pk"))
    )


def _at_depth(depth):
    """Return the pages, each with the path of the page at `depth` above it as `clinic_path`."""
    pages = _page_model()
    return pages.objects.annotate(clinic_path=Substr("path", 1, depth * pages.steplen))


def _groups_of(paths, groups):
    return {root for path in paths if (root := group_path(path, groups))}


def _below(paths):
    """Return the condition for pages at or below any of the paths; none, for no path."""
    return reduce(or_, (Q(path__startswith=path) for path in sorted(paths)), Q(pk__in=[]))


def _page_model():
    return swapper.load_model("wagtailcore", "Page")
