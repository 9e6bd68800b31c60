"""What the library changed of late, and which of a clinic’s pages that reached.

A part that the clinic says itself, or does not show, is not reached: what changes below it becomes
a stale override. Only published text counts; a draft of the library is its editors’ affair.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from delivery.conf import setting
from treatments.inheritance.keys import PAIRINGS, SECTIONS, pairing_key, section_key
from treatments.overrides.part_state import anchor_of, moment
from treatments.overrides.states import titles_of_paired
from treatments.overrides.words import name_of
from treatments.pairings import DO_NOT_COMBINE
from treatments.querysets import clinic_treatment_model, pairing_model, treatment_model

from .rows import edit_url

# How many changes are shown, and how many parts are named of each.
MANY = 8
NAMED = 3

# A part that is hidden as a whole takes with it those whose keys begin so.
HIDDEN_WITH = {SECTIONS: section_key(""), PAIRINGS: pairing_key("")}


@dataclass
class SharedChange:
    """The parts of one library treatment that one publication changed, and the clinic’s page."""

    treatment: str
    page_id: int
    page: str
    when: datetime
    keys: list
    names: tuple = ()

    @property
    def url(self):
        """The page’s editor, at the first of the parts."""
        return edit_url(self.page_id, anchor_of(self.keys[0]))

    @property
    def more(self):
        return len(self.keys) - len(self.names)


def weeks():
    return setting("SHARED_CHANGES_WEEKS")


def shared_changes(pages, now=None):
    """Return the SharedChanges of the last weeks that reached the live ones of `pages`.

    The latest first, and no more than the first few of them; in four queries.
    """
    since = (now or timezone.now()) - timedelta(weeks=weeks())
    offered = list(
        clinic_treatment_model()
        .objects.filter(pk__in=pages.values("pk"), live=True, alias_of=None)
        .values("pk", "title", "treatment_id", "hidden", "replaced", "first_published_at")
    )
    at_clinic = {row["treatment_id"] for row in offered}
    library = {
        pk: (title, seals)
        for pk, title, seals in treatment_model()
        .objects.filter(pk__in=at_clinic, live=True)
        .values_list("pk", "title", "part_seals")
    }
    warned = set(
        pairing_model()
        .objects.filter(page__in=library, treatment__live=True, kind=DO_NOT_COMBINE)
        .values_list("page_id", "treatment_id")
    )
    found = []
    for row in offered:
        if row["treatment_id"] in library:
            title, seals = library[row["treatment_id"]]
            warnings = {pairing_key(pk) for page, pk in warned if page == row["treatment_id"]}
            reached = _reached(row, seals, at_clinic, warnings)
            begins = max(filter(None, (since, row["first_published_at"])))
            for when, keys in _publications(reached, begins):
                found.append(SharedChange(title, row["pk"], row["title"], when, keys))
    found.sort(key=lambda change: change.when, reverse=True)
    return _named(found[:MANY])


def _reached(row, seals, at_clinic, warnings):
    """Return `{part key: since when}` of the shared parts that a clinic’s page shows.

    `warnings` are the keys of pairings that it shows whatever it offers, says or hides.
    """
    own = {*row["replaced"], *row["hidden"]}
    gone = tuple(beginning for key, beginning in HIDDEN_WITH.items() if key in row["hidden"])
    unpaired = {
        key
        for key in seals
        if key.startswith(pairing_key("")) and int(key.partition(":")[2]) not in at_clinic
    }
    return {
        key: moment(seal["since"])
        for key, seal in seals.items()
        if key in warnings
        or (key not in own and key not in unpaired and not (gone and key.startswith(gone)))
    }


def _publications(reached, begins):
    """Return the parts that changed after `begins`, together where they changed together."""
    together = {}
    for key, when in reached.items():
        if when > begins:
            together.setdefault(when, []).append(key)
    return together.items()


def _named(changes):
    shown = {key for change in changes for key in change.keys[:NAMED]}
    titles = titles_of_paired(shown)
    for change in changes:
        change.names = tuple(name_of(key, titles) for key in change.keys[:NAMED])
    return changes
