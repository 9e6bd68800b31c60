"""What changes by time is made, and told, when its time has come and nobody has asked for it."""

from datetime import UTC, datetime
from unittest.mock import patch

import pytest
from django.core.management import call_command

from delivery.published.changes import documents_changed
from delivery.published.models import Clock, Document
from delivery.webhooks.models import Delivery, Endpoint
from treatments.models import ClinicTreatmentPage

BEFORE = datetime(2026, 12, 1, 12, tzinfo=UTC)
# In the world, a session at Andover is dearer from 2 December on.
AFTER = datetime(2026, 12, 3, 12, tzinfo=UTC)


@pytest.fixture
def at():
    """Give a function that calls a command at a moment."""

    def at(moment, *command, **options):
        with patch("django.utils.timezone.now", lambda: moment):
            call_command(*command, **options)

    return at


@pytest.fixture
def page(world, at):
    at(BEFORE, "documents", "build", again=True, verbosity=0)
    page = ClinicTreatmentPage.objects.get(local_title="Andover peel")
    assert "120.00" in Document.objects.get(page_id=page.pk, site=world.north.site).body
    return page


@pytest.fixture
def heard():
    found = []

    def hear(changes, **kwargs):
        found.extend(changes)

    documents_changed.connect(hear)
    yield found
    documents_changed.disconnect(hear)


@pytest.mark.parametrize("command", [["webhooks"], ["documents", "build"]])
def test_a_price_from_a_day_on_is_told_on_that_day(page, world, at, heard, command):
    at(BEFORE, *command)
    assert not heard
    at(AFTER, *command)
    told = {(change.page_id, change.site_id) for change in heard}
    assert told == {(page.pk, world.north.site.pk), (page.pk, world.nested.pk)}
    assert "130.00" in Document.objects.get(page_id=page.pk, site=world.north.site).body


def test_a_page_that_expires_is_told_when_it_does(page, world, at, heard):
    page.expire_at = AFTER.replace(hour=1)
    page.save()
    at(BEFORE, "webhooks")
    heard.clear()
    at(AFTER, "webhooks")
    kinds = {change.page_id: change.kind for change in heard}
    assert kinds.pop(page.pk) == "removed"
    # Those that listed it, its clinic among them.
    assert set(kinds.values()) == {"changed"}
    assert page.get_parent().pk in kinds


def test_webhooks_are_told_of_their_sites_alone(page, world, at):
    endpoints = {}
    for name, site in (("north", world.north.site), ("south", world.south.site)):
        endpoints[name] = Endpoint.objects.create(
            name=name, url="https://receiver.example/", all_sites=False
        )
        endpoints[name].sites.add(site)
    # What is written down is sent after the commit, to which a test never comes.
    at(AFTER, "webhooks", seconds=0.2)
    assert {row.endpoint for row in Delivery.objects.all()} == {endpoints["north"]}


def test_it_does_nothing_while_documents_are_not_kept(page, at, heard, made_for_each_request):
    at(AFTER, "webhooks")
    assert not heard


def test_building_again_and_again_leaves_what_is_true_alone(page, world, at, capsys):
    world.south.treatment("Hidden", live=False)
    at(AFTER, "documents", "build", verbosity=0)
    before = Clock.objects.values().get()
    at(AFTER, "documents", "build", verbosity=0)
    assert Clock.objects.values().get() == before
    assert capsys.readouterr().out == ""
