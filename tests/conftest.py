"""Fixtures that every test may use."""

import copy
import gc
import shutil
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, reset_queries
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from hypothesis import settings as hypothesis_settings
from pytest_django.live_server_helper import LiveServer
from wagtail.models import Site

from delivery.documents.renditions import failed_renditions
from delivery.published.reads.memory import memory
from delivery.published.upkeep.restraint import failures, takeovers
from tests import kinds
from tests.built_once import ModuleFixtures, build
from tests.databases import Databases, forget
from tests.world import (  # noqa: F401  every test may ask for them
    andover,
    central_editor,
    editor,
    group_tree,
    manager,
    san_diego,
    vancouver_clinic,
)

# The same examples on every run, and no test that fails because the machine is busy.
hypothesis_settings.register_profile("quick", deadline=None, derandomize=True, max_examples=15)
hypothesis_settings.register_profile("proof", deadline=None, derandomize=True, max_examples=100)
hypothesis_settings.load_profile("quick")

DEMO_HOST = "clinics.example"
DEMO_PASSWORD = "clinicsite-demo"


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(items):
    """Mark every test with its kind, by which the targets of the Makefile choose.

    What takes longest goes first, so that no process is left with it at the end. The tests of a
    module stay together, as they share a database.
    """
    for item in items:
        for marker in kinds.markers_of(item, needs_database(item)):
            item.add_marker(marker)
    yield
    places = {path: place for place, path in enumerate(dict.fromkeys(i.path for i in items))}
    items.sort(key=lambda item: (not kinds.lies_in(item, kinds.LONG), places[item.path]))


def pytest_collection_finish():
    """Spare the garbage collector what is loaded by now and stays."""
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def django_test_environment():
    """Prepare Django as its own runner does, but without copies of every template's context.

    They are a third of the time of a page of the admin. What a view gave to its template is in
    `response.context_data`.
    """
    mail.outbox = []


@pytest.fixture(scope="session")
def databases(cache_folder, tmp_path_factory, worker_id, django_db_blocker):
    """The databases of this process, of which the first is migrated and otherwise empty."""
    databases = Databases(tmp_path_factory.mktemp(f"database-{worker_id}"))
    with django_db_blocker.unblock():
        databases.create(cache_folder)
    yield databases
    with django_db_blocker.unblock():
        databases.remove()


@pytest.fixture(scope="session")
def django_db_setup(databases):
    """What pytest-django's tests work on."""


@dataclass
class Built:
    """What stands in a database: its name, the folder of its files, and objects by name."""

    database: str
    media: Path
    values: dict


@pytest.fixture(scope="session")
def begin(databases, django_db_blocker, tmp_path_factory):
    """Give a function that builds what several modules begin with, and gives it again to others."""
    made = {}
    with ExitStack() as stack:

        def begin(builders, **settings):
            key = tuple(builders)
            if key not in made:
                values, media = {}, tmp_path_factory.mktemp("media")
                with override_settings(MEDIA_ROOT=media, **settings):
                    before = databases.used
                    stack.enter_context(databases.copy())
                    for builder in builders:
                        build(builder, values)
                    made[key] = Built(databases.used, media, values)
                    databases.use(before)
            return made[key]

        yield begin
        with django_db_blocker.unblock():
            stack.close()


@pytest.fixture(scope="session")
def cache_folder(request):
    """The folder of databases that stay for other processes and runs."""
    return request.config.cache.mkdir("databases")


@pytest.fixture(scope="session")
def built_demo(databases, cache_folder, django_db_blocker, tmp_path_factory):
    """Build the demo, once for all tests that look at it; with SQLite, for all processes too."""
    media = tmp_path_factory.mktemp("demo-media")
    with ExitStack() as stack:
        with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=media):
            before = databases.used
            stack.enter_context(databases.copy_with(build_demo, cache_folder))
            demo = Built(databases.used, media, {})
            databases.use(before)
        yield demo
        with django_db_blocker.unblock():
            stack.close()


def build_demo():
    call_command("demo", base_url=f"https://{DEMO_HOST}", password=DEMO_PASSWORD)


@pytest.fixture
def demo(built_demo, db):
    """The demo, for a test that looks at it; the database of its module is a copy of it."""


@pytest.fixture(scope="module", autouse=True)
def module_fixtures(request, tmp_path_factory):
    """Build what the tests of a module begin with; `None` where they need no database."""
    items = [item for item in request.session.items if item.path == request.path]
    if not any(needs_database(item) for item in items):
        yield None
        return
    databases, blocker = map(request.getfixturevalue, ("databases", "django_db_blocker"))
    names = dict.fromkeys(name for item in items for name in item.fixturenames)
    fixtures = ModuleFixtures(request.module, request.config.pluginmanager.get_plugins(), names)
    fixtures.media = tmp_path_factory.mktemp("media") / "files"
    settings = settings_of(request.path)
    with ExitStack() as stack:
        with blocker.unblock():
            before, beginning = databases.used, None
            if "demo" in names:
                beginning = request.getfixturevalue("built_demo")
            elif fixtures.beginning:
                beginning = request.getfixturevalue("begin")(fixtures.beginning, **settings)
            if beginning:
                fixtures.values = copy.deepcopy(beginning.values)
                shutil.copytree(beginning.media, fixtures.media)
            if beginning or fixtures.needed:
                stack.callback(databases.use, before)
                databases.use(beginning.database if beginning else before)
                stack.enter_context(databases.copy())
                with override_settings(MEDIA_ROOT=fixtures.media, **settings):
                    fixtures.build()
        yield fixtures
        with blocker.unblock():
            stack.close()


def needs_database(item):
    return bool(
        item.get_closest_marker("django_db")
        or {"db", "database", "commits"}.intersection(item.fixturenames)
    )


@pytest.fixture
def database(request):
    """A database: what is written is rolled back, or really committed if the test asks for that."""
    request.getfixturevalue("commits" if "commits" in request.fixturenames else "db")


@pytest.fixture
def copies(database, module_fixtures):
    """A test's own copies of what its module began with.

    A fixture that a test asks for by `getfixturevalue` alone must be named by `usefixtures` too.
    """
    return module_fixtures.copies()


@pytest.fixture
def commits(module_fixtures, databases, django_db_blocker):
    """Let a test really commit, in a copy of the database that goes with the test.

    It may be asked for beside what a module begins with, but not beside `db`.
    """
    with django_db_blocker.unblock(), databases.copy():
        yield databases


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path, module_fixtures):
    """Give every test a media folder of its own, with the files that its module began with."""
    settings.MEDIA_ROOT = tmp_path / "media"
    if module_fixtures and module_fixtures.media.exists():
        shutil.copytree(module_fixtures.media, settings.MEDIA_ROOT)


@pytest.fixture(autouse=True)
def empty_cache():
    """Forget the site root paths and whatever else the test before left in the cache."""
    cache.clear()


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


def settings_of(path):
    """The settings of the folder that a module lies in."""
    if PUBLISHED_FOLDERS.isdisjoint(path.parents):
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
    failed_renditions.clear()
    failures.clear()
    takeovers.clear()
    for name, value in settings_of(request.path).items():
        setattr(settings, name, value)


@pytest.fixture
def made_for_each_request(settings, published_documents):
    """Keep no finished documents: every answer is made for its request."""
    settings.CLINICSITE = {**settings.CLINICSITE, "PUBLISHED_DOCUMENTS": False}


@pytest.fixture
def count_queries():
    """Give a function that calls what it is given and returns how many queries that took."""

    def count(call):
        # The log is bounded: when it is full, as many queries seem to come as there were before.
        reset_queries()
        with CaptureQueriesContext(connection) as queries:
            call()
        return len(queries)

    return count


@pytest.fixture(scope="session")
def server():
    """A server that runs beside the tests."""
    server = LiveServer("127.0.0.1")
    yield server
    server.stop()


@pytest.fixture
def demo_site(built_demo, databases, server, settings, django_db_blocker):
    """Serve a fresh copy of the demo site, whatever other tests did to theirs; its URL.

    What a test writes is committed, so it must not ask for `db` as well, nor for what asks for it.
    """
    settings.MEDIA_ROOT = built_demo.media
    before = databases.used
    with django_db_blocker.unblock():
        databases.use(built_demo.database)
        with databases.copy():
            host, port = server.url.removeprefix("http://").split(":")
            Site.objects.filter(is_default_site=True).update(hostname=host, port=port)
            forget()
            yield server.url
        databases.use(before)
