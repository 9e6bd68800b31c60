"""Making a clinic, whole and at once."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import Truncator, slugify
from wagtail.log_actions import log

from faq.querysets import faq_index_model
from locations.places import missing_parts
from locations.validation import run_checks
from tenancy.log_actions import OPEN
from tenancy.models import Clinic
from treatments.offering.log_actions import entries_of_its_own
from treatments.querysets import location_model

from .furniture import ensure_collections, ensure_rights, ensure_team, ensure_workflow
from .groups import ensure_group
from .rights import one_at_a_time, short_name
from .sites import ensure_site

LONGEST_TITLE = 255
# The tree gives these; what else may be wrong with a page is said of its fields.
TREE_FIELDS = ["path", "depth", "numchild", "url_path"]


@transaction.atomic
def open_clinic(index, details, *, hostname="", port=80, publish=False, user=None):
    """Open a clinic below `index`, a clinic index, and return its `Clinic`.

    `details` are the fields of the clinic's page: title and slug, address, telephone, time zone,
    currency. Everything is made in one transaction: the page with its FAQ index, the editors' and
    the managers' group with their rights, the collections of its images and documents, the
    workflow in which the managers approve, and with a `hostname` a site of its own. A clinic that
    is there (see `find_clinic`) is kept as it is and given what it lacks. `user` is the author of
    what is made. Raises ValidationError for details that are wrong, NoGroupError for an index
    that is below no site's root.
    """
    one_at_a_time()
    index.refresh_from_db()
    slug = slug_of(details)
    page = find_clinic(index, slug)
    if page is None:
        page = _make_page(index, {**details, "slug": slug}, publish, user)
    return furnish(page, hostname=hostname, port=port, publish=publish, user=user)


def slug_of(details):
    """Return the slug that a clinic's page gets: its own, or its title's.

    Raises ValidationError for a title without letters and numbers.
    """
    slug = details.get("slug") or slugify(details.get("title", ""), allow_unicode=True)
    if not slug:
        raise ValidationError(
            {"title": "Give the clinic a name with letters or numbers: its address is made of it."}
        )
    return slug


def find_clinic(index, slug):
    """Return the page of the clinic that opening one as `slug` below `index` would give; or None.

    It is the page that has this slug there now, else the one that was opened there with it, even
    if it has been renamed or moved since.
    """
    clinics = location_model().objects
    opened = Clinic.objects.filter(opened_below=index.pk, opened_as=slug)
    return (
        clinics.child_of(index).filter(slug=slug).first()
        or clinics.filter(pk__in=opened.values("page")).first()
    )


@transaction.atomic
def furnish(page, *, hostname="", port=80, publish=False, user=None):
    """Give a clinic's page all that belongs to a clinic and return its `Clinic`.

    What is there stays as it is, under whatever name it has by now. With `publish`, a FAQ index
    that is made is published. Raises ValidationError for a host name that is wrong or taken.
    """
    group = ensure_group(page)
    clinic, is_new = Clinic.objects.select_for_update().get_or_create(
        page=page, defaults={"opened_below": page.get_parent(), "opened_as": page.slug}
    )
    clinic.editors = ensure_team(clinic.editors, f"{short_name(page)}: editors")
    clinic.managers = ensure_team(clinic.managers, f"{short_name(page)}: managers")
    ensure_collections(clinic)
    ensure_rights(clinic, group)
    ensure_workflow(clinic)
    if hostname:
        clinic.site = ensure_site(clinic, hostname, port)
    clinic.save()
    _ensure_faq_index(page, publish, user)
    if is_new:
        with entries_of_its_own(user):
            log(page, OPEN, user=user, data={"site": str(clinic.site) if clinic.site else None})
    return clinic


def _make_page(index, details, publish, user):
    page = location_model()(**details, live=False, owner=user, locale_id=index.locale_id)
    run_checks(lambda: page.full_clean(exclude=TREE_FIELDS), lambda: _check_completeness(page))
    index.add_child(instance=page)
    _save_draft(page, publish, user)
    return page


def _check_completeness(page):
    if missing := missing_parts(page.country.code, vars(page)):
        raise ValidationError(missing)


def _ensure_faq_index(page, publish, user):
    model = faq_index_model()
    if model.objects.child_of(page).exists():
        return
    title = Truncator(f"Questions about {page.public_name}").chars(LONGEST_TITLE)
    is_free = not page.get_children().filter(slug="faq").exists()
    index = model(
        title=title,
        slug="faq" if is_free else slugify(title, allow_unicode=True),
        live=False,
        owner=user,
        locale_id=page.locale_id,
    )
    page.add_child(instance=index)
    _save_draft(index, publish, user)


def _save_draft(page, publish, user):
    with entries_of_its_own(user):
        log(page, "wagtail.create", user=user)
        revision = page.save_revision(user=user)
        if publish:
            revision.publish(user=user, skip_permission_checks=True)
    page.refresh_from_db()
