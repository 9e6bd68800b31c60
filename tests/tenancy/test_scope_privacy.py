"""Whom a page may be limited to: groups of users that one knows."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import PageViewRestriction

from tests.built_once import built_once

SECRET = "Board of another clinic"


@pytest.fixture
def privacy(client, andover, manager):
    client.force_login(manager)
    return reverse("wagtailadmin_pages:set_privacy", args=[andover.page.pk])


@built_once
def board():
    return Group.objects.create(name=SECRET)


def test_a_clinics_groups_are_offered_and_no_others(client, privacy, board, andover, san_diego):
    answer = client.get(privacy).content.decode()

    assert andover.editors.name in answer
    assert andover.managers.name in answer
    assert SECRET not in answer
    assert san_diego.editors.name not in answer


def limit(client, privacy, *groups):
    ids = [group.pk for group in groups]
    return client.post(privacy, {"restriction_type": "groups", "groups": ids})


def test_a_group_that_one_does_not_know_is_refused(client, privacy, board, andover):
    limit(client, privacy, board)

    assert not PageViewRestriction.objects.exists()

    limit(client, privacy, andover.editors)

    assert list(PageViewRestriction.objects.get().groups.all()) == [andover.editors]


def test_a_group_that_was_set_by_somebody_else_stays(client, privacy, board, andover):
    restriction = PageViewRestriction.objects.create(
        page=andover.page, restriction_type=PageViewRestriction.GROUPS
    )
    restriction.groups.add(board)

    assert SECRET not in client.get(privacy).content.decode()
    limit(client, privacy, andover.editors)

    assert set(restriction.groups.all()) == {board, andover.editors}


def test_who_changes_groups_knows_them_all(client, privacy, board, person, andover, admin_user):
    client.force_login(admin_user)

    assert SECRET in client.get(privacy).content.decode()
