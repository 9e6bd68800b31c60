"""What the admin answers when somebody sends the numbers of another clinic's things."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import Page

from faq.models import FAQIndexPage, FAQPage
from tenancy.opening.rights import let_into_admin
from tests.tenancy.planted import SECRET, secrets  # noqa: F401  a fixture
from tests.tenancy.test_scope_screens import text_of


@pytest.fixture
def sent(secrets, andover, client):  # noqa: F811
    """Give a function that sends a form as somebody and returns all that he is told then."""

    def send(user, address, **data):
        client.force_login(user)
        ids = {name: thing.pk for name, thing in secrets.items()}
        own = Page.objects.child_of(andover.page).get().pk
        response = client.post(
            address.format(own=own, clinic=andover.page.pk, **ids),
            {name: str(value).format(own=own, **ids) for name, value in data.items()},
        )
        assert response.status_code < 500, address
        return text_of(response)

    return send


FORMS = [
    ("/admin/pages/{own}/copy/", {"new_parent_page": "{draft}", "new_title": "A", "new_slug": "a"}),
    ("/admin/pages/{own}/copy/", {"new_parent_page": "", "new_title": "A", "new_slug": "a"}),
    ("/admin/pages/{own}/copy/", {"new_parent_page": "nonsense"}),
    ("/admin/pages/{own}/move/", {"new_parent_page": "{draft}"}),
    ("/admin/pages/{own}/move/{page}/confirm/", {}),
    ("/admin/pages/{page}/move/{own}/confirm/", {}),
    ("/admin/pages/{own}/move/999999/confirm/", {}),
    ("/admin/pages/create/faq/faqpage", {"parent_page": "{draft}"}),
    ("/admin/faqs/faq_questions/choose_parent/", {"parent_page": "{draft}"}),
    ("/admin/pages/workflow/confirm_cancellation/{page}/", {}),
    ("/admin/pages/workflow/action/{page}/approve/{task_state}/", {}),
    ("/admin/pages/workflow/collect_action_data/{page}/approve/{task_state}/", {}),
    ("/admin/bulk/wagtailcore/page/move/?id={own}", {"chooser": "{page}"}),
    ("/admin/bulk/wagtailcore/page/publish/?id={draft}&id={own}", {}),
    ("/admin/bulk/wagtailcore/page/unpublish/?id={draft}&id={own}", {}),
    ("/admin/bulk/wagtailcore/page/delete/?id=nonsense", {}),
    ("/admin/bulk/wagtailcore/page/nothing/?id={own}", {}),
    ("/admin/bulk/home/siteimage/add_tags/?id={image}", {"tags": "a"}),
    ("/admin/bulk/wagtaildocs/document/delete/?id={document}", {}),
    ("/admin/bulk/auth/user/delete/?id={member}", {}),
]


@pytest.mark.proof
@pytest.mark.parametrize("role", ["editor", "manager", "central_editor"])
@pytest.mark.usefixtures("editor", "manager", "central_editor")
def test_no_answer_tells_or_changes_anything_of_another_clinic(sent, role, request, san_diego):
    user = request.getfixturevalue(role)
    pages = Page.objects.descendant_of(san_diego.page, inclusive=True).order_by("pk")
    before = list(pages.values())
    told = [each for each, data in FORMS if SECRET in sent(user, each, **data)]
    assert told == []
    assert list(pages.values()) == before


def test_a_preview_of_anothers_task_is_not_named(secrets, andover, manager, client):  # noqa: F811
    client.force_login(manager)
    own, task = andover.page.pk, secrets["task"].pk
    for page in (own, secrets["page"].pk):
        response = client.get(f"/admin/pages/workflow/preview/{page}/{task}/")
        assert SECRET not in text_of(response)


def test_who_reviews_a_page_that_is_not_his_own_may_answer(secrets, person, client):  # noqa: F811
    reviewers = Group.objects.create(name="Lawyers")
    let_into_admin(reviewers)
    secrets["task"].specific.groups.add(reviewers)
    client.force_login(person("lawyer", reviewers))
    state, page = secrets["task_state"], secrets["page"].pk
    client.post(f"/admin/pages/workflow/action/{page}/reject/{state.pk}/", {"comment": "No"})
    state.refresh_from_db()
    assert state.status == state.STATUS_REJECTED


def test_own_pages_are_copied_moved_and_deleted_as_before(andover, manager, client):
    client.force_login(manager)
    index = FAQIndexPage.objects.child_of(andover.page).get()
    question = index.add_child(instance=FAQPage(title="Parking?", answer="<p>Yes.</p>"))
    copy = {"new_title": "Bus?", "new_slug": "bus", "new_parent_page": index.pk}
    client.post(f"/admin/pages/{question.pk}/copy/", copy)
    bus = Page.objects.child_of(index).get(slug="bus")
    form = client.post(f"/admin/pages/{bus.pk}/move/", {"new_parent_page": index.pk})
    assert client.get(form.url).status_code == 200
    client.post(f"/admin/bulk/wagtailcore/page/delete/?id={bus.pk}")
    assert not Page.objects.filter(pk=bus.pk).exists()


@pytest.mark.parametrize("query", ["id=all&childOf=999999", f"id={2**70}", "id=x"])
def test_an_action_on_nothing_is_not_found(client, editor, query):
    client.force_login(editor)

    assert client.post(f"/admin/bulk/wagtailcore/page/publish/?{query}").status_code in {302, 404}
