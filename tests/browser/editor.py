"""The admin's page editor, worked in the browser as a person works it.

Fields and blocks are found by the names that they have in the page's model, in the page or in a
row or block of it: `editor.fill(editor.add_row("risks"), text="Redness", kind="Expected")`.
"""

import re
from contextlib import contextmanager

from playwright.sync_api import expect

USER, PASSWORD = "admin", "clinicsite-demo"


def log_in(page):
    """Enter the admin through its login page."""
    page.goto("/admin/")
    page.get_by_label("Username").fill(USER)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/admin/")


class Editor:
    """The form of the page that is open in `page`, a tab of the browser."""

    def __init__(self, page):
        self.page = page
        self.form = page.locator("#page-edit-form")
        expect(self.form).to_be_visible()

    # Where things are

    def open_tab(self, name):
        # By keyboard: a form that is still scrolling slips away below the mouse.
        self.tab(name).press("Enter")
        expect(self.tab(name)).to_have_attribute("aria-selected", "true")

    def tab(self, name):
        return self.page.get_by_role("tab", name=re.compile(f"^{name}"))

    def at(self, name, within=None):
        """Return the field or block called `name` of the page, or of a row or block of it."""
        return (within or self.form).locator(f'[data-contentpath="{name}"]')

    def control(self, name, within=None):
        controls = "input:not([type=hidden]), select, textarea"
        return self.at(name, within).locator(controls).first

    def error(self, name, within=None):
        """Return what is written in red at a field."""
        return self.at(name, within).locator(".w-field__errors").first

    def rows(self, relation):
        """Return the rows of an inline panel."""
        return self.form.locator(f"#id_{relation}-FORMS > [data-inline-panel-child]")

    def blocks(self, name, within=None):
        """Return the blocks of a stream or list."""
        return self._stream(name, within).locator(":scope > [data-streamfield-child]")

    def _stream(self, name, within):
        containers = "[data-streamfield-stream-container], [data-streamfield-list-container]"
        return self.at(name, within).locator(containers).first

    # What one does

    def fill(self, within=None, **values):
        """Type each text, choose each option by its words, tick for True."""
        for name, value in values.items():
            control = self.control(name, within)
            if isinstance(value, bool):
                control.set_checked(value)
            elif control.evaluate("element => element.tagName") == "SELECT":
                control.select_option(label=value)
            else:
                control.fill(value)
                control.blur()  # closes the calendar or clock that some fields open

    def write(self, name, text, within=None):
        """Type a rich text."""
        self.write_into(self.at(name, within), text)

    def write_into(self, block, text):
        """Type a rich text into a field or block that holds nothing else."""
        field = block.locator("[contenteditable=true]")
        field.click()
        field.press_sequentially(text)
        # The editor hands over what was typed a moment later.
        stored = block.locator("input:has(+ [data-draftail-editor-wrapper])")
        expect(stored).to_have_value(re.compile(re.escape(text)))

    def add_row(self, relation):
        """Add a row to the panel of `relation` and return it."""
        rows = self.rows(relation)
        before = rows.count()
        self.form.locator(f"#id_{relation}-ADD").click()
        expect(rows).to_have_count(before + 1)
        return rows.nth(before)

    def open_block_chooser(self, name, within=None):
        """Press the last plus of a stream or list; with one type only, that adds the block."""
        plus = ":scope > * > .c-sf-add-button, :scope > .c-sf-add-button"
        self._stream(name, within).locator(plus).last.click()

    def add_block(self, name, within=None, label=None):
        """Add a block at the end of a stream or list; `label` where there is a choice of types."""
        blocks = self.blocks(name, within)
        before = blocks.count()
        self.open_block_chooser(name, within)
        if label:
            self.page.get_by_role("option", name=label, exact=True).click()
        expect(blocks).to_have_count(before + 1)
        return blocks.nth(before)

    @contextmanager
    def chooser(self, name, within=None):
        """Open the chooser of a field and give its window, which what is chosen there closes."""
        self.at(name, within).get_by_role("button", name=re.compile("^Choose an?")).click()
        window = self.page.locator(".modal-dialog")
        yield window
        expect(window).to_have_count(0)

    def choose_page(self, name, title, within=None):
        """Choose a page by searching for its title."""
        with self.chooser(name, within) as window:
            window.get_by_placeholder("Search").fill(title)
            window.get_by_role("link", name=title, exact=True).click()
        expect(self.at(name, within).locator("[data-chooser-title]")).to_have_text(title)

    def await_autosave(self):
        """Wait until the autosave has made the page and has told every row its number.

        A form that is sent before makes the page a second time, and a preview the rows.
        """
        expect(self.page).to_have_url(re.compile(r"/pages/\d+/edit/"))
        numbers = self.form.locator("[data-inline-panel-child] input[type=hidden][name$='-id']")
        expect(numbers.and_(self.page.locator("[value=''], :not([value])"))).to_have_count(0)

    def save(self):
        self.page.get_by_role("button", name="Save draft", exact=True).click()

    def publish(self):
        self.page.get_by_role("button", name="More actions").last.click()
        self.page.get_by_role("button", name="Publish", exact=True).click()
