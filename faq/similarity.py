"""Which existing questions ask what a typed question asks.

Titles are compared by meaning rather than by letters. A title becomes the concepts of
`faq.vocabulary` that it names and its other words, see `faq.words`. Two questions that name
different concepts of one facet, such as two treatments, are different; any others are alike by
the weight of what they share, where rare words weigh more than common ones.

How good it is, is measured on the labelled questions that the tests ship; the figures are in the
app's README. It reads neither the database nor a request.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from math import log

from faq.vocabulary import (
    COMPATIBLE,
    FACETS,
    FAINT,
    NARROWING,
    OPENING_WEIGHT,
    OPENINGS,
    SILENT,
    SUBJECTS,
)
from faq.words import mended, stem, words_of

# From here on two questions ask the same.
THRESHOLD = 0.6

FAINT_WEIGHT, WORD_WEIGHT = 0.12, 0.8
# What only one question has counts less where the other has little of its own: it is longer.
LONGER, SHORTER = 0.7, 1.0
# A treatment, place or condition that only one of them names makes it a narrower question.
NARROWER = 0.75
# The most by which two questions may differ that share a treatment and nothing that is asked.
NEGLIGIBLE = 3 * FAINT_WEIGHT


@dataclass(frozen=True)
class Match:
    """An existing question that asks the same: its id, its title, and a score above 0, up to 1."""

    id: int
    title: str
    score: float


def similar_questions(typed, questions, limit=5):
    """Return the questions that ask what `typed` asks, the most similar first.

    `questions` are pairs of an id and a title; the result is a list of at most `limit` `Match`es.
    A text without a word of content is similar to nothing.
    """
    questions = list(questions)
    corpus = [_terms(title) for _id, title in questions]
    known = frozenset(word for _id, title in questions for word in words_of(title))
    terms = _terms_of(mended(words_of(typed), known))
    if not any(weight > FAINT_WEIGHT for weight in terms.values()):
        return []
    rarity = _rarity(corpus)
    matches = [
        Match(id_, title, round(score, 3))
        for (id_, title), other in zip(questions, corpus, strict=True)
        if not terms.keys().isdisjoint(other)
        and (score := _likeness(terms, other, rarity)) >= THRESHOLD
    ]
    matches.sort(key=lambda match: (-match.score, match.title, match.id))
    return matches[:limit]


# Terms


@cache
def _phrases():
    """Return the phrases by their first stem: `(all stems, parts, facet, concept)`."""
    phrases = defaultdict(list)
    for facet, (concepts, _weight) in FACETS.items():
        for concept, listed in concepts.items():
            for phrase in listed.split(", "):
                parts = [tuple(map(stem, words_of(part))) for part in phrase.split(" … ")]
                needed = frozenset(part_stem for part in parts for part_stem in part)
                phrases[parts[0][0]].append((needed, parts, facet, concept))
    return phrases


@cache
def _stems_of(words):
    return frozenset(map(stem, words))


@lru_cache(maxsize=10_000)
def _terms(title):
    return _terms_of(mended(words_of(title)))


def _terms_of(words):
    """Return what a title of `words` is about: `{(facet, concept) or ("word", stem): weight}`.

    Of phrases that overlap, the one with more words counts, then the one closer together.
    """
    stems = [stem(word) for word in words]
    present, found = frozenset(stems), []
    for start, first in enumerate(stems):
        for needed, parts, facet, concept in _phrases().get(first, ()):
            if needed <= present and (positions := _places(stems, parts, start)):
                span = max(positions) - min(positions)
                found.append((-len(positions), span, start, positions, facet, concept))
    found.sort(key=lambda match: match[:3])
    terms, taken = {}, set()
    for *_order, positions, facet, concept in found:
        if taken.isdisjoint(positions):
            taken.update(positions)
            terms[facet, concept] = FACETS[facet][1]
    for position, word_stem in enumerate(stems):
        if position not in taken and word_stem not in _stems_of(SILENT):
            is_faint = word_stem in _stems_of(FAINT)
            terms["word", word_stem] = FAINT_WEIGHT if is_faint else WORD_WEIGHT
    if not any(facet == "aspect" for facet, _concept in terms):
        beginnings = (" ".join(words[:count]) for count in (3, 2, 1))
        opening = next(filter(None, map(OPENINGS.get, beginnings)), None)
        if opening:
            terms["opening", opening] = OPENING_WEIGHT
    return terms


def _places(stems, parts, start):
    """Return the positions in `stems` of a phrase whose first part begins at `start`, or None.

    The other parts follow it in their order; a single other part may also stand before it.
    """
    positions = _place(stems, parts[0], start, start + 1)
    for part in parts[1:]:
        if positions is None:
            return None
        place = _place(stems, part, positions[-1] + 1, len(stems))
        if place is None and part is parts[-1] is parts[1]:
            place = _place(stems, part, 0, start - len(part) + 1)
        positions = None if place is None else positions + place
    return positions


def _place(stems, part, begin, end):
    """Return the positions where the words of `part` stand together, from `begin` before `end`."""
    for at in range(begin, min(end, len(stems) - len(part) + 1)):
        if tuple(stems[at : at + len(part)]) == part:
            return list(range(at, at + len(part)))
    return None


# Likeness


def _rarity(corpus):
    """Return a function from a term to a factor: near 1 for rare ones, 0.6 for common ones."""
    counts = Counter(term for terms in corpus for term in terms)
    total = log(len(corpus) + 2)

    @cache
    def rarity(term):
        return 0.6 + 0.4 * log((len(corpus) + 2) / (counts[term] + 1)) / total

    return rarity


def _likeness(one, other, rarity):
    """Return how much two questions have in common, from 0 to 1."""
    facets = defaultdict(lambda: (set(), set()))
    for side, terms in enumerate((one, other)):
        for facet, concept in terms:
            facets[facet][side].add(concept)
    for facet, (mine, yours) in facets.items():
        if facet not in COMPATIBLE and mine and yours and mine.isdisjoint(yours):
            return 0
    common = one.keys() & other.keys()
    mine, yours = (
        sum(terms[term] * rarity(term) for term in terms.keys() - common) for terms in (one, other)
    )
    is_asked = any(one[term] > FAINT_WEIGHT and term[0] not in SUBJECTS for term in common)
    if not is_asked and mine + yours > NEGLIGIBLE:
        return 0
    shared = sum(one[term] * rarity(term) for term in common)
    apart = LONGER * max(mine, yours) + SHORTER * min(mine, yours)
    return NARROWER ** _narrowings(facets) * shared / (shared + apart)


def _narrowings(facets):
    """Return in how many facets one of two questions is narrower than the other."""
    return sum(
        mine != yours if facet == "treatment" else not (mine and yours)
        for facet, (mine, yours) in facets.items()
        if facet in NARROWING
    )
