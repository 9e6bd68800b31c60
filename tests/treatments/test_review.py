"""Medical review: it holds for the text that was read, on every way of saving."""

import json
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from tests.built_once import built_once
from treatments.models import Risk, TreatmentPage
from treatments.reviewed_text import rich

from .conftest import add_treatment, posted_section

pytestmark = pytest.mark.django_db

DAY = date(2026, 9, 14)


@built_once
def peel(library, skin):
    page = add_treatment(
        library,
        skin,
        "Chemical peel",
        slug="chemical-peel",
        summary="A peel in brief.",
        reviewer="Dr A. Osei",
        reviewed_on=DAY,
        session_unit="day",
        longevity_unit="day",
        interval_unit="day",
    )
    page.risks.add(Risk(text="Redness"))
    page.seal_review(renew=True)
    page.save()
    return page


def again(page):
    return TreatmentPage.objects.get(pk=page.pk)


def test_a_review_holds(peel):
    assert again(peel).review["reviewer"] == "Dr A. Osei"


@pytest.mark.parametrize(
    "change",
    [
        lambda page: setattr(page, "summary", "Something else."),
        lambda page: setattr(page, "downtime_max", 9),
        lambda page: setattr(page, "comfort", "strong"),
        lambda page: page.risks.add(Risk(text="Scars")),
        lambda page: setattr(page.risks.all()[0], "text", "Rash"),
        lambda page: page.risks.clear(),
    ],
)
def test_a_change_of_reviewed_text_voids_it(peel, change):
    page = again(peel)
    page.risks.set(page.risks.all())
    change(page)
    page.save()

    assert again(peel).review is None
    assert again(peel).reviewer == "Dr A. Osei"


def test_a_change_of_one_word_deep_in_the_body_voids_it(peel, section):
    page = again(peel)
    page.body = json.dumps([section("overview", ("paragraph", "<p>A treatmint.</p>"))])
    page.save()

    assert again(peel).review_is_void


def test_a_change_of_a_single_column_voids_it(peel):
    peel.summary = "Something else."
    peel.save(update_fields=["summary"])

    assert again(peel).review is None


def test_text_put_back_makes_it_hold_again(peel):
    peel.summary = "Something else."
    peel.save()
    peel.summary = "A peel in brief."
    peel.save()

    assert again(peel).review is not None


def test_a_space_in_another_place_voids_it(peel):
    peel.summary = "At most 1 000 mg."
    peel.seal_review(renew=True)
    peel.save()
    peel.summary = "At most 10 00 mg."
    peel.save()

    assert again(peel).review is None


@pytest.mark.parametrize(
    ("source", "rewritten"),
    [
        (
            "<p>One.</p>\n<p>Two.</p>",
            '<p data-block-key="a">One.</p><p data-block-key="b">Two.</p>',
        ),
        ("<p>One<br>two</p>", "<p>One<br/>two</p>"),
        ("<p>H<sub>2</sub>O &amp; <b>salt</b>\u00a0</p>", "<p>H2O &#38; salt</p>"),
        ("<ul>\n  <li>One</li>\n  <li>Two</li>\n</ul>", "<ul><li>One</li><li>Two</li></ul>"),
    ],
)
def test_markup_that_reads_the_same_is_the_same(source, rewritten):
    assert rich(source) == rich(rewritten)


@pytest.mark.parametrize(
    ("one", "other"),
    [("<p>1 000 mg</p>", "<p>10 00 mg</p>"), ("<p>One.</p><p>Two.</p>", "<p>One.Two.</p>")],
)
def test_spaces_between_words_are_read(one, other):
    assert rich(one) != rich(other)


@pytest.mark.parametrize("field", ["title", "class_label", "seo_title", "search_description"])
def test_what_was_not_reviewed_may_change(peel, field):
    setattr(peel, field, "Something else")
    peel.save()

    assert again(peel).review is not None


def test_the_order_of_risks_may_change(peel):
    peel.risks.add(Risk(text="Swelling"))
    peel.seal_review(renew=True)
    peel.save()
    page = again(peel)
    page.risks.set(list(reversed(page.risks.all())))
    page.save()

    assert again(peel).review is not None


def test_a_new_day_of_review_seals_the_text_of_that_day(peel):
    peel.summary = "Something else."
    peel.reviewed_on = DAY + timedelta(days=1)
    peel.save()

    assert again(peel).review["reviewed_on"] == "2026-09-15"


def test_a_draft_has_a_review_of_its_own(peel):
    draft = peel.get_latest_revision_as_object()
    draft.summary = "Something else."
    revision = draft.save_revision()

    assert again(peel).review is not None
    assert revision.as_object().review is None

    revision.publish()
    assert again(peel).review is None


@pytest.mark.parametrize("fields", [{"reviewer": "Dr A. Osei"}, {"reviewed_on": DAY}, {}])
def test_half_a_review_is_none(treat, fields):
    assert treat("Peel", **fields).review is None


def test_the_next_review_comes_after_the_last(treat):
    with pytest.raises(ValidationError, match="after 14 September 2026"):
        treat("Peel", reviewer="Dr A. Osei", reviewed_on=DAY, review_due=DAY)


@pytest.fixture
def edit(admin_client, peel, form_data):
    """Save the peel in the editor as it is, but for the changes; return it as published."""

    def edit(**changes):
        risk = peel.risks.get()
        data = form_data(
            reviewer="Dr A. Osei",
            reviewed_on=changes.pop("reviewed_on", DAY.isoformat()),
            body={
                "count": "1",
                "0-deleted": "",
                "0-order": "0",
                "0-type": "section",
                "0-id": "",
                "0-value": posted_section("overview", text="<p>A treatment.</p>")[1],
            },
            risks=[
                {
                    "id": risk.pk,
                    "kind": risk.kind,
                    "text": risk.text,
                    "severity": risk.severity,
                    "seek_care": "",
                }
            ],
            **changes,
        )
        url = reverse("wagtailadmin_pages:edit", args=[peel.pk])
        response = admin_client.post(url, {**data, "action-publish": "1"})
        assert response.status_code == 302, response.context_data["form"].errors
        return again(peel)

    return edit


def test_saving_in_the_editor_without_a_change_keeps_it(edit):
    assert edit().review is not None


def test_a_change_in_the_editor_voids_it_and_says_so(admin_client, edit, peel):
    assert edit(summary="Something else.").review is None

    content = admin_client.get(reverse("wagtailadmin_pages:edit", args=[peel.pk])).content.decode()
    assert "This review no longer holds" in content


def test_the_reviewer_may_read_the_text_again_on_the_same_day(edit):
    edit(summary="Something else.")

    assert edit(summary="Something else.", renew_review="on").review is not None


def test_the_editor_asks_for_the_other_half_of_a_review(admin_client, peel, form_data):
    url = reverse("wagtailadmin_pages:edit", args=[peel.pk])
    data = {**form_data(reviewer="Dr A. Osei"), "action-publish": "1"}

    form = admin_client.post(url, data).context_data["form"]

    assert form.errors["reviewed_on"] == ["Say on which day the text was reviewed."]
