"""Who may delete a clinic's page: with it goes all that was made for the clinic.

Only who may close the clinic. In the admin alone and in bulk, and by token; a page above it too.
"""

import swapper
from django.shortcuts import redirect
from wagtail.actions import DeletePageAction
from wagtail.admin import messages
from wagtail.models import AbstractPage

from tenancy.models import Clinic
from tenancy.permissions import may_close_all
from treatments.offering.release import at_or_below

# The clinics named in a message; of more, only the number is said.
MANY = 5


def refusal(user, pages):
    """Return why a user may not delete `pages`, in words; None when that is no matter of clinics.

    It takes as many queries for three hundred clinics as for one.
    """
    if user.is_superuser or not pages:
        return None
    within = at_or_below("page__path", [page.path for page in pages])
    clinics = list(Clinic.objects.filter(within).select_related("page").order_by("page__title"))
    if not clinics or may_close_all(user, clinics):
        return None
    names = ", ".join(f"“{clinic}”" for clinic in clinics[:MANY])
    more = f" and {len(clinics) - MANY} more" if len(clinics) > MANY else ""
    return (
        f"Nothing was deleted. Only who may close clinics may delete the page of a clinic, because "
        f"its people’s access goes with it: {names}{more}. Ask the central team to close the "
        "clinic instead: that can be undone."
    )


def before_delete_page(request, page):
    if words := refusal(request.user, [page]):
        messages.error(request, words)
        return redirect("wagtailadmin_explore", page.pk)
    return None


def before_bulk_action(request, action_type, objects, action):
    if action_type != "delete" or not issubclass(action.model, AbstractPage):
        return None
    if words := refusal(request.user, objects):
        messages.error(request, words)
        return redirect(action.next_url)
    return None


class DeleteGuardedPageAction(DeletePageAction):
    """Wagtail's deletion, as the write API asks for it, which has no hooks."""

    def check(self, skip_permission_checks=False):
        super().check(skip_permission_checks)
        if self.user and not skip_permission_checks:
            words = refusal(self.user, [self.page])
            if words:
                raise self.permission_error_class(words)


def register_action(registry):
    registry.register(swapper.load_model("wagtailcore", "Page"), DeleteGuardedPageAction)
