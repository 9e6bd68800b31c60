"""The world that most tests of the admin begin with: a group of three clinics, and its people.

It is built once for a process, and committed. The database of a module is a copy of it where the
module's tests ask for any of this.
"""

from django.contrib.auth import get_user_model

from tenancy.models import ClinicGroup
from tenancy.opening.clinics import open_clinic
from tests.api.builders import make_site
from tests.built_once import part_of_the_world

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
    "Vancouver": {
        "country": "CA",
        "subdivision": "CA-BC",
        "address_lines": "1180 Wrenfield Street",
        "locality": "Vancouver",
        "postcode": "V6B 0Z9",
        "phone": "+16045550142",
        "timezone": "America/Vancouver",
        "currency": "CAD",
    },
}


def make_person(name, *groups):
    """Make a person who belongs to some groups."""
    user = get_user_model().objects.create_user(name, f"{name}@example.com", "secret")
    user.groups.add(*groups)
    return user


def open_in(tree, title):
    """Open one of the three clinics."""
    return open_clinic(tree.clinics, {"title": title, **ADDRESSES[title]}, publish=True)


@part_of_the_world
def group_tree():
    """A site with its indexes, which is one group of clinics."""
    return make_site("Group", "group.example", is_default=True)


@part_of_the_world
def andover(group_tree):
    return open_in(group_tree, "Andover")


@part_of_the_world
def san_diego(group_tree):
    return open_in(group_tree, "San Diego")


@part_of_the_world
def vancouver_clinic(group_tree):
    """The third, which no test speaks of unless it asks what all clinics have."""
    return open_in(group_tree, "Vancouver")


@part_of_the_world
def editor(andover):
    return make_person("andover-editor", andover.editors)


@part_of_the_world
def manager(andover):
    return make_person("andover-manager", andover.managers)


@part_of_the_world
def central_editor(andover):
    return make_person("central-editor", ClinicGroup.objects.get().editors)
