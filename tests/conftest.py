"""Fixtures that every test may use."""

import gc
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, reset_queries
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from hypothesis import settings as hypothesis_settings
from pytest_django.plugin import blocking_manager_key
from wagtail.models import Site

from delivery.published.reads.memory import memory
from delivery.published.upkeep.restraint import failures, takeovers
from tests import indexing
from tests.built_once import layers

# The same examples on every run, and no test that fails because the machine is busy.
hypothesis_settings.register_profile("clinicsite", deadline=None, derandomize=True)
hypothesis_settings.load_profile("clinicsite")

# Tests in these folders look at a live server from outside; each has its own make target.
LIVE_FOLDERS = {
    Path(__file__).parent / "browser": "browser",
    Path(__file__).parent / "clients": "clients",
    Path(__file__).parent / "schema" / "live": "clients",
}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Mark the tests of a live folder, so that the plain run leaves them out."""
    for item in items:
        for folder, marker in LIVE_FOLDERS.items():
            if folder in item.path.parents:
                item.add_marker(marker)


def pytest_collection_finish():
    """Spare the garbage collector what is loaded by now and stays."""
    gc.freeze()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    """Take back what earlier tests began with and this one does not."""
    with item.config.stash[blocking_manager_key].unblock():
        layers.keep(item, settings_of(item))


@pytest.hookimpl(tryfirst=True)
def pytest_fixture_setup(fixturedef, request):
    """Build what a test begins with, before its own transaction is opened inside."""
    if fixturedef.argname == "_django_db_helper":
        with request.config.stash[blocking_manager_key].unblock():
            layers.raise_for(request.node, settings_of(request.node))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The database, with nothing standing in it when it is removed."""
    yield
    with django_db_blocker.unblock():
        layers.clear()


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    """Give every test an empty media folder, so that file names do not depend on other tests."""
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(autouse=True)
def empty_cache():
    """Forget the site root paths and whatever else the test before left in the cache."""
    cache.clear()
    indexing.waiting.clear()


# Tests in these folders read finished documents, as every installation does.
PUBLISHED_FOLDERS = {
    Path(__file__).parent / name
    for name in (
        "api",
        "browser",
        "clients",
        "contracts",
        "endpoints",
        "published",
        "schema",
        "sweep",
    )
}


def settings_of(item):
    """The settings of the folder that a test lies in."""
    if PUBLISHED_FOLDERS.isdisjoint(item.path.parents):
        return {}
    published = {"PUBLISHED_DOCUMENTS": True, "RESPONSE_CACHE_BYTES": 0}
    return {"CLINICSITE": {**django_settings.CLINICSITE, **published}}


@pytest.fixture(autouse=True)
def published_documents(request, settings):
    """Keep documents finished, in the tests of what the API serves.

    Nothing is remembered: what is relied on for a moment after a change is done with the commit,
    which a test in one transaction never comes to.
    """
    memory.clear()
    failures.clear()
    takeovers.clear()
    for name, value in settings_of(request.node).items():
        setattr(settings, name, value)


@pytest.fixture
def made_for_each_request(settings, published_documents):
    """Keep no finished documents: every answer is made for its request."""
    settings.CLINICSITE = {**settings.CLINICSITE, "PUBLISHED_DOCUMENTS": False}


@pytest.fixture
def count_queries():
    """Give a function that calls what it is given and returns how many queries that took."""

    def count(call):
        indexing.index_what_waits()
        # The log is bounded: when it is full, as many queries seem to come as there were before.
        reset_queries()
        with CaptureQueriesContext(connection) as queries:
            call()
        return len(queries)

    return count


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request, django_db_modify_db_settings, tmp_path_factory):
    """Put SQLite into a file when a live server runs: its threads cannot share one in memory."""
    live = any(item.path.parent in LIVE_FOLDERS for item in request.session.items)
    if live and connection.vendor == "sqlite":
        name = tmp_path_factory.mktemp("database") / "test.sqlite3"
        connection.settings_dict["TEST"]["NAME"] = str(name)


@pytest.fixture(scope="session")
def built_demo(django_db_setup, django_db_blocker, tmp_path_factory):
    """Build the demo site once; return a folder with its `demo.sqlite3` and its `media`."""
    folder = tmp_path_factory.mktemp("demo")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=folder / "media"):
        call_command("demo", password="clinicsite-demo", verbosity=0)
        connection.ensure_connection()
        with closing(sqlite3.connect(folder / "demo.sqlite3")) as copy:
            connection.connection.backup(copy)
    return folder


@pytest.fixture
def demo_site(built_demo, live_server, settings):
    """Serve a fresh copy of the demo site, whatever other tests did to theirs; its URL."""
    settings.MEDIA_ROOT = built_demo / "media"
    connection.ensure_connection()
    with closing(sqlite3.connect(built_demo / "demo.sqlite3")) as copy:
        copy.backup(connection.connection)
    ContentType.objects.clear_cache()
    host, port = live_server.url.removeprefix("http://").split(":")
    Site.objects.filter(is_default_site=True).update(hostname=host, port=port)
    cache.clear()
    return live_server.url
