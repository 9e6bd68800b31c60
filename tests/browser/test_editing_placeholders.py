"""Placeholders are found, copied and corrected without leaving the editor."""

import pytest
from playwright.sync_api import expect

from treatments.models import TreatmentPage

from .editor import Editor, log_in


@pytest.fixture
def editor(page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    log_in(page)
    treatment = TreatmentPage.objects.get(slug="biostimulators")
    page.goto(f"/admin/pages/{treatment.pk}/edit/")
    return Editor(page)


def test_a_placeholder_is_copied_from_the_help(editor, page):
    copy = page.get_by_role("button", name="Copy {phone}")
    expect(copy).not_to_be_visible()

    page.get_by_text("Words that fill themselves in").click()
    copy.press("Enter")

    expect(page.get_by_text("Copied", exact=True)).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == "{phone}"


def test_a_wrong_placeholder_is_shown_at_its_block(editor, page):
    section = editor.blocks("body").first
    section.get_by_role("button", name="Toggle section").first.click()
    editor.fill(section, heading="At {clinik}")
    editor.save()

    expect(section.get_by_text("Did you mean {clinic}?")).to_be_visible()
