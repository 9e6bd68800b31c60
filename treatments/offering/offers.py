"""Making the page on which a clinic offers a treatment of the library."""

from itertools import count

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import PageSubscription
from wagtail.permissions import policy_registry

from delivery.sites import group_paths, in_one_group, same_group
from treatments.querysets import (
    clinic_path,
    clinic_treatment_model,
    closed_clinics,
    location_model,
    pages_below,
    treatment_model,
)

from .log_actions import OFFER, entries_of_its_own


def clinics_to_offer_at(user, treatment=None):
    """Return the clinics below which a user may add a treatment, by title.

    Of a `treatment`, those of its group, in its language. A clinic that is closed, temporarily or
    for good, and whose page is not live is none of them (`treatments.querysets.closed_clinics`).
    """
    policy = policy_registry.get_by_type(location_model())
    allowed = policy.instances_user_has_permission_for(user, "add")
    clinics = location_model().objects.filter(pk__in=allowed.values("pk")).order_by("title")
    clinics = clinics.exclude(pk__in=closed_clinics().values("pk"))
    if treatment is not None:
        clinics = same_group(clinics.filter(locale=treatment.locale_id), treatment)
    return clinics if _may_hold_treatments() else clinics.none()


def publishable(user, clinics):
    """Return the ids of those of `clinics`, a queryset, below which a user may publish."""
    policy = policy_registry.get_by_type(location_model())
    allowed = policy.instances_user_has_permission_for(user, "publish")
    return set(clinics.filter(pk__in=allowed.values("pk")).values_list("pk", flat=True))


def treatments_to_offer(clinic):
    """Return the live treatments of the clinic's library in its language, by category and title.

    The library is that of the clinic's group. An alias says nothing that its source does not say.
    """
    treatments = treatment_model().objects.live().filter(alias_of=None, locale=clinic.locale_id)
    return (
        same_group(treatments, clinic)
        .select_related("category")
        .order_by("category__sort_order", "category__title", "title")
    )


def pages_offering(treatment, clinics=None):
    """Return `{clinic id: page}` for the clinics that offer a treatment, in two queries.

    `clinics` are those to look at; all when left out.
    """
    clinics = location_model().objects.all() if clinics is None else clinics
    by_path = {clinic.path: clinic.pk for clinic in clinics}
    pages = clinic_treatment_model().objects.filter(treatment=treatment).order_by("path")
    found = {}
    for page in pages.annotate_approved_schedule().prefetch_workflow_states():
        clinic = by_path.get(clinic_path(page.path))
        if clinic is not None:
            found.setdefault(clinic, page)
    return found


@transaction.atomic
def offer(treatment, clinics, user=None, live=False):
    """Offer a treatment at clinics: a page below each of them that inherits everything.

    Returns the pages made, as drafts or live. A clinic that offers the treatment already gets no
    second page, even when two people ask at once. Everything is made or nothing. With a `user`,
    who is the author of what is made, PermissionDenied is raised for a clinic below which they
    may not add or, for a live page, publish one. ValueError is raised for a clinic of another
    group than the treatment's, and for one that is closed (`treatments.querysets.closed_clinics`).
    """
    ids = {clinic.pk for clinic in clinics}
    _check_permission(user, ids, live)
    # Whoever comes second waits here, and then sees the pages of the first.
    locked = location_model().objects.select_for_update(of=("self",)).filter(pk__in=ids)
    clinics = list(locked.order_by("path"))
    groups = group_paths()
    if any(not in_one_group(clinic.path, treatment.path, groups) for clinic in clinics):
        raise ValueError(f"“{treatment.title}” is in the library of another group of clinics.")
    if closed := closed_clinics().filter(pk__in=ids).first():
        raise ValueError(f"“{closed.title}” is closed. Reopen it first.")
    offered = pages_offering(treatment, clinics)
    slugs = _slugs_below(clinics)
    made = []
    for clinic in clinics:
        if clinic.pk not in offered:
            slug = _free_slug(treatment.slug, slugs[clinic.path])
            made.append(_make_page(treatment, clinic, slug, user, live))
    return made


def _may_hold_treatments():
    model = clinic_treatment_model()
    return model.is_creatable and model in location_model().allowed_subpage_models()


def _check_permission(user, ids, live):
    if user is None:
        return
    allowed = clinics_to_offer_at(user).filter(pk__in=ids)
    may = publishable(user, allowed) if live else set(allowed.values_list("pk", flat=True))
    if ids - may:
        raise PermissionDenied("You may not offer a treatment at one of these clinics.")


def _slugs_below(clinics):
    """Return `{clinic's path: slugs of the pages below it}`, in one query."""
    slugs = {clinic.path: set() for clinic in clinics}
    pages = pages_below(set(slugs), location_model().base_page_model)
    for path, slug in pages.values_list("path", "slug"):
        slugs[clinic_path(path)].add(slug)
    return slugs


def _free_slug(slug, taken):
    choices = (slug if number == 1 else f"{slug}-{number}" for number in count(1))
    return next(choice for choice in choices if choice not in taken)


def _make_page(treatment, clinic, slug, user, live):
    page = clinic_treatment_model()(
        treatment=treatment,
        title=treatment.title,
        slug=slug,
        locale_id=clinic.locale_id,
        owner=user,
        live=False,
    )
    data = {
        "treatment": {"id": treatment.pk, "title": treatment.title},
        "clinic": {"id": clinic.pk, "title": clinic.title},
        "live": live,
    }
    with entries_of_its_own(user):
        clinic.add_child(instance=page)
        log(instance=page, action=OFFER, user=user, data=data)
        revision = page.save_revision(user=user, log_action=True, clean=live)
        if live:
            revision.publish(user=user)
            page.refresh_from_db()
    with entries_of_its_own(user):
        log(instance=treatment, action=OFFER, user=user, data=data)
    if user:
        # As when the page is made in the editor.
        PageSubscription.objects.update_or_create(
            page=page, user=user, defaults={"comment_notifications": True}
        )
    return page
