"""`/site/`: whom a site speaks for, where its menus lead, and which of its clinics are open."""

import json
from datetime import UTC, datetime, time, timedelta

import pytest
from django.utils import timezone
from wagtail.models import Site

from delivery.placeholders import NAMES
from home.api.site import site_document
from home.models import (
    BrandSettings,
    BrandSocialLink,
    FooterNavigationItem,
    MainNavigationItem,
    NavigationSettings,
)
from locations.models import OpeningException, OpeningHours
from tests.api.builders import links_to, make_image, offer
from tests.api.hiding import hide, hide_file, one_a_way

# A Monday, 09:30 in Vancouver, where clocks stay at UTC-7 from 2026 on.
NOW = datetime(2026, 11, 23, 16, 30, tzinfo=UTC)
REFERENCE = {"id", "type", "title", "slug", "path", "url"}


@pytest.fixture
def brand(north):
    """A brand with something in every field."""
    brand = BrandSettings(
        site=north.site,
        name="Northern Skin",
        tagline="Plainly explained",
        legal_name="Northern Skin Ltd",
        logo=make_image("Logo"),
        phone="+16045550100",
        email="hello@north.example",
        booking_url="https://book.example/",
        disclaimer=links_to(north.questions),
        primary_colour="#123456",
    )
    brand.social_links = [
        BrandSocialLink(label="Instagram", url="https://social.example/a"),
        BrandSocialLink(label="Video", url="https://social.example/b"),
    ]
    brand.save()
    return brand


def give_menus(site, main=(), footer=()):
    """Menus of pages, and of pairs of a label and another address."""
    menus = NavigationSettings(site=site)

    def items(model, targets):
        return [
            model(label=target[0], url=target[1])
            if isinstance(target, tuple)
            else model(page=target)
            for target in targets
        ]

    menus.main_items = items(MainNavigationItem, main)
    menus.footer_items = items(FooterNavigationItem, footer)
    menus.save()
    return menus


def give_hours(clinic, *days, opens=time(9), closes=time(17)):
    clinic.opening_hours = [OpeningHours(day=day, opens=opens, closes=closes) for day in days]
    clinic.save()
    return clinic


def clinic_at(site, now=NOW):
    """The first clinic of a site, as it is at a moment."""
    return site_document(Site.objects.get(pk=site.pk), now)[0]["clinics"][0]


def state(site, now=NOW):
    clinic = clinic_at(site, now)
    return clinic["open_now"], clinic["next_change"]


# The whole


def test_a_site_of_which_nothing_is_known_has_every_key(read, north):
    assert read.get("site/") == {
        "id": north.site.pk,
        "name": "North",
        "host": "north.example",
        "root": {
            "id": north.home.pk,
            "type": "home.HomePage",
            "title": "North",
            "slug": "north",
            "path": "/",
            "url": "http://north.example/",
        },
        "locale": "en-gb",
        "brand": {
            "name": "North",
            "tagline": None,
            "legal_name": None,
            "logo": None,
            "phone": None,
            "email": None,
            "booking_url": None,
            "disclaimer": None,
            "primary_colour": "#1f5f6b",
            "social_links": [],
        },
        "navigation": {"main": [], "footer": []},
        "clinics": [],
    }
    assert not BrandSettings.objects.exists()


def test_a_site_without_a_name_is_called_by_its_host(read, north):
    Site.objects.filter(pk=north.site.pk).update(site_name="", port=8443)

    answer = read.get("site/")

    assert (answer["name"], answer["host"]) == ("north.example", "north.example:8443")
    assert answer["brand"]["name"] == "north.example"


@pytest.mark.parametrize("port", [80, 443])
def test_a_standard_port_is_not_said(read, north, port):
    Site.objects.filter(pk=north.site.pk).update(port=port)

    assert read.get("site/")["host"] == "north.example"


def test_the_brand(read, brand, north):
    shown = read.get("site/")["brand"]

    assert shown | {"logo": None} == {
        "name": "Northern Skin",
        "tagline": "Plainly explained",
        "legal_name": "Northern Skin Ltd",
        "logo": None,
        "phone": {"e164": "+16045550100", "display": "(604) 555-0100"},
        "email": "hello@north.example",
        "booking_url": "https://book.example/",
        "disclaimer": '<p>See <a href="http://north.example/faq/">the page</a>.</p>',
        "primary_colour": "#123456",
        "social_links": [
            {"label": "Instagram", "url": "https://social.example/a"},
            {"label": "Video", "url": "https://social.example/b"},
        ],
    }
    assert shown["logo"]["alt"] == "Logo, seen from the front"
    assert shown["logo"]["renditions"]["thumbnail"]["url"].startswith("http")


def test_a_private_logo_is_not_there(read, brand):
    hide_file(brand.logo)

    assert read.get("site/")["brand"]["logo"] is None


def test_placeholders_are_filled(read, north, brand):
    BrandSettings.objects.update(
        tagline="{clinic} in {city}: {phone}{treatment}", disclaimer="<p>{region} {booking}</p>"
    )
    give_menus(north.site, main=[("About {clinic}", "/about/")])

    answer = read.get("site/")

    assert answer["brand"]["tagline"] == (
        "Northern Skin in your city: (604) 555-0100this treatment"
    )
    assert answer["brand"]["disclaimer"] == "<p>your region https://book.example/</p>"
    assert answer["navigation"]["main"][0]["label"] == "About Northern Skin"


def test_no_placeholder_ever_leaves(read, north, brand):
    every = " ".join(f"{{{name}}}" for name in NAMES)
    BrandSettings.objects.update(name=every[:100], city_wording="{city}", tagline=every)
    Site.objects.filter(pk=north.site.pk).update(site_name=every)
    give_menus(north.site, main=[(every[:60], "/{city}/{treatment}/")])
    north.clinic("Vancouver")

    text = json.dumps(read.get("site/"))

    assert not [name for name in NAMES if f"{{{name}}}" in text]


# Menus


def test_menus_lead_to_pages_and_to_addresses(read, north, door):
    give_menus(
        north.site,
        main=[north.treatments, ("Offers", "/offers/"), door],
        footer=[("Write", "mailto:a@b.example"), ("Away", "https://away.example/x")],
    )
    named = MainNavigationItem.objects.get(page=north.treatments)
    named.label = "All treatments"
    named.save()

    menus = read.get("site/")["navigation"]

    assert [(link["label"], link["url"]) for link in menus["main"]] == [
        ("All treatments", "/treatments/"),
        ("Offers", "/offers/"),
        ("Door", "http://door.example/"),
    ]
    assert [(link["label"], link["url"], link["page"]) for link in menus["footer"]] == [
        ("Write", "mailto:a@b.example", None),
        ("Away", "https://away.example/x", None),
    ]
    assert set(menus["main"][0]["page"]) == REFERENCE
    assert menus["main"][0]["page"]["title"] == "Treatments"
    assert menus["main"][1]["page"] is None


def test_menus_leave_out_what_is_not_public(read, north, south):
    pages = one_a_way(north.treatment)
    peel = north.treatment("Peel")
    withheld = offer(north.treatment("Gone"), north.clinic("Vancouver"))
    give_menus(north.site, main=[*pages, peel, south.home], footer=[withheld, *pages])
    hide(pages)
    withheld.treatment.unpublish()

    menus = read.get("site/")["navigation"]

    assert [link["label"] for link in menus["main"]] == ["Peel"]
    assert menus["footer"] == []


def test_menus_are_those_of_the_templates(read, client, north, door):
    menus = give_menus(north.site, main=[north.treatments, ("Offers", "/offers/"), door])

    for site in (north.site, Site.objects.get(hostname="door.example")):
        shown = read.get("site/", site=site.hostname)["navigation"]
        assert [
            {name: link[name] for name in ("label", "url")} for link in shown["main"]
        ] == menus.links(site)["main"]


# Sites


def test_a_site_inside_another_has_its_brand_and_menus(read_door, north, brand, door):
    give_menus(north.site, main=[north.treatments, door])

    answer = read_door.get("site/")

    assert (answer["name"], answer["host"]) == ("Door", "door.example")
    assert answer["root"]["title"] == "Door"
    assert answer["brand"]["name"] == "Northern Skin"
    assert [link["url"] for link in answer["navigation"]["main"]] == [
        "http://north.example/treatments/",
        "/",
    ]
    assert answer["navigation"]["main"][0]["page"]["path"] is None


def test_a_site_inside_another_may_have_its_own(read, read_door, north, brand, door):
    give_menus(north.site, main=[north.treatments])
    own = Site.objects.get(hostname="door.example")
    BrandSettings.objects.create(site=own, name="The Door", tagline="In {city}")
    give_menus(own, main=[door])

    answer = read_door.get("site/")

    assert answer["brand"]["name"] == "The Door"
    assert answer["brand"]["tagline"] == "In Vancouver"
    assert [link["label"] for link in answer["navigation"]["main"]] == ["Door"]
    assert read.get("site/")["brand"]["name"] == "Northern Skin"


def test_a_groups_site_has_all_its_clinics_and_a_clinics_own_has_that_one(
    read, read_door, north, south, door
):
    north.clinic("Gate", trading_name="The Gate")
    south.clinic("Southern")

    def clinics(reader):
        return [(one["trading_name"], one["path"]) for one in reader.get("site/")["clinics"]]

    assert clinics(read) == [("Door", "/locations/door/"), ("The Gate", "/locations/gate/")]
    assert clinics(read_door) == [("Door", "/")]


def test_nothing_of_another_group_is_told(read, read_south, north, south, brand):
    give_menus(south.site, main=[north.treatments, south.treatments])
    give_menus(north.site, main=[north.treatments])
    south.clinic("Southern")

    text = json.dumps(read_south.get("site/")).lower()

    assert "north" not in text
    assert "/treatments/" in text
    assert "south" not in json.dumps(read.get("site/")).lower()


def test_clinics_that_are_not_public_are_not_there(read, north):
    hidden = one_a_way(north.clinic)
    north.clinic("Vancouver")
    hide(hidden)

    assert [clinic["title"] for clinic in read.get("site/")["clinics"]] == ["Vancouver"]


def test_a_root_that_is_not_public_is_null(read, north):
    type(north.home).objects.filter(pk=north.home.pk).update(live=False)

    assert read.get("site/")["root"] is None


def test_a_superuser_reads_what_everybody_reads(read_as_both, north, brand):
    give_menus(north.site, main=one_a_way(north.treatment))
    hide([item.page.specific for item in MainNavigationItem.objects.order_by("sort_order")])

    assert read_as_both.get("site/")["navigation"] == {"main": [], "footer": []}


# Clinics


def test_a_clinic_is_its_card_and_its_state(read, north):
    clinic = give_hours(north.clinic("Vancouver", email="v@north.example"), 1)
    shown = clinic_at(north.site)

    assert set(shown) == REFERENCE | {
        "trading_name",
        "status",
        "address",
        "coordinates",
        "map_url",
        "phone",
        "email",
        "booking_url",
        "hours",
        "timezone",
        "open_now",
        "next_change",
    }
    assert shown["id"] == clinic.pk
    assert shown["phone"] == {"e164": "+16045550142", "display": "(604) 555-0142"}
    assert shown["timezone"] == shown["hours"]["timezone"] == "America/Vancouver"
    assert shown["hours"]["regular"][0]["opens"] == "09:00"


def test_it_is_open_until_it_closes(north):
    give_hours(north.clinic("Vancouver"), 1, 2)

    assert state(north.site) == (True, "2026-11-24T00:00:00Z")
    assert state(north.site, NOW - timedelta(hours=1)) == (False, "2026-11-23T16:00:00Z")
    assert state(north.site, NOW + timedelta(hours=12)) == (False, "2026-11-24T16:00:00Z")


def test_exceptions_count(north):
    clinic = give_hours(north.clinic("Vancouver"), 1, 2)
    clinic.opening_exceptions = [OpeningException(starts=NOW.date(), closed=True, reason="Snow")]
    clinic.save()

    assert state(north.site) == (False, "2026-11-24T16:00:00Z")


def test_who_books_does_not_walk_in(north):
    clinic = north.clinic("Vancouver")
    clinic.opening_hours = [
        OpeningHours(day=1, opens=time(9), closes=time(17), by_appointment=True)
    ]
    clinic.save()

    assert state(north.site) == (False, None)


@pytest.mark.parametrize("status", ["opening_soon", "temporarily_closed", "closed"])
def test_of_a_clinic_that_does_not_operate_nothing_is_said(north, status):
    give_hours(north.clinic("Vancouver", status=status), 1)

    assert state(north.site) == (None, None)


@pytest.mark.parametrize("zone", ["", "Mars/Olympus", "America/Vancouver"])
def test_without_hours_or_a_time_zone_nothing_is_said(north, zone):
    clinic = north.clinic("Vancouver")
    if zone != "America/Vancouver":
        give_hours(clinic, 1)
    type(clinic).objects.filter(pk=clinic.pk).update(timezone=zone)

    shown = clinic_at(north.site)

    assert (shown["open_now"], shown["next_change"]) == (None, None)
    assert shown["timezone"] == (zone or None)


def test_round_the_clock(north):
    give_hours(north.clinic("Vancouver"), *range(1, 8), opens=time(0), closes=time(0))

    assert state(north.site) == (True, None)


# Until when


def until(site, now=NOW):
    return site_document(Site.objects.get(pk=site.pk), now)[1]


def test_it_changes_when_the_first_clinic_opens_or_closes(north, door):
    assert until(north.site) is None

    give_hours(door, 1, closes=time(17))
    give_hours(north.clinic("Gate"), 1, closes=time(12))

    assert until(north.site) == datetime(2026, 11, 23, 19, tzinfo=UTC)
    assert until(Site.objects.get(hostname="door.example")) == datetime(2026, 11, 24, tzinfo=UTC)


def test_it_changes_when_a_page_of_the_group_expires(north, south):
    peel, other = north.treatment("Peel"), south.treatment("Other")
    for page, hours in ((peel, 2), (other, 1)):
        at = NOW + timedelta(hours=hours)
        type(page).objects.filter(pk=page.pk).update(expire_at=at)

    assert until(north.site) == NOW + timedelta(hours=2)
    assert until(south.site) == NOW + timedelta(hours=1)
    assert until(north.site, NOW + timedelta(hours=3)) is None


def max_age(response):
    name, value = response.headers["Cache-Control"].split(",")[1].strip().split("=")
    assert name == "max-age"
    return int(value)


def test_no_cache_keeps_it_longer_than_that(client, north):
    peel = north.treatment("Peel")

    def ages():
        return [
            max_age(client.get(f"/api/v2/{path}", headers={"host": "north.example"}))
            for path in (
                "site/",
                "sitemap/",
                "resolve/?path=/&include=site",
                "resolve/?path=/&include=children",
            )
        ]

    assert min(ages()) > 30
    soon = timezone.now() + timedelta(seconds=20)
    type(peel).objects.filter(pk=peel.pk).update(expire_at=soon)
    assert max(ages()) <= 20


# Queries, and wrong input


def test_the_number_of_queries_does_not_depend_on_how_much_there_is(
    read, north, south, brand, count_queries
):
    def fill(start, stop):
        for number in range(start, stop):
            clinic = give_hours(north.clinic(f"Clinic {number}"), *range(1, 8))
            Site.objects.create(hostname=f"clinic-{number}.example", root_page=clinic)
        clinics = list(type(clinic).objects.all())
        NavigationSettings.objects.all().delete()
        give_menus(north.site, main=[north.home, *clinics], footer=[*clinics, ("A", "/a/")])
        brand.social_links = [
            BrandSocialLink(label="A", url="https://a.example/") for _ in range(stop)
        ]
        brand.save()

    fill(0, 3)
    assert len(read.get("site/")["clinics"]) == 3
    few = count_queries(lambda: read.get("site/"))
    fill(3, 12)
    answer = read.get("site/")
    assert [len(answer["clinics"]), len(answer["navigation"]["main"])] == [12, 13]
    assert count_queries(lambda: read.get("site/")) == few


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"fields": "brand"}, "query parameter is not an operation"),
        ({"sites": "a.example"}, "did you mean site?"),
        ({"site": "north.example:abc"}, ""),
        ({"site": "a" * 2001}, "site is too long"),
        ({"site": "\x00"}, "null characters are not allowed"),
        ({"format": "xml"}, "format must be json"),
    ],
)
def test_what_is_wrong_is_said(read, north, params, words):
    assert words in read.refusal("site/", **params)


def test_an_unknown_site_is_not_found(read, client, north):
    assert set(read.get("site/", 404, site="nowhere.example")) == {"message"}
    Site.objects.all().delete()
    assert set(read.get("site/", 404)) == {"message"}


def test_it_is_read_only(client, north):
    for method in (client.post, client.put, client.patch, client.delete):
        assert method("/api/v2/site/").status_code == 405
