"""The pages of the demo site in a real browser, on a phone and on a desk."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from playwright.sync_api import expect
from wagtail.blocks import StreamBlock
from wagtail.models import Page, PageViewRestriction

from tests.browser.looking import (
    DESKTOP,
    PHONE,
    assert_no_axe_violations,
    assert_no_sideways_scroll,
)
from treatments.blocks import BodyStreamBlock

PAGES = {
    "home": "/",
    "treatments": "/treatments/",
    "treatment": "/treatments/neuromodulators/",
    "questions": "/faq/",
    "question": "/faq/what-are-dynamic-lines/",
    "clinics": "/locations/",
    "clinic": "/locations/vancouver/",
    "clinic treatment": "/locations/vancouver/neuromodulators/",
    "missing": "/nothing/",
}
SIZES = {"phone": PHONE, "desktop": DESKTOP}


def load_everything(page):
    """Bring lazy pictures in, and wait for them."""
    page.evaluate(
        """async () => {
            for (const image of document.images) image.loading = "eager";
            await Promise.all([...document.images].map((image) => image.decode()));
        }"""
    )


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_usable_at_every_size(page, screenshot, name, size):
    page.set_viewport_size(SIZES[size])
    page.goto(PAGES[name])
    load_everything(page)

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert_no_axe_violations(page)
    assert_no_sideways_scroll(page)
    screenshot(f"site-{name}-{size}")


def test_everything_that_can_unfold_is_usable_too(page):
    page.set_viewport_size(PHONE)
    page.goto(PAGES["treatment"])
    page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")

    assert_no_axe_violations(page)
    assert_no_sideways_scroll(page)


def test_a_page_behind_a_password_asks_for_it(page):
    treatment = Page.objects.get(url_path__endswith=PAGES["treatment"])
    PageViewRestriction.objects.create(
        page=treatment, restriction_type=PageViewRestriction.PASSWORD, password="open"
    )
    page.set_viewport_size(PHONE)
    page.goto(PAGES["treatment"])
    assert_no_axe_violations(page)
    assert_no_sideways_scroll(page)

    page.get_by_label("Password").fill("open")
    page.get_by_role("button", name="Continue").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Neuromodulators")


def test_the_menu_of_a_phone_opens_by_keyboard(page):
    page.set_viewport_size(PHONE)
    page.goto("/")
    link = page.get_by_role("navigation", name="Main").get_by_role("link", name="Questions")
    expect(link).to_be_hidden()

    page.get_by_role("button", name="Menu").press("Enter")
    expect(link).to_be_visible()
    assert_no_axe_violations(page)

    page.keyboard.press("Escape")
    expect(link).to_be_hidden()


def test_the_keyboard_reaches_the_content_first(page):
    page.goto(PAGES["treatment"])
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()

    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()


def test_contents_lead_to_their_sections(page):
    page.goto(PAGES["treatment"])

    page.get_by_role("navigation", name="On this page").get_by_role(
        "link", name="Common questions"
    ).click()
    question = page.get_by_text("What are dynamic lines?", exact=True)
    expect(question).to_be_in_viewport()

    question.click()
    expect(page.get_by_text("Dynamic lines are lines that appear")).to_be_visible()


def test_a_printed_page_unfolds_its_answers(page):
    page.goto(PAGES["treatment"])
    answer = page.get_by_text("Dynamic lines are lines that appear")
    expect(answer).to_be_hidden()

    page.emulate_media(media="print")

    assert answer.bounding_box()["height"] > 0
    expect(page.get_by_role("navigation", name="Main")).to_be_hidden()


def addable(block):
    """Give every block that an editor can add somewhere in `block`."""
    for child in getattr(block, "child_blocks", {}).values():
        if isinstance(block, StreamBlock):
            yield child
        yield from addable(child)


def test_previews_of_blocks_look_like_the_site(page, sign_in):
    page.goto("/")
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    sign_in(get_user_model().objects.get(username="admin"))

    for block in addable(BodyStreamBlock()):
        page.goto(f"{reverse('wagtailadmin_block_preview')}?id={block.definition_prefix}")
        load_everything(page)
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == paper
        assert_no_axe_violations(page, context="main")
