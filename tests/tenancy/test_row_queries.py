"""What a list of one's own pages costs does not grow with its rows."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Site

from tests.api.builders import offer
from tests.built_once import built_once
from tests.scale.group import build_group

FEW, MANY = 3, 9


@built_once
def group():
    Site.objects.all().delete()
    return build_group(2, FEW)


def lists(clinic):
    return {
        "explorer": reverse("wagtailadmin_explore", args=[clinic.pk]),
        "treatments": reverse("clinic_treatments:index"),
        "prices": reverse("clinic_prices:index"),
        "questions": reverse("faq_questions:index"),
        "home": reverse("wagtailadmin_home"),
    }


@pytest.mark.parametrize("role", ["editor", "manager"])
def test_as_many_queries_for_many_rows_as_for_few(group, count_queries, role):
    clinic = group.clinic.page
    client = Client()
    client.force_login(group.people[f"{role}-1"])

    def costs():
        found = {}
        for name, address in lists(clinic).items():
            client.get(address)
            found[name] = count_queries(lambda address=address: client.get(address))
        return found

    of_few = costs()
    for number in range(FEW, MANY):
        treatment = group.tree.treatment(f"Another {number}")
        offer(treatment, clinic).save_revision().publish()
    for _ in range(2):
        draft = offer(group.tree.treatment("Draft"), clinic, slug=f"draft-{_}", live=False)
        draft.save_revision()

    assert costs() == of_few
