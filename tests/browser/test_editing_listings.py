"""The listings of the admin: filtered, searched and exported by a person."""

import csv
from dataclasses import dataclass

import pytest
from playwright.sync_api import expect

from tests.browser.editor import log_in


@dataclass
class Listing:
    """A listing of pages: where it is in the menu, what narrows it and what is then left."""

    menu: list[str]
    heading: str
    condition: str
    option: str
    narrowed: list[str]
    search: str
    found: str

    @property
    def name(self):
        return self.menu[-1].lower()


LISTINGS = [
    Listing(
        menu=["Treatments"],
        heading="Treatment",
        condition="Category",
        option="Injectables",
        narrowed=["Biostimulators", "Dermal filler", "Neuromodulators"],
        search="vaccination",
        found="Dermal filler",
    ),
    Listing(
        menu=["Clinics"],
        heading="Clinic",
        condition="Country",
        option="United States of America",
        narrowed=["Andover", "San Diego"],
        search="diego",
        found="San Diego",
    ),
    Listing(
        menu=["FAQs", "Questions"],
        heading="Question",
        condition="Lives in",
        option="San Diego",
        narrowed=[
            "Can I come after work?",
            "Do you validate parking?",
            "What can go wrong with an unqualified injector?",
            "Who gives injections at the San Diego clinic?",
        ],
        search="parking",
        found="Do you validate parking?",
    ),
]


def open_menu(page, *names):
    for name in names:
        page.get_by_role("navigation").get_by_text(name, exact=True).first.click()
    expect(page.get_by_role("heading", level=1, name=names[-1])).to_be_visible()


def expect_titles(page, titles):
    """Wait until these pages are listed, in whatever order."""
    listed = page.locator("table.listing tbody .title-wrapper")
    expect(listed).to_have_count(len(titles))
    for title in titles:
        expect(listed.filter(has_text=title)).to_have_count(1)


def download_csv(page):
    """Return the rows of the file that the browser is given."""
    with page.expect_download() as download:
        page.get_by_role("link", name="Download CSV").click()
    with open(download.value.path(), encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("listing", LISTINGS, ids=[listing.name for listing in LISTINGS])
def test_pages_are_filtered_searched_and_exported(page, screenshot, listing):
    log_in(page)
    open_menu(page, *listing.menu)
    screenshot(f"listing-{listing.name}")

    page.get_by_role("button", name="Show filters").click()
    expect(page.get_by_text("[invalid name]")).to_have_count(0)
    page.get_by_role("button", name=listing.condition).click()
    page.get_by_label(listing.option, exact=True).check()
    expect_titles(page, listing.narrowed)
    screenshot(f"listing-{listing.name}-filtered")
    page.keyboard.press("Escape")
    page.get_by_placeholder("Search…").last.fill(listing.search)
    expect_titles(page, [listing.found])

    page.locator("header").get_by_role("button", name="Actions").click()
    assert [row[listing.heading] for row in download_csv(page)] == [listing.found]


def test_registers_are_filtered_searched_and_exported(page, screenshot):
    log_in(page)
    open_menu(page, "Registers", "Concerns")
    screenshot("listing-concerns")
    page.get_by_role("link", name="On a page").click()
    page.get_by_placeholder("Search concerns").fill("scars")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Acne scars")).to_be_visible()
    page.get_by_role("button", name="More actions").click()
    assert [row["Title"] for row in download_csv(page)] == ["Acne scars"]
