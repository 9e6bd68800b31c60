"""A calendar or a clock shows what was typed, and never puts another day or time in its place."""

from playwright.sync_api import expect

from tests.browser.editor import Editor, log_in


def open_form(page, page_type, slug):
    found = page.request.get("/api/v2/pages/", params={"type": page_type, "slug": slug})
    page.goto(f"/admin/pages/{found.json()['items'][0]['id']}/edit/")
    return Editor(page)


def type_and_leave(field, text):
    field.click()
    field.press_sequentially(text)
    field.press("Tab")
    expect(field).to_have_value(text)


def test_what_is_typed_stays_as_typed(page):
    log_in(page)
    editor = open_form(page, "treatments.ClinicTreatmentPage", "chemical-peel")
    editor.open_tab("Prices and people")
    row = editor.add_row("prices")
    type_and_leave(editor.control("valid_from", row), "1 January 2027")
    last = editor.control("valid_to", row)
    type_and_leave(last, "31/01/2027")
    # Whoever clicks again gets no calendar that would take today for what it cannot read.
    last.click()
    page.wait_for_timeout(200)  # one that opens does so after 100 ms
    expect(page.locator(".xdsoft_datetimepicker:visible")).to_have_count(0)
    # What a calendar can read, it shows, and a click into it counts.
    last.fill("2027-02-01")
    page.locator("body").click(position={"x": 1, "y": 1})
    last.click()
    calendar = page.locator(".xdsoft_datetimepicker:visible")
    calendar.locator("td[data-date='14'][data-month='1']").click()
    expect(last).to_have_value("2027-02-14")

    editor = open_form(page, "locations.LocationPage", "vancouver")
    editor.open_tab("Hours")
    row = editor.add_row("opening_hours")
    opens = editor.control("opens", row)
    type_and_leave(opens, "25:00")
    opens.fill("09:00")
    opens.hover()
    page.mouse.wheel(0, 200)
    expect(opens).to_have_value("09:00")
