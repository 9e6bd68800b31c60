"""The graph of pairings, over graphs made at random."""

from hypothesis import given
from hypothesis import strategies as st

from treatments.pairings import (
    DO_NOT_COMBINE,
    KINDS,
    TURNED,
    Edge,
    edges_by_page,
    one_per_pair,
    problems,
    turned,
)

PAGES = range(1, 7)

days = st.none() | st.integers(0, 60)


@st.composite
def edges(draw, ends=PAGES):
    return Edge(
        page=draw(st.sampled_from(ends)),
        other=draw(st.sampled_from(ends)),
        kind=draw(st.sampled_from(KINDS)),
        order=draw(st.sampled_from(list(TURNED))),
        gap_min_days=draw(days),
        gap_max_days=draw(days),
        rationale=draw(st.text(max_size=5)),
        position=draw(st.integers(0, 5)),
    )


@st.composite
def graphs(draw):
    """Records as a database might hold them: doubles, contradictions and loops included."""
    found = draw(st.lists(edges(), max_size=12))
    return [Edge(**{**vars(edge), "pk": pk}) for pk, edge in enumerate(found, start=1)]


def sound(graph):
    """Keep of a graph what the editor would have let through."""
    kept = []
    for edge in graph:
        own = [*(e for e in kept if e.page == edge.page), edge]
        elsewhere = [e for e in kept if e.other == edge.page]
        if not problems(own, elsewhere, {}):
            kept.append(edge)
    return kept


@given(edges())
def test_turning_twice_changes_nothing(edge):
    assert turned(turned(edge)) == edge


@given(edges())
def test_turning_exchanges_the_ends_and_before_with_after(edge):
    other = turned(edge)

    assert (other.page, other.other) == (edge.other, edge.page)
    assert {edge.order, other.order} in ({"before", "after"}, {"same_visit"}, {"any"})
    assert (other.kind, other.gap, other.rationale) == (edge.kind, edge.gap, edge.rationale)


@given(graphs())
def test_both_ends_see_the_same_edges(graph):
    seen = edges_by_page(graph, PAGES)

    for page in PAGES:
        for edge in seen[page]:
            assert edge.page == page
            assert turned(edge) in seen[edge.other]


@given(graphs())
def test_a_page_sees_at_most_one_edge_a_pair_and_never_itself(graph):
    for page, seen in edges_by_page(graph, PAGES).items():
        others = [edge.other for edge in seen]
        assert len(others) == len(set(others))
        assert page not in others


@given(graphs())
def test_every_pair_that_is_recorded_is_seen(graph):
    recorded = {edge.pair for edge in graph if edge.page != edge.other}
    seen = {edge.pair for edges in edges_by_page(graph, PAGES).values() for edge in edges}

    assert seen == recorded


@given(graphs())
def test_a_warning_is_never_hidden_by_advice(graph):
    warned = {
        edge.pair for edge in graph if edge.kind == DO_NOT_COMBINE and edge.page != edge.other
    }

    assert warned == {edge.pair for edge in one_per_pair(graph) if edge.kind == DO_NOT_COMBINE}


@given(graphs(), st.sets(st.sampled_from(PAGES)))
def test_what_a_page_sees_does_not_depend_on_who_else_is_asked_for(graph, some):
    everything = edges_by_page(graph, PAGES)

    assert edges_by_page(graph, some) == {page: everything[page] for page in some}


@given(graphs(), st.randoms())
def test_the_order_does_not_depend_on_the_order_of_the_records(graph, random):
    shuffled = random.sample(graph, len(graph))

    assert edges_by_page(shuffled, PAGES) == edges_by_page(graph, PAGES)


@given(graphs())
def test_a_graph_of_what_the_editor_lets_through_holds_together(graph):
    kept = sound(graph)

    assert len({edge.pair for edge in kept}) == len(kept)
    assert all(edge.page != edge.other for edge in kept)
    for page in PAGES:
        own = [edge for edge in kept if edge.page == page]
        assert problems(own, [edge for edge in kept if edge.other == page], {}) == []


@given(graphs(), edges())
def test_a_second_record_of_a_pair_is_refused_from_either_end(graph, edge):
    for first in sound(graph):
        again = Edge(**{**vars(edge), "page": first.page, "other": first.other})
        assert problems([first, again], [], {})
        assert problems([turned(again)], [first], {})
