"""A treatment at a clinic on the site: the shared text in the clinic's own voice."""

from tests.site.clinic_treatments import whole_offer


def test_a_clinics_treatment_shows_what_is_shared_and_what_is_its_own(visit, tree):
    whole_offer(tree)
    page = visit("/locations/door/peel/")

    assert page.status == 200
    shown = [
        "Door peel",
        "What Peel does.",
        "20–40 minutes",
        "Scarring",
        "What you pay for Ask us first.",
        "Where do I park?",
        "Peel question 1?",
        "Light peel With a review. CAD 1,250.00 per session",
        "From 1 January 2100: Light peel, CAD 1,300.50 per session",
        "Imani Brandt RN",
        "Door Skin",
        "1180 Wrenfield Street",
        "(604) 555-0142",
        "Peel in general",
    ]
    assert [words for words in shown if words not in page.text] == []
    assert "Products" not in page.text
