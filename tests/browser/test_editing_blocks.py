"""Every block shows what it looks like before it is chosen."""

from playwright.sync_api import expect

from tests.browser.editor import Editor, log_in

BLOCKS = {
    "Text": "How it is felt",
    "Steps": "About twenty minutes.",
    "Do and don’t": "Wear sunscreen every day",
    "Callout": "When to call us",
    "Table": "Superficial",
    "Quotation": "do less today",
    "Picture": "The treatment room",
    "Before and after": "four weeks after one session",
    "Video": "What happens at a consultation",
    "Treatment cards": "Also worth a look",
    "Call to action": "Book a consultation",
    "Contact panel": "Talk to us",
}

# Whether every style sheet has arrived, the page has a ground of its own, and no picture is broken.
IS_DRESSED = """() =>
    [...document.styleSheets].every((sheet) => sheet.cssRules.length)
    && getComputedStyle(document.body).backgroundColor !== "rgba(0, 0, 0, 0)"
    && [...document.images].every((image) => !image.complete || image.naturalWidth)
"""


def test_every_block_is_previewed_in_the_chooser(page, screenshot):
    log_in(page)
    page.get_by_role("link", name="Treatments", exact=True).click()
    page.get_by_role("link", name="Add treatment").click()
    editor = Editor(page)
    section = editor.add_block("body")
    editor.open_block_chooser("content", section)
    expect(page.locator("[role=option]")).to_have_text(list(BLOCKS))

    for name, words in BLOCKS.items():
        option = page.get_by_role("option", name=name, exact=True)
        option.locator("xpath=following-sibling::button").click()
        preview = page.locator(".w-combobox-preview iframe")
        expect(preview.content_frame.get_by_text(words).first).to_be_visible()
        preview.element_handle().content_frame().wait_for_function(IS_DRESSED)
        screenshot(f"block-{name.lower().replace(' ', '-')}")
