"""What one editor may see of a reach, in words."""

from dataclasses import dataclass
from functools import cached_property

from django.template.defaultfilters import pluralize
from django.urls import reverse
from wagtail.permissions import policy_registry

from delivery.documents.references import base_page_model
from treatments.overrides.words import name_of

# What is only in documents, or called otherwise where not all of it is meant.
NAMES = {
    "library": "Link to the library’s page",
    "category": "Category",
    "review": "Medical review",
    "body": "Order of the sections",
    "faqs": "Questions",
    "pairings": "Pairings",
}

# Beyond this number the pages that show a treatment are counted and not named.
MANY = 50


@dataclass(frozen=True)
class ClinicLine:
    """One clinic in the list: `edit_url` is None for who may not edit its page."""

    title: str
    edit_url: str | None
    reach: object
    changes: list
    keeps: list
    hides: list
    turns_stale: list


class Summary:
    """A reach for one person: clinics that the explorer hides from them are only counted."""

    def __init__(self, reach, user):
        self.reach, self.user = reach, user

    @cached_property
    def lines(self):
        """The clinics, those that something happens to first."""
        lines = [self._line(clinic) for clinic in self.reach.clinics if self._sees(clinic.page)]
        return sorted(lines, key=lambda line: not (line.reach.is_changed or line.turns_stale))

    @cached_property
    def unseen(self):
        """Of the clinics that may not be named: how many there are, change and turn stale."""
        clinics = [clinic for clinic in self.reach.clinics if not self._sees(clinic.page)]
        return {
            "count": len(clinics),
            "changed": sum(clinic.is_changed for clinic in clinics),
            "stale": sum(bool(clinic.turns_stale) for clinic in clinics),
        }

    @cached_property
    def showing(self):
        """The other pages that change, as far as the person sees them and they are not many."""
        pages = [page for page in self.reach.showing if self._sees(page)]
        return pages if len(pages) <= MANY else []

    @property
    def showing_unnamed(self):
        """How many more pages change than `showing` names."""
        return len(self.reach.showing) - len(self.showing)

    @property
    def headline(self):
        """“2 clinics change, 1 override turns stale”."""
        if not self.reach.clinics:
            return "no clinic offers this treatment yet"
        found = []
        if changed := len(self.reach.changed):
            found.append(f"{changed} clinic{pluralize(changed, ' changes,s change')}")
        if stale := self.reach.stale_count:
            found.append(f"{stale} override{pluralize(stale, ' turns,s turn')} stale")
        return ", ".join(found) or "none changes"

    @cached_property
    def _visible(self):
        policy = policy_registry.get_by_type(base_page_model())
        pks = [clinic.page.pk for clinic in self.reach.clinics]
        pks += [page.pk for page in self.reach.showing]
        explorable = policy.explorable_instances(self.user).filter(pk__in=pks)
        return set(explorable.values_list("pk", flat=True))

    def _sees(self, page):
        return page.pk in self._visible

    def _line(self, clinic):
        page = clinic.page
        may_edit = page.permissions_for_user(self.user).can_edit()
        title = clinic.clinic.title if clinic.clinic else page.title
        return ClinicLine(
            title=title,
            edit_url=reverse("wagtailadmin_pages:edit", args=[page.pk]) if may_edit else None,
            reach=clinic,
            changes=self._names(clinic.changes),
            keeps=self._names(clinic.keeps),
            hides=self._names(clinic.hides),
            turns_stale=self._names(clinic.turns_stale),
        )

    def _names(self, keys):
        return [NAMES.get(key) or name_of(key, self.reach.words) for key in keys]


def outcome(reach):
    """Return what has happened, for the message after publishing; `""` when nothing has."""
    found = []
    if changed := len(reach.changed):
        found.append(f"The page of {changed} clinic{pluralize(changed)} has changed.")
        if changed > 1:
            found[-1] = f"The pages of {changed} clinics have changed."
    if stale := reach.stale_count:
        found.append(f"{stale} override{pluralize(stale, ' has,s have')} become stale.")
    return " ".join(found)
