"""The editor's form: bad input gets a clear message, and nothing that was typed is lost."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import rich_text, streamfield

from faq.models import FAQIndexPage, FAQPage
from tests.api.builders import restrict
from treatments.models import TreatmentConcern, TreatmentPage

from .conftest import posted_section

pytestmark = pytest.mark.django_db


@pytest.fixture
def edit(admin_client, peel, form_data):
    """Post the editor's form of the peel: `edit(publish=True, downtime_min=5)`."""

    def edit(publish=False, page=peel, **changes):
        data = form_data(title=page.title, slug=page.slug, **changes)
        if publish:
            data["action-publish"] = "1"
        return admin_client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)

    return edit


def refused(response):
    """Return the form of a response that refused it, and the text of its page."""
    assert response.status_code == 200
    return response.context_data["form"], response.content.decode()


def row_errors(form, relation):
    return [row.errors for row in form.formsets[relation].forms]


def a_pairing(other, **fields):
    return {
        "kind": "pairs_with",
        "treatment": other.pk,
        "rationale": "They complete each other.",
        "order": "any",
        "gap_min_days": "",
        "gap_max_days": "",
        **fields,
    }


def a_question(**fields):
    return {"faq": "", "question": "", "answer": rich_text(""), **fields}


def test_a_treatment_is_written_and_published(admin_client, library, form_data, texture, laser):
    url = reverse("wagtailadmin_pages:add", args=["treatments", "treatmentpage", library.pk])
    data = form_data(
        title="Chemical peel",
        slug="peel",
        downtime_min=0,
        downtime_max=3,
        concerns=[{"concern": texture.pk}],
        pairings=[a_pairing(laser, order="before", gap_min_days=14)],
        faqs=[a_question(question="Does it hurt?", answer=rich_text("<p>A little.</p>"))],
        risks=[{"kind": "rare", "text": "Scars", "severity": "serious", "seek_care": "on"}],
    )

    response = admin_client.post(url, {**data, "action-publish": "1"})

    assert response.status_code == 302
    page = TreatmentPage.objects.get(slug="peel")
    assert page.live
    assert page.downtime.text == "up to 3 days"
    assert page.pairings.get().treatment == laser
    assert [row.concern for row in page.concerns.all()] == [texture]
    assert page.faqs.get().question == "Does it hurt?"
    assert page.risks.get().seek_care


def test_min_above_max(edit):
    form, content = refused(edit(downtime_min=5, downtime_max=3, summary="Typed with care."))

    assert "5" in form.errors["downtime_max"][0]
    assert "smaller number first" in content
    assert "Typed with care." in content
    assert form["downtime_min"].value() == "5"
    assert form["downtime_max"].value() == "3"


def test_a_section_key_twice(edit):
    body = streamfield(
        [
            posted_section("safety", heading="First about safety"),
            posted_section("overview", heading="Between the two"),
            posted_section("safety", heading="Second about safety", text="<p>Typed with care.</p>"),
        ]
    )

    form, content = refused(edit(body=body))

    (error,) = form.errors.as_data()["body"]
    assert list(error.block_errors) == [2]
    message = error.block_errors[2].block_errors["key"].message
    assert "First about safety" in message
    for typed in ("Second about safety", "Between the two", "Typed with care."):
        assert typed in content
    assert "is about this already" in content


def test_a_custom_key_twice(edit):
    body = streamfield(
        [
            posted_section("custom", custom_key="history"),
            posted_section("custom", custom_key="history"),
        ]
    )

    form, _ = refused(edit(body=body))

    (error,) = form.errors.as_data()["body"]
    assert "is about this already" in error.block_errors[1].block_errors["custom_key"].message


def test_a_pairing_with_itself(edit, peel):
    form, content = refused(edit(pairings=[a_pairing(peel, rationale="Typed with care.")]))

    assert "cannot be paired with itself" in str(row_errors(form, "pairings")[0]["treatment"])
    assert "cannot be paired with itself" in content
    assert "Typed with care." in content


def test_a_pairing_that_the_other_end_has(edit, peel, laser, pair):
    pair(laser, peel)

    form, content = refused(edit(pairings=[a_pairing(laser, rationale="Typed with care.")]))

    (message,) = row_errors(form, "pairings")[0]["treatment"]
    assert "“Laser resurfacing” already pairs these two" in message
    assert "Typed with care." in content


def test_a_pairing_that_contradicts_the_other_end(edit, peel, laser, pair):
    pair(laser, peel, kind="do_not_combine")

    form, _ = refused(edit(pairings=[a_pairing(laser)]))

    (message,) = row_errors(form, "pairings")[0]["treatment"]
    assert "contradicts" in message
    assert "must not be combined" in message


def test_a_pairing_twice_on_the_page(edit, laser):
    form, _ = refused(edit(pairings=[a_pairing(laser), a_pairing(laser, kind="do_not_combine")]))

    first, second = row_errors(form, "pairings")
    assert not first
    assert "both recommends" in str(second["treatment"])


def test_a_pairing_of_the_other_ends_draft_does_not_count_yet(edit, peel, laser, pair):
    pair(laser, peel)
    laser.unpublish()

    assert edit(pairings=[a_pairing(laser)]).status_code == 302


NOT_TOLD = "Readers are not told"


@pytest.mark.parametrize("ends", ["made here", "made there", "both public"])
def test_the_editor_is_told_of_a_warning_that_no_reader_sees(admin_client, peel, laser, pair, ends):
    pair(*((laser, peel) if ends == "made there" else (peel, laser)), kind="do_not_combine")
    pair(peel, treat_quietly(peel, "Mask"), kind="alternative")
    if ends != "both public":
        restrict(laser)

    page = admin_client.get(edit_url(peel)).content.decode()

    assert (NOT_TOLD in page) == (ends != "both public")
    if ends != "both public":
        assert "combined with “Laser resurfacing”</strong>, because it is private." in page
        assert f'href="{edit_url(laser)}"' in page
    assert "“Mask”" not in page


@pytest.mark.parametrize("published", [timezone.now(), None])
def test_a_warning_that_a_withdrawn_page_made_is_told(admin_client, peel, treat, pair, published):
    mask = treat("Mask", live=False, first_published_at=published)
    pair(mask, peel, kind="do_not_combine")

    page = admin_client.get(edit_url(peel)).content.decode()

    is_told = "combined with “Mask”</strong>, because it is not published" in page
    assert is_told == bool(published)


def treat_quietly(page, title):
    """Add a treatment that is not published beside another."""
    return page.get_parent().add_child(instance=TreatmentPage(title=title, live=False))


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def test_a_gap_that_makes_no_sense(edit, treat):
    rows = [
        ({"gap_min_days": 14, "gap_max_days": 7}, "gap_max_days", "smaller number first"),
        ({"kind": "do_not_combine", "gap_max_days": 7}, "gap_max_days", "no longest gap"),
        ({"order": "same_visit", "gap_min_days": 7}, "gap_min_days", "there is no gap"),
    ]
    others = [treat(f"Laser {number}") for number in range(len(rows))]
    pairings = [a_pairing(other, **row[0]) for other, row in zip(others, rows, strict=True)]

    form, _ = refused(edit(pairings=pairings))

    for errors, (_, wrong, message) in zip(row_errors(form, "pairings"), rows, strict=True):
        assert list(errors) == [wrong]
        assert message in str(errors[wrong])


def test_how_long_to_wait_may_be_said_of_what_must_not_be_combined(edit, laser):
    row = a_pairing(laser, kind="do_not_combine", gap_min_days=28)

    assert edit(pairings=[row]).status_code == 302


def test_a_question_row_with_neither(edit):
    form, content = refused(edit(faqs=[a_question(ORDER="1")], summary="Typed with care."))

    assert "Choose a shared question, or type" in str(row_errors(form, "faqs")[0]["faq"])
    assert "Typed with care." in content


def test_a_question_row_with_both(edit, home):
    index = home.add_child(instance=FAQIndexPage(title="Questions"))
    shared = index.add_child(instance=FAQPage(title="Does it hurt?", answer="<p>No more.</p>"))
    row = a_question(faq=shared.pk, question="Typed with care?", answer=rich_text("<p>Yes.</p>"))

    form, content = refused(edit(faqs=[row]))

    assert "both a shared question and a typed one" in str(row_errors(form, "faqs")[0]["faq"])
    assert "Typed with care?" in content


def test_a_shared_question_twice(edit, home):
    index = home.add_child(instance=FAQIndexPage(title="Questions"))
    shared = index.add_child(instance=FAQPage(title="Does it hurt?", answer="<p>A bit.</p>"))

    form, _ = refused(edit(faqs=[a_question(faq=shared.pk), a_question(faq=shared.pk)]))

    assert "already in the list above" in str(row_errors(form, "faqs")[1]["faq"])


def test_half_a_question(edit):
    rows = [a_question(question="Why?"), a_question(answer=rich_text("<p>So.</p>"))]

    form, _ = refused(edit(faqs=rows))

    assert [set(errors) for errors in row_errors(form, "faqs")] == [{"answer"}, {"question"}]


def test_a_concern_twice(edit, texture):
    form, _ = refused(edit(concerns=[{"concern": texture.pk}, {"concern": texture.pk}]))

    assert "already in the list above" in str(row_errors(form, "concerns")[1]["concern"])


def test_rows_that_are_taken_out_are_not_checked(edit, peel):
    assert edit(pairings=[a_pairing(peel, DELETE="1")]).status_code == 302


def test_two_rows_may_change_places(admin_client, edit, peel, texture):
    other = type(texture).objects.create(title="Colour", slug="colour")
    first = TreatmentConcern.objects.create(page=peel, concern=texture, sort_order=0)
    second = TreatmentConcern.objects.create(page=peel, concern=other, sort_order=1)

    response = edit(
        publish=True,
        concerns=[
            {"id": first.pk, "concern": other.pk},
            {"id": second.pk, "concern": texture.pk},
        ],
    )

    assert response.status_code == 302
    rows = TreatmentPage.objects.get(pk=peel.pk).concerns.all()
    assert [row.concern for row in rows] == [other, texture]


def test_a_value_that_cannot_be(edit):
    whole = {
        "indications": {
            "use": "Lines",
            "product": "",
            "jurisdiction": "CA-BC",
            "status": "approved",
            "since": "2002-04",
            "source_title": "",
            "source_url": "",
        },
        "citations": {
            "title": "A study",
            "publisher": "A journal",
            "year": "",
            "doi": "",
            "url": "",
            "claim": "",
        },
    }
    wrong = {
        "indications": [
            ("jurisdiction", "XX", "two letters of a country"),
            ("jurisdiction", "CA-XX", "two letters of a country"),
            ("since", "2002-13", "Write a year (2002)"),
        ],
        "citations": [
            ("doi", "https://doi.org/10.1001/x", "leave out https"),
            ("publisher", "", "Say where it was published"),
        ],
    }
    assert edit(**{relation: [row] for relation, row in whole.items()}).status_code == 302

    form, _ = refused(
        edit(
            **{
                relation: [{**whole[relation], field: value} for field, value, _ in slips]
                for relation, slips in wrong.items()
            }
        )
    )

    for relation, slips in wrong.items():
        for errors, (field, _, message) in zip(row_errors(form, relation), slips, strict=True):
            assert message in str(errors[field])


def test_a_draft_may_lack_what_a_page_needs(admin_client, edit, peel):
    response = edit(summary="", category="", body=streamfield([]))

    assert response.status_code == 302
    peel.refresh_from_db()
    assert peel.get_latest_revision_as_object().summary == ""

    form, _ = refused(edit(publish=True, summary="", category="", body=streamfield([])))
    assert set(form.errors) == {"summary", "category", "body"}


def test_the_editor_shows_what_other_pages_say(admin_client, peel, laser, pair):
    pair(laser, peel, order="before", gap_min_days=14, rationale="Skin must heal first.")

    content = admin_client.get(reverse("wagtailadmin_pages:edit", args=[peel.pk])).content.decode()

    assert f'href="{reverse("wagtailadmin_pages:edit", args=[laser.pk])}"' in content
    for text in ("Laser resurfacing", "The other treatment first", "at least 14 days", "heal"):
        assert text in content


def test_the_editor_has_the_tabs_an_editor_thinks_in(admin_client, peel):
    content = admin_client.get(reverse("wagtailadmin_pages:edit", args=[peel.pk])).content.decode()

    tabs = ["content", "facts", "safety", "questions", "pairings", "clinics", "promote"]
    assert re.findall(r'id="tab-label-(\w+)"', content)[: len(tabs)] == tabs
