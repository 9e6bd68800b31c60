"""What the wheel holds."""

from zipfile import ZipFile

import pytest

APPS = ("delivery", "faq", "home", "locations", "tenancy", "treatments")


@pytest.fixture(scope="module")
def names(wheel):
    with ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if ".dist-info/" not in name}


def test_every_file_of_the_apps_is_in_it_and_nothing_else(names, source):
    files = (path for app in APPS for path in (source / app).rglob("*") if path.is_file())

    assert names == {path.relative_to(source).as_posix() for path in files}


@pytest.mark.parametrize(
    "name",
    [
        "home/demo/content/site.toml",
        "locations/migrations/0001_initial.py",
        "locations/templates/locations/includes/address.html",
        "treatments/templates/treatments/blocks/section.html",
        "faq/README.md",
        "tenancy/templates/tenancy/people/invitation.txt",
        "tenancy/README.md",
    ],
)
def test_it_holds_more_than_modules(names, name):
    assert name in names
