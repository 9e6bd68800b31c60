"""Who is reached when a page of the library is published or taken off the site."""

from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import prefetch_related_objects
from django.utils import timezone

from delivery.documents.references import base_page_model
from treatments.inheritance.keys import pairing_key, question_key, section_key
from treatments.inheritance.parts import ROWS, shared_parts
from treatments.inheritance.staleness import stale_parts
from treatments.pairings import DO_NOT_COMBINE, turned
from treatments.querysets import (
    clinic_path,
    clinic_treatment_model,
    edge_of,
    edges_made_elsewhere,
    location_model,
    treatment_model,
)

from .candidates import showing
from .comparison import changed_parts, edited_parts
from .dry_run import Documents, following, published, unpublished


@dataclass(frozen=True)
class ClinicReach:
    """What happens to one clinic's page of the treatment; parts are named by their keys.

    `changes`: what its readers will see change. `keeps` and `hides`: parts of the edit that the
    page says itself or does not show. `turns_stale`: what it says itself of text that moves on.
    `was_public` and `is_public`: whether anybody can read it before and after.
    """

    page: object
    clinic: object
    was_public: bool
    is_public: bool
    changes: tuple = ()
    keeps: tuple = ()
    hides: tuple = ()
    turns_stale: tuple = ()

    @property
    def appears(self):
        return self.is_public and not self.was_public

    @property
    def disappears(self):
        return self.was_public and not self.is_public

    @property
    def is_changed(self):
        """Whether readers of this page see something else than before."""
        return bool(self.changes) or self.appears or self.disappears


@dataclass(frozen=True)
class Reach:
    """What publishing does: to the clinics' pages of the treatment, and to all that show it.

    `edited` are the keys of the parts that the library's page says otherwise than before, `words`
    what its sections, questions and pairings are called, by their keys.
    `clinics` are in the order of the tree. `showing` are the other pages whose documents change,
    such as a clinic's own page. `documents` are the ids of all pages whose documents change in
    any way, the library's own among them.
    """

    edited: tuple = ()
    words: dict = field(default_factory=dict)
    clinics: tuple = ()
    showing: tuple = ()
    documents: frozenset = field(default_factory=frozenset)

    @cached_property
    def changed(self):
        return [clinic for clinic in self.clinics if clinic.is_changed]

    @cached_property
    def stale(self):
        """The clinics at which an override turns stale."""
        return [clinic for clinic in self.clinics if clinic.turns_stale]

    @property
    def stale_count(self):
        """How many overrides turn stale."""
        return sum(len(clinic.turns_stale) for clinic in self.clinics)

    @property
    def matters(self):
        """Whether a clinic should be thought of before going on."""
        return bool(self.changed or self.stale)


def reach(draft, now=None):
    """Return the `Reach` of publishing a page of the library as it is in hand.

    `draft` is the page as its latest revision or a form has it. The number of queries does not
    depend on how many clinics offer the treatment.
    """
    now = now or timezone.now()
    return _Comparison(draft, published(draft, now), now).result()


def reach_of_unpublishing(page, now=None):
    """Return the `Reach` of taking a page of the library off the site."""
    return _Comparison(page, unpublished(page), now or timezone.now()).result()


class _Comparison:
    """The documents before and after, for the library's page, its clinics and what shows them."""

    def __init__(self, page, library, now):
        self.page, self.library = page, library
        self.stored = treatment_model().objects.in_bulk(list(library))
        clinic_model = clinic_treatment_model()
        clinic_pages = clinic_model.objects.filter(treatment__in=library).order_by("path")
        self.clinic_pages = list(clinic_pages)
        self.drafts = library | following(library, self.clinic_pages)
        self.before = Documents(now)
        self.after = Documents(now, self.drafts, self.before)

    def result(self):
        own = [*self.stored.values(), *self.clinic_pages]
        self.after.touch([*own, *self.drafts.values()])
        old, new = self.before.of(own), self.after.of(own)
        documents = {page.pk for page in own if old[page.pk] != new[page.pk]}
        others = self._others(own)
        shown_old, shown_new = self.before.of(others), self.after.of(others)
        others = [page for page in others if shown_old[page.pk] != shown_new[page.pk]]
        return Reach(
            edited=self._edited(self.page.pk),
            words=self._words(),
            clinics=tuple(self._clinics(old, new)),
            showing=tuple(others),
            documents=frozenset(documents | {page.pk for page in others}),
        )

    def _others(self, own):
        """The pages that may show what changes, in their own types and in tree order."""
        old, new = self.before.cards(own), self.after.cards(own)
        moved = {page.pk for page in own if old[page.pk] != new[page.pk]}
        edges_old, edges_new = self._edges(self.stored), self._edges(self.library)
        edges = edges_old | edges_new if moved else edges_old ^ edges_new
        if not (moved or edges):
            return []
        paired = {edge.other for edge in edges}
        warned = {edge.other for edge in edges if edge.kind == DO_NOT_COMBINE}
        found = showing(moved, paired, warned, self.clinic_pages)
        pages = base_page_model().objects.filter(pk__in=found - self.drafts.keys())
        return list(pages.order_by("path").specific())

    def _edges(self, pages):
        """The pairings of pages, seen from them and whoever made them."""
        own = {edge_of(row, page.pk) for page in pages.values() for row in page.pairings.all()}
        theirs = edges_made_elsewhere(list(pages))
        return own | {turned(edge) for edge in theirs if edge.page not in pages}

    # The clinics

    def _clinics(self, old, new):
        prefetch_related_objects(self.clinic_pages, *self._row_names())
        paths = {clinic_path(page.path) for page in self.clinic_pages}
        clinics = {
            clinic.path: clinic for clinic in location_model().objects.filter(path__in=paths)
        }
        for page in self.clinic_pages:
            before, after = old[page.pk], new[page.pk]
            edited = self._edited(page.treatment_id)
            hidden = set(page.hidden)
            own = set(page.overridden_parts()) - hidden
            yield ClinicReach(
                page=page,
                clinic=clinics.get(clinic_path(page.path)),
                was_public=before is not None,
                is_public=after is not None,
                changes=changed_parts(before, after) if before and after else (),
                keeps=tuple(key for key in edited if key in own),
                hides=tuple(key for key in edited if key in hidden),
                turns_stale=self._turning_stale(page),
            )

    def _row_names(self):
        model = clinic_treatment_model()
        return [name for name in (*ROWS, "pairings") if hasattr(model, name)]

    def _turning_stale(self, page):
        already = stale_parts(page.replaced, self.stored[page.treatment_id].part_seals)
        stale = stale_parts(page.replaced, self.library[page.treatment_id].part_seals)
        return tuple(key for key in stale if key not in already)

    # The library's page

    def _edited(self, pk):
        old, new = self._said[pk]
        return edited_parts(old, new)

    @cached_property
    def _said(self):
        """What each page of the library says by part, before and after."""
        return {
            pk: tuple(
                shared_parts(page)
                | {key: [question, answer] for key, question, answer in _questions(page)}
                for page in (self.stored[pk], self.library[pk])
            )
            for pk in self.library
        }

    def _words(self):
        pages = [self.stored[self.page.pk], self.library[self.page.pk]]
        words = {}
        for page, said in zip(pages, self._said[self.page.pk], strict=True):
            words |= {key: question for key, question, _ in _questions(page)}
            words |= {
                key: parts.get("heading")
                for key, parts in said.items()
                if key.startswith(section_key(""))
            }
        edges = self._edges(self.stored) | self._edges(self.library)
        titles = treatment_model().objects.filter(pk__in={edge.other for edge in edges})
        return words | {pairing_key(pk): title for pk, title in titles.values_list("pk", "title")}


def _questions(page):
    """The questions of a page of the library: `(key, question, answer)`, its answer if typed."""
    rows = page.faqs.all()
    prefetch_related_objects(list(rows), "faq")
    for row in rows:
        question = row.faq.title if row.faq_id else row.question
        key = question_key(
            {"page": {"id": row.faq_id} if row.faq_id else None, "question": question}
        )
        yield key, question, row.answer
