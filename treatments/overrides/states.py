"""How each part of a clinic's treatment stands against the library's page."""

from collections import Counter
from functools import cached_property

from treatments.inheritance import parts
from treatments.inheritance.keys import (
    HIDDEN,
    LOCAL,
    SHARED,
    pairing_key,
    question_key,
    section_key,
)
from treatments.inheritance.staleness import Replaced
from treatments.pairings import DO_NOT_COMBINE
from treatments.querysets import pairing_edges, pairing_model, treatment_model
from treatments.reviewed_text import rich

from .part_state import PartState, moment
from .words import kind_of, name_of


class PartStates:
    """The state of every part of one clinic's treatment; reads the library's page once.

    `is_readable` says whether the person who looks may read the library's text: that of an
    unpublished page is for its editors alone. To others it says nothing, not even what changed.
    """

    def __init__(self, page, is_readable=True):
        self.page = page
        self.library = page.treatment
        self.is_readable = is_readable and self.library is not None
        self._read = self.library if self.is_readable else None

    @cached_property
    def _said(self):
        return parts.shared_parts(self._read) if self._read else {}

    @cached_property
    def _overridden(self):
        return set(self.page.overridden_parts())

    @cached_property
    def _stale(self):
        return set(self.page.stale_overrides()) if self.is_readable else set()

    @cached_property
    def _sections(self):
        """The library's sections by part key, in order."""
        found = {}
        for section in self._read.body if self._read else ():
            if section.value.effective_key:
                found.setdefault(section_key(section.value.effective_key), section.value)
        return found

    @cached_property
    def _questions(self):
        """The library's questions by part key: `(question, answer)`."""
        found = {}
        if self._read:
            for row in self._read.faqs.select_related("faq"):
                question = row.faq.title if row.faq_id else row.question
                answer = row.faq.answer if row.faq_id else row.answer
                page = {"id": row.faq_id} if row.faq_id else None
                key = question_key({"page": page, "question": question})
                found.setdefault(key, (question, answer))
        return found

    @cached_property
    def _edges(self):
        """The library's pairings by part key, from both ends."""
        if self._read is None:
            return {}
        edges = pairing_edges([self._read.pk])[self._read.pk]
        return {pairing_key(edge.other): edge for edge in edges}

    @cached_property
    def _members(self):
        """What the sections, questions and pairings are called, by part key."""
        titles = titles_of_paired([*self._edges, *self._overridden, *self.page.hidden])
        own = {
            section_key(section.value.effective_key): section.value.get("heading")
            for section in self.page.sections
        }
        return {
            **own,
            **{key: value.get("heading") for key, value in self._sections.items()},
            **{key: question for key, (question, _) in self._questions.items()},
            **titles,
        }

    # What there is

    @cached_property
    def library_keys(self):
        """The keys of all parts that the library's page has, in the order of the editor."""
        if self._read is None:
            return []
        names = [*parts.FIELDS, *self._read.get_ranges(), *parts.ROWS]
        said = [name for name in names if name in self._said]
        return [*said, *self._sections, *self._questions, *self._edges]

    def sections(self):
        """Return the states of the library's sections, then of those that it took out."""
        return [self[key] for key in (*self._sections, *self._gone("section:"))]

    def questions(self):
        return [self[key] for key in self._questions]

    def pairings(self):
        """Return the states of the library's pairings, then of those that it took out."""
        return [self[key] for key in (*self._edges, *self._gone("pairing:"))]

    def _gone(self, prefix):
        """The stale overrides of what the library no longer has, by the beginning of their key."""
        gone = self._stale.difference(self.library_keys)
        return sorted(key for key in gone if key.startswith(prefix))

    def of_clinic(self):
        """Return the states of what the clinic says or hides, the stale first."""
        keys = [*self.page.overridden_parts(), *self.page.hidden]
        states = [self[key] for key in dict.fromkeys(keys)]
        return sorted(states, key=lambda state: not state.is_stale)

    def counts(self):
        """Return how many parts are `shared`, `local`, `hidden`, and how many overrides `stale`."""
        keys = dict.fromkeys([*self.library_keys, *(state.key for state in self.of_clinic())])
        sources = Counter(self[key].source for key in keys)
        return {
            **{name: sources[name] for name in (SHARED, LOCAL, HIDDEN)},
            "stale": len(self._stale),
        }

    def hideable(self):
        """Return the states of the library's parts that the clinic may leave out.

        A page without a name is none, and a warning stands whatever a clinic thinks of it.
        """
        return [state for key in self.library_keys if (state := self[key]).can_be_hidden]

    def __contains__(self, key):
        return key in self.library_keys or key in self._overridden or key in self.page.hidden

    def __getitem__(self, key):
        record = Replaced.from_json(self.page.replaced.get(key, {}))
        seal = self._read.part_seals.get(key, {}) if self._read else {}
        return PartState(
            key=key,
            name=name_of(key, self._members),
            kind=kind_of(key),
            source=self._source(key),
            is_stale=key in self._stale,
            shared=tuple(self._lines(key)),
            compared=self._compared(key),
            replaced=tuple(filter(None, record.text)),
            since=moment(record.since),
            shared_since=moment(seal.get("since")),
            picture=getattr(self._read, key, None) if key in parts.PICTURES else None,
            is_in_library=key in self.library_keys,
            is_readable=self.is_readable,
            can_be_hidden=key != "title" and not self._warns(key),
        )

    def _source(self, key):
        if key in self.page.hidden and not self._warns(key):
            return HIDDEN
        return LOCAL if key in self._overridden else SHARED

    def _warns(self, key):
        edge = self._edges.get(key)
        return edge is not None and edge.kind == DO_NOT_COMBINE

    def _compared(self, key):
        said = self._said.get(key)
        return tuple(filter(None, parts.lines(key, said))) if said else ()

    def _lines(self, key):
        """The library's text as an editor reads it."""
        if key in self._questions:
            question, answer = self._questions[key]
            return [text for text in (question, rich(answer)) if text]
        if key in self._edges:
            edge = self._edges[key]
            kind = dict(pairing_model()._meta.get_field("kind").choices)[edge.kind]
            gap = edge.gap and edge.gap.text
            return [text for text in (kind, gap, edge.rationale) if text]
        return self._compared(key)


def titles_of_paired(keys):
    """Return the titles of the other treatments by the keys of pairings, in one query.

    One that is not live has none: the name of a draft is for those who may edit it.
    """
    members = {key.partition(":")[2] for key in keys if key.startswith(pairing_key(""))}
    pks = {int(member) for member in members if member.isdecimal()}
    pages = treatment_model().objects.filter(pk__in=pks, live=True).values_list("pk", "title")
    return {pairing_key(pk): title for pk, title in pages}
