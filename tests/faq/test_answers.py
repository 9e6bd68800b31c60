"""Which shared question a clinic's page may answer, by the admin's forms and by saving."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, rich_text

from faq.models import FAQIndexPage, FAQPage


def form_data(title, answers=None, **extra):
    return nested_form_data(
        {
            "title": title,
            "slug": title.lower().replace(" ", "-").rstrip("?"),
            "answer": rich_text("<p>A little.</p>"),
            "answers": answers.pk if answers else "",
            **extra,
        }
    )


def post_new(client, index, title, answers, **extra):
    url = reverse("wagtailadmin_pages:add", args=("faq", "faqpage", index.pk))
    return client.post(url, form_data(title, answers, **{"action-publish": "1", **extra}))


def post_edit(client, page, answers):
    url = reverse("wagtailadmin_pages:edit", args=(page.pk,))
    return client.post(url, form_data(page.title, answers, **{"action-publish": "1"}))


def answers_errors(response):
    assert response.status_code == 200
    return response.context_data["form"].errors["answers"]


def test_a_clinic_answers_a_shared_question(admin_client, vancouver_faq, shared_question):
    response = post_new(admin_client, vancouver_faq, "Does it hurt in Vancouver?", shared_question)

    assert response.status_code == 302
    page = FAQPage.objects.get(title="Does it hurt in Vancouver?")
    assert page.live
    assert page.answers == shared_question
    assert page.get_parent().specific == vancouver_faq


def test_two_clinics_answer_the_same_question(
    admin_client, vancouver_faq, andover_faq, shared_question, ask
):
    ask(vancouver_faq, "Does it hurt in Vancouver?", answers=shared_question)

    response = post_new(admin_client, andover_faq, "Does it hurt in Andover?", shared_question)

    assert response.status_code == 302
    assert shared_question.local_answers.count() == 2


def test_a_clinic_cannot_answer_another_clinics_question(
    admin_client, vancouver_faq, andover_faq, ask
):
    theirs = ask(andover_faq, "Where do I park?")

    response = post_new(admin_client, vancouver_faq, "Where do I park here?", theirs)

    assert len(answers_errors(response)) == 1
    assert "not shared" in answers_errors(response)[0]
    assert response.context_data["form"].data["title"] == "Where do I park here?"
    assert "A little." in response.content.decode()
    assert not FAQPage.objects.filter(title="Where do I park here?").exists()


def test_a_question_cannot_answer_one_of_its_own_index(admin_client, shared_faq, shared_question):
    response = post_new(admin_client, shared_faq, "Does it hurt much?", shared_question)

    assert "not shared" in answers_errors(response)[0]


def test_a_shared_question_cannot_answer_a_clinics(admin_client, vancouver_faq, shared_faq, ask):
    local = ask(vancouver_faq, "Where do I park?")

    response = post_new(admin_client, shared_faq, "Where do I park anywhere?", local)

    assert "not shared" in answers_errors(response)[0]


def test_a_question_of_another_site_is_not_shared(admin_client, vancouver_faq, ask):
    other_home = Page.get_first_root_node().add_child(instance=Page(title="Other", slug="other"))
    other_faq = other_home.add_child(instance=FAQIndexPage(title="FAQ", slug="faq"))
    theirs = ask(other_faq, "Does it hurt there?")

    response = post_new(admin_client, vancouver_faq, "Does it hurt here?", theirs)

    assert "not shared" in answers_errors(response)[0]


def test_a_second_answer_in_the_same_index_is_refused(
    admin_client, vancouver_faq, shared_question, ask
):
    ask(vancouver_faq, "Does it hurt in Vancouver?", answers=shared_question)

    response = post_new(admin_client, vancouver_faq, "Is it painful?", shared_question)

    assert answers_errors(response) == [
        "“Does it hurt in Vancouver?” already answers this shared question here. "
        "Edit that page, or choose another question."
    ]


def test_an_answer_can_be_edited_again(admin_client, vancouver_faq, shared_question, ask):
    page = ask(vancouver_faq, "Does it hurt in Vancouver?", answers=shared_question)

    response = post_edit(admin_client, page, shared_question)

    assert response.status_code == 302
    page.refresh_from_db()
    assert "A little." in page.answer
    assert page.answers == shared_question


def test_a_question_cannot_answer_itself(admin_client, vancouver_faq, ask):
    page = ask(vancouver_faq, "Where do I park?")

    response = post_edit(admin_client, page, page)

    assert len(answers_errors(response)) == 1
    assert "cannot answer itself" in answers_errors(response)[0]


def test_an_answer_cannot_be_answered_in_its_turn(
    admin_client, group_home, shared_faq, shared_question, ask
):
    region = group_home.add_child(instance=Page(title="West", slug="west"))
    region_faq = region.add_child(instance=FAQIndexPage(title="FAQ", slug="faq"))
    regional = ask(region_faq, "Does it hurt in the west?", answers=shared_question)
    clinic = region.add_child(instance=Page(title="Victoria", slug="victoria"))
    clinic_faq = clinic.add_child(instance=FAQIndexPage(title="FAQ", slug="faq"))

    response = post_new(admin_client, clinic_faq, "Does it hurt in Victoria?", regional)

    assert answers_errors(response) == [
        "“Does it hurt in the west?” is itself a local answer. Choose the shared question "
        "that it answers: “Does it hurt?”."
    ]


def test_a_question_that_others_answer_cannot_become_an_answer(
    admin_client, group_home, shared_question, ask
):
    region = group_home.add_child(instance=Page(title="West", slug="west"))
    region_faq = region.add_child(instance=FAQIndexPage(title="FAQ", slug="faq"))
    regional = ask(region_faq, "Is it painful?")
    clinic = region.add_child(instance=Page(title="Victoria", slug="victoria"))
    clinic_faq = clinic.add_child(instance=FAQIndexPage(title="FAQ", slug="faq"))
    ask(clinic_faq, "Is it painful in Victoria?", answers=regional)

    response = post_edit(admin_client, regional, shared_question)

    assert "Other pages answer this question" in answers_errors(response)[0]


def test_publishing_by_code_is_held_to_the_same_rules(vancouver_faq, andover_faq, ask):
    theirs = ask(andover_faq, "Where do I park?")
    draft = ask(vancouver_faq, "Where do I park here?", answers=theirs, live=False)

    with pytest.raises(ValidationError, match="not shared"):
        draft.save_revision().publish()


def test_deleting_a_shared_question_leaves_the_clinics_own(vancouver_faq, shared_question, ask):
    page = ask(vancouver_faq, "Does it hurt in Vancouver?", answers=shared_question)

    shared_question.delete()

    page.refresh_from_db()
    assert page.answers is None
    assert page.live


def test_the_chooser_offers_questions_only(admin_client, vancouver_faq, shared_question):
    url = reverse("wagtailadmin_pages:add", args=("faq", "faqpage", vancouver_faq.pk))

    widget = admin_client.get(url).context_data["form"].fields["answers"].widget

    assert widget.target_models == [FAQPage]


def copy(client, page, destination):
    return client.post(
        reverse("wagtailadmin_pages:copy", args=(page.pk,)),
        {
            "new_title": f"{page.title} (copy)",
            "new_slug": f"{page.slug}-copy",
            "new_parent_page": destination.pk,
            "publish_copies": "on",
        },
    )


def test_an_answer_is_copied_to_another_clinic(
    admin_client, vancouver_faq, andover_faq, shared_question, ask
):
    page = ask(vancouver_faq, "Does it hurt with you?", answers=shared_question)

    response = copy(admin_client, page, andover_faq)

    assert response.status_code == 302
    twin = FAQPage.objects.child_of(andover_faq).get()
    assert twin.live
    assert twin.answers == shared_question


def test_an_answer_is_not_copied_beside_itself(admin_client, vancouver_faq, shared_question, ask):
    page = ask(vancouver_faq, "Does it hurt with you?", answers=shared_question)

    response = copy(admin_client, page, vancouver_faq)

    assert response.status_code == 200
    assert "already answers" in response.context_data["form"].errors["new_parent_page"][0]
    assert FAQPage.objects.child_of(vancouver_faq).count() == 1


def test_an_answer_moves_only_where_it_still_answers(
    vancouver_faq, andover_faq, shared_faq, shared_question, ask
):
    page = ask(vancouver_faq, "Does it hurt with you?", answers=shared_question)

    assert page.can_move_to(andover_faq)
    assert not page.can_move_to(shared_faq)

    ask(andover_faq, "Does it hurt in Andover?", answers=shared_question)
    assert not page.can_move_to(andover_faq)


def test_a_question_that_clinics_answer_stays_shared(
    vancouver_faq, andover_faq, shared_question, ask
):
    assert shared_question.can_move_to(andover_faq)

    ask(vancouver_faq, "Does it hurt with you?", answers=shared_question)

    assert not shared_question.can_move_to(andover_faq)
    assert not shared_question.can_move_to(vancouver_faq)


def test_a_shared_index_does_not_move_away_from_its_answers(
    group_home, vancouver_faq, shared_faq, shared_question, ask
):
    region = group_home.add_child(instance=Page(title="West", slug="west"))
    assert shared_faq.can_move_to(region)

    ask(vancouver_faq, "Does it hurt with you?", answers=shared_question)

    assert not shared_faq.can_move_to(region)
    assert vancouver_faq.can_move_to(region)
