"""`manage.py demo` builds all or nothing, and never into another site."""

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page, Site

from home.models import HomePage
from tests.home.demo_site import build, snapshot

pytestmark = pytest.mark.django_db


def test_half_a_demo_is_none(monkeypatch):
    def fail(*args):
        raise RuntimeError("the power went")

    monkeypatch.setattr("home.demo.build.fill_home", fail)
    before = snapshot()

    with pytest.raises(RuntimeError, match="the power went"):
        build()

    assert snapshot() == before


def test_another_site_is_left_alone():
    welcome = Site.objects.get().root_page
    welcome.add_child(instance=Page(title="Something of ours"))
    before = snapshot()

    with pytest.raises(CommandError, match="There is a site here already"):
        build()

    assert snapshot() == before


def test_a_site_of_the_same_kind_is_left_alone():
    home = Page.get_first_root_node().add_child(instance=HomePage(title="Ours", slug="ours"))
    Site.objects.update(root_page=home)
    before = snapshot()

    with pytest.raises(CommandError, match="“Ours”"):
        build()

    assert snapshot() == before


def test_outside_development_a_password_is_asked_for():
    with pytest.raises(CommandError, match="--password"):
        call_command("demo")
