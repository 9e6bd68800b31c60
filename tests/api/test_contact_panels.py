"""Whom a treatment says to call: at a clinic, that clinic; in the library, all of them."""

import pytest

from tests.api.builders import block, offer


@pytest.fixture
def panels(read):
    """Give the clinics of the contact panels on a page, by title."""

    def panels(page):
        content = read.page(page)["body"][0]["value"]["content"]
        return [[clinic["title"] for clinic in panel["value"]["clinics"]] for panel in content]

    return panels


def test_a_shared_panel_at_a_clinic_is_that_clinics(north, panels):
    vancouver, andover = north.clinic("Vancouver"), north.clinic("Andover")
    peel = north.treatment(
        "Peel",
        blocks=[
            block("contact_panel", {"heading": "Come", "clinic": None}),
            block("contact_panel", {"heading": "Our first", "clinic": vancouver.pk}),
        ],
    )
    at_andover = offer(peel, andover)

    assert panels(peel) == [["Vancouver", "Andover"], ["Vancouver"]]
    assert panels(offer(peel, vancouver)) == [["Vancouver"], ["Vancouver"]]
    # What names one other clinic means that one.
    assert panels(at_andover) == [["Andover"], ["Vancouver"]]


def test_the_booking_link_of_a_page_fills_its_placeholder(north, read):
    clinic = north.clinic("Vancouver", booking_url="https://book.example/clinic")
    peel = north.treatment("Peel", blocks=[block("paragraph", "<p>Book at {booking}.</p>")])

    def text(page):
        return read.page(page)["body"][0]["value"]["content"][0]["value"]

    assert "https://book.example/clinic" in text(offer(peel, clinic))
    laser = north.treatment("Laser", blocks=[block("paragraph", "<p>Book at {booking}.</p>")])
    own = offer(laser, clinic, booking_url="https://book.example/laser")
    assert "https://book.example/laser" in text(own)
