"""One keeper of documents at a time, on PostgreSQL and on SQLite."""

import gc
from contextlib import contextmanager

from django.db import OperationalError, connection, transaction
from wagtail.models import Site

from delivery.published.models import Clock

SET_TIMEOUT = "SELECT set_config('lock_timeout', %s, true)"


class BusyError(Exception):
    """Somebody else keeps the documents and has not come to an end in time."""


@contextmanager
def keeping(wait=None):
    """Hold the one lock in a transaction and give the `Clock`, to be saved by whoever changes it.

    `wait` is for how many seconds at most on PostgreSQL; None waits as long as it takes. Raises
    `BusyError` when the time is up.
    """
    with transaction.atomic():
        clock = _clock(wait)
        with _without_collecting():
            yield clock


@contextmanager
def _without_collecting():
    """Leave cycles of objects until the lock is given back: others wait for it.

    A batch makes many objects that stay until its end; again and again Python would go through all
    of them and all else in vain.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _clock(wait):
    try:
        with _waiting_at_most(wait):
            clock = Clock.objects.select_for_update().filter(pk=1).first()
            if clock is None:
                Clock.objects.bulk_create([Clock(pk=1)], ignore_conflicts=True)
                clock = Clock.objects.select_for_update().get(pk=1)
    except OperationalError as error:
        raise BusyError from error
    # Another process may have changed the sites; what this one remembers of them may be old.
    Site.clear_site_root_paths_cache()
    return clock


@contextmanager
def _waiting_at_most(seconds):
    """Wait no longer for a lock meanwhile; None for as long as it takes."""
    if seconds is None or connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        (before,) = cursor.fetchone()
        # To PostgreSQL, a timeout of 0 is none at all.
        cursor.execute(SET_TIMEOUT, [f"{max(1, int(seconds * 1000))}ms"])
    yield
    with connection.cursor() as cursor:
        # It would hold for the rest of a transaction that may be that of who called.
        cursor.execute(SET_TIMEOUT, [before])
