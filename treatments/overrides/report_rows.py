"""The rows of the report on stale overrides: read from stored values, a page of texts at a time."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from treatments.inheritance import parts
from treatments.inheritance.staleness import Replaced, stale_parts
from treatments.querysets import (
    clinic_path,
    clinic_treatment_model,
    location_model,
    treatment_model,
)

from .part_state import anchor_of, changed_lines, moment, share_label
from .states import titles_of_paired
from .words import KINDS, kind_of, name_of


@dataclass
class StaleOverride:
    """One part of one clinic's page that the library has moved past."""

    page_id: int
    page_title: str
    clinic: str
    treatment_id: int
    treatment: str
    key: str
    since: datetime | None
    shared_since: datetime | None
    replaced: tuple
    has_draft: bool
    is_hidden: bool
    name: str = ""
    shared: tuple = ()
    own: tuple = ()

    @property
    def kind(self):
        return kind_of(self.key)

    @property
    def kind_name(self):
        return KINDS[self.kind]

    @property
    def anchor(self):
        return anchor_of(self.key)

    @property
    def difference(self):
        return changed_lines(self.replaced, self.shared)

    @property
    def share_label(self):
        return share_label(self.is_hidden, is_in_library=self.shared_since is not None)

    @property
    def own_text(self):
        return "\n".join(self.own)

    @property
    def replaced_text(self):
        return "\n".join(self.replaced)

    @property
    def shared_text(self):
        return "\n".join(self.shared)


def stale_overrides(pages):
    """Return a StaleOverride for each stale part of a queryset of clinic treatments.

    In the order of the clinics in the tree, then of the page's parts; in two queries more than
    that of the pages. Texts are not there yet (see `with_texts`).
    """
    values = list(
        pages.exclude(replaced={})
        .order_by("path")
        .values(
            "pk", "title", "path", "treatment_id", "replaced", "hidden", "has_unpublished_changes"
        )
    )
    treatments = treatment_model().objects.filter(pk__in={row["treatment_id"] for row in values})
    library = {
        pk: (title, seals)
        for pk, title, seals in treatments.values_list("pk", "title", "part_seals")
    }
    clinics = location_model().objects.filter(path__in={clinic_path(row["path"]) for row in values})
    clinics = dict(clinics.values_list("path", "title"))
    found = []
    for row in values:
        title, seals = library[row["treatment_id"]]
        for key in stale_parts(row["replaced"], seals):
            record = Replaced.from_json(row["replaced"][key])
            found.append(
                StaleOverride(
                    page_id=row["pk"],
                    page_title=row["title"],
                    clinic=clinics.get(clinic_path(row["path"]), ""),
                    treatment_id=row["treatment_id"],
                    treatment=title,
                    key=key,
                    since=moment(record.since),
                    shared_since=moment(seals.get(key, {}).get("since")),
                    replaced=tuple(filter(None, record.text)),
                    has_draft=row["has_unpublished_changes"],
                    is_hidden=key in row["hidden"],
                )
            )
    return found


def with_texts(rows):
    """Fill in what library and clinic say, and what each part is called.

    The number of queries does not depend on how many rows there are.
    """
    rows = list(rows)
    library = _said(treatment_model(), (row.treatment_id for row in rows), parts.shared_parts)
    clinics = _said(clinic_treatment_model(), (row.page_id for row in rows), parts.local_parts)
    members = titles_of_paired(row.key for row in rows)
    for row in rows:
        said = library[row.treatment_id].get(row.key)
        row.shared = _lines(row.key, said)
        row.own = _lines(row.key, clinics[row.page_id].get(row.key))
        row.name = name_of(row.key, {**members, **_heading(row, said)})
    return rows


def _said(model, pks, parts_of):
    """What each page says, by its id and part key."""
    lookups = parts.LOOKUPS if model is treatment_model() else parts.LOCAL_LOOKUPS
    pages = model.objects.filter(pk__in=set(pks)).prefetch_related(*lookups)
    found = defaultdict(dict)
    found.update((page.pk, parts_of(page)) for page in pages)
    return found


def _lines(key, said):
    return tuple(filter(None, parts.lines(key, said))) if said else ()


def _heading(row, said):
    heading = said.get("heading") if row.key.startswith("section:") and said else None
    return {row.key: heading} if heading else {}
