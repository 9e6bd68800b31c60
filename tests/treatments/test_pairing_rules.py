"""Pairings on every way to a live page: not only through the editor's form."""

import pytest
from django.core.exceptions import ValidationError

from treatments.models import Pairing
from treatments.querysets import pairing_edges

pytestmark = pytest.mark.django_db


@pytest.fixture
def peel(treat):
    return treat("Chemical peel")


@pytest.fixture
def laser(treat):
    return treat("Laser resurfacing")


def draft_pairing(page, other, **fields):
    """Save a draft in which `page` is paired with `other`."""
    draft = page.get_latest_revision_as_object()
    draft.pairings.add(Pairing(treatment=other, rationale="Because.", **fields))
    return draft.save_revision()


def test_of_two_drafts_that_pair_the_same_two_only_one_is_published(peel, laser):
    mine, theirs = draft_pairing(peel, laser), draft_pairing(laser, peel)
    mine.publish()

    with pytest.raises(ValidationError, match="already pairs these two"):
        theirs.publish()

    assert Pairing.objects.count() == 1


def test_of_two_drafts_that_contradict_each_other_only_one_is_published(peel, laser):
    mine = draft_pairing(peel, laser, kind="do_not_combine")
    theirs = draft_pairing(laser, peel)
    mine.publish()

    with pytest.raises(ValidationError, match="contradicts"):
        theirs.publish()


def test_a_pairing_may_move_to_the_other_page(peel, laser, pair):
    pair(peel, laser)
    emptied = peel.get_latest_revision_as_object()
    emptied.pairings.clear()
    emptied.save_revision().publish()

    draft_pairing(laser, peel).publish()

    assert Pairing.objects.get().page == laser


def test_a_page_saved_by_a_program_is_checked_too(peel):
    peel.pairings.add(Pairing(treatment=peel, rationale="Because."))

    with pytest.raises(ValidationError, match=r"Pairing 1: .* paired with itself"):
        peel.save()


def test_both_ends_are_read_in_one_query(treat, pair, django_assert_num_queries):
    pages = [treat(f"Treatment {number}") for number in range(6)]
    for page in pages[1:]:
        pair(page, pages[0], order="before")

    with django_assert_num_queries(1):
        edges = pairing_edges([page.pk for page in pages])

    assert [edge.order for edge in edges[pages[0].pk]] == ["after"] * 5
    assert [edge.other for edge in edges[pages[3].pk]] == [pages[0].pk]


def test_a_record_of_a_page_that_is_not_live_is_not_read(peel, laser, pair):
    pair(laser, peel)
    laser.unpublish()

    assert pairing_edges([peel.pk]) == {peel.pk: []}


def test_deleting_a_treatment_takes_its_pairings_along(peel, laser, pair):
    pair(peel, laser)

    laser.delete()

    assert not Pairing.objects.exists()


def test_a_draft_whose_other_treatment_is_gone_still_opens(peel, laser):
    draft_pairing(peel, laser)
    laser.delete()

    assert list(peel.get_latest_revision_as_object().pairings.all()) == []
