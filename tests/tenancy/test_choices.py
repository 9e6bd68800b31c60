"""Whatever a form sends, nobody can choose what is another clinic’s, nor see it on the way."""

from dataclasses import dataclass

import pytest
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from delivery.choices.references import Reference
from delivery.choices.rules import refused_choices
from faq.models import FAQIndexPage, FAQPage
from tests.api.builders import links_to, make_document, make_image, make_site, offer
from tests.built_once import built_once
from tests.treatments.clinic_form_data import clinic_form_data, posted_section
from treatments.models import ClinicTreatmentPage

pytestmark = pytest.mark.django_db

SECRET = "s3cret"


@dataclass
class Content:
    """What a clinic has that others could want to choose."""

    image: object
    document: object
    question: FAQPage


def content_of(clinic, word):
    index = FAQIndexPage.objects.child_of(clinic.page).get()
    question = FAQPage(title=f"{word} question", answer="<p>Yes.</p>", live=False)
    return Content(
        image=make_image(f"{word} picture", collection=clinic.image_collection),
        document=make_document(f"{word} leaflet", collection=clinic.document_collection),
        question=index.add_child(instance=question),
    )


@built_once
def ours(andover):
    return content_of(andover, "own")


@built_once
def theirs(san_diego):
    """Content of San Diego: drafts and files, whose names are secret."""
    return content_of(san_diego, SECRET)


@built_once
def question(ours):
    """A draft question of Andover’s."""
    return ours.question


@built_once
def botox(group_tree):
    return group_tree.treatment("Botox", slug="botox")


@built_once
def offered(botox, andover):
    return offer(botox, andover.page)


@pytest.fixture
def post(client, editor):
    """Post the form of a page as Andover’s editor; what comes back."""
    client.force_login(editor)

    def post(page, data, **headers):
        return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data, **headers)

    return post


def question_data(**changes):
    plain = dict.fromkeys(("topic", "answers", "seo_title", "search_description"), "")
    return nested_form_data(
        {
            **plain,
            "title": "Do you have parking?",
            "slug": "parking",
            "social_image": "",
            "answer": rich_text("<p>Behind the house.</p>"),
            "comments": inline_formset([]),
            **changes,
        }
    )


def refused(response):
    """Return the form that was refused, after a look that it tells no secret."""
    assert response.status_code == 200
    assert SECRET not in response.content.decode()
    form = response.context_data["form"]
    assert not form.is_valid()
    return form


def was_saved(response):
    return response.status_code == 302


# Fields and text of a page


def test_another_clinics_image_is_refused_at_its_field_and_the_rest_stays(post, question, theirs):
    form = refused(post(question, question_data(social_image=theirs.image.pk)))

    assert set(form.errors) == {"social_image"}
    assert str(theirs.image.pk) in form.errors["social_image"][0]
    assert form["title"].value() == "Do you have parking?"
    assert "Behind the house." in form["answer"].value()
    assert form["social_image"].value() is None
    assert not question.revisions.exists()


def test_links_to_another_clinics_drafts_are_refused_and_their_words_stay(post, question, theirs):
    text = links_to(page=theirs.question, document=theirs.document)

    form = refused(post(question, question_data(answer=rich_text(text))))

    assert len(form.errors["answer"]) == 2
    assert "the page" in form["answer"].value()
    assert f'id="{theirs.question.pk}"' not in form["answer"].value()


def test_another_clinics_question_is_not_answered(post, question, theirs):
    form = refused(post(question, question_data(answers=theirs.question.pk)))

    assert "neither your own" in form.errors["answers"][0]


def test_own_content_and_what_is_shared_is_chosen(post, question, ours, group_tree, andover):
    shared = group_tree.question("Is it safe?")
    hidden = group_tree.question("Is it cheap?", live=False)
    text = links_to(page=ours.question, document=ours.document)
    chosen = {"social_image": ours.image.pk, "answer": rich_text(text)}

    assert was_saved(post(question, question_data(answers=shared.pk, **chosen)))
    assert refused(post(question, question_data(answers=hidden.pk, **chosen))).errors.keys() == {
        "answers"
    }


def test_the_choice_of_an_administrator_stays_when_others_save(post, question, theirs, ours):
    question.social_image = theirs.image
    question.save_revision()

    data = question_data(social_image=theirs.image.pk, title="Is there parking?")
    assert was_saved(post(question, data))
    latest = FAQPage.objects.get(pk=question.pk).get_latest_revision_as_object()
    assert (latest.title, latest.social_image) == ("Is there parking?", theirs.image)

    # It stays on this page: it has not become anybody’s to choose.
    sibling = question.get_parent().add_child(instance=FAQPage(title="And?", answer="<p>So.</p>"))
    refused(post(sibling, data))


def test_a_new_page_is_refused_too(client, editor, question, theirs):
    client.force_login(editor)
    index = question.get_parent()
    url = reverse("wagtailadmin_pages:add", args=["faq", "faqpage", index.pk])

    refused(client.post(url, question_data(social_image=theirs.image.pk)))

    assert Page.objects.child_of(index).count() == 1


def test_autosave_says_that_it_could_not_save(post, question, theirs):
    response = post(
        question,
        question_data(social_image=theirs.image.pk),
        headers={"Accept": "application/json"},
    )

    assert response.status_code == 400
    assert response.json()["success"] is False
    assert SECRET not in response.content.decode()
    assert not question.revisions.exists()


def test_the_preview_shows_nothing_of_it(client, editor, offered, theirs):
    client.force_login(editor)
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[offered.pk])

    answer = client.post(url, clinic_form_data(hero_image=theirs.image.pk))
    shown = client.get(url)

    assert answer.json()["is_valid"] is False
    assert SECRET not in shown.content.decode()


# Rows and blocks


def test_rows_are_refused_at_their_field(post, offered, theirs, ours):
    rows = [
        {"faq": "", "question": "Does it hurt?", "answer": rich_text("<p>A little.</p>")},
        {"faq": theirs.question.pk, "question": "", "answer": rich_text("")},
    ]

    form = refused(post(offered, clinic_form_data(faqs=rows)))

    first, second = (row.errors for row in form.formsets["faqs"].forms)
    assert not first
    assert set(second) == {"faq"}
    assert "A little." in form.formsets["faqs"].forms[0]["answer"].value()


def test_a_row_that_is_to_go_shows_nothing_either(post, offered, theirs):
    rows = [{"faq": theirs.question.pk, "question": "", "answer": rich_text(""), "DELETE": "1"}]

    refused(post(offered, clinic_form_data(faqs=rows, booking_url="no address")))


def test_a_draft_of_the_library_is_not_named_where_two_rows_pair_with_it(post, offered, group_tree):
    hidden = group_tree.treatment(f"{SECRET} laser", live=False)
    row = {
        **dict.fromkeys(("gap_min_days", "gap_max_days"), ""),
        "treatment": hidden.pk,
        "kind": "pairs_with",
        "order": "any",
        "rationale": "Both.",
    }

    form = refused(post(offered, clinic_form_data(pairings=[row, row])))

    assert all("treatment" in each.errors for each in form.formsets["pairings"].forms)


def blocks_with(theirs):
    """Return the blocks in which something is chosen, by place, filled with San Diego’s."""
    page, image, text = theirs.question.pk, theirs.image.pk, links_to(theirs.question)
    return {
        "text": ("paragraph", rich_text(text)),
        "picture": (
            "image",
            {"image": {"image": image, "alt_text": "Us", "decorative": ""}, "caption": ""},
        ),
        "list": (
            "steps",
            {
                "items-count": "2",
                "items-0-deleted": "",
                "items-0-order": "1",
                "items-0-type": "item",
                "items-0-id": "",
                "items-0-value": {"title": "Second", "text": rich_text(text)},
                "items-1-deleted": "",
                "items-1-order": "0",
                "items-1-type": "item",
                "items-1-id": "",
                "items-1-value": {"title": "First", "text": rich_text("<p>Kept.</p>")},
            },
        ),
        "page": (
            "call_to_action",
            {"heading": "", "text": "", "label": "Read on", "page": page, "url": ""},
        ),
        "table": (
            "table",
            {
                "caption": "",
                "column-count": "1",
                "column-0-type": "rich_text",
                "column-0-order": "0",
                "column-0-deleted": "",
                "column-0-heading": "Day",
                "row-count": "1",
                "row-0-order": "0",
                "row-0-deleted": "",
                "cell-0-0": rich_text(text),
            },
        ),
    }


@pytest.mark.parametrize("place", ["text", "picture", "list", "page", "table"])
def test_blocks_are_refused_where_they_stand(post, offered, theirs, place):
    kind, value = blocks_with(theirs)[place]
    content = streamfield([("quote", {"text": "Kept as it is.", "attribution": ""}), (kind, value)])
    section = posted_section("replace", "overview", content=content)

    response = post(offered, clinic_form_data(sections=streamfield([section])))

    form = refused(response)
    (error,) = form.errors.as_data()["sections"]
    assert "neither your own" in error.message
    nested = error.block_errors[0].block_errors["content"].block_errors
    assert set(nested) == {1}
    assert "Kept as it is." in response.content.decode()


def test_an_error_elsewhere_in_the_text_does_not_show_it(post, offered, theirs):
    content = streamfield(
        [("quote", {"text": "{clinik}", "attribution": ""}), blocks_with(theirs)["picture"]]
    )
    section = posted_section("replace", "overview", content=content)

    form = refused(post(offered, clinic_form_data(sections=streamfield([section]))))

    assert "sections" in form.errors


def test_a_block_whose_mark_is_nonsense_is_refused_all_the_same(post, offered, theirs):
    section = posted_section(
        "replace", "overview", content=streamfield([blocks_with(theirs)["page"]])
    )
    data = clinic_form_data(sections=streamfield([section]))
    data["sections-0-id"] = "a.b"

    assert "sections" in refused(post(offered, data)).errors


# People


def test_the_central_team_does_not_choose_what_is_a_clinics(
    client, central_editor, group_tree, theirs
):
    shared = group_tree.question("Is it safe?")
    client.force_login(central_editor)
    url = reverse("wagtailadmin_pages:edit", args=[shared.pk])

    form = refused(client.post(url, question_data(social_image=theirs.image.pk)))

    assert set(form.errors) == {"social_image"}


def test_an_administrator_chooses_anything(admin_client, question, theirs):
    url = reverse("wagtailadmin_pages:edit", args=[question.pk])

    response = admin_client.post(url, question_data(social_image=theirs.image.pk))

    assert was_saved(response)


def test_another_groups_library_is_not_chosen(client, editor, andover):
    elsewhere = make_site("South", "south.example").treatment("Secret peel", slug="botox")
    client.force_login(editor)
    url = reverse(
        "wagtailadmin_pages:add", args=["treatments", "clinictreatmentpage", andover.page.pk]
    )

    response = client.post(url, clinic_form_data(treatment=elsewhere.pk))

    assert "treatment" in refused(response).errors
    assert not ClinicTreatmentPage.objects.filter(treatment=elsewhere).exists()


def test_the_number_of_queries_does_not_depend_on_the_number_of_choices_or_clinics(
    group_tree, editor, andover, ours, count_queries
):
    def fill(number):
        for each in range(number):
            group_tree.question(f"Question {number} {each}")
            group_tree.clinic(f"Clinic {number} {each}", slug=f"clinic-{number}-{each}")

    def ask():
        pages = [Reference(Page, pk) for pk in Page.objects.values_list("pk", flat=True)]
        images = [Reference(type(ours.image), pk) for pk in range(len(pages))]
        assert refused_choices(editor, [*pages, *images])

    fill(2)
    ask()
    few = count_queries(ask)
    fill(8)

    assert count_queries(ask) == few
