"""Where a question is used: in its editor and in the listing."""

import csv
import io

import pytest
from django.urls import reverse
from wagtail.models import Page

from faq.models import FAQIndexPage, FAQPage
from faq.usages import annotate_page_count
from home.models import HomePage
from tests.built_once import built_once
from treatments.models import TreatmentCategory, TreatmentFAQ, TreatmentIndexPage, TreatmentPage

LISTING = "/admin/faq_questions/"


@built_once
def library(group_home):
    home = group_home.add_child(instance=HomePage(title="Group", slug="group"))
    return home.add_child(instance=TreatmentIndexPage(title="Treatments", slug="treatments"))


@pytest.fixture
def treat(library):
    """Publish a treatment that shows a question: `treat("Peel", question)`."""

    def treat(title, question):
        category, _made = TreatmentCategory.objects.get_or_create(title="All", slug="all")
        treatment = TreatmentPage(title=title, summary="What it does.", category=category)
        treatment.faqs = [TreatmentFAQ(faq=question)]
        return library.add_child(instance=treatment)

    return treat


def edit(client, question):
    response = client.get(reverse("wagtailadmin_pages:edit", args=[question.pk]))
    assert response.status_code == 200
    return response.content.decode()


def used_on(question):
    return annotate_page_count(FAQPage.objects.filter(pk=question.pk), "used_on").get().used_on


def test_the_editor_names_the_pages_that_show_a_question(admin_client, shared_question, treat):
    treatment = treat("Velvet lift", shared_question)

    content = edit(admin_client, shared_question)

    assert f'<a href="{reverse("wagtailadmin_pages:edit", args=[treatment.pk])}">' in content
    assert "Velvet lift" in content
    assert reverse("wagtailadmin_pages:usage", args=[shared_question.pk]) in content


def test_a_question_that_no_page_shows_says_so(admin_client, shared_question):
    assert "No other page shows this question." in edit(admin_client, shared_question)


def test_a_new_question_has_no_usage(admin_client, shared_faq):
    url = reverse("wagtailadmin_pages:add", args=("faq", "faqpage", shared_faq.pk))

    assert "Where it is used" not in admin_client.get(url).content.decode()


def test_a_link_in_a_text_is_a_use(admin_client, shared_faq, shared_question, ask):
    link = f'<p><a linktype="page" id="{shared_question.pk}">pain</a></p>'
    ask(shared_faq, "What about numbing cream?", link)

    assert "What about numbing cream?" in edit(admin_client, shared_question)
    assert used_on(shared_question) == 1


def test_clinics_that_answer_it_themselves_are_named(
    admin_client, vancouver_faq, andover_faq, shared_question, ask
):
    ask(vancouver_faq, "Does it hurt in Vancouver?", answers=shared_question)
    ask(andover_faq, "Does it hurt at ours?", answers=shared_question, live=False)

    content = " ".join(edit(admin_client, shared_question).split())

    assert "Vancouver: <a" in content
    assert "Does it hurt in Vancouver?" in content
    assert "Does it hurt at ours?</a> (draft: readers still see the shared answer)" in content
    assert "No other page shows this question." in content
    assert used_on(shared_question) == 0


def test_pages_that_a_person_may_not_explore_are_counted_and_not_named(
    client, shared_faq, andover_faq, shared_question, editor_of, treat, ask
):
    treat("Velvet lift", shared_question)
    ask(andover_faq, "Does it hurt at ours?", answers=shared_question)
    client.force_login(editor_of(shared_faq))

    content = " ".join(edit(client, shared_question).split())

    assert "Used on 1 page that you cannot see" in content
    assert "1 clinic page that you cannot see" in content
    for hidden in ("Velvet lift", "Andover", "at ours"):
        assert hidden not in content


def test_the_editor_takes_as_many_queries_for_nine_uses_as_for_three(
    admin_client, group_home, shared_question, treat, ask, count_queries
):
    def use(numbers):
        for number in numbers:
            treat(f"Treatment {number}", shared_question)
            clinic = group_home.add_child(instance=Page(title=f"Clinic {number}"))
            index = clinic.add_child(instance=FAQIndexPage(title="FAQ"))
            ask(index, f"Answer {number}", answers=shared_question)

    use(range(3))
    edit(admin_client, shared_question)
    of_three = count_queries(lambda: edit(admin_client, shared_question))
    use(range(3, 9))

    assert count_queries(lambda: edit(admin_client, shared_question)) == of_three


def test_the_listing_counts_the_pages_and_is_ordered_by_them(
    admin_client, shared_faq, shared_question, treat, ask
):
    unused = ask(shared_faq, "A question that no page shows")
    treat("Velvet lift", shared_question)
    treat("Microneedling", shared_question)

    response = admin_client.get(LISTING, {"ordering": "-used_on"})
    export = admin_client.get(LISTING, {"export": "csv"}).getvalue().decode()

    assert [page.pk for page in response.context_data["object_list"]] == [
        shared_question.pk,
        unused.pk,
    ]
    assert "2 pages" in response.content.decode()
    assert "0 pages" in response.content.decode()
    rows = {row["Question"]: row["Pages used on"] for row in csv.DictReader(io.StringIO(export))}
    assert rows == {"Does it hurt?": "2", "A question that no page shows": "0"}


def test_the_same_page_counts_once(shared_question, treat):
    treatment = treat("Velvet lift", shared_question)
    treatment.faqs.add(TreatmentFAQ(question="Other?", answer="<p>Yes.</p>"))
    link = f'<p><a linktype="page" id="{shared_question.pk}">pain</a></p>'
    treatment.faqs.add(TreatmentFAQ(question="More?", answer=link))
    treatment.save()

    assert used_on(shared_question) == 1
