"""A page in approval that goes elsewhere."""

from wagtail.models import WorkflowState

from faq.models import FAQIndexPage, FAQPage
from tests.built_once import built_once


@built_once
def in_approval(andover, editor):
    index = FAQIndexPage.objects.child_of(andover.page).get()
    page = index.add_child(instance=FAQPage(title="Why?", answer="<p>So.</p>", live=False))
    page.save_revision(user=editor)
    andover.workflow.start(page, editor)
    return page


def moved(page, index):
    page.move(index, "last-child")
    return FAQPage.objects.get(pk=page.pk)


def test_another_clinic_approves_it_itself(in_approval, san_diego, manager, person, editor):
    index = FAQIndexPage.objects.child_of(san_diego.page).get()
    new_manager = person("san-diego-manager", san_diego.managers)

    page = moved(in_approval, index)

    assert WorkflowState.objects.get().status == WorkflowState.STATUS_CANCELLED
    assert page.current_workflow_task is None
    assert not page.permissions_for_user(manager).can_edit()
    state = san_diego.workflow.start(page, new_manager)
    assert state.current_task_state.task.specific.user_can_access_editor(page, new_manager)


def test_within_the_clinic_the_approval_goes_on(in_approval, andover):
    index = FAQIndexPage(title="More questions", slug="more")
    andover.page.refresh_from_db()
    andover.page.add_child(instance=index)

    moved(in_approval, index)

    assert WorkflowState.objects.get().status == WorkflowState.STATUS_IN_PROGRESS
