"""Bad input in the editor: the message stands at its field, and nothing that was typed is lost."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.editor import Editor, log_in


@pytest.fixture
def edit(page):
    """Give a function that logs in and opens the form of a page by its type and slug."""

    def edit(page_type, slug):
        log_in(page)
        found = page.request.get("/api/v2/pages/", params={"type": page_type, "slug": slug})
        page.goto(f"/admin/pages/{found.json()['items'][0]['id']}/edit/")
        return Editor(page)

    return edit


def assert_refused(editor, errors_on_tabs):
    """Check that the form came back, with so many errors counted on each tab."""
    expect(editor.page.get_by_text("could not be saved due to validation errors")).to_be_visible()
    for tab in editor.page.get_by_role("tab").all():
        name = tab.inner_text().split("\n")[0].strip()
        count = errors_on_tabs.get(name)
        expect(tab.locator(".w-tabs__errors")).to_be_visible(visible=count is not None)
        if count:
            expect(tab).to_contain_text(re.compile(rf"\({count} errors?\)"))


def assert_kept(editor, within=None, **values):
    for name, value in values.items():
        expect(editor.control(name, within)).to_have_value(value)


def test_a_clinic(edit, screenshot):
    editor = edit("locations.LocationPage", "vancouver")
    editor.open_tab("Address and contact")
    editor.fill(phone="604555", postcode="02116")
    editor.open_tab("Hours")
    editor.fill(editor.add_row("opening_hours"), day="Monday", opens="12:00", closes="14:00")
    last = editor.rows("opening_hours").count() - 1
    editor.publish()

    assert_refused(editor, {"Address and contact": 2, "Hours": 1})
    editor.page.get_by_role("button", name="Go to the first error").click()
    expect(editor.error("postcode")).to_contain_text("“02116” is not a postcode of Canada")
    expect(editor.error("phone")).to_contain_text("A number of Canada looks like")
    assert_kept(editor, phone="604555", postcode="02116")
    screenshot("clinic-refused")
    editor.open_tab("Hours")
    row = editor.rows("opening_hours").nth(last)
    expect(editor.error("opens", row)).to_contain_text(
        "Monday 12:00 to 14:00 overlaps Monday 09:00 to 12:30"
    )
    assert_kept(editor, row, day="1", opens="12:00", closes="14:00")
    screenshot("clinic-hours-refused")

    editor.fill(row, opens="18:00", closes="20:00")
    editor.open_tab("Address and contact")
    editor.fill(phone="604 555 0142", postcode="v6b0z9")
    editor.publish()
    expect(editor.page.get_by_text("has been published")).to_be_visible()


def test_a_treatment(edit, screenshot):
    editor = edit("treatments.TreatmentPage", "chemical-peel")
    section = editor.add_block("body")
    editor.fill(section, key="Overview", heading="The same again")
    editor.write_into(editor.add_block("content", section, label="Text"), "Once more.")
    editor.open_tab("Facts")
    editor.fill(downtime_min="9", downtime_max="3")
    editor.open_tab("Questions")
    question = editor.add_row("faqs")
    editor.choose_page("faq", "How many microneedling sessions will I need?", question)
    editor.fill(question, question="How many peels will I need?")
    editor.open_tab("Pairings")
    pairing = editor.add_row("pairings")
    editor.choose_page("treatment", "Chemical peel", pairing)
    editor.fill(pairing, rationale="Good with itself.")
    editor.publish()

    assert_refused(editor, {"Content": 1, "Facts": 1, "Questions": 1, "Pairings": 1})
    section = editor.blocks("body").last
    expect(editor.error("key", section)).to_contain_text("is about this already")
    assert_kept(editor, section, key="overview", heading="The same again")
    expect(section.locator("[contenteditable=true]")).to_have_text("Once more.")
    section.scroll_into_view_if_needed()
    screenshot("section-refused")
    editor.open_tab("Facts")
    expect(editor.error("downtime_max")).to_contain_text("The range runs backwards")
    assert_kept(editor, downtime_min="9", downtime_max="3")
    screenshot("facts-refused")
    editor.open_tab("Questions")
    question = editor.rows("faqs").last
    expect(editor.error("faq", question)).to_contain_text("both a shared question and a typed one")
    assert_kept(editor, question, question="How many peels will I need?")
    screenshot("question-refused")
    editor.open_tab("Pairings")
    pairing = editor.rows("pairings").last
    expect(editor.error("treatment", pairing)).to_contain_text("cannot be paired with itself")
    assert_kept(editor, pairing, rationale="Good with itself.")
    screenshot("pairing-refused")
