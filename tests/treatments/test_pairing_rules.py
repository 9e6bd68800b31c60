"""Pairings on every way to a live page: not only through the editor's form."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask

from treatments.models import Pairing, TreatmentIndexPage
from treatments.querysets import pairing_edges

pytestmark = pytest.mark.django_db


def draft_pairing(page, other, **fields):
    """Save a draft in which `page` is paired with `other`."""
    draft = page.get_latest_revision_as_object()
    draft.pairings.add(Pairing(treatment=other, rationale="Because.", **fields))
    return draft.save_revision()


@pytest.fixture
def opposed(peel, laser):
    """Give two drafts, each right alone, of which one recommends what the other warns of."""
    return draft_pairing(peel, laser), draft_pairing(laser, peel, kind="do_not_combine")


def published(*pages):
    for page in pages:
        page.refresh_from_db()
    return [not page.has_unpublished_changes for page in pages]


def kinds_seen(*pages):
    edges = pairing_edges([page.pk for page in pages])
    return [[edge.kind for edge in edges[page.pk]] for page in pages]


def test_two_drafts_that_contradict_each_other_hold_up_no_schedule(peel, laser, treat):
    pages = [peel, laser, treat("Needling")]
    due = timezone.now() - timedelta(minutes=1)
    drafts = [page.get_latest_revision_as_object() for page in pages]
    drafts[0].pairings.add(Pairing(treatment=laser, rationale="Because."))
    drafts[1].pairings.add(Pairing(treatment=peel, rationale="No.", kind="do_not_combine"))
    for draft in drafts:
        draft.go_live_at = due
        draft.save_revision(approved_go_live_at=due)

    call_command("publish_scheduled", verbosity=0)

    assert published(*pages) == [True] * 3
    assert kinds_seen(peel, laser) == [["do_not_combine"], ["do_not_combine"]]


def test_they_are_published_in_bulk(admin_client, opposed, peel, laser):
    response = admin_client.post(
        f"/admin/bulk/wagtailcore/page/publish/?id={peel.pk}&id={laser.pk}"
    )

    assert response.status_code == 302
    assert published(peel, laser) == [True, True]


def test_they_are_published_by_a_workflow(admin_user, opposed, peel, laser):
    workflow = Workflow.objects.create(name="Read twice")
    WorkflowTask.objects.create(
        workflow=workflow, task=GroupApprovalTask.objects.create(name="Read"), sort_order=0
    )
    for page in (peel, laser):
        state = workflow.start(page, admin_user)
        state.current_task_state.approve(user=admin_user)

    assert published(peel, laser) == [True, True]


def test_the_editor_is_told_of_a_pair_that_both_pages_record(admin_client, opposed, peel, laser):
    for draft in opposed:
        draft.publish()

    content = admin_client.get(f"/admin/pages/{peel.pk}/edit/").content.decode()

    assert [row.page.pk for row in peel.pairing_conflicts()] == [laser.pk]
    assert "“Laser resurfacing” is paired on this page as well." in content


def test_a_pair_that_only_the_other_page_records_is_no_conflict(admin_client, peel, laser, pair):
    pair(laser, peel)

    assert peel.pairing_conflicts() == []
    assert "as well." not in admin_client.get(f"/admin/pages/{peel.pk}/edit/").content.decode()


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


def test_both_ends_are_read_in_two_queries(treat, pair, django_assert_num_queries):
    pages = [treat(f"Treatment {number}") for number in range(6)]
    for page in pages[1:]:
        pair(page, pages[0], order="before")

    with django_assert_num_queries(2):
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


@pytest.fixture
def alias(peel, laser, treat, home, pair):
    """Pair the peel in both directions, and show it in a second library as an alias."""
    pair(peel, laser)
    pair(treat("Needling"), peel, order="before")
    second = home.add_child(instance=TreatmentIndexPage(title="Second", slug="second"))
    return peel.create_alias(parent=second)


def paired(client, page):
    document = client.get(f"/api/v2/pages/{page.pk}/").json()
    return [(row["treatment"]["title"], row["order"]) for row in document["pairings"]]


def test_an_alias_has_the_rows_that_were_published_with_it(client, alias, peel, laser):
    assert paired(client, peel) == [("Laser resurfacing", "any"), ("Needling", "after")]
    assert paired(client, alias) == [("Laser resurfacing", "any")]
    edges = pairing_edges([peel.pk, alias.pk, laser.pk])
    assert [edge.other for edge in edges[alias.pk]] == [laser.pk]
    assert [edge.other for edge in edges[laser.pk]] == [peel.pk]


def test_a_partner_lists_the_source_and_not_the_alias(client, alias, peel, laser):
    (row,) = client.get(f"/api/v2/pages/{laser.pk}/").json()["pairings"]

    assert row["treatment"]["id"] == peel.pk
    assert [pairing.page.pk for pairing in laser.pairings_made_elsewhere()] == [peel.pk]
