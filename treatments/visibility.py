"""Who may read a page of the library, why it is not public, and which warnings wait for it."""

from django.utils import timezone

from delivery.sites import group_roots
from delivery.visibility import Visibility

from .pairings import DO_NOT_COMBINE
from .querysets import treatment_model


def may_read(user, treatment):
    """Whether the stored text of a library page may be shown to somebody who edits a clinic's.

    That of a page that is not live is a draft, for those who may edit it.
    """
    if treatment is None:
        return False
    return treatment.live or bool(user and treatment.permissions_for_user(user).can_edit())


def why_not_public(page):
    """Return what keeps a page from being public by itself: “it is private”."""
    if not page.live:
        return "it is not published"
    if page.expire_at and page.expire_at <= timezone.now():
        return "its time is over"
    return "it is private"


def withheld_warnings(page):
    """Return what must not be combined with a page and is not public: `[(library page, why)]`.

    No reader of the page is told of it, for its name may not be told. `page` is in hand, one of
    the library or of a clinic; the number of queries does not depend on how many there are.
    """
    warned = {edge.other for edge in page.pairings_in_hand() if edge.kind == DO_NOT_COMBINE}
    treatments = treatment_model().objects.filter(pk__in=warned - {None}).order_by("title")
    found = {treatment.pk: treatment for treatment in treatments} if warned else {}
    if not found:
        return []
    group = group_roots(page.url_path) if page.pk else None
    public = set(Visibility(group=group).public_pages(treatments).values_list("pk", flat=True))
    return [(found[pk], _why_withheld(found[pk], group)) for pk in found if pk not in public]


def _why_withheld(treatment, group):
    if group is not None and not treatment.url_path.startswith(group):
        return "it is in another group of clinics"
    return why_not_public(treatment)
