"""Treatments, questions and clinics' treatments are created whole, as in the editor."""

import json
import re

import pytest

from faq.models import FAQIndexPage
from tests.api.builders import offer
from treatments.models import ClinicTreatmentPage, TreatmentPage

from .conftest import latest, locations, new_treatment, paragraph, section, whole_treatment

pytestmark = pytest.mark.django_db


def test_a_whole_treatment_is_created_and_published(write, central_manager, library):
    body = whole_treatment(library)
    body["meta"]["action"] = "publish"

    made = write(central_manager, body)

    assert made.status_code == 201, made.content
    page = TreatmentPage.objects.get(slug="botox")
    assert page.live
    document = page.api_document
    assert [each["type"] for each in document["body"][0]["value"]["content"]] == [
        each["type"] for each in body["body"][0]["value"]["content"]
    ]
    assert document["body"][1]["value"]["key"] == "medical_uses"
    assert document["category"]["slug"] == "injectables"
    assert [each["slug"] for each in document["concerns"]] == ["frown-lines"]
    assert [each["question"] for each in document["faqs"]] == ["Does it hurt?", "How long?"]
    assert {each["treatment"]["slug"] for each in document["pairings"]} == {"peel", "filler"}
    assert document["indications"][0]["product"]["slug"] == "botox-brand"
    assert document["review"]["reviewer"] == "Dr A. Osei"
    assert document["session"]["text"] == "20–40 minutes"
    table = next(b for b in document["body"][0]["value"]["content"] if b["type"] == "table")
    assert table["value"]["rows"] == [{"values": ["Light", 1.5]}, {"values": ["Deep", None]}]


def test_what_is_read_can_be_sent_back(write, ask, central_editor, library):
    page = latest(write(central_editor, whole_treatment(library)))
    before = page.serializable_data()
    path = f"/pages/{page.pk}/?version=draft&rich_text_format=db_html"
    read = ask(central_editor, "GET", path).json()

    sent = ask(central_editor, "PATCH", path, read)

    assert sent.status_code == 200, sent.content
    after = latest(sent).serializable_data()
    for name in ("faqs", "pairings", "concerns", "risks", "citations", "indications", "summary"):
        assert without_keys(after[name]) == without_keys(before[name]), name
    assert latest(sent).review_state == page.review_state == "valid"
    again = ask(central_editor, "GET", path).json()
    assert without_keys(again["body"]) == without_keys(read["body"])


def without_keys(value):
    """Return JSON without the keys by which the editor tells paragraphs apart."""
    return re.sub(r" data-block-key=\W*\w+\W*>", ">", json.dumps(value))


def test_a_clinics_treatment_is_created(write, editor, manager, andover, library):
    body = {
        "meta": {"type": "treatments.ClinicTreatmentPage", "parent_id": andover.page.pk},
        "treatment": {"slug": "peel"},
        "local_title": "Our peel",
        "summary": "As we do it.",
        "sections": [
            {
                "type": "replace",
                "value": {"key": "overview", "heading": "Here", "content": [paragraph()]},
            },
            {
                "type": "add",
                "value": {
                    "key": "custom",
                    "custom_key": "ours",
                    "heading": "Ours",
                    "anchor": "overview",
                    "content": [paragraph()],
                },
            },
        ],
        "prices": [
            {"label": "Session", "amount": "120.50", "unit": "session", "valid_to": "2098-12-31"},
            {"label": "Session", "amount": 130, "valid_from": "2099-01-01"},
        ],
        "faqs": [{"faq": {"slug": "does-it-hurt"}}],
        "pairings": [{"treatment": {"slug": "filler"}, "rationale": "Here they add up."}],
    }

    made = write(editor, body)

    assert made.status_code == 201, made.content
    page = ClinicTreatmentPage.objects.get(pk=made.json()["id"])
    assert (page.live, page.title, page.slug) == (False, "Our peel", "our-peel")
    assert page.treatment == TreatmentPage.objects.get(slug="peel")
    assert [str(price.amount) for price in page.prices.all()] == ["120.50", "130.00"]
    assert [section.value.effective_key for section in page.sections] == ["overview", "ours"]
    assert locations(write(editor, body)) == {("treatment",)}


def test_a_page_is_changed_in_what_is_sent_alone(write, central_editor, library):
    page = latest(write(central_editor, whole_treatment(library)))
    rows = list(page.faqs.all())

    changed = latest(
        write(
            central_editor,
            {
                "summary": "Other words.",
                "faqs": [
                    {"id": rows[1].pk, "question": "How long?", "answer": "<p>An hour.</p>"},
                    {"question": "Where?", "answer": "<p>Here.</p>"},
                ],
            },
            page,
        )
    )

    assert changed.summary == "Other words."
    assert changed.body == page.body
    assert [row.question for row in changed.faqs.all()] == ["How long?", "Where?"]
    assert changed.faqs.all()[0].pk == rows[1].pk
    assert changed.pairings.count() == 2


def test_hidden_parts_and_people_stay_when_they_are_not_sent(write, manager, andover, library):
    page = offer(library.peel, andover.page, hidden=["summary"])

    changed = latest(write(manager, {"class_label": "Peels"}, page))
    assert changed.hidden == ["summary"]
    assert latest(write(manager, {"hidden": []}, page)).hidden == []


def test_a_draft_may_be_incomplete_and_a_page_may_not(write, central_manager, library):
    incomplete = new_treatment(library.treatments, summary="", body=[], category=None)

    made = write(central_manager, incomplete)
    published = write(
        central_manager, {**incomplete, "meta": {**incomplete["meta"], "action": "publish"}}
    )

    assert made.status_code == 201, made.content
    assert locations(published) == {("summary",), ("body",), ("category",)}


def test_rich_text_may_be_markdown(write, central_editor, library):
    text = {"format": "db_markdown", "content": "Some **bold** words."}

    page = latest(
        write(central_editor, new_treatment(library.treatments, body=[section(paragraph(text))]))
    )

    assert "<b>bold</b>" in page.body[0].value["content"][0].value.source


def test_what_the_editor_would_take_out_of_rich_text_is_said(write, central_editor, library):
    body = [section(paragraph("<p>See<script>alert(1)</script> <u>here</u>.</p>"))]

    made = write(central_editor, new_treatment(library.treatments, body=body))

    assert {warning["tag"] for warning in made.json()["meta"]["warnings"]} == {"script", "u"}
    assert "script" not in latest(made).body[0].value["content"][0].value.source


def test_a_question_of_a_clinic_answers_a_shared_one_by_slug(write, editor, andover, library):
    index = FAQIndexPage.objects.child_of(andover.page).get()
    body = {
        "meta": {"type": "faq.FAQPage", "parent_id": index.pk},
        "title": "Does it hurt here?",
        "answer": "<p>No.</p>",
        "answers": {"slug": "does-it-hurt"},
    }

    assert latest(write(editor, body)).answers == library.ask_first
