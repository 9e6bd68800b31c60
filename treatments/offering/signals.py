"""Keeps addresses and the library right, whatever way a page comes, goes or moves."""

from django.db.models import ProtectedError, QuerySet
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import AbstractPage, PageViewRestriction, Site
from wagtail.signals import page_published, page_unpublished, post_page_move

from treatments.querysets import clinic_treatment_model, location_model, treatment_model

from . import addresses


def make_way(sender, instance, **kwargs):
    addresses.settle([instance])


def leave_redirect(sender, instance, **kwargs):
    # Wagtail says so of a live page too, when it is being deleted.
    if not instance.live:
        addresses.settle([instance], were_live=True)


def settle_dependants(sender, instance, **kwargs):
    addresses.settle_below(instance)


def settle_restricted(sender, instance, **kwargs):
    addresses.settle_below(instance.page)


def lead_on_from_clinic(sender, instance, **kwargs):
    """What led to a clinic's treatment, its own address first, leads on when it is deleted."""
    addresses.leave_clinic(instance)


def lead_on_from_library(sender, instance, **kwargs):
    """Addresses that led to a treatment of the library lead to the clinics when it is deleted."""
    addresses.leave_library(instance)


def forget_page(sender, instance, **kwargs):
    addresses.forget(redirect_page=instance.pk)


def forget_site(sender, instance, **kwargs):
    addresses.forget(site=instance.pk)


def keep_changed_redirect(sender, instance, raw=False, **kwargs):
    # Fixtures say themselves what is automatic.
    if not raw:
        addresses.keep_changed(instance)


def refuse_deletion_of_used(sender, instance, origin=None, **kwargs):
    """Refuse to delete a treatment of the library that clinics' pages show.

    Raises ProtectedError, by whatever path the page or one above it is deleted; unless those
    pages are deleted with it.
    """
    pages = clinic_treatment_model().objects.filter(treatment=instance.pk)
    users = list(staying_pages(origin, pages))
    if users:
        raise ProtectedError(
            f"“{instance.title}” is shown by {len(users)} page(s) of clinics. Say first what "
            "happens to them: treatments.offering.release withdraws them or gives them another "
            "treatment.",
            set(users),
        )


def staying_pages(origin, pages):
    """Narrow `pages` to those that are not deleted by what began with `origin`.

    `origin` is what Django's deletion began with: a queryset of pages, or one page.
    """
    if isinstance(origin, QuerySet) and issubclass(origin.model, AbstractPage):
        return pages.exclude(pk__in=origin.values("pk"))
    if isinstance(origin, AbstractPage):
        return pages.exclude(path__startswith=origin.path)
    return pages


def connect():
    clinic_treatment, treatment, clinic = (
        clinic_treatment_model(),
        treatment_model(),
        location_model(),
    )
    pairs = [
        (page_published, make_way, clinic_treatment),
        (page_unpublished, leave_redirect, clinic_treatment),
        (page_published, settle_dependants, treatment),
        (page_unpublished, settle_dependants, treatment),
        (page_published, settle_dependants, clinic),
        (page_unpublished, settle_dependants, clinic),
        (post_page_move, settle_dependants, None),
        (post_save, settle_restricted, PageViewRestriction),
        (post_delete, settle_restricted, PageViewRestriction),
        (pre_delete, refuse_deletion_of_used, treatment),
        (pre_delete, lead_on_from_library, treatment),
        (pre_delete, lead_on_from_clinic, clinic_treatment),
        (post_delete, forget_page, treatment),
        (post_delete, forget_page, clinic),
        (post_delete, forget_site, Site),
        (pre_save, keep_changed_redirect, Redirect),
    ]
    for signal, receiver, sender in pairs:
        name = f"treatments.{receiver.__name__}.{sender and sender._meta.label}"
        signal.connect(receiver, sender=sender, dispatch_uid=name)
