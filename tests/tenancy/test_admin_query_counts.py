"""What an admin screen costs somebody of a clinic does not depend on how many clinics there are."""

import pytest
from django.test import Client
from wagtail.models import Site

from tests.scale.group import build_group
from tests.scale.screens import CLINIC, people_of, screens

FEW, MANY = 3, 9
TREATMENTS = 4


@pytest.fixture
def group(db):
    Site.objects.all().delete()
    return build_group(FEW, TREATMENTS)


@pytest.fixture
def costs_of(count_queries):
    """Give a function that opens screens and says what each answered and how many queries it took."""

    def costs_of(role, group):
        client = Client()
        client.force_login(people_of(group)[role])

        def cost(screen):
            answers = []
            queries = count_queries(lambda: answers.append(client.get(screen.url)))
            return answers[0].status_code, queries

        return {screen.name: cost(screen) for screen in screens(group) if role in screen.roles}

    return costs_of


@pytest.mark.parametrize("role", CLINIC)
def test_as_many_queries_in_a_group_of_nine_clinics_as_in_one_of_three(costs_of, group, role):
    costs_of(role, group)  # The first time makes the sizes of pictures.
    of_few = costs_of(role, group)
    group.open_clinics(MANY)

    of_many = costs_of(role, group)

    assert {name: cost for name, cost in of_many.items() if cost != of_few[name]} == {}
    assert {status for status, _ in of_few.values()} <= {200, 302}
