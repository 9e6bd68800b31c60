"""What a screen of the admin costs a clinic and the central team does not grow with the group."""

import pytest
from django.test import Client
from wagtail.models import Site

from delivery.search.texts import refresh_texts
from tests.built_once import built_once
from tests.scale.group import build_group
from tests.scale.screens import CENTRAL, CLINIC, people_of, screens

FEW, MANY = 3, 9
TREATMENTS = 4
OF_THE_GROUP = {"Usage of a treatment"}


@built_once
def group():
    Site.objects.all().delete()
    return build_group(FEW, TREATMENTS)


@pytest.fixture
def costs_of(count_queries):
    """Give a function that opens a role's screens: `{name: (status, queries)}`."""

    def costs_of(role, group):
        client = Client()
        client.force_login(people_of(group)[role])

        def cost(screen):
            answers = []
            queries = count_queries(lambda: answers.append(client.get(screen.url)))
            return answers[0].status_code, queries

        return {screen.name: cost(screen) for screen in screens(group) if role in screen.roles}

    return costs_of


def test_as_many_queries_in_a_group_of_nine_clinics_as_in_one_of_three(costs_of, group):
    roles = [*CLINIC, *CENTRAL]
    for role in roles:
        costs_of(role, group)  # The first time makes the sizes of pictures.
    of_few = {role: costs_of(role, group) for role in roles}
    group.open_clinics(MANY)
    refresh_texts()  # As the commit would.

    of_many = {role: costs_of(role, group) for role in roles}

    for role in roles:
        few, many = of_few[role], of_many[role]
        grown = {name: (few[name], cost) for name, cost in many.items() if cost != few[name]}
        # Here are as many rows as there are clinics, until the page of the list is full.
        assert grown.keys() <= OF_THE_GROUP, (role, grown)
        assert {status for status, _ in few.values()} <= {200, 302}


def test_a_superuser_is_not_shown_what_waits_at_every_clinic(client, count_queries, group):
    client.force_login(group.people["superuser"])
    client.get("/admin/")
    of_few = count_queries(lambda: client.get("/admin/"))
    group.open_clinics(MANY)

    assert count_queries(lambda: client.get("/admin/")) == of_few
    assert f"All {MANY}" in client.get("/admin/").content.decode()
