"""What a clinic’s people do every week, a click away."""

from dataclasses import dataclass

import swapper
from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode

from faq.querysets import faq_index_model
from tenancy.audit.entries import known_clinics

from .rows import edit_url


@dataclass
class Action:
    label: str
    url: str
    icon: str


def actions_of(user, clinic):
    """Return the Actions at a clinic that `user` has the rights for."""
    mine = clinic.permissions_for_user(user)
    found = []
    if mine.can_edit():
        prices = f"{reverse('clinic_prices:index')}?{urlencode({'clinic': clinic.pk})}"
        found.append(Action("Change prices", prices, "tag"))
        found.append(Action("Change opening hours", edit_url(clinic.pk, "tab-hours"), "time"))
    index = faq_index_model().objects.child_of(clinic).first()
    if index and index.permissions_for_user(user).can_add_subpage():
        question = swapper.load_model("faq", "FAQPage")._meta
        args = [question.app_label, question.model_name, index.pk]
        found.append(Action("New question", reverse("wagtailadmin_pages:add", args=args), "help"))
    if mine.can_add_subpage():
        found.append(_linked("Add a treatment", "treatments_add_from_library", clinic, "plus"))
    if mine.can_publish():
        found.append(_linked("People", "tenancy_clinic", clinic, "group"))
    if known_clinics(user).filter(pk=clinic.pk).exists():
        activity = f"{reverse('tenancy_activity')}?{urlencode({'clinic': clinic.pk})}"
        found.append(Action("See what was changed", activity, "history"))
    return [action for action in found if action]


def _linked(label, url_name, clinic, icon):
    """An Action of a part that a project may have left out; None where it is not there."""
    try:
        return Action(label, reverse(url_name, args=[clinic.pk]), icon)
    except NoReverseMatch:
        return None
