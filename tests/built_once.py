"""What many tests begin with, built once and not again for each of them.

A fixture made by `built_once` is built in a transaction around the tests that ask for it, one
within the other where one depends on the other. Each test runs in its own transaction inside and
gets copies, so that nothing it does is seen by the next, as with Django's `setUpTestData`. A test
that asks for something else, or for nothing, finds that it was never there.
"""

import copy
import inspect
import shutil
import tempfile
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.test import override_settings

from tests import indexing


def built_once(build):
    """Make a fixture of `build`, whose parameters name fixtures of this kind alone.

    It may depend on nothing that a test could change: no settings, no time, no other fixture.
    A test that writes outside a transaction gets it built for itself.
    """
    names = list(inspect.signature(build).parameters)

    def fixture(request, db, **others):
        copies = layers.copies_for(request.node)
        return copies[build.__name__] if build.__name__ in copies else build(**others)

    fixture.__doc__ = build.__doc__
    fixture.__signature__ = inspect.Signature(
        inspect.Parameter(name, inspect.Parameter.POSITIONAL_OR_KEYWORD)
        for name in ("request", "db", *names)
    )
    fixture.build = build
    return pytest.fixture(name=build.__name__)(fixture)


@dataclass
class Layer:
    """What one fixture built, until the transaction is taken back."""

    build: object
    under: dict  # the settings that it was built under
    values: dict = field(default_factory=dict)  # by the names of this fixture and of those below
    media: str = ""
    closing: ExitStack = field(default_factory=ExitStack)


class Layers:
    """What is built at this moment, each layer in a transaction around the next."""

    def __init__(self):
        self.standing = []
        self.copies = (None, {})

    def keep(self, item, under):
        """Take back whatever the test does not begin with."""
        wanted = _wanted(item)
        same = 0
        for layer, build in zip(self.standing, wanted, strict=False):
            if layer.build is not build or layer.under != under:
                break
            same += 1
        self.clear(same)

    def raise_for(self, item, under):
        """Build what the test begins with and does not stand yet, in the order of need."""
        wanted = _wanted(item)
        for build in wanted[len(self.standing) :]:
            self._add(Layer(build, under))

    def clear(self, above=0):
        """Take back the layers above the first ones."""
        while len(self.standing) > above:
            self.standing.pop().closing.close()

    def copies_for(self, item):
        """Return `{name: value}`: a test's own copy of everything that stands."""
        of, copies = self.copies
        if of is not item:
            copies = copy.deepcopy(self.standing[-1].values) if self.standing else {}
            self.copies = (item, copies)
            for layer in self.standing:
                shutil.copytree(layer.media, settings.MEDIA_ROOT, dirs_exist_ok=True)
        return copies

    def _add(self, layer):
        layer.media = tempfile.mkdtemp(prefix="clinicsite-test-media-")
        layer.closing.callback(shutil.rmtree, layer.media, ignore_errors=True)
        layer.closing.enter_context(taken_back())
        values = copy.deepcopy(self.standing[-1].values) if self.standing else {}
        build = layer.build
        try:
            with override_settings(MEDIA_ROOT=Path(layer.media), **layer.under):
                cache.clear()
                given = {name: values[name] for name in inspect.signature(build).parameters}
                values[build.__name__] = build(**given)
                indexing.index_what_waits()
            layer.values = values
        except BaseException:
            layer.closing.close()
            raise
        self.standing.append(layer)


layers = Layers()


@contextmanager
def taken_back():
    """A transaction that Django takes for a test's, taken back at its end."""
    atomic = transaction.atomic()
    atomic._from_testcase = True
    with atomic:
        try:
            yield
        finally:
            transaction.set_rollback(True)


def _wanted(item):
    """The builders behind the fixtures of a test, those that others need first."""
    if _commits(item):
        return []
    found = {}

    def add(name):
        definitions = item._fixtureinfo.name2fixturedefs.get(name)
        build = definitions and getattr(definitions[-1].func, "build", None)
        if build and name not in found:
            for other in inspect.signature(build).parameters:
                add(other)
            found[name] = build

    for name in getattr(item, "fixturenames", ()):
        add(name)
    return list(found.values())


def _commits(item):
    marker = item.get_closest_marker("django_db")
    asked = {"transactional_db", "live_server"}.intersection(getattr(item, "fixturenames", ()))
    return bool(asked or (marker and (marker.args or marker.kwargs.get("transaction"))))
