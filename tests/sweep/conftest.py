"""One planted world for all calls of a module."""

import logging

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import override_settings

from delivery.documents.dependencies import EVERYTHING
from delivery.published.upkeep.keeping import keep
from delivery.published.upkeep.touching import note

from .calls import Sweep
from .plant import plant
from .routes import routes


@pytest.fixture(scope="module")
def own_media(tmp_path_factory):
    """Keep one media folder for the module, as its files are planted once."""
    with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")):
        yield


@pytest.fixture(scope="module")
def world(own_media, databases, django_db_blocker):
    """What is planted, in a database of the module's own."""
    # When a token was last used says nothing of what was done with it.
    unnoticed = override_settings(WAGTAILAPI_TOKEN_LAST_USED_INTERVAL=None)
    with unnoticed, django_db_blocker.unblock(), databases.copy():
        cache.clear()
        logging.disable(logging.ERROR)
        try:
            planted = plant()
            # Finished before anybody asks, so that no call is the first to finish them.
            with override_settings(CLINICSITE={**settings.CLINICSITE, "PUBLISHED_DOCUMENTS": True}):
                note(EVERYTHING)
                keep(None)
            yield planted
        finally:
            logging.disable(logging.NOTSET)


@pytest.fixture(scope="module")
def sweep(world):
    """Every route of the site, with the forms that somebody who may everything is shown."""
    sweep = Sweep(world, routes())
    sweep.seen = sweep.learn()
    return sweep


def pytest_terminal_summary(terminalreporter):
    """Say how many calls the sweep made."""
    reports = terminalreporter.getreports("passed") + terminalreporter.getreports("failed")
    made = [
        value for report in reports for name, value in report.user_properties if name == "calls"
    ]
    if made:
        terminalreporter.section("Sweep")
    for role in dict.fromkeys(role for role, _, _ in made):
        counts = [(method, count) for who, method, count in made if who == role]
        total = sum(count for _, count in counts)
        words = ", ".join(f"{method} {count}" for method, count in counts)
        terminalreporter.write_line(f"{role}: {total} calls ({words})")
