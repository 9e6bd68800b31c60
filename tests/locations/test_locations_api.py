"""What a front end reads of a clinic."""

import pytest
from wagtail.models import Collection, CollectionViewRestriction

from delivery.documents.pages import page_document
from delivery.documents.references import References
from locations.models import LocationPage, OpeningException, OpeningHours

PAGES = "/api/v2/pages/"
CLINICS = PAGES + "?type=locations.LocationPage"


def document(client, page):
    response = client.get(f"{PAGES}{page.pk}/")
    assert response.status_code == 200
    return response.json()


def test_one_document_says_everything(client, full_clinic, image):
    clinic = document(client, full_clinic)
    photo = clinic["photos"][0].pop("image")
    portrait = clinic["practitioners"][0].pop("photo")
    assert photo["id"] == portrait["id"] == image.pk
    assert photo["alt"] == "A bright reception"
    del clinic["meta"]
    assert clinic == {
        "id": full_clinic.pk,
        "title": "Vancouver",
        "trading_name": "Sorrel Skin Vancouver",
        "legal_name": "Sorrel Skin Vancouver Inc.",
        "status": "open",
        "introduction": "<p>By the water.</p>",
        "address": {
            "lines": ["1180 Wrenfield Street", "Suite 240"],
            "locality": "Vancouver",
            "region": {"code": "CA-BC", "name": "British Columbia"},
            "postcode": "V6B 0Z9",
            "country": {"code": "CA", "name": "Canada"},
        },
        "coordinates": {"latitude": "49.279400", "longitude": "-123.119300"},
        "map_url": "https://maps.example.com/vancouver",
        "jurisdiction": "CA-BC",
        "phone": {"e164": "+16045550142", "display": "(604) 555-0142"},
        "email": "vancouver@example.com",
        "booking_url": "https://example.com/book",
        "social_links": [{"label": "Instagram", "url": "https://example.com/social"}],
        "hours": {
            "timezone": "America/Vancouver",
            "regular": [
                interval("09:00", "12:30", day=1),
                interval("13:30", "17:00", day=1),
                interval("20:00", "02:00", day=5, overnight=True),
                interval("10:00", "12:00", day=6, by_appointment=True),
            ],
            "exceptions": [
                {
                    "reason": "Christmas Eve",
                    "starts": "2026-12-24",
                    "ends": "2026-12-24",
                    "closed": False,
                    "intervals": [interval("09:00", "13:00"), interval("14:00", "16:00")],
                },
                {
                    "reason": "Christmas Day",
                    "starts": "2026-12-25",
                    "ends": "2026-12-25",
                    "closed": True,
                    "intervals": [],
                },
            ],
        },
        "currency": "CAD",
        "languages": [
            {"code": "en-CA", "name": "English (Canada)"},
            {"code": "yue", "name": "Cantonese"},
        ],
        "directions": "<p>On foot.</p>",
        "parking": "<p>Next door.</p>",
        "accessibility": "<p>Level entrance.</p>",
        "providers_rule": "<p>Nurses and physicians.</p>",
        "practitioners": [
            {
                "name": "Dana Wells",
                "credentials": "RN",
                "role": "Nurse injector",
                "licence_body": "British Columbia College of Nurses and Midwives",
                "licence_number": "000000",
                "bio": "<p>Ten years of practice.</p>",
                "languages": [
                    {"code": "en", "name": "English"},
                    {"code": "pa", "name": "Punjabi"},
                ],
            }
        ],
        "photos": [{"caption": "Reception"}],
        "treatments": [],
    }


def interval(opens, closes, overnight=False, by_appointment=False, **day):
    return {
        **day,
        "opens": opens,
        "closes": closes,
        "overnight": overnight,
        "by_appointment": by_appointment,
    }


def test_what_is_missing_is_null_or_an_empty_list(client, add_clinic):
    clinic = document(
        client,
        add_clinic(
            country="AU",
            locality="Sydney",
            subdivision="AU-NSW",
            postcode="2000",
            phone="",
            timezone="Australia/Sydney",
            currency="AUD",
            languages="",
            latitude=None,
            longitude=None,
        ),
    )
    assert clinic["trading_name"] == "Vancouver"
    empty = {"legal_name", "introduction", "coordinates", "map_url", "phone", "email", "parking"}
    assert {clinic[name] for name in empty} == {None}
    assert clinic["hours"] == {"timezone": "Australia/Sydney", "regular": [], "exceptions": []}
    for name in ("languages", "practitioners", "photos", "social_links"):
        assert clinic[name] == []


def test_photo_of_a_private_collection_stays_inside(client, full_clinic, image):
    collection = Collection.get_first_root_node().add_child(name="Private")
    CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=CollectionViewRestriction.LOGIN
    )
    image.collection = collection
    image.save()
    clinic = document(client, full_clinic)
    assert clinic["photos"] == []
    assert clinic["practitioners"][0]["photo"] is None


def test_draft_with_half_filled_rows_has_a_document(full_clinic):
    """A preview shows what is there; rows that say nothing yet are left out."""
    full_clinic.opening_hours.add(OpeningHours(day=2))
    full_clinic.opening_exceptions.add(OpeningException(reason="Canada Day"))
    full_clinic.save_revision(clean=False)
    draft = full_clinic.get_latest_revision_as_object()
    shown = page_document(draft)["hours"]
    assert len(shown["regular"]) == 4
    assert len(shown["exceptions"]) == 2


def test_card_says_where_and_how_to_reach_it(full_clinic):
    references = References()
    references.want_card(full_clinic.pk, LocationPage)
    references.resolve()
    card = references.card(full_clinic.pk)
    assert card["title"] == "Vancouver"
    assert card["trading_name"] == "Sorrel Skin Vancouver"
    assert card["address"]["locality"] == "Vancouver"
    assert card["phone"]["e164"] == "+16045550142"
    assert card["booking_url"] == "https://example.com/book"
    assert card["hours"]["timezone"] == "America/Vancouver"


def test_page_that_was_never_saved_has_its_shapes(db):
    new = LocationPage(title="New")
    assert new.address["lines"] == []
    assert new.coordinates is None
    assert new.hours == {"timezone": None, "regular": [], "exceptions": []}


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("country=CA", ["Vancouver"]),
        ("country=CA,US", ["Andover", "Vancouver"]),
        ("country=GB", []),
        ("subdivision=US-MA", ["Andover"]),
        ("status=opening_soon", ["Andover"]),
        ("search=Cambie", ["Vancouver"]),
    ],
)
def test_list_can_be_narrowed(client, add_clinic, query, titles):
    add_clinic(trading_name="Cambie Skin")
    add_clinic(
        title="Andover",
        slug="andover",
        country="US",
        subdivision="US-MA",
        locality="Andover",
        postcode="01810",
        timezone="America/New_York",
        currency="USD",
        status="opening_soon",
    )
    items = client.get(f"{CLINICS}&{query}").json()["items"]
    assert sorted(item["title"] for item in items) == titles


@pytest.mark.parametrize("query", ["country=Canada", "status=shut", "subdivision=CA/BC"])
def test_wrong_filter_is_refused_with_a_reason(client, add_clinic, query):
    add_clinic()
    response = client.get(f"{CLINICS}&{query}")
    assert response.status_code == 400
    assert "expected" in response.json()["message"]


def test_parts_of_the_address_can_be_chosen(client, full_clinic):
    (item,) = client.get(f"{CLINICS}&fields=_,address(_,locality)").json()["items"]
    assert item == {"address": {"locality": "Vancouver"}}


def test_queries_do_not_grow_with_clinics(client, add_clinic, full_clinic, count_queries):
    def listing():
        assert client.get(f"{CLINICS}&fields=*").status_code == 200

    listing()
    one = count_queries(listing)
    for number in range(3):
        full_clinic.copy(update_attrs={"slug": f"copy-{number}", "title": f"Copy {number}"})
    assert count_queries(listing) == one
