"""The editor of a clinic: every slip gets its message, and nothing that was typed is lost."""

import csv
import io
import re

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import GroupPagePermission
from wagtail.test.utils.form_data import inline_formset

from locations.models import LocationPage
from tests.built_once import built_once

from .conftest import publish_clinic

MONDAY, SUNDAY = "1", "7"


@built_once
def clinic(clinics):
    """A published clinic: Vancouver, at another address of the site than `form_data` sends."""
    return publish_clinic(clinics, slug="harbour")


@pytest.fixture
def edit(admin_client, clinic, form_data):
    """Return a function that posts changes to a published clinic: `(response, page after)`."""
    url = reverse("wagtailadmin_pages:edit", args=[clinic.pk])

    def edit(**changes):
        response = admin_client.post(url, form_data(**{"slug": clinic.slug, **changes}))
        return response, LocationPage.objects.get(pk=clinic.pk)

    return edit


def visible(response):
    """Return the text of a page as a reader sees it, with single spaces."""
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", text).replace("&#x27;", "'").replace("&quot;", '"')


def week(*rows):
    return [
        {"day": day, "opens": opens, "closes": closes, "by_appointment": ""}
        for day, opens, closes in rows
    ]


def exception(starts, ends="", opens="", closes="", closed="", reason=""):
    return {
        "reason": reason,
        "starts": starts,
        "ends": ends,
        "opens": opens,
        "closes": closes,
        "closed": closed,
        "by_appointment": "",
    }


def test_clinic_is_added_and_published(admin_client, clinics, form_data):
    response = admin_client.post(
        reverse("wagtailadmin_pages:add", args=["locations", "locationpage", clinics.pk]),
        form_data(
            subdivision="British Columbia",
            languages="English, Cantonese",
            rows={
                "opening_hours": week((MONDAY, "09:00", "12:00"), (MONDAY, "13:00", "17:00")),
                "opening_exceptions": [exception("2026-12-25", closed="on", reason="Christmas")],
            },
        ),
    )
    assert response.status_code == 302
    clinic = LocationPage.objects.get(slug="vancouver")
    assert clinic.live
    assert clinic.phone.as_e164 == "+16045550142"
    assert (clinic.subdivision, clinic.languages) == ("CA-BC", "en, yue")
    assert len(clinic.hours["regular"]) == 2
    assert clinic.hours["exceptions"][0]["ends"] == "2026-12-25"


@pytest.mark.parametrize(
    "slips",
    [
        [
            ("phone", "604 555", "looks like (506) 234-5678"),
            ("postcode", "92101", "is not a postcode of Canada"),
            ("latitude", "-123.1", "Are latitude and longitude swapped?"),
            ("timezone", "America/New_York", "is a time zone of the United States of America"),
            ("languages", "English, Klingonian", "Not a known language: “Klingonian”"),
            ("email", "vancouver at example.com", "valid email"),
            ("locality", "", "Fill in the city or town"),
        ],
        [
            ("phone", "call us", "This is not a telephone number that can be dialled"),
            ("postcode", "M5V 3L9", "is not in British Columbia (CA-BC) but in Ontario"),
            ("longitude", "181", "Longitude runs from -180 (west) to 180 (east)"),
            ("currency", "", "This field is required"),
        ],
        [
            ("subdivision", "US-WA", "US-WA is Washington in the United States of America"),
            ("longitude", "", "one alone is not a place"),
        ],
    ],
)
def test_every_slip_gets_its_message_and_stays_in_the_form(edit, slips):
    changes = {field: typed for field, typed, _ in slips}
    response, page = edit(**changes, trading_name="Typed with care")
    assert response.status_code == 200
    form = response.context_data["form"]
    for field, typed, message in slips:
        assert message in visible(response)
        assert message in " ".join(form.errors[field])
        assert form[field].value() == typed
    assert form["trading_name"].value() == "Typed with care"
    assert page.trading_name == ""
    assert page.latest_revision is None


@pytest.mark.parametrize(
    ("hours", "wrong_hours", "exceptions", "wrong_exceptions"),
    [
        (
            week((MONDAY, "09:00", "13:00"), (MONDAY, "12:00", "17:00")),
            "Monday 12:00 to 17:00 overlaps Monday 09:00 to 13:00",
            [exception("2026-12-26", "2026-12-24", closed="on")],
            "The last day, 24 December 2026, is before the first, 26 December 2026",
        ),
        (
            week((SUNDAY, "20:00", "02:00"), (MONDAY, "01:00", "05:00")),
            "Monday 01:00 to 05:00 overlaps Sunday 20:00 to 02:00 the next day",
            [exception("2026-12-24", opens="09:00", closes="12:00", closed="on")],
            "A closed day has no times",
        ),
        (
            week((MONDAY, "09:00", "09:00")),
            "Opening and closing time are both 09:00",
            [exception("2026-12-24")],
            "Fill in both times, or tick",
        ),
        (
            week((MONDAY, "09:00", "")),
            "This field is required",
            [
                exception("2026-12-24", "2026-12-26", closed="on", reason="Holidays"),
                exception("2026-12-26", opens="09:00", closes="12:00", reason="Boxing Day"),
            ],
            "“Holidays” and “Boxing Day” contradict each other on 26 December 2026",
        ),
    ],
)
def test_slips_in_rows_get_their_messages_and_stay_in_the_form(
    edit, hours, wrong_hours, exceptions, wrong_exceptions
):
    posted = {"opening_hours": hours, "opening_exceptions": exceptions}
    response, page = edit(rows=posted)
    assert response.status_code == 200
    assert wrong_hours in visible(response)
    assert wrong_exceptions in visible(response)
    for name, rows in posted.items():
        formset = response.context_data["form"].formsets[name]
        for form, row in zip(formset.forms, rows, strict=True):
            for field in {"day", "reason", "starts", "ends", "opens", "closes"} & row.keys():
                assert form[field].value() == row[field]
        assert getattr(page, name).count() == 0


def test_rows_that_count_are_those_of_the_form(edit):
    """Not those the page was loaded with: a stored row can be shortened, or deleted."""
    _, page = edit(rows={"opening_hours": week((MONDAY, "09:00", "13:00"))})
    (stored,) = page.opening_hours.all()
    rows = week((MONDAY, "09:00", "12:00"), (MONDAY, "12:00", "17:00"))
    rows[0]["id"] = str(stored.pk)
    response, page = edit(opening_hours=inline_formset(rows, initial=1))
    assert response.status_code == 302
    assert [row["opens"] for row in page.hours["regular"]] == ["09:00", "12:00"]

    rows = week((MONDAY, "09:00", "12:00"), (MONDAY, "12:00", "17:00"), (MONDAY, "11:00", "18:00"))
    for row, kept in zip(rows, page.opening_hours.all(), strict=False):
        row |= {"id": str(kept.pk), "DELETE": "1"}
    response, page = edit(opening_hours=inline_formset(rows, initial=2))
    assert response.status_code == 302
    assert [row["opens"] for row in page.hours["regular"]] == ["11:00"]


def test_deleted_row_counts_for_nothing_even_beside_a_wrong_one(edit):
    rows = week((MONDAY, "09:00", "13:00"), (MONDAY, "12:00", "17:00"), (SUNDAY, "09:00", ""))
    rows[0]["DELETE"] = "1"
    response, _ = edit(rows={"opening_hours": rows})
    assert response.status_code == 200
    assert "overlaps" not in visible(response)


def test_draft_may_be_incomplete(admin_client, clinics, form_data):
    blank = dict.fromkeys(
        ["country", "timezone", "currency", "address_lines", "locality", "subdivision"], ""
    )
    data = form_data(
        action=None,
        **blank,
        postcode="",
        phone="",
        longitude="",
        rows={
            "opening_hours": week(("", "09:00", "")),
            "opening_exceptions": [exception("", reason="Canada Day")],
        },
    )
    url = reverse("wagtailadmin_pages:add", args=["locations", "locationpage", clinics.pk])
    assert admin_client.post(url, data).status_code == 302
    draft = LocationPage.objects.get(slug="vancouver")
    assert not draft.live
    assert draft.hours == {"timezone": None, "regular": [], "exceptions": []}
    edit_url = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    assert admin_client.get(edit_url).status_code == 200


def test_draft_must_be_right_in_what_it_says(edit):
    response, _ = edit(
        action=None,
        postcode="92101",
        rows={"opening_hours": week((MONDAY, "09:00", "13:00"), (MONDAY, "12:00", "17:00"))},
    )
    assert response.status_code == 200
    assert "is not a postcode of Canada" in visible(response)
    assert "overlaps" in visible(response)


def test_broken_row_count_is_refused_and_does_not_crash(admin_client, clinic, form_data):
    data = form_data()
    data["opening_hours-TOTAL_FORMS"] = "many"
    url = reverse("wagtailadmin_pages:edit", args=[clinic.pk])
    assert admin_client.post(url, data).status_code == 200


def test_listing_shows_filters_and_searches_clinics(admin_client, clinic, add_clinic):
    add_clinic(
        title="London",
        slug="london",
        country="GB",
        locality="London",
        subdivision="",
        postcode="SW1A 1AA",
        phone="+442079460958",
        timezone="Europe/London",
        currency="GBP",
        status="opening_soon",
    )
    index = reverse("clinics:index")

    def titles(query=""):
        return [page.title for page in admin_client.get(index + query).context_data["object_list"]]

    shown = visible(admin_client.get(index))
    for words in ("Canada", "United Kingdom", "+44 20 7946 0958", "Opening soon"):
        assert words in shown
    assert titles() == ["London", "Vancouver"]
    assert titles("?country=CA") == ["Vancouver"]
    assert titles("?status=opening_soon") == ["London"]
    assert titles("?q=lond") == ["London"]
    assert titles("?ordering=-locality") == ["Vancouver", "London"]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_listing_is_exported(admin_client, full_clinic, kind):
    response = admin_client.get(reverse("clinics:index") + f"?export={kind}")
    content = b"".join(response.streaming_content) if response.streaming else response.content
    assert "clinics." + kind in response["Content-Disposition"]
    if kind == "csv":
        rows = {row["Trading name"]: row for row in csv.DictReader(io.StringIO(content.decode()))}
        assert set(rows) == {"Vancouver", "Sorrel Skin Vancouver"}
        row = rows["Sorrel Skin Vancouver"]
        assert row["Clinic"] == "Vancouver"
        assert row["Country"] == "Canada"
        assert row["Telephone"] == "+1 604-555-0142"


def test_clinic_editor_sees_only_the_own_clinic(client, clinic, add_clinic, django_user_model):
    add_clinic(title="Victoria", slug="victoria")
    add_clinic(
        title="Paris",
        slug="paris",
        country="FR",
        subdivision="",
        postcode="75002",
        timezone="Europe/Paris",
        live=False,
    )
    group = Group.objects.create(name="Vancouver")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    GroupPagePermission.objects.create(
        group=group, page=clinic, permission=Permission.objects.get(codename="change_page")
    )
    editor = django_user_model.objects.create_user("vancouver", password="password")
    editor.groups.add(group)
    client.force_login(editor)
    response = client.get(reverse("clinics:index"))
    assert [page.title for page in response.context_data["object_list"]] == ["Vancouver"]
    assert "Canada" in visible(response)
    assert "France" not in visible(response)
    exported = b"".join(client.get(reverse("clinics:index") + "?export=csv").streaming_content)
    assert b"Victoria" not in exported
    assert "Clinics" in visible(client.get(reverse("wagtailadmin_home")))


def test_every_field_of_the_editor_has_its_tab(admin_client, clinic):
    response = admin_client.get(reverse("wagtailadmin_pages:edit", args=[clinic.pk]))
    shown = visible(response)
    for tab in ("Content", "Address and contact", "Hours", "People", "Promote", "Settings"):
        assert tab in shown
    handler = LocationPage.get_edit_handler()
    tabs = [str(tab.heading) for tab in handler.children]
    assert len(tabs) == len(set(tabs)) == 6
