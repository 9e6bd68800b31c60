"""What an editor sees in the preview of a clinic's page, and no visitor on the site."""

import json
import re

import pytest

from faq.models import FAQIndexPage, FAQPage
from tests.api.builders import unsaved_below
from tests.built_once import built_once
from tests.site.clinic_treatments import local_section, offer, whole_offer
from tests.site.conftest import Elements
from treatments.models import ClinicPairing, ClinicTreatmentFAQ, Pairing, TreatmentFAQ

SHARED, LOCAL = "Shared", "This clinic"


def preview(page):
    response = page.make_preview_request(preview_mode=page.default_preview_mode)
    assert response.status_code == 200
    return response.content.decode()


def label_of(html, words):
    """The label of the innermost marked part in which the words stand after the page's head."""
    before = html.split("<article>")[1].split(words)[0]
    # A part ends with its element: the last one that was opened and not closed again.
    opened = []
    for tag in re.finditer(r"<(/?)div\b([^>]*)>", before):
        if tag[1]:
            opened.pop()
        else:
            opened.append(re.search(r'class="part part-(\w+)"', tag[2]))
    found = [mark[1] for mark in opened if mark]
    return {"shared": SHARED, "local": LOCAL}[found[-1]] if found else None


@built_once
def peel(tree):
    return tree.treatment("Peel", comfort="mild", downtime_max=2, seo_title="Peels")


@built_once
def door(tree):
    return tree.clinic("Door")


@built_once
def whole(tree):
    """Another treatment at another clinic, with something of the clinic's in every part."""
    return whole_offer(tree, "Facial", "Gate")


def test_every_part_says_whose_words_it_has(peel, door):
    page = offer(
        door,
        peel,
        summary="Our own summary.",
        downtime_max=5,
        sections=json.dumps(
            [
                local_section("add", "cost", "<p>At the desk.</p>"),
                local_section("add", "results", "<p>Within days.</p>", custom_key=""),
            ]
        ),
    )
    html = preview(page)

    assert label_of(html, "<h1>Peel") == SHARED
    assert label_of(html, "Our own summary.") == LOCAL
    assert label_of(html, "Mild discomfort") == SHARED
    assert label_of(html, "Up to 5 days") == LOCAL
    assert label_of(html, "<p>Text.</p>") == SHARED
    assert label_of(html, "<p>At the desk.</p>") == LOCAL
    assert label_of(html, "Prices</h2>") == LOCAL
    assert label_of(html, "1180 Wrenfield Street") == LOCAL
    text = Elements(html).text
    assert "title for search engines (shared)" in text
    assert "The library’s words" in text


def test_of_a_mixed_list_each_row_says_it(tree, peel, door):
    shared, answered = tree.question("Shared?"), tree.question("Answered?")
    laser, wax = tree.treatment("Laser"), tree.treatment("Wax")
    peel.faqs = [
        TreatmentFAQ(faq=shared),
        TreatmentFAQ(faq=answered),
        TreatmentFAQ(question="Typed in the library?", answer="<p>Yes.</p>"),
    ]
    peel.pairings = [
        Pairing(treatment=laser, rationale="Both."),
        Pairing(treatment=wax, rationale="Also."),
    ]
    peel.save()
    index = door.add_child(instance=FAQIndexPage(title="Questions", slug="faq"))
    index.add_child(instance=FAQPage(title="Answered here?", answer="<p>So.</p>", answers=answered))
    for other in (laser, wax):
        offer(door, other)
    page = offer(
        door,
        peel,
        faqs=[
            ClinicTreatmentFAQ(question="Typed here?", answer="<p>Yes.</p>"),
            ClinicTreatmentFAQ(faq=tree.question("Chosen here?")),
        ],
        pairings=[ClinicPairing(treatment=wax, rationale="As we do it.")],
    )
    html = preview(page)

    assert label_of(html, "<summary>Typed here?") == LOCAL
    assert label_of(html, "<summary>Chosen here?") == LOCAL
    assert label_of(html, "<summary>Answered here?") == LOCAL
    assert label_of(html, "<summary>Shared?") == SHARED
    assert label_of(html, "<summary>Typed in the library?") == SHARED
    assert label_of(html, "As we do it.") == LOCAL
    assert label_of(html, "Both.") == SHARED


def test_what_is_hidden_is_named_at_the_end(tree, peel, door):
    question = tree.question("Does {treatment} hurt?")
    peel.faqs = [TreatmentFAQ(faq=question)]
    peel.save()
    hidden = ["downtime", "section:overview", f"faq:{question.pk}", "section:gone", "risks"]
    html = preview(offer(door, peel, local_title="Door peel", hidden=hidden))

    left_out = Elements(html.split('id="preview-hidden-heading"')[1].split("</aside>")[0]).text
    assert "Not shown at this clinic: " in left_out
    for name in ("Downtime", "Section: Overview", "Question: Does Door peel hurt?"):
        assert name in left_out
    for name in ("gone", "Gone", "Risks"):
        assert name not in left_out
    assert html.index("preview-hidden-heading") > html.index("share-heading")


def test_nothing_is_left_out_where_nothing_is_hidden(peel, door):
    assert "Not shown at this clinic" not in preview(offer(door, peel))


def test_no_mark_is_on_the_site(visit, whole):
    marks = ("part-label", "part-shared", "part-local", "preview.css", "Not shown at this clinic")
    assert [mark for mark in marks if mark not in preview(whole)] == []

    live = visit("/locations/gate/facial/").html

    assert [mark for mark in marks if mark in live] == []


def test_the_marks_apart_the_preview_is_what_visitors_read(visit, whole):
    shown = re.sub(r"<aside class=\"preview-notes.*?</aside>", "", preview(whole), flags=re.S)
    shown = re.sub(r'<p class="part-label">[^<]*</p>', "", shown)

    assert Elements(shown).text == visit("/locations/gate/facial/").text


def test_a_page_of_the_library_has_no_marks(peel):
    html = preview(peel)

    assert "part-label" not in html
    assert "preview-legend" not in html


@pytest.mark.parametrize("hidden", ["treatment", "clinic"])
def test_an_editor_is_told_why_visitors_do_not_see_the_page(peel, door, hidden):
    page = offer(door, peel, hidden=["section:overview"], summary="Our own summary.")
    {"treatment": peel, "clinic": door}[hidden].unpublish()
    page.refresh_from_db()
    html = preview(page)

    assert "Visitors do not see this page" in html
    assert "Our own summary." in html
    if hidden == "treatment":
        assert "<p>Text.</p>" not in html
        assert "Section: Overview" not in html


def test_a_new_page_is_previewed_before_it_is_saved(peel, door):
    from treatments.models import ClinicTreatmentPage

    draft = ClinicTreatmentPage(title="Peel", slug="peel", treatment=peel, summary="To come.")
    html = preview(unsaved_below(door, draft))

    assert label_of(html, "To come.") == LOCAL
    assert label_of(html, "<p>Text.</p>") == SHARED
