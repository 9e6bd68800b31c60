"""The part of Wagtail's page log that is about clinics, as far as a person may know of it."""

from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from itertools import islice
from operator import or_

import swapper
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Substr
from django.urls import reverse
from wagtail.models import PageLogEntry
from wagtail.permissions import policy_registry

from delivery.documents.references import base_page_model
from faq.querysets import faq_index_model
from tenancy import log_actions
from treatments.offering.log_actions import MOVE, OFFER, RELEASE
from treatments.querysets import clinic_treatment_model, location_model

from . import kinds
from .log_actions import SUPERSEDED

TREATMENTS = "treatments"
QUESTIONS = "questions"
OVERRIDES = "overrides"
PUBLISHING = "publishing"
CLINIC = "clinic"
TEAM = "team"

KINDS = {
    **kinds.OF_CONTENT,
    TREATMENTS: "Treatments offered and withdrawn",
    QUESTIONS: "Questions and answers",
    OVERRIDES: "Decisions about shared text",
    PUBLISHING: "Publishing and approval",
    CLINIC: "Clinics opened and closed",
    TEAM: "Who works here",
}

# Whoever may do one of these to a page may know its history, as in Wagtail's own view of it.
KNOWING = ("change", "publish")

CHUNK = 500

# Up to this number of pages their ids are handed to the database one by one.
FEW = 1000


@dataclass(frozen=True)
class Activity:
    """One line of the report; `edit_url` is None for who may not edit the page."""

    when: datetime
    clinic: str
    page: str
    edit_url: str | None
    who: str
    user: object
    message: str
    changes: list

    @property
    def changes_text(self):
        return "\n".join(self.changes)


def known_pages(user):
    """Return the pages at or below clinics whose history a person may know."""
    policy = policy_registry.get_by_type(base_page_model())
    pages = policy.instances_user_has_any_permission_for(user, set(KNOWING))
    return at_clinics(pages)


def at_clinics(pages):
    """Narrow pages to the clinics' own and those below them."""
    clinics = location_model().objects.values("path")
    condition = Q(pk__in=[])
    for depth in _depths():
        name = f"above_{depth}"
        pages = pages.alias(**{name: Substr("path", 1, depth * base_page_model().steplen)})
        condition |= Q(**{f"{name}__in": clinics})
    return pages.filter(condition)


def known_clinics(user):
    return location_model().objects.filter(pk__in=known_pages(user).values("pk")).order_by("title")


def entries_for(user):
    """Return the log entries about clinics that a person may know of, the newest first.

    What is deleted has no place in the tree any more. That it was deleted is known where the
    clinic's page is; what was done to it before only to those to whom Wagtail's own reports tell
    it. Saving the same draft again and again is one entry, the last. Comments, which change
    nothing, are left out.
    """
    entries = PageLogEntry.objects.filter(_is_known(user)).exclude(data__has_key=SUPERSEDED)
    return entries.exclude(action__startswith="wagtail.comments").order_by("-timestamp", "-pk")


def _is_known(user):
    here = Q(page__in=_ids(known_pages(user)))
    root = base_page_model().get_first_root_node().permissions_for_user(user)
    if user.is_superuser or root.can_add_subpage() or root.can_edit():
        return here | Q(page__in=_deletions(data__has_key="clinic", of="page"))
    clinics = list(known_clinics(user).order_by().values_list("pk", flat=True))
    return here | Q(pk__in=_deletions(data__clinic__id__in=clinics, of="pk"))


def at_clinic(entries, clinic):
    """Narrow entries to those about one clinic, its page and all below it."""
    pages = _ids(base_page_model().objects.filter(path__startswith=clinic.path))
    deleted = _deletions(data__clinic__id=clinic.pk, of="page")
    return entries.filter(Q(page__in=pages) | Q(page__in=deleted))


def _ids(pages):
    """The ids of pages: where they are few, as values, by which the database finds the entries."""
    pks = list(pages.order_by().values_list("pk", flat=True)[: FEW + 1])
    return pks if len(pks) <= FEW else pages.order_by().values("pk")


def _deletions(of, **conditions):
    """What the entries about a clinic's deleted pages hold in the field `of`."""
    entries = PageLogEntry.objects.filter(action="wagtail.delete", deleted=True, **conditions)
    return list(entries.order_by().values_list(of, flat=True))


def of_kinds(entries, names):
    """Narrow entries to some of `KINDS`, by their keys."""
    return entries.filter(reduce(or_, map(_of_kind, names))) if names else entries


def _of_kind(name):
    if name in kinds.OF_CONTENT:
        return Q(data__changes__has_key=name)
    return CONDITIONS[name]()


def _of_treatments():
    ends = Q(action__startswith="wagtail.unpublish") | Q(action="wagtail.delete")
    ends &= Q(content_type__in=_types([clinic_treatment_model()]))
    return Q(action__in=[OFFER, RELEASE, MOVE]) | ends


def _of_questions():
    models = [faq_index_model(), swapper.load_model("faq", "FAQPage")]
    return Q(content_type__in=_types(models))


def _of_publishing():
    starts = ("wagtail.publish", "wagtail.unpublish", "wagtail.schedule", "wagtail.workflow")
    return reduce(or_, (Q(action__startswith=start) for start in starts))


CONDITIONS = {
    TREATMENTS: _of_treatments,
    QUESTIONS: _of_questions,
    OVERRIDES: lambda: Q(action__startswith="clinicsite.override."),
    PUBLISHING: _of_publishing,
    CLINIC: lambda: Q(action__in=[log_actions.OPEN, log_actions.CLOSE, log_actions.REOPEN]),
    TEAM: lambda: Q(action__in=[log_actions.INVITE, log_actions.REMOVE]),
}


def people_in(entries):
    """Return those who did what `entries` tell, by name."""
    users = get_user_model()
    theirs = entries.order_by().filter(user=OuterRef("pk"))
    return users.objects.filter(Exists(theirs)).order_by(users.USERNAME_FIELD)


def activities(entries, user):
    """Return an Activity for each of a page of entries, in a fixed number of queries."""
    entries = list(entries)
    pages = base_page_model().objects.in_bulk({entry.page_id for entry in entries})
    steplen, depths = base_page_model().steplen, _depths()
    above = {page.path[: depth * steplen] for page in pages.values() for depth in depths}
    clinics = dict(location_model().objects.filter(path__in=above).values_list("path", "title"))
    policy = policy_registry.get_by_type(base_page_model())
    editable = policy.instances_user_has_permission_for(user, "change").filter(pk__in=pages)
    editable = set(editable.values_list("pk", flat=True))
    found = []
    for entry in entries:
        page = pages.get(entry.page_id)
        paths = [page.path[: depth * steplen] for depth in depths] if page else []
        clinic = next((clinics[path] for path in paths if path in clinics), "")
        deleted_at = (entry.data or {}).get("clinic", {})
        found.append(
            Activity(
                when=entry.timestamp,
                clinic=clinic or deleted_at.get("title", ""),
                page=entry.label,
                edit_url=reverse("wagtailadmin_pages:edit", args=[page.pk])
                if page and page.pk in editable
                else None,
                who=str(entry.user_display_name),
                user=entry.user,
                message=str(entry.message),
                changes=_lines(entry),
            )
        )
    return found


def _lines(entry):
    # The database keeps no order of keys.
    changes = (entry.data or {}).get("changes", {})
    return [line for kind in kinds.OF_CONTENT for line in changes.get(kind, [])]


def all_activities(entries, user):
    """Give an Activity for each of any number of entries, without holding them all."""
    rest = entries.iterator(chunk_size=CHUNK)
    while chunk := list(islice(rest, CHUNK)):
        yield from activities(chunk, user)


def _depths():
    """How deep in the tree the clinics are; one or two depths, in one query."""
    depths = location_model().objects.order_by("depth").values_list("depth", flat=True)
    return list(depths.distinct())


def _types(models):
    return [ContentType.objects.get_for_model(model).pk for model in models]
