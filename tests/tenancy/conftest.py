"""A group of clinics with a central team, and people of every role."""

import pytest
from django.contrib.auth import get_user_model

from tenancy.models import ClinicGroup
from tenancy.opening.clinics import open_clinic
from tests.api.builders import make_site
from tests.built_once import built_once

ADDRESSES = {
    "Andover": {
        "country": "GB",
        "address_lines": "1 High Street",
        "locality": "Andover",
        "postcode": "SP10 1AA",
        "phone": "+441264960000",
        "timezone": "Europe/London",
        "currency": "GBP",
    },
    "San Diego": {
        "country": "US",
        "subdivision": "US-CA",
        "address_lines": "1 Harbor Drive",
        "locality": "San Diego",
        "postcode": "92101",
        "phone": "+16195550100",
        "timezone": "America/Los_Angeles",
        "currency": "USD",
    },
}


@built_once
def group_tree():
    """A site with its indexes, which is one group of clinics."""
    return make_site("Group", "group.example", is_default=True)


@built_once
def andover(group_tree):
    return open_clinic(
        group_tree.clinics, {"title": "Andover", **ADDRESSES["Andover"]}, publish=True
    )


@built_once
def san_diego(group_tree):
    return open_clinic(
        group_tree.clinics, {"title": "San Diego", **ADDRESSES["San Diego"]}, publish=True
    )


def make_person(name, *groups):
    """Make a person who belongs to some groups."""
    user = get_user_model().objects.create_user(name, f"{name}@example.com", "secret")
    user.groups.add(*groups)
    return user


@pytest.fixture
def person(db):
    """Give the function that makes a person who belongs to some groups."""
    return make_person


@built_once
def editor(andover):
    return make_person("andover-editor", andover.editors)


@built_once
def manager(andover):
    return make_person("andover-manager", andover.managers)


@built_once
def central_editor(andover):
    return make_person("central-editor", ClinicGroup.objects.get().editors)
