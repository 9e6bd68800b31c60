"""Placeholders in the editor of treatments, and when a treatment is published without it."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import Comment
from wagtail.test.utils.form_data import rich_text, streamfield

from home.models import HomePage
from treatments.models import Risk, TreatmentFAQ, TreatmentPage

from .conftest import posted_section

pytestmark = pytest.mark.django_db


@pytest.fixture
def edit(admin_client, peel, form_data):
    """Post the editor's form of the peel to be published: `edit(summary="{fone}")`."""

    def edit(action="action-publish", **changes):
        data = form_data(title=peel.title, slug=peel.slug) | form_data(**changes)
        return admin_client.post(
            reverse("wagtailadmin_pages:edit", args=[peel.pk]), {**data, action: "1"}
        )

    return edit


def refused(response):
    assert response.status_code == 200
    return response.context_data["form"], response.content.decode()


def posted_body(*blocks):
    """A body with one section of some blocks, as the editor posts it."""
    content = streamfield(blocks)
    section = {"key": "overview", "custom_key": "", "heading": "Overview", "content": content}
    return streamfield([("section", section)])


def block_errors(form):
    """What is wrong in each block of the one section of a body."""
    (error,) = form.errors.as_data()["body"]
    found = error.block_errors[0].block_errors["content"].block_errors
    return [found[place] for place in sorted(found)]


def posted_list(*items):
    return {
        "count": str(len(items)),
        **{
            str(index): {"value": value, "deleted": "", "order": str(index), "id": ""}
            for index, value in enumerate(items)
        },
    }


def test_every_text_takes_placeholders(edit, peel):
    response = edit(
        summary="{treatment} at {clinic}.",
        seo_title="{treatment} in {city}",
        search_description="Ring {phone}.",
        body=streamfield(
            [posted_section("overview", heading="In {city}", text="<p>At {clinic}.</p>")]
        ),
        risks=[{"kind": "rare", "text": "Ring {phone}", "severity": "serious"}],
        faqs=[{"faq": "", "question": "In {region}?", "answer": rich_text("<p>{booking}</p>")}],
    )

    assert response.status_code == 302
    peel.refresh_from_db()
    assert peel.summary == "{treatment} at {clinic}."
    assert peel.risks.get().text == "Ring {phone}"


@pytest.mark.parametrize("action", ["action-publish", "action-submit", "save"])
def test_a_wrong_placeholder_is_named_at_its_field(edit, peel, action):
    fields = ("class_label", "summary", "seo_title", "search_description")
    wrong = {field: f"For {field} ring {{fone}}." for field in fields}

    form, content = refused(edit(action, **wrong))

    assert set(form.errors) == set(fields)
    peel.refresh_from_db()
    for field, typed in wrong.items():
        assert "Did you mean {phone}?" in form.errors[field][0]
        assert typed in content
        assert "{fone}" not in getattr(peel, field)


def test_the_title_takes_none(edit):
    form, _ = refused(edit(title="Peel in {city}"))

    assert "Write the words themselves" in form.errors["title"][0]


def test_an_address_takes_none(edit):
    row = {"title": "A trial", "year": "", "doi": "", "publisher": "J", "claim": "{clinic} says"}

    form, _ = refused(edit(citations=[{**row, "url": "https://x.example/{city}"}]))

    assert list(form.formsets["citations"].forms[0].errors) == ["url"]


def a_question(question="Fine?", answer="<p>Fine</p>"):
    return {"faq": "", "question": question, "answer": rich_text(answer)}


def test_a_wrong_placeholder_is_named_at_its_row(edit):
    risk = {"kind": "rare", "text": "Fine", "severity": "mild"}
    reason = {"kind": "absolute", "text": "Fine"}
    rows = {
        "risks": [risk, {**risk, "text": "{ phone }"}],
        "contraindications": [reason, {**reason, "text": "{ phone }"}],
        "faqs": [a_question(), a_question("{ phone }?"), a_question(answer="<p>{ phone }</p>")],
    }
    wrong = {
        "risks": ["text"],
        "contraindications": ["text"],
        "faqs": ["question", "answer"],
    }

    form, _ = refused(edit(**rows))

    for relation, fields in wrong.items():
        fine, *refusals = (row.errors for row in form.formsets[relation].forms)
        assert not fine
        assert [list(refusal) for refusal in refusals] == [[field] for field in fields]
        for field, refusal in zip(fields, refusals, strict=True):
            assert "without spaces" in refusal[field][0]


def test_a_row_that_is_removed_may_hold_anything(edit, peel):
    response = edit(risks=[{"kind": "rare", "text": "{fone}", "severity": "mild", "DELETE": "on"}])

    assert response.status_code == 302
    assert not peel.risks.exists()


def posted_columns(*headings):
    return {
        f"column-{index}-{name}": value
        for index, heading in enumerate(headings)
        for name, value in {
            "type": "text",
            "heading": heading,
            "order": str(index),
            "deleted": "",
        }.items()
    }


BLOCKS = {
    "paragraph": (rich_text("<p>{Clinic}</p>"), lambda error: error),
    "steps": (
        {"items": posted_list({"title": "One", "text": rich_text("<p>{Clinic}</p>")})},
        lambda error: error.block_errors["items"].block_errors[0].block_errors["text"],
    ),
    "do_and_dont": (
        {"do": posted_list("Rest", "{Clinic}"), "dont": posted_list()},
        lambda error: error.block_errors["do"].block_errors[1],
    ),
    "quote": (
        {"text": "Less.", "attribution": "{Clinic}"},
        lambda error: error.block_errors["attribution"],
    ),
    "callout": (
        {"tone": "info", "title": "{Clinic}", "text": rich_text("<p>A</p>")},
        lambda error: error.block_errors["title"],
    ),
    "table": (
        {
            "caption": "",
            "column-count": "2",
            "row-count": "1",
            **posted_columns("A", "B"),
            "row-0-order": "0",
            "row-0-deleted": "",
            "cell-0-0": "A",
            "cell-0-1": "{Clinic}",
        },
        lambda error: error.cell_errors[0][1],
    ),
}


def test_a_wrong_placeholder_is_named_at_its_block(edit):
    blocks = [(kind, value) for kind, (value, _) in BLOCKS.items()]

    form, content = refused(edit(body=posted_body(*blocks)))

    for (kind, (_, find)), error in zip(BLOCKS.items(), block_errors(form), strict=True):
        assert "Write {clinic}, in small letters" in find(error).messages[0], kind
    assert content.count("{Clinic}") >= len(BLOCKS)


def test_the_caption_and_the_headings_of_a_table(edit):
    value, _ = BLOCKS["table"]
    value = {**value, **posted_columns("A", "{town}"), "caption": "{fone}", "cell-0-1": "B"}

    form, _ = refused(edit(body=posted_body(("table", value))))

    (table,) = block_errors(form)
    assert "{fone}" in table.non_block_errors[0]
    assert "{town}" in table.non_block_errors[1]


def test_several_blocks_are_named_at_once(edit):
    body = streamfield(
        [
            posted_section("overview", heading="{fone}"),
            posted_section("safety", heading="Fine"),
            posted_section("results", text="<p>{citty}</p>"),
        ]
    )

    form, _ = refused(edit(body=body))

    (error,) = form.errors.as_data()["body"]
    assert list(error.block_errors) == [0, 2]


def button(url, page=""):
    value = {"heading": "", "text": "", "label": "Book", "page": page, "url": url}
    return "call_to_action", value


def test_a_button_leads_to_an_address_or_to_the_booking_link(edit, peel):
    urls = ["{booking}", " {booking} ", "https://book.example/"]

    assert edit(body=posted_body(*map(button, urls))).status_code == 302

    peel.refresh_from_db()
    shown = [block.value["url"] for block in peel.body[0].value["content"]]
    assert shown == [url.strip() for url in urls]


def test_a_button_leads_to_nothing_else(edit, peel):
    urls = ["{phone}", "{booking}/now", "{Booking}", "book"]
    two_places = button("{booking}", peel.pk)

    form, _ = refused(edit(body=posted_body(*map(button, urls), two_places)))

    errors = [error.block_errors for error in block_errors(form)]
    assert [list(error) for error in errors] == [["url"]] * (len(urls) + 1)
    assert "one place only" in errors[-1]["url"].message


def test_an_address_that_is_right_but_for_a_placeholder_is_refused(edit):
    form, _ = refused(edit(body=posted_body(button("https://x.example/{booking}"))))

    (error,) = block_errors(form)
    assert list(error.block_errors) == ["url"]


def test_the_editor_explains_the_placeholders(admin_client, peel):
    content = admin_client.get(reverse("wagtailadmin_pages:edit", args=[peel.pk])).content.decode()

    for name in ("treatment", "clinic", "city", "region", "phone", "booking"):
        assert f'data-w-clipboard-value-param="{{{name}}}"' in content


def test_comments_of_editors_are_no_shared_text(edit, peel, admin_user):
    comment = Comment.objects.create(
        page=peel, user=admin_user, text="Write {fone} here?", contentpath="summary"
    )

    assert edit().status_code == 302
    assert Comment.objects.filter(pk=comment.pk).exists()


# Without a form


def a_body(text):
    value = {
        "key": "overview",
        "custom_key": "",
        "heading": "Overview",
        "content": [{"type": "paragraph", "value": text}],
    }
    return json.dumps([{"type": "section", "value": value}])


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda page: setattr(page, "title", "Peel {city}"), "title"),
        (lambda page: setattr(page, "summary", "Ring {fone}"), "summary"),
        (lambda page: setattr(page, "seo_title", "{Clinic}"), "seo_title"),
        (lambda page: setattr(page, "search_description", "{fone}"), "search_description"),
        (lambda page: setattr(page, "body", a_body("<p>{fone}</p>")), "body"),
        (lambda page: setattr(page, "risks", [Risk(text="Ring {fone}")]), "Risk 1"),
        (
            lambda page: setattr(
                page,
                "faqs",
                [
                    TreatmentFAQ(question="A?", answer="<p>B</p>"),
                    TreatmentFAQ(question="C?", answer="<p>{fone}</p>"),
                ],
            ),
            "Question 2",
        ),
    ],
    ids=["title", "summary", "seo_title", "search_description", "body", "risk", "question"],
)
def test_publishing_by_code_refuses_it(peel, change, named):
    live = TreatmentPage.objects.filter(pk=peel.pk).values("title", "summary", "seo_title", "body")
    before = live.get()
    change(peel)

    with pytest.raises(ValidationError) as refusal:
        peel.save_revision().publish()

    assert named in str(refusal.value)
    assert live.get() == before


def test_a_stream_says_where_by_quoting(peel):
    peel.body = a_body("<p>Ring {fone} or {Clinic}.</p>")

    with pytest.raises(ValidationError) as refusal:
        peel.full_clean()

    first, second = refusal.value.message_dict["body"]
    assert "{fone}" in first
    assert "{Clinic}" in second


def test_empty_texts_never_fail(peel):
    for name in ("class_label", "summary", "seo_title", "search_description"):
        setattr(peel, name, "")
    peel.body = []
    peel.full_clean(exclude=["summary", "body"])


def test_a_home_page_is_checked_too(home, admin_client):
    root = home.get_parent()
    page = HomePage(title="Front", slug="front", headline="Welcome to {Clinic}")

    with pytest.raises(ValidationError) as refusal:
        root.add_child(instance=page)

    assert list(refusal.value.message_dict) == ["headline"]
