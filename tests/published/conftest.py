"""A small installation whose documents are all kept."""

import pytest
from django.core.cache import cache
from django.core.management import call_command
from wagtail.models import Page, Site

from delivery.published.upkeep import keeping
from tests.published.world import make_world


@pytest.fixture(autouse=True)
def without_waiting(monkeypatch):
    """No other process serves what is kept here, so that nobody has to wait for it."""
    monkeypatch.setattr(keeping, "LEASE", 0, raising=False)


@pytest.fixture
def world(db, settings):
    settings.WAGTAILSEARCH_BACKENDS = {
        "default": {"BACKEND": "wagtail.search.backends.database", "AUTO_UPDATE": False}
    }
    Site.objects.all().delete()
    for page in Page.get_first_root_node().get_children():
        page.delete()
    found = make_world()
    cache.clear()
    call_command("documents", "build", "--again", verbosity=0)
    return found
