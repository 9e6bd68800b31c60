"""Reads finished documents, one statement a read, and knows whether they may be served.

With every read comes the state of the whole: `revision`, which grows whenever anything that may be
served changes, whether something has changed that nobody has looked into, and when a page's time
comes. So what is read is true as of the statement, or is seen not to be.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import InterfaceError, OperationalError, connection

from delivery.published.upkeep.keeping import freshen, settle_for
from delivery.published.upkeep.made_by import made_by
from delivery.published.upkeep.restraint import AFTER_TAKEOVER, failures, takeovers

# For how many seconds a reader waits for whoever is keeping the documents.
WAIT = 2

STATE = """
    SELECT c.revision, c.origin, EXISTS(SELECT 1 FROM published_touch),
           (SELECT MIN(renew_at) FROM published_pagefacts)
"""


@dataclass(frozen=True, slots=True)
class State:
    """The state of all documents: `is_settled` unless a change has not been looked into.

    `revision` is `(number, origin)`: a database that is put back counts anew, under another name.
    """

    revision: tuple
    is_settled: bool
    until: datetime | None

    def holds(self, now):
        """Whether documents may be served without looking further."""
        return self.is_settled and (self.until is None or now < self.until)


# How many columns say it, and what is said before anything is kept.
STATED = 4
UNKNOWN = State((0, ""), False, None)


@dataclass(frozen=True, slots=True)
class Row:
    """A finished document in the form that was asked for, `text`.

    It is true unless it is outdated, or foreign: made by another release.
    """

    pk: int
    page_id: int
    type: str
    etag: str
    renew_at: datetime | None
    is_outdated: bool
    is_foreign: bool
    put_in: str
    text: object

    @property
    def is_true(self):
        return not (self.is_outdated or self.is_foreign)


def text_column(form):
    """Return the SQL of a form of a document.

    `body` is what its own address gives, `whole` has all fields, `item` those of an item of a list,
    `summary` its usual ones and `card` those of its card too; an encoding is that of the body, and
    `none` nothing.
    """
    names = {"none": "NULL", "item": "d.body", "whole": "d.body", "br": "d.brotli"}
    return names.get(form, f"d.{form}")


def read(condition, params, form):
    """Return the `State` and the rows of the documents that an SQL condition on `d` is true of."""
    statement = f"""{STATE}, d.id, d.page_id, d.type, d.etag, d.renew_at,
        d.is_outdated, d.made_by <> %s, d.cut_from, d.cut_to, d.put_in, {text_column(form)}
        FROM published_clock c LEFT JOIN published_document d ON NOT d.is_gone AND {condition}
        WHERE c.id = 1"""
    found = fetch(statement, [made_by(), *params])
    if not found:
        return UNKNOWN, []
    now = datetime.now(UTC)
    rows = [_row(values[STATED:], now, form) for values in found if values[STATED] is not None]
    return _state(found[0]), rows


def read_state():
    """Return the `State` alone."""
    found = fetch(f"{STATE} FROM published_clock c WHERE c.id = 1")
    return _state(found[0]) if found else UNKNOWN


def _state(values):
    number, origin, has_touches, until = values[:STATED]
    return State((number, origin), not has_touches, moment(until))


def fetch(statement, params=()):
    """Return the rows of a statement that only reads.

    A connection that was lost meanwhile is found out by the statement itself, which is then asked
    again: a question before each read whether the connection still stands would double the reads.
    """
    connection.health_check_done = True
    try:
        return _fetch(statement, params)
    except (InterfaceError, OperationalError):
        if connection.in_atomic_block:
            raise
        connection.close()
        return _fetch(statement, params)


def _fetch(statement, params):
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return cursor.fetchall()


def settled_revision():
    """Return the revision in force, after a look into what has changed."""
    state = read_state()
    if not state.holds(datetime.now(UTC)):
        settle_for(WAIT)
        state = read_state()
    return state.revision


def _row(values, now, form):
    pk, page_id, type_name, etag, renew_at, outdated, foreign, start, end, put_in, text = values
    renew_at = moment(renew_at)
    is_outdated = bool(outdated) or (renew_at is not None and renew_at <= now)
    if form == "item":
        text = text[:start] + put_in + text[end:]
    elif form == "whole":
        text = text[:end] + put_in + text[end:]
    elif isinstance(text, memoryview):
        text = bytes(text)
    return Row(pk, page_id, type_name, etag, renew_at, is_outdated, bool(foreign), put_in, text)


def moment(value):
    """Return a moment as an aware datetime; SQLite gives texts, and knows no time zones."""
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    return value.replace(tzinfo=UTC) if value and value.tzinfo is None else value


def read_true(condition, params, form):
    """Return what `read` does, after whatever was outdated has been made again.

    None when that cannot be had now: somebody else is at it, or a document cannot be made. Then
    what is asked for must be made for the request.
    """
    for _ in range(3):
        state, rows = read(condition, params, form)
        if not state.holds(datetime.now(UTC)):
            if not settle_for(WAIT):
                return None
            continue
        wrong = [row for row in rows if not row.is_true]
        if not wrong:
            return state, rows
        if any(map(_is_left_alone, wrong)) or not freshen([row.pk for row in wrong], WAIT):
            return None
        takeovers.leave([row.pk for row in wrong if row.is_foreign], AFTER_TAKEOVER)
    return None


def _is_left_alone(row):
    return failures.holds(row.pk) or (not row.is_outdated and takeovers.holds(row.pk))


def of_page(site_id, page_id):
    """Return the condition and parameters of one page's document."""
    return "d.site_id = %s AND d.page_id = %s", [site_id, page_id]


def at_path(site_id, path):
    """Return the condition and parameters of the document at a path."""
    return "d.site_id = %s AND d.path = %s", [site_id, path]


def of_pages(site_id, page_ids):
    """Return the condition and parameters of the documents of pages."""
    if connection.vendor == "postgresql":
        return "d.site_id = %s AND d.page_id = ANY(%s)", [site_id, list(page_ids)]
    marks = ", ".join(["%s"] * len(page_ids)) or "NULL"
    return f"d.site_id = %s AND d.page_id IN ({marks})", [site_id, *page_ids]


def until(state, rows):
    """Return the moment at which one of the rows, or anything else, stops being true, or None."""
    moments = [row.renew_at for row in rows if row.renew_at]
    if state.until:
        moments.append(state.until)
    return min(moments, default=None)
