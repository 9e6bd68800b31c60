"""The graph of pairings, as pure functions.

A pairing is one record on the page that made it (its owner), and is seen from both ends. Nothing
here touches the database: edges come in, edges go out.
"""

import math
from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace

from .ranges import Range

PAIRS_WITH = "pairs_with"
ALTERNATIVE = "alternative"
DO_NOT_COMBINE = "do_not_combine"

SAME_VISIT = "same_visit"
BEFORE = "before"
AFTER = "after"
ANY = "any"

TURNED = {SAME_VISIT: SAME_VISIT, BEFORE: AFTER, AFTER: BEFORE, ANY: ANY}

# Kinds in the order in which a page lists them.
KINDS = (PAIRS_WITH, ALTERNATIVE, DO_NOT_COMBINE)


@dataclass(frozen=True)
class Edge:
    """A pairing as seen from `page`: when `page` happens in relation to `other`.

    `position` orders the edges that one page made; `mine` says whether `page` made this one.
    """

    page: Hashable
    other: Hashable
    kind: str
    order: str = ANY
    gap_min_days: int | None = None
    gap_max_days: int | None = None
    rationale: str = ""
    position: int = 0
    pk: int | None = None
    mine: bool = True

    @property
    def age(self):
        """What orders records from the oldest; one that is not saved yet is the youngest."""
        return math.inf if self.pk is None else self.pk

    @property
    def pair(self):
        return frozenset((self.page, self.other))

    @property
    def gap(self):
        """The days between the two as a Range, or None where none are given."""
        if self.gap_min_days is None and self.gap_max_days is None:
            return None
        return Range(self.gap_min_days, self.gap_max_days, "day")


def turned(edge: Edge) -> Edge:
    """Return the edge as the other end sees it. Turning twice changes nothing."""
    return replace(
        edge, page=edge.other, other=edge.page, order=TURNED[edge.order], mine=not edge.mine
    )


def one_per_pair(edges: Iterable[Edge]) -> list[Edge]:
    """Keep one edge a pair: a warning before advice, then the older record.

    The editor refuses a second record of a pair, but two drafts that were each right alone leave
    two behind when both are published; then the reader is on the safe side.
    """
    kept = {}
    for edge in sorted(edges, key=lambda e: (e.kind != DO_NOT_COMBINE, e.age)):
        if edge.page != edge.other:
            kept.setdefault(edge.pair, edge)
    return list(kept.values())


def edges_by_page(edges: Iterable[Edge], pages: Iterable[Hashable]) -> dict[Hashable, list[Edge]]:
    """Return the edges seen from each of `pages`: its own first, in their order, by kind."""
    wanted = {page: [] for page in pages}
    for edge in one_per_pair(edges):
        for seen in (edge, turned(edge)):
            if seen.page in wanted:
                wanted[seen.page].append(seen)
    for seen in wanted.values():
        seen.sort(key=_place)
    return wanted


def _place(edge):
    # What other pages made comes after the page's own, in the order in which it was made.
    return KINDS.index(edge.kind), not edge.mine, edge.mine and edge.position, edge.age


def problems(
    own: list[Edge], elsewhere: Iterable[Edge], names: dict[Hashable, str]
) -> list[tuple[int, str, str]]:
    """Return what is wrong with the edges that one page is about to have.

    Each problem is the index of the edge, the name of the field to mend and the message.

    `own` are the page's own edges in the order of their rows; one whose `other` is None is not
    filled in yet and is passed over. `elsewhere` are the edges that other pages made with it.
    `names` gives the titles of the other pages for the messages.
    """
    theirs = {edge.page: edge for edge in elsewhere}
    seen = defaultdict(list)
    found = []
    for index, edge in enumerate(own):
        if edge.other is None:
            continue
        name = names.get(edge.other, "the other treatment")
        if edge.other == edge.page:
            message = "A treatment cannot be paired with itself. Choose another treatment."
            found.append((index, "treatment", message))
        elif seen[edge.other]:
            first = seen[edge.other][0]
            found.append((index, "treatment", _twice_here(first, edge, name)))
        elif edge.other in theirs:
            message = _twice_elsewhere(theirs[edge.other], edge, name)
            found.append((index, "treatment", message))
        seen[edge.other].append(edge)
        found.extend(_gap_problems(index, edge))
    return found


def _contradict(one, another):
    return (one.kind == DO_NOT_COMBINE) != (another.kind == DO_NOT_COMBINE)


def _twice_here(first, edge, name):
    if _contradict(first, edge):
        return (
            f"This page both recommends {name} and says that the two must not be combined. "
            "Remove one of the two rows."
        )
    return f"{name} is already paired on this page. Change that row, or remove this one."


def _twice_elsewhere(theirs, edge, name):
    if _contradict(theirs, edge):
        theirs_says = (
            "must not be combined with it"
            if theirs.kind == DO_NOT_COMBINE
            else "goes well with it or replaces it"
        )
        return (
            f"This contradicts the page “{name}”, which says that this treatment {theirs_says}. "
            "Remove this row, or change the pairing on that page."
        )
    return (
        f"The page “{name}” already pairs these two treatments, and the pairing shows at both "
        "ends. Remove this row, or change the pairing on that page."
    )


def _gap_problems(index, edge):
    low, high = edge.gap_min_days, edge.gap_max_days
    if low is not None and high is not None and low > high:
        yield (
            index,
            "gap_max_days",
            f"The longest gap ({high} days) is shorter than the shortest ({low} days). "
            "Put the smaller number first.",
        )
    if edge.kind == DO_NOT_COMBINE and high is not None:
        yield (
            index,
            "gap_max_days",
            "Treatments that must not be combined have no longest gap. Leave this blank; "
            "the shortest gap says how long to wait.",
        )
    if edge.order == SAME_VISIT and (low or high):
        yield (
            index,
            "gap_min_days" if low else "gap_max_days",
            "In the same visit there is no gap. Leave the gap blank, or choose another order.",
        )
