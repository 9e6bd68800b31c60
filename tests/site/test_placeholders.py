"""The rendered site shows shared text filled, and so does the preview in the editor."""

import re

from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from faq.models import FAQIndexPage, FAQPage
from home.models import MainNavigationItem, NavigationSettings
from tests.api.builders import block, item
from tests.built_once import built_once
from treatments.models import Risk, TreatmentFAQ

UNFILLED = re.compile(r"\{\w+\}")


@built_once
def vancouver(tree):
    return tree.clinic(
        "Vancouver", trading_name="Sorrel & Daughters", booking_url="https://book.example/van"
    )


@built_once
def question(vancouver):
    """A question of the clinic with placeholders everywhere, and others of its topic."""
    index = vancouver.add_child(instance=FAQIndexPage(title="Questions", slug="faq"))
    for number in range(2):
        index.add_child(instance=FAQPage(title=f"Who is {{clinic}} {number}?", answer="<p>Us</p>"))
    return index.add_child(
        instance=FAQPage(
            title="Where is {clinic}?",
            answer="<p>In {city}: ring {phone}.</p>",
            seo_title="{clinic} in {city}",
            search_description="Find {clinic}.",
        )
    )


@built_once
def treatment(tree):
    other = tree.treatment("Laser", summary="{treatment} at {clinic}.")
    shared = tree.question("What is {treatment}?", "<p>A {treatment}.</p>")
    button = {"heading": "", "text": "Ask {clinic}.", "label": "Book", "page": None}
    return tree.treatment(
        "Peel",
        summary="{treatment} in {city}.",
        blocks=[
            block("paragraph", "<p>{treatment} at {clinic}: {phone}.</p>"),
            block("treatment_cards", {"heading": "", "treatments": [item(other.pk)]}),
            block("call_to_action", {**button, "url": "{booking}"}),
        ],
        risks=[Risk(text="Ring {phone}")],
        faqs=[TreatmentFAQ(faq=shared)],
    )


def test_a_treatment_is_shown_filled(visit, treatment):
    shown = visit("/treatments/peel/")

    assert shown.status == 200
    assert "Peel at North Skin: (604) 555-0100." in shown.text
    assert "Laser at North Skin." in shown.text
    assert "What is Peel?" in shown.text
    assert "Ring (604) 555-0100" in shown.text
    assert "https://book.example/" in [link["href"] for link in shown.elements.of("a")]
    assert not UNFILLED.findall(shown.text)


def test_the_list_of_treatments_is_shown_filled(visit, treatment):
    text = visit("/treatments/").text

    assert "Peel in your city." in text
    assert "Laser at North Skin." in text
    assert not UNFILLED.findall(text)


def test_a_question_of_a_clinic_is_shown_filled(visit, question):
    shown = visit("/locations/vancouver/faq/where-is-clinic/")

    assert "<title>Sorrel &amp; Daughters in Vancouver | North Skin</title>" in shown.html
    meta = {tag.get("name") or tag.get("property"): tag for tag in shown.elements.of("meta")}
    assert meta["description"]["content"] == "Find Sorrel & Daughters."
    assert meta["og:title"]["content"] == "Sorrel & Daughters in Vancouver"
    assert '<li aria-current="page">Where is Sorrel &amp; Daughters?</li>' in shown.html
    assert "In Vancouver: ring (604) 555-0142." in shown.text
    assert "Who is Sorrel & Daughters 1?" in shown.text
    assert not UNFILLED.findall(shown.html)


def test_a_list_of_questions_is_shown_filled(visit, question):
    text = visit("/locations/vancouver/faq/").text

    assert "Where is Sorrel & Daughters?" in text
    assert "In Vancouver: ring (604) 555-0142." in text
    assert not UNFILLED.findall(text)


def test_a_question_in_a_menu_speaks_for_the_group(visit, tree, question, count_queries):
    menus = NavigationSettings.for_site(tree.site)
    menus.main_items = [MainNavigationItem(page=question)]
    menus.save()

    assert "Where is North Skin?" in visit("/").text
    assert "{clinic}" not in visit("/").html


def test_a_home_page_is_shown_filled(visit, tree):
    tree.home.headline = "Skin in {city}"
    tree.home.save_revision().publish()

    assert "Skin in your city" in visit("/").text


def test_the_preview_of_a_new_question_is_shown_filled(admin_client, question):
    index = question.get_parent()
    args = ["faq", "faqpage", index.pk]
    data = {
        "title": "How far is {clinic}?",
        "slug": "how-far",
        "answer": rich_text("<p>In {city}.</p>"),
        "topic": "",
        "answers": "",
        "seo_title": "",
        "search_description": "",
        "social_image": "",
        "comments": inline_formset([]),
    }
    url = reverse("wagtailadmin_pages:preview_on_add", args=args)
    answer = admin_client.post(url, nested_form_data(data), headers={"host": "north.example"})
    assert answer.json()["is_valid"]

    html = admin_client.get(url, headers={"host": "north.example"}).content.decode()

    assert "How far is Sorrel &amp; Daughters?" in html
    assert "In Vancouver.</p>" in html
    assert not Page.objects.filter(slug="how-far").exists()


def test_the_preview_of_a_treatment_is_shown_filled(admin_client, treatment):
    url = reverse("wagtailadmin_pages:view_draft", args=[treatment.pk])

    html = admin_client.get(url, headers={"host": "north.example"}).content.decode()

    assert "<p>Peel at North Skin: (604) 555-0100.</p>" in html
