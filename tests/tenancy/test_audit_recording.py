"""Every way in which a price or the hours change is in the log, with its author, and once."""

import json
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry
from wagtail.models.api import APIToken

from locations.models import LocationPage, OpeningHours
from tests.built_once import built_once
from tests.tenancy.audited import logged, offered, reprice, since, with_price
from tests.treatments.clinic_form_data import clinic_form_data
from treatments.models import ClinicTreatmentPage

TO_14 = ["Botox, per unit: 13.00 → 14.00 GBP"]
TO_15 = ["Botox, per unit: 13.00 → 15.00 GBP"]


@built_once
def botox(group_tree, andover):
    return offered(group_tree, andover)


@pytest.fixture
def save(client, botox):
    """Return a function that saves a price in the editor; returns its entries, the latest first."""

    def save(user, amount, **changes):
        client.force_login(user)
        count = len(logged(botox))
        row = {"label": "Botox", "amount": amount, "unit": "unit", "id": botox.prices.get().pk}
        row |= {"valid_from": "", "valid_to": "", "note": ""}
        headers = changes.pop("headers", {})
        data = clinic_form_data(prices=[row], **changes)
        url = reverse("wagtailadmin_pages:edit", args=[botox.pk])
        response = client.post(url, data, headers=headers)
        return since(botox, count), response

    return save


def test_a_draft_is_its_editors(save, editor):
    entries, _ = save(editor, "14")

    assert entries == [("wagtail.edit", "andover-editor", TO_14)]


def test_what_is_published_from_the_editor_is_said_of_the_draft_and_of_the_page(save, manager):
    entries, _ = save(manager, "14", publish=True)

    assert entries == [
        ("wagtail.publish", "andover-manager", TO_14),
        ("wagtail.edit", "andover-manager", TO_14),
    ]


def test_autosaving_over_a_revision_says_what_the_draft_came_to(save, editor, botox):
    headers = {"Accept": "application/json"}
    entries, response = save(editor, "14", headers=headers)
    revision = response.json()["revision_id"]

    entries, response = save(editor, "15", overwrite_revision_id=revision, headers=headers)

    assert response.json()["revision_id"] == revision
    assert entries == [("wagtail.edit", "andover-editor", TO_15)]
    # Wagtail shows the entries of one draft as one, the last.
    latest = PageLogEntry.objects.filter(page=botox.pk).latest_by_uuid_and_action()
    assert [entry.data["changes"]["prices"] for entry in latest.filter(revision=revision)] == [
        TO_15
    ]


def test_a_draft_that_changes_nothing_more_says_nothing(save, editor):
    save(editor, "14")
    entries, _ = save(editor, "14")

    assert entries == [("wagtail.edit", "andover-editor", None)]


def test_approval_in_the_workflow_publishes_the_change(save, editor, manager, botox, client):
    save(editor, "14", **{"action-submit": "1"})
    count = len(logged(botox))
    state = botox.current_workflow_task_state
    client.force_login(manager)
    url = reverse("wagtailadmin_pages:workflow_action", args=[botox.pk, "approve", state.pk])

    client.post(url)

    entries = since(botox, count)
    assert ("wagtail.publish", "andover-manager", TO_14) in entries
    assert [changed for _, _, changed in entries if changed] == [TO_14]


def test_a_scheduled_change_is_said_when_it_is_scheduled_and_when_it_happens(botox, manager):
    draft = with_price(botox, "14.00")
    draft.go_live_at = timezone.now() + timedelta(hours=1)
    revision = draft.save_revision(user=manager, log_action=True)
    count = len(logged(botox))
    revision.publish(user=manager)

    assert since(botox, count) == [("wagtail.publish.schedule", "andover-manager", TO_14)]

    revision.refresh_from_db()
    past = timezone.now() - timedelta(minutes=1)
    revision.approved_go_live_at = past
    revision.content["go_live_at"] = past.isoformat()
    revision.save(update_fields=["approved_go_live_at", "content"])
    count = len(logged(botox))
    call_command("publish_scheduled")

    assert since(botox, count) == [("wagtail.publish.scheduled", None, TO_14)]


def test_code_that_logs_nothing_is_recorded(botox, editor, manager):
    count = len(logged(botox))
    revision = with_price(botox, "14.00").save_revision(user=editor)

    assert since(botox, count) == [("clinicsite.changed draft", "andover-editor", TO_14)]

    revision.publish(user=manager, log_action=False)
    assert since(botox, count)[0] == ("clinicsite.changed public", None, TO_14)


def test_publishing_in_code_is_its_users(botox, manager):
    count = len(logged(botox))
    reprice(botox, "14.00", user=manager, publish=True)

    assert since(botox, count) == [
        ("wagtail.publish", "andover-manager", TO_14),
        ("clinicsite.changed draft", "andover-manager", TO_14),
    ]


def test_a_published_page_saved_without_a_revision_is_recorded(botox):
    count = len(logged(botox))
    price = botox.prices.get()
    price.amount = "14.00"
    botox.prices = [price]
    botox.save()

    assert since(botox, count) == [("clinicsite.changed public", None, TO_14)]


def test_what_is_not_taken_over_is_not_given_to_a_later_deed(botox, manager):
    botox.prices = []
    botox.save()
    botox.unpublish(user=manager)

    assert logged(botox)[0] == ("wagtail.unpublish", "andover-manager", None)
    assert logged(botox)[1][0] == "clinicsite.changed public"


def test_publishing_an_older_draft_compares_with_what_was_public(botox, manager):
    older = with_price(botox, "14.00").save_revision()
    reprice(botox, "20.00", publish=True)
    count = len(logged(botox))

    older.publish(user=manager)

    assert since(botox, count) == [
        ("wagtail.publish", "andover-manager", ["Botox, per unit: 20.00 → 14.00 GBP"])
    ]


def test_reverting_says_what_it_brings_back(botox, manager, client):
    first = botox.latest_revision
    reprice(botox, "14.00", publish=True)
    client.force_login(manager)
    count = len(logged(botox))
    row = {"label": "Botox", "amount": "13", "unit": "unit", "id": ""}
    row |= {"valid_from": "", "valid_to": "", "note": ""}
    url = reverse("wagtailadmin_pages:revisions_revert", args=[botox.pk, first.pk])
    client.post(url, clinic_form_data(prices=[row]))

    action, who, lines = since(botox, count)[0]
    assert (action, who) == ("wagtail.revert", "andover-manager")
    assert lines == ["Botox, per unit: 14.00 → 13.00 GBP"]


def test_the_first_time_that_prices_are_public_they_are_said(group_tree, andover, manager):
    page = offered(group_tree, andover, "Filler")
    page.unpublish()
    count = len(logged(page))
    page.get_latest_revision().publish(user=manager)

    added = ["Botox, per unit: added, 13.00 GBP"]
    assert since(page, count) == [("wagtail.publish", "andover-manager", added)]


def test_a_page_made_with_prices_says_so_to_its_maker(group_tree, andover, editor):
    page = ClinicTreatmentPage(
        treatment=group_tree.treatment("Peel"), slug="peel", live=False, owner=editor
    )
    page.prices = with_price(offered(group_tree, andover), "9.00").prices.all()
    andover.page.refresh_from_db()
    andover.page.add_child(instance=page)
    page.save_revision(user=editor, log_action=True)

    assert logged(page) == [
        ("wagtail.edit", "andover-editor", None),
        ("wagtail.create", "andover-editor", ["Botox, per unit: added, 9.00 GBP"]),
    ]


def test_the_write_api_is_its_users(andover, editor, client):
    _, token = APIToken.create_token(user=editor, name="till")
    body = {"meta": {"type": "locations.LocationPage"}, "title": "Andover Skin"}
    url = f"/api/v3-preview/pages/{andover.page.pk}/"
    headers = {"Authorization": f"Bearer {token}"}

    client.patch(url, json.dumps(body), content_type="application/json", headers=headers)

    entry = PageLogEntry.objects.filter(page=andover.page.pk).first()
    assert (entry.action, entry.user) == ("wagtail.edit", editor)
    assert entry.data["changes"] == {"text": ["Title: Andover → Andover Skin"]}


def test_hours_and_address_of_the_clinic_itself(andover, manager):
    page = LocationPage.objects.get(pk=andover.page.pk)
    draft = page.get_latest_revision_as_object()
    draft.opening_hours = [OpeningHours(day=1, opens="09:00", closes="17:00")]
    draft.phone = "+441264960001"
    draft.save_revision(user=manager).publish(user=manager)

    entry = PageLogEntry.objects.filter(page=page.pk, action="wagtail.publish").first()
    assert entry.data["changes"] == {
        "hours": ["Monday: closed → 09:00–17:00"],
        "contact": ["Telephone: +441264960000 → +441264960001"],
    }


def test_a_save_of_some_fields_says_nothing_of_the_others(andover):
    page = LocationPage.objects.get(pk=andover.page.pk)
    page.email, page.phone = "hello@example.com", "+441264960001"
    page.save(update_fields=["email"], clean=False)

    entry = PageLogEntry.objects.filter(page=page.pk).first()
    assert entry.data["changes"] == {"contact": ["Email: nothing → hello@example.com"]}


def test_what_is_deleted_keeps_its_clinic(botox, andover, manager):
    pk = botox.pk
    botox.delete(user=manager)

    entry = PageLogEntry.objects.get(page=pk, action="wagtail.delete")
    assert entry.data["clinic"] == {"id": andover.page.pk, "title": "Andover"}
