"""A question is typed: similar ones are offered, and a clinic answers a shared one itself."""

import re

import pytest
from playwright.sync_api import expect

from faq.models import FAQIndexPage, FAQPage
from tests.browser.editor import Editor, log_in

SHARED = "Does a chemical peel hurt?"


@pytest.fixture
def new_question(page):
    """Open the form of a new question in the FAQ of the Vancouver clinic."""
    log_in(page)
    index = FAQIndexPage.objects.get(url_path__endswith="/vancouver/faq/")
    page.goto(f"/admin/pages/add/faq/faqpage/{index.pk}/")
    return Editor(page)


def test_a_clinic_answers_the_shared_question_that_is_offered(new_question, screenshot):
    editor, page = new_question, new_question.page
    offers = editor.form.get_by_role("status").filter(has_text="similar question")
    title = editor.control("title")

    title.press_sequentially("Are chemcal peels painful")
    expect(offers.get_by_role("link", name=SHARED)).to_be_visible()
    expect(offers).to_contain_text("shared with this FAQ")
    expect(offers).to_contain_text("A light peel tingles")
    screenshot("question-similar")

    title.fill("Where may I leave my pram?")
    expect(offers).to_have_count(0)

    title.fill("Are chemical peels painful here?")
    button = offers.get_by_role(
        "button", name=f"Answer this shared question for our clinic: {SHARED}"
    )
    button.focus()
    button.press("Enter")
    expect(editor.at("answers").locator("[data-chooser-title]")).to_have_text(SHARED)
    expect(offers).to_contain_text("Chosen as the question that this page answers")

    editor.write("answer", "Less than you fear.")
    editor.await_autosave()
    editor.publish()
    expect(page.get_by_role("listitem").filter(has_text=re.compile("published\\."))).to_be_visible()
    answer = FAQPage.objects.get(title="Are chemical peels painful here?")
    assert answer.answers.title == SHARED

    page.goto(f"/admin/pages/{answer.answers_id}/edit/")
    usage = editor.form.get_by_role("region", name="Where it is used")
    expect(usage).to_contain_text("Vancouver: Are chemical peels painful here?")
    expect(usage.get_by_role("link", name="Chemical peel", exact=True)).to_be_visible()
    screenshot("question-usage")


def test_a_page_that_autosave_made_is_not_similar_to_itself(new_question):
    editor = new_question
    index = FAQIndexPage.objects.get(url_path__endswith="/vancouver/faq/")
    made = index.add_child(instance=FAQPage(title="May I bring my greyhound?", live=False))
    title = editor.control("title")
    offers = editor.form.get_by_role("status").filter(has_text="similar question")
    title.press_sequentially("May I bring my greyhound")
    expect(offers.get_by_role("link", name="May I bring my greyhound?")).to_be_visible()

    # What Wagtail tells the form when it has saved a new page by itself.
    editor.form.evaluate(
        """(form, pk) => form.dispatchEvent(new CustomEvent(
            "w-autosave:success", { bubbles: true, detail: { data: { pk } } }
        ))""",
        made.pk,
    )
    title.press_sequentially(" in")

    expect(offers).to_have_count(0)
