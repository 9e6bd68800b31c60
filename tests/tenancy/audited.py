"""A treatment at a clinic with prices, and what the log says of pages."""

from wagtail.models import PageLogEntry

from tenancy.audit.log_actions import CHANGED
from treatments.models import ClinicPrice, ClinicTreatmentPage
from treatments.offering.offers import offer


def offered(group_tree, clinic, title="Botox", amount="13.00"):
    """Offer a treatment at a clinic, live and with a price."""
    (page,) = offer(group_tree.treatment(title), [clinic.page], live=True)
    return reprice(page, amount, publish=True)


def with_price(page, amount):
    """Return the latest draft of a page with another price, not saved."""
    draft = page.get_latest_revision_as_object()
    draft.prices = [ClinicPrice(label="Botox", amount=amount, unit="unit")] if amount else []
    return draft


def reprice(page, amount, user=None, publish=False):
    """Save a draft with another price, as code does that says nothing to the log."""
    revision = with_price(page, amount).save_revision(user=user)
    if publish:
        revision.publish(user=user)
    return ClinicTreatmentPage.objects.get(pk=page.pk)


def logged(page):
    """Return what the log says: `[(action, who, lines about prices), …]`, the latest first."""
    entries = PageLogEntry.objects.filter(page=page.pk).order_by("-timestamp", "-pk")
    return [
        (
            f"{entry.action} {entry.data['stage']}" if entry.action == CHANGED else entry.action,
            entry.user.username if entry.user else None,
            entry.data.get("changes", {}).get("prices"),
        )
        for entry in entries.select_related("user")
    ]


def since(page, count):
    """Return what the log says since it had `count` entries about a page, the latest first."""
    found = logged(page)
    return found[: len(found) - count]
