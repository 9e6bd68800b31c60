"""A small installation whose documents are all kept."""

import pytest
from django.core.cache import cache
from django.core.management import call_command
from wagtail.models import Page, Site

from delivery.published.upkeep import keeping
from tests.api.builders import make_site
from tests.built_once import built_for_all, built_once
from tests.published.world import make_world


@pytest.fixture(autouse=True)
def without_waiting(monkeypatch):
    """No other process serves what is kept here, so that nobody has to wait for it."""
    monkeypatch.setattr(keeping, "LEASE", 0, raising=False)


def empty_tree():
    Site.objects.all().delete()
    for page in Page.get_first_root_node().get_children():
        page.delete()


@built_once
def north():
    """The default site, in an otherwise empty tree."""
    empty_tree()
    return make_site("North", "north.example", is_default=True)


@built_once
def south(north):
    """Another site on the same installation."""
    return make_site("South", "south.example")


@built_for_all
def world():
    empty_tree()
    found = make_world()
    cache.clear()
    call_command("documents", "build", "--again", verbosity=0)
    return found
