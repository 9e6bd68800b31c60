"""Keeps documents true: after a commit, by command, and for whoever asks for an outdated one."""

import logging
import time
from contextlib import contextmanager

from django.utils import timezone

from delivery.published.models import Document

from .building import AT_ONCE, build, outdated_documents
from .locking import BusyError
from .restraint import AFTER_FAILURE, failures
from .settling import settle

logger = logging.getLogger(__name__)

# For how many seconds a process without a request goes on making documents that nobody has asked
# for yet; a request has them made when it is answered (`waiting`).
PATIENCE = 10
# How many documents a reader makes beside the one that he waits for.
COMPANY = 50
# For how many seconds a process may rely on the revision it has asked for (see `memory`).
LEASE = 0.01


def keep(seconds=PATIENCE):
    """Look into all touches, and make outdated documents again until there are none.

    Stops after `seconds`, None for never; whatever is left is made by who asks for it or by the
    command. Returns whether it came to the end: nothing is left but what cannot be made.
    """
    began = time.monotonic()
    end = None if seconds is None else began + seconds
    is_done = settle_for(seconds) and _build_until(end)
    # What was committed before this began.
    await_lease(began)
    return is_done


def await_lease(committed):
    """Wait until no process relies any more on what was before a commit at that moment."""
    time.sleep(max(0, committed + LEASE - time.monotonic()))


def _build_until(end):
    """Make outdated documents again until the moment `end`, None for as long as it takes."""
    failing = set()
    began, took = time.monotonic(), 0
    # A batch that takes as long as the one before it must be through by then.
    while end is None or began + took < end:
        left = outdated_documents().exclude(pk__in=failing).order_by("pk")
        pks = list(left.values_list("pk", flat=True)[:AT_ONCE])
        if not pks:
            return True
        try:
            looked_at, _, failed = build(pks, None if end is None else end - began)
        except BusyError:
            return False
        failing.update(failed)
        if len(pks) < AT_ONCE and looked_at >= len(pks):
            return True
        took = time.monotonic() - began
        began += took
    return False


def keep_for_reader(seconds=2):
    """Keep the documents before somebody is told what has changed, for some seconds at most.

    Returns whether whoever asks again will get further: many documents take more than one call.
    """
    kept = Document.objects.filter(is_gone=False, is_outdated=False)
    due = list(kept.filter(renew_at__lte=timezone.now()).values_list("pk", flat=True)[:AT_ONCE])
    if not settle_for(seconds):
        return False
    pks = due + list(outdated_documents().values_list("pk", flat=True)[: AT_ONCE + 1])
    pks = [pk for pk in pks if not failures.holds(pk)]
    return freshen(pks[:AT_ONCE], seconds) and len(pks) > AT_ONCE


def freshen(pks, wait):
    """Make the documents with the ids `pks` again if they are not true.

    Whoever comes while they are being made waits for it, `wait` seconds at most, and makes nothing
    himself. A few others are made with them: after a change that reaches many, all are read soon.
    Returns whether they are true now.
    """
    with suppress_to_log():
        while pks:
            _, _, failed = build(pks[:AT_ONCE], wait, COMPANY)
            if failed:
                failures.leave(failed, AFTER_FAILURE)
            if not failed.isdisjoint(pks):
                return False
            pks = pks[AT_ONCE:]
        return True
    return False


def settle_all(wait):
    """Look into all touches; return whether none is left."""
    return settle_for(None, wait)


def settle_for(seconds, wait=None):
    """Look into touches for some seconds, None for as long as it takes; return whether none
    is left.

    `wait` is for how long another keeper is waited for, `seconds` if left out.
    """
    end = None if seconds is None else time.monotonic() + seconds
    with suppress_to_log():
        while settle(seconds if wait is None else wait):
            if end is not None and time.monotonic() > end:
                return False
        return True
    return False


@contextmanager
def suppress_to_log():
    """Let a reader go on without finished documents, whatever is wrong with keeping them."""
    try:
        yield
    except BusyError:
        pass
    except Exception:
        logger.exception("Published documents could not be kept")
