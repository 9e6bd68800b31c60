"""What is wrong in a request is refused where it stands, down to the block and the field."""

import json

import pytest
from django.db import transaction

from faq.models import FAQIndexPage, FAQPage
from tests.api.builders import links_to, make_image, offer
from tests.built_once import built_once
from treatments.models import ClinicTreatmentPage, TreatmentPage

from .conftest import locations, new_treatment, paragraph, section

pytestmark = pytest.mark.django_db

IN_SECTION = ("body", 0, "value", "content", 0)


def block(kind, value):
    return {"type": kind, "value": value}


PICTURE = {"image": 987654, "alt_text": "A face"}


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        ({"type": "paragraph"}, ("value",)),
        ({"value": "<p>Text.</p>"}, ()),
        ("text", ()),
        (block("marquee", "text"), ()),
        (block("section", {"key": "cost", "heading": "Cost", "content": []}), ()),
        (block("paragraph", 5), ("value",)),
        (block("paragraph", "no\x00thing"), ("value",)),
        (block("paragraph", '<p><a linktype="page" id="987654">x</a></p>'), ("value",)),
        (block("paragraph", '<p><a linktype="page" id="x">x</a></p>'), ("value",)),
        (block("paragraph", "<p>{nobody} knows</p>"), ("value",)),
        (block("paragraph", {"format": "rtf", "content": "x"}), ("value",)),
        (block("quote", {"text": "Less.", "author": "x"}), ("value", "author")),
        (block("quote", {"text": ["Less."]}), ("value", "text")),
        (block("callout", {"tone": "loud", "title": "x"}), ("value", "tone")),
        (block("callout", {"title": "x" * 121}), ("value", "title")),
        (block("image", {"image": PICTURE}), ("value", "image", "image")),
        (block("image", {"image": {"image": 2**70}}), ("value", "image", "image")),
        (block("image", {"image": {"image": {"slug": "x"}}}), ("value", "image", "image")),
        (block("steps", {"items": [{"title": "x"}, {"name": "x"}]}), ("value", "items", 1, "name")),
        (block("video", {"url": "here", "title": "x"}), ("value", "url")),
        (
            block("treatment_cards", {"treatments": [{"slug": "peel"}, {"slug": "none"}]}),
            ("value", "treatments", 1),
        ),
        (block("treatment_cards", {"treatments": [987654]}), ("value", "treatments", 0)),
        (
            block("call_to_action", {"label": "x", "page": 987654}),
            ("value", "page"),
        ),
        (
            block("table", {"columns": [{"type": "number"}], "rows": [{"values": ["many"]}]}),
            ("value", "rows", 0, "values", 0),
        ),
        (
            block("table", {"columns": [{"type": "text"}], "rows": [{"values": []}]}),
            ("value", "rows", 0, "values"),
        ),
        (block("table", {"columns": [{"type": "picture"}]}), ("value", "columns", 0, "type")),
    ],
)
def test_a_wrong_block_is_refused_where_it_stands(write, central_editor, library, wrong, place):
    body = new_treatment(library.treatments, body=[section(wrong)])

    assert locations(write(central_editor, body)) == {(*IN_SECTION, *place)}
    assert not TreatmentPage.objects.filter(title="Botox").exists()


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        (section(paragraph(), key="nothing"), ("value", "key")),
        (section(paragraph(), custom_key="own"), ("value", "custom_key")),
        (section(paragraph(), key="custom", custom_key="Own Key"), ("value", "custom_key")),
        ({"type": "replace", "value": {}}, ("type",)),
        ({"type": "section"}, ("value",)),
    ],
)
def test_a_wrong_section_is_refused_where_it_stands(write, central_editor, library, wrong, place):
    page = library.peel

    assert locations(write(central_editor, {"body": [wrong]}, page)) == {("body", 0, *place)}


def test_a_section_that_stands_twice_is_refused(write, central_editor, library):
    body = [section(paragraph()), section(paragraph())]

    refused = write(central_editor, {"body": body}, library.peel)

    assert locations(refused) == {("body", 1, "value", "key")}


def test_what_a_published_page_needs_is_asked_for_in_its_block(write, central_manager, library):
    wanting = section(
        block("call_to_action", {"label": "Go"}),
        block("image", {"image": {"image": library.picture.pk}}),
        block("before_after", {}),
        heading="",
    )

    refused = write(
        central_manager, {"body": [wanting], "meta": {"action": "publish"}}, library.peel
    )

    content = ("body", 0, "value", "content")
    assert locations(refused) >= {
        ("body", 0, "value", "heading"),
        (*content, 0, "value", "page"),
        (*content, 1, "value", "image", "alt_text"),
    }


@pytest.mark.parametrize(
    ("wrong", "places"),
    [
        ({"title": ""}, {("title",)}),
        ({"sumary": "x"}, {("sumary",)}),
        ({"summary": "x" * 281}, {("summary",)}),
        ({"summary": "a\x00b"}, {("summary",)}),
        ({"category": "injectables"}, {("category",)}),
        ({"category": {"slug": "none"}}, {("category",)}),
        ({"category": 987654}, {("category",)}),
        ({"category": True}, {("category",)}),
        ({"category_id": 987654}, {("category_id",)}),
        ({"category_id": "x"}, {("category_id",)}),
        ({"hero_image": 2**80}, {("hero_image",)}),
        ({"session_min": -1}, {("session_min",)}),
        ({"session_min": 9, "session_max": 3}, {("session_max",)}),
        ({"session_unit": "fortnight"}, {("session_unit",)}),
        ({"comfort": "great"}, {("comfort",)}),
        ({"reviewed_on": "yesterday"}, {("reviewed_on",)}),
        ({"faqs": [{}]}, {("faqs", 0, "faq")}),
        ({"faqs": [{"faq": {"slug": "none"}}]}, {("faqs", 0, "faq")}),
        (
            {"faqs": [{"faq": {"slug": "does-it-hurt"}}] * 2},
            {("faqs", 1, "faq")},
        ),
        ({"faqs": [{"question": "Why?", "reply": "x"}]}, {("faqs", 0, "reply")}),
        ({"faqs": "none"}, {("faqs",)}),
        ({"faqs": [None]}, {("faqs", 0)}),
        ({"concerns": [{"concern": {"slug": "frown-lines"}}] * 2}, {("concerns", 1, "concern")}),
        ({"pairings": [{"treatment": {"slug": "filler"}}]}, {("pairings", 0, "rationale")}),
        (
            {"pairings": [{"treatment": {"slug": "peel"}, "rationale": "x"}]},
            {("pairings", 0, "treatment")},
        ),
        (
            {
                "pairings": [
                    {"treatment": {"slug": "filler"}, "rationale": "x"},
                    {
                        "treatment": {"slug": "filler"},
                        "rationale": "x",
                        "gap_min_days": 3,
                        "gap_max_days": 1,
                    },
                ]
            },
            {("pairings", 1, "treatment"), ("pairings", 1, "gap_max_days")},
        ),
        (
            {"indications": [{"use": "x", "jurisdiction": "Narnia"}]},
            {("indications", 0, "jurisdiction")},
        ),
    ],
)
def test_a_wrong_field_or_row_is_refused_where_it_stands(
    write, central_manager, library, wrong, places
):
    library.peel.pairings.all().delete()
    body = {**wrong, "meta": {"action": "publish"}}

    assert locations(write(central_manager, body, library.peel)) == places


def test_a_row_that_stays_keeps_its_place_in_the_errors(write, central_editor, library):
    made = write(
        central_editor,
        {"faqs": [{"question": "Who?", "answer": "x"}, {"question": "Why?", "answer": "x"}]},
        library.peel,
    ).json()
    kept = made["faqs"][1]["id"]

    refused = write(
        central_editor,
        {"faqs": [{"question": "How?", "answer": "x"}, {"id": kept, "question": ""}]},
        library.peel,
    )

    assert locations(refused) == {("faqs", 1, "faq")}


# What is somebody else's


@built_once
def theirs(san_diego):
    """A draft of San Diego's with a picture."""
    index = FAQIndexPage.objects.child_of(san_diego.page).get()
    page = index.add_child(instance=FAQPage(title="s3cret", answer="<p>Yes.</p>", live=False))
    page.picture = make_image("s3cret", collection=san_diego.image_collection)
    return page


def test_what_another_clinic_has_is_chosen_neither_by_number_nor_by_slug(
    write, editor, central_editor, andover, library, theirs
):
    ours = offer(library.peel, andover.page)
    picture = {"image": {"image": theirs.picture.pk, "alt_text": "x"}}

    def replaced(content):
        value = {"key": "overview", "heading": "x", "content": [content]}
        return {"sections": [{"type": "replace", "value": value}]}

    inside = ("sections", 0, "value", "content", 0, "value")
    for wrong, place in (
        ({"faqs": [{"faq": theirs.pk}]}, ("faqs", 0, "faq")),
        ({"faqs": [{"faq": {"slug": theirs.slug}}]}, ("faqs", 0, "faq")),
        ({"hero_image": theirs.picture.pk}, ("hero_image",)),
        (replaced(block("image", picture)), (*inside, "image", "image")),
        (replaced(block("call_to_action", {"label": "x", "page": theirs.pk})), (*inside, "page")),
        (
            replaced(block("call_to_action", {"label": "x", "page": {"slug": theirs.slug}})),
            (*inside, "page"),
        ),
        (replaced(paragraph(links_to(theirs))), inside),
    ):
        refused = write(editor, wrong, ours)
        assert locations(refused) == {place}, refused.content
        missing = json.loads(json.dumps(wrong).replace(f" {theirs.pk}", " 987654"))
        there_is_none = write(editor, missing, ours)
        assert locations(there_is_none) == {place}
        assert "s3cret" not in refused.content.decode().replace(f"“{theirs.slug}”", "")
    body = {"faqs": [{"faq": {"slug": theirs.slug}}]}
    assert locations(write(central_editor, body, library.peel)) == {("faqs", 0, "faq")}


def test_a_slug_that_two_pages_have_is_refused_with_their_numbers(write, editor, andover, library):
    index = FAQIndexPage.objects.child_of(andover.page).get()
    own = index.add_child(
        instance=FAQPage(title="Does it hurt?", slug="does-it-hurt", answer="<p>No.</p>")
    )
    ours = offer(library.peel, andover.page)

    refused = write(editor, {"faqs": [{"faq": {"slug": "does-it-hurt"}}]}, ours)

    assert locations(refused) == {("faqs", 0, "faq")}
    message = refused.json()["errors"][0]["msg"]
    assert str(own.pk) in message
    assert str(library.ask_first.pk) in message
    assert write(editor, {"faqs": [{"faq": own.pk}]}, ours).status_code == 200


def test_the_pages_of_another_clinic_are_not_written(
    write, ask, editor, central_editor, san_diego, library, theirs
):
    offered = offer(library.peel, san_diego.page)
    wrong = {"summary": "Ours now", "faqs": [{"faq": {"slug": "none"}}]}
    meta = {"type": "treatments.ClinicTreatmentPage", "parent_id": san_diego.page.pk}

    assert write(None, wrong, offered).status_code == 401
    assert write(editor, wrong, offered).status_code == 403
    assert write(central_editor, wrong, offered).status_code == 403
    assert write(editor, {"meta": meta, "treatment": {"slug": "none"}}).status_code == 403
    assert ask(editor, "POST", f"/pages/{offered.pk}/actions/submit/").status_code == 403
    assert write(editor, wrong, library.peel).status_code == 403
    assert ClinicTreatmentPage.objects.get().summary == ""


def test_a_treatment_at_a_clinic_is_chosen_once(write, editor, andover, library):
    ours = offer(library.peel, andover.page)

    assert locations(write(editor, {"treatment": {"slug": "filler"}}, ours)) == {("treatment",)}
    assert write(editor, {"treatment": {"slug": "peel"}}, ours).status_code == 200


def test_a_page_that_somebody_else_has_locked_is_not_changed(
    write, editor, manager, andover, library
):
    ours = offer(library.peel, andover.page)
    ours.locked, ours.locked_by = True, manager
    ours.save()

    assert write(editor, {"summary": "x"}, ours).status_code == 403


def test_a_treatment_that_clinics_show_is_not_deleted(ask, admin_user, andover, library):
    offer(library.peel, andover.page)
    assert ask(admin_user, "GET", "/whoami/").status_code == 200

    for path in (f"/pages/{library.peel.pk}/", f"/pages/{library.treatments.pk}/actions/delete/"):
        # What was begun is undone, as it is without a transaction around the test.
        with transaction.atomic():
            refused = ask(admin_user, "DELETE", path)
        assert refused.status_code == 422, refused.content
        assert "1 page(s) of clinics" in refused.json()["detail"]
    assert TreatmentPage.objects.filter(pk=library.peel.pk).exists()
