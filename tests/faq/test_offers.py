"""Similar questions as the editor is offered them while typing."""

import pytest
from django.urls import reverse
from wagtail.models import GroupPagePermission, PageViewRestriction

URL = "/admin/faq/similar/"


@pytest.fixture
def offered(client):
    """Give a function that returns the piece of HTML that a user gets."""

    def offered(user, typed, index, page=None):
        client.force_login(user)
        params = {"q": typed, "parent": index.pk, **({"page": page.pk} if page else {})}
        response = client.get(URL, params)
        assert response.status_code == 200
        return response.content.decode()

    return offered


@pytest.fixture
def vancouver_editor(editor_of, vancouver_faq):
    return editor_of(vancouver_faq.get_parent())


def test_a_similar_question_is_offered_with_its_answer_place_and_state(
    offered, admin_user, vancouver_faq, ask
):
    question = ask(vancouver_faq, "Does Botox hurt?", "<p>A sting.</p><p>No more.</p>")

    content = offered(admin_user, "Is botox painfull", vancouver_faq)

    assert "Does Botox hurt?" in content
    assert "Vancouver: A sting. No more." in content
    assert "live" in content
    assert reverse("wagtailadmin_pages:edit", args=[question.pk]) in content


def test_nothing_similar_is_an_empty_answer(offered, admin_user, shared_faq, ask):
    ask(shared_faq, "Does Botox hurt?")

    for typed in ("", "Where can I park?", "how", "?!", "\x00", "🙂" * 100, "a" * 4_000):
        assert offered(admin_user, typed, shared_faq).strip() == ""


def test_markup_that_was_typed_as_a_title_is_shown_as_text(offered, admin_user, shared_faq, ask):
    ask(shared_faq, "Does <script>alert(1)</script> Botox hurt?", "<p>a &lt;b&gt;</p>")

    content = offered(admin_user, "Does <script>alert(1)</script> Botox hurt?", shared_faq)

    assert "&lt;script&gt;alert(1)" in content
    assert "a &lt;b&gt;" in content
    assert "<script>" not in content


def test_a_long_answer_is_cut(offered, admin_user, shared_faq, ask):
    ask(shared_faq, "Does Botox hurt?", f"<p>{'word ' * 200}end</p>")

    content = offered(admin_user, "Does Botox hurt?", shared_faq)

    assert "word word" in content
    assert "end" not in content


def test_the_page_itself_is_not_offered(offered, admin_user, shared_faq, ask):
    page = ask(shared_faq, "Does Botox hurt?")

    assert offered(admin_user, "Does Botox hurt?", shared_faq, page).strip() == ""
    assert "Does Botox hurt?" in offered(admin_user, "Does Botox hurt?", shared_faq)


def test_a_draft_is_found_by_its_latest_title_and_shown_with_its_latest_answer(
    offered, admin_user, shared_faq, ask
):
    page = ask(shared_faq, "Where can I park?", "<p>Behind the house.</p>")
    page.title, page.answer = "Does Botox hurt?", "<p>A little.</p>"
    page.save_revision()

    content = offered(admin_user, "Is Botox painful?", shared_faq)

    assert "Does Botox hurt?" in content
    assert "A little." in content
    assert "live + draft" in content
    assert offered(admin_user, "Where can I park?", shared_faq).strip() == ""


def test_a_clinic_editor_is_offered_his_own_and_the_public_shared_questions(
    offered, vancouver_editor, vancouver_faq, andover_faq, shared_faq, ask
):
    ask(vancouver_faq, "Does Botox hurt in Vancouver?", live=False)
    ask(shared_faq, "Does Botox hurt?")
    ask(shared_faq, "Does Botox hurt a lot?", live=False)
    ask(andover_faq, "Does Botox hurt much?")
    ask(andover_faq, "Does Botox really hurt?", live=False)

    content = offered(vancouver_editor, "Is Botox painful?", vancouver_faq)

    assert "Does Botox hurt in Vancouver?" in content
    assert "Does Botox hurt?" in content
    for hidden in ("a lot", "hurt much", "really", "Andover"):
        assert hidden not in content


def test_of_a_shared_question_a_clinic_editor_sees_what_readers_see(
    offered, vancouver_editor, vancouver_faq, shared_faq, ask
):
    question = ask(shared_faq, "Does Botox hurt?", "<p>A sting.</p>")
    question.title, question.answer = "Secret Botox title that hurts", "<p>Secret answer.</p>"
    question.save_revision()

    content = offered(vancouver_editor, "Is Botox painful?", vancouver_faq)

    assert "Does Botox hurt?" in content
    assert "A sting." in content
    assert "Secret" not in content
    assert "draft" not in content
    assert reverse("wagtailadmin_pages:edit", args=[question.pk]) not in content
    assert 'href="/faq/does-botox-hurt/"' in content


def test_a_restricted_shared_question_is_not_offered_to_a_clinic(
    offered, vancouver_editor, vancouver_faq, shared_faq, ask
):
    ask(shared_faq, "Does Botox hurt?")
    PageViewRestriction.objects.create(
        page=shared_faq, restriction_type=PageViewRestriction.PASSWORD, password="open"
    )

    assert offered(vancouver_editor, "Does Botox hurt?", vancouver_faq).strip() == ""


def test_a_clinic_may_answer_a_shared_question_once(
    offered, vancouver_editor, vancouver_faq, shared_faq, ask
):
    shared = ask(shared_faq, "Does Botox hurt?")
    button = "Answer this shared question for our clinic"
    assert button in offered(vancouver_editor, "Is Botox painful?", vancouver_faq)

    own = ask(vancouver_faq, "Does it hurt at ours?", answers=shared)

    content = offered(vancouver_editor, "Is Botox painful?", vancouver_faq)
    assert button not in content
    assert "Answered here already by “Does it hurt at ours?”" in content
    assert button in offered(vancouver_editor, "Is Botox painful?", vancouver_faq, own)


def test_within_the_shared_faq_nothing_can_be_answered_locally(
    offered, admin_user, shared_faq, vancouver_faq, ask
):
    shared = ask(shared_faq, "Does Botox hurt?")
    ask(vancouver_faq, "Does Botox hurt in Vancouver?", answers=shared)

    content = offered(admin_user, "Is Botox painful?", shared_faq)

    assert "Does Botox hurt in Vancouver?" in content
    assert "Answer this shared question" not in content


def test_what_has_local_answers_or_is_one_cannot_be_answered(
    offered, admin_user, shared_faq, vancouver_faq, andover_faq, group_home, ask
):
    shared = ask(shared_faq, "Does Botox hurt?")
    own = ask(vancouver_faq, "Where can I park?")
    ask(andover_faq, "Does Botox hurt here?", answers=shared)
    own.local_answers.set([ask(andover_faq, "Where is parking?")])

    content = offered(admin_user, "Is Botox painful?", vancouver_faq, own)

    assert "Does Botox hurt here?" in content
    assert "Answer this shared question" not in content


def test_a_stranger_is_sent_to_the_login(client, shared_faq):
    response = client.get(URL, {"q": "hurt", "parent": shared_faq.pk})

    assert response.status_code == 302
    assert response.url.startswith("/admin/login/")


def test_another_clinics_editor_and_one_who_only_publishes_are_refused(
    client, vancouver_faq, andover_faq, editor_of, ask
):
    page = ask(vancouver_faq, "Does Botox hurt?")
    asked = {"q": "Is Botox painful?", "parent": vancouver_faq.pk}
    client.force_login(editor_of(andover_faq.get_parent()))

    for params in (asked, {**asked, "page": page.pk}):
        response = client.get(URL, params, headers={"x-requested-with": "XMLHttpRequest"})
        assert response.status_code == 403
        assert "Does Botox hurt?" not in response.content.decode()

    publisher = editor_of(vancouver_faq)
    GroupPagePermission.objects.filter(group__user=publisher).exclude(
        permission__codename="publish_page"
    ).delete()
    client.force_login(publisher)
    headers = {"x-requested-with": "XMLHttpRequest"}
    assert client.get(URL, asked, headers=headers).status_code == 403


def test_addresses_that_make_no_sense_are_not_found(
    admin_client, shared_faq, vancouver_faq, shared_question, group_home
):
    for params in (
        {},
        {"parent": ""},
        {"parent": "x"},
        {"parent": 10**30},
        {"parent": -1},
        {"parent": "\x00"},
        {"parent": group_home.pk},
        {"parent": shared_question.pk},
        {"parent": vancouver_faq.pk, "page": shared_question.pk},
        {"parent": shared_faq.pk, "page": 10**30},
        {"parent": shared_faq.pk, "page": "x"},
        {"parent": shared_faq.pk, "page": vancouver_faq.pk},
    ):
        assert admin_client.get(URL, {"q": "Does it hurt?", **params}).status_code == 404, params


def test_it_takes_as_many_queries_for_nine_as_for_three(
    client, vancouver_editor, vancouver_faq, shared_faq, ask, count_queries
):
    client.force_login(vancouver_editor)
    places = ("the lips", "the eyes", "the neck", "the chin", "the hands", "the cheeks")

    def look():
        client.get(URL, {"q": "Does Botox hurt?", "parent": vancouver_faq.pk})

    def fill(words):
        for word in words:
            shared = ask(shared_faq, f"Does Botox hurt {word}?")
            own = ask(vancouver_faq, f"Does Botox hurt {word} here?", answers=shared, live=False)
            own.save_revision()

    fill(["much"])
    look()
    of_two = count_queries(look)
    fill([*places, "truly", "a bit"])

    assert count_queries(look) == of_two


def test_the_editor_holds_what_the_script_needs(admin_client, shared_faq, shared_question):
    add_url = reverse("wagtailadmin_pages:add", args=("faq", "faqpage", shared_faq.pk))
    edit_url = reverse("wagtailadmin_pages:edit", args=[shared_question.pk])

    added, edited = (admin_client.get(url).content.decode() for url in (add_url, edit_url))

    for content in (added, edited):
        assert f'data-faq-similar-questions-parent-value="{shared_faq.pk}"' in content
        assert "faq/similar_questions.js" in content
        assert 'role="status" aria-live="polite"' in content
    assert 'data-faq-similar-questions-page-value=""' in added
    assert f'data-faq-similar-questions-page-value="{shared_question.pk}"' in edited
