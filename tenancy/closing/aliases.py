"""Aliases at closed clinics, whose sources are elsewhere.

Wagtail publishes all aliases of a page with it, those too that are off the site.
"""

from wagtail.log_actions import log
from wagtail.signals import page_published

from tenancy.models import Clinic
from tenancy.tree import clinic_page_of
from treatments.offering.log_actions import entries_of_its_own


def stay_closed(sender, instance, alias=False, **kwargs):
    """Take an alias off the site again that was published with its source at a closed clinic.

    It keeps what its source says by now.
    """
    page = clinic_page_of(instance) if alias else None
    if page and Clinic.objects.filter(page=page, closed_at__isnull=False).exists():
        with entries_of_its_own(None):
            instance.unpublish()


def publish_alias(page, user):
    """Publish an alias as far as its source is live; return whether it is live then."""
    # With a source in the clinic it has been published by now.
    page.refresh_from_db(fields=["live"])
    if not page.live and page.alias_of.live:
        page.live, page.has_unpublished_changes, page.expired = True, False, False
        page.save(clean=False)
        page_published.send(sender=page.specific_class, instance=page, revision=None, alias=True)
        with entries_of_its_own(user):
            log(page, "wagtail.publish", user=user)
    return page.live


def connect():
    page_published.connect(stay_closed, dispatch_uid="tenancy.stay_closed")
