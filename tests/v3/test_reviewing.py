"""A page is sent for review, and published by whoever may."""

import pytest
from wagtail.models import GroupApprovalTask, Page, WorkflowState

from tests.api.builders import offer
from tests.built_once import built_once

from .conftest import locations

pytestmark = pytest.mark.django_db


@built_once
def draft(andover, library):
    page = offer(library.peel, andover.page, live=False)
    page.save_revision()
    return page


@pytest.fixture
def submit(ask):
    def submit(user, page):
        return ask(user, "POST", f"/pages/{page.pk}/actions/submit/")

    return submit


def test_a_draft_goes_into_its_clinics_workflow_and_out(
    submit, ask, editor, manager, andover, draft
):
    sent = submit(editor, draft)

    assert sent.status_code == 200, sent.content
    assert sent.json() == {
        "page_id": draft.pk,
        "workflow": andover.workflow.name,
        "status": "in_progress",
        "task": GroupApprovalTask.objects.get(groups=andover.managers).name,
    }
    state = WorkflowState.objects.get()
    assert state.requested_by == editor
    assert locations(submit(editor, draft)) == {()}
    assert ask(editor, "POST", f"/pages/{draft.pk}/actions/publish/").status_code == 403
    assert ask(manager, "POST", f"/pages/{draft.pk}/actions/publish/").status_code == 200
    assert Page.objects.get(pk=draft.pk).live


def test_what_was_sent_back_is_sent_again(submit, write, editor, manager, draft):
    submit(editor, draft)
    state = WorkflowState.objects.get()
    state.current_task_state.reject(user=manager)

    write(editor, {"summary": "Better words."}, draft)
    assert submit(editor, draft).json()["status"] == "in_progress"

    assert WorkflowState.objects.get().pk == state.pk


def test_what_could_not_be_published_is_neither_sent_nor_published(
    submit, ask, write, editor, manager, draft
):
    wanting = {"label": "Go"}
    content = [{"type": "call_to_action", "value": wanting}]
    value = {"key": "overview", "heading": "Here", "content": content}
    body = {
        "prices": [{"label": "", "amount": 3}],
        "sections": [{"type": "replace", "value": value}],
    }
    assert write(editor, body, draft).status_code == 200

    places = {("prices", 0, "label"), ("sections", 0, "value", "content", 0, "value", "page")}
    assert locations(submit(editor, draft)) == places
    assert locations(ask(manager, "POST", f"/pages/{draft.pk}/actions/publish/")) == places
    assert not WorkflowState.objects.exists()


def test_what_the_workflow_has_locked_is_published_by_its_managers_alone(
    submit, ask, editor, central_editor, manager, draft
):
    submit(editor, draft)

    for user in (editor, central_editor):
        assert ask(user, "POST", f"/pages/{draft.pk}/actions/publish/").status_code == 403


def test_a_page_without_changes_or_without_a_workflow_is_not_sent(
    submit, editor, admin_user, andover, library
):
    live = offer(library.filler, andover.page)

    assert locations(submit(editor, live)) == {()}
    assert submit(admin_user, library.home).status_code == 422
    assert submit(editor, library.peel).status_code == 403
    assert submit(None, live).status_code == 401


def test_an_alias_has_no_draft_of_its_own(submit, ask, write, admin_user, library):
    alias = library.peel.create_alias(update_slug="again", parent=library.treatments)
    alias.unpublish()

    for refused in (
        submit(admin_user, alias),
        ask(admin_user, "POST", f"/pages/{alias.pk}/actions/publish/"),
        write(admin_user, {"title": "x"}, alias),
    ):
        assert locations(refused) == {()}
        assert "convert_alias" in refused.json()["errors"][0]["msg"]


def test_nothing_is_put_beside_the_root_or_copied_with_a_title_that_is_none(
    ask, admin_user, library
):
    root = Page.get_first_root_node()
    for position in (None, "left", "last-sibling"):
        body = {"destination_id": root.pk, "position": position}
        moved = ask(admin_user, "POST", f"/pages/{library.peel.pk}/actions/move/", body)
        assert locations(moved) == {("destination_id",)}
    for title in ("a\x00b", "\ud800"):
        body = {"title": title}
        copied = ask(admin_user, "POST", f"/pages/{library.peel.pk}/actions/copy/", body)
        assert locations(copied) == {("title",)}
