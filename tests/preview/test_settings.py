"""The settings of previews, and what the checks say of wrong ones."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from clinicsite.settings.front_ends import front_ends as read
from delivery.preview import checks

ONE, OTHER = "https://www.example.org/preview/", "http://andover.example:3000/preview/"


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("", {}),
        (ONE, {"default": ONE}),
        (f"default={ONE}", {"default": ONE}),
        (f" Example.org = {ONE} , andover.example={OTHER},", None),
    ],
)
def test_front_ends_are_read_from_a_variable(text, urls):
    assert read(text) == (
        urls if urls is not None else {"example.org": ONE, "andover.example": OTHER}
    )


@pytest.mark.parametrize(
    "text",
    [
        "www.example.org",
        "example.org=www.example.org",
        "example.org=javascript:alert(1)",
        f"={ONE}",
        f"a.example={ONE},a.example={OTHER}",
        f"{ONE},{OTHER}",
        "example.org=https://",
    ],
)
def test_what_is_no_address_stops_the_start(text):
    with pytest.raises(ImproperlyConfigured, match="FRONT_END_URLS must hold addresses"):
        read(text)


@pytest.mark.parametrize(
    ("urls", "wrong"),
    [
        ({"default": ONE, "a.example": OTHER}, 0),
        ({"default": "{SITE_ROOT_URL}/preview/"}, 0),
        ({"a.example": "{SITE_ROOT_URL}/preview/"}, 1),
        ({"default": "www.example.org"}, 1),
        ({"default": f"{ONE}?draft=1"}, 1),
    ],
)
def test_an_address_that_cannot_be_opened_is_found(front_ends, urls, wrong):
    front_ends(urls)
    assert [problem.id for problem in checks.check_front_ends(None)] == ["preview.E004"] * wrong


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({}, []),
        ({"PREVIEW_MAX_AGE": 60, "SHARE_LINK_DAYS": (3,)}, []),
        ({"PREVIEW_MAX_AGE": 0}, ["preview.E002"]),
        ({"PREVIEW_MAX_AGE": 200_000}, ["preview.E002"]),
        ({"PREVIEW_MAX_AGE": "3600"}, ["preview.E002"]),
        ({"SHARE_LINK_DAYS": []}, ["preview.E003"]),
        ({"SHARE_LINK_DAYS": [0]}, ["preview.E003"]),
        ({"SHARE_LINK_DAYS": [1.5]}, ["preview.E003"]),
        ({"SHARE_LINK_DAYS": "7"}, ["preview.E003"]),
    ],
)
def test_times_that_make_no_sense_are_found(settings, values, wrong):
    settings.CLINICSITE = {**settings.CLINICSITE, **values}
    assert [problem.id for problem in checks.check_times(None)] == wrong
