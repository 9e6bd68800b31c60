"""Takes out of the menus what would be empty for somebody whatever he did."""

import swapper
from wagtail.permissions import policy_registry

from treatments.querysets import clinic_treatment_model, location_model

from .places import own_pages


def hide_empty_reports(request, items):
    """Keep those reports in which this person may find something one day.

    Wagtail shows some to whoever may do anything to any page, although they list only what he may
    publish; and the stale overrides are those of clinics.
    """
    hidden = set()
    page_model = swapper.load_model("wagtailcore", "Page")
    if not policy_registry.get_by_type(page_model).user_has_permission(request.user, "publish"):
        hidden.add("aging-pages")
    if not _edits_clinics(request.user):
        hidden.add("stale-overrides")
    items[:] = [item for item in items if item.name not in hidden]


def _edits_clinics(user):
    if user.is_superuser:
        return True
    return own_pages(user).type(location_model(), clinic_treatment_model()).exists()
