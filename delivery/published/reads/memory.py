"""What a process remembers of finished answers, bounded, and never past the moment they are true.

Each answer is remembered with the revision at which it was read. The revision in force is asked of
the database, and that answer holds for `LEASE` seconds from the moment it was asked; whoever
publishes waits as long before the publication is done (`keeping.keep`). So once a publication is
done, no process serves what was before it. No message has to arrive for that, and no clocks have
to agree: a lease is measured by the one process that holds it.
"""

import threading
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.core.signals import setting_changed
from wagtail.models import Site

from delivery.conf import setting
from delivery.http import (
    WORTH_COMPRESSING,
    accepted_encoding,
    compressed,
    entity_tag,
    is_had,
    json_response,
    not_modified,
)
from delivery.published.upkeep.keeping import LEASE

from .reading import State, read_state

# What an answer costs beside its bytes.
OVERHEAD = 1_000
MOST_LISTS = 2_000


@dataclass(slots=True)
class Answer:
    """A finished response: `body` is encoded as `encoding` says; true until `until`, or on.

    `fingerprint` is that of its text, whatever the encoding.
    """

    body: bytes
    fingerprint: str
    tags: tuple
    encoding: str = ""
    until: datetime | None = None
    revision: tuple = ()

    def encode(self, encoding):
        """Compress what is not compressed yet."""
        if encoding and not self.encoding and len(self.body) > WORTH_COMPRESSING:
            self.body, self.encoding = compressed(self.body, encoding), encoding

    def response(self, request):
        known = is_had(request, self.fingerprint)
        if known:
            return not_modified(known, self.tags, self.until)
        etag = entity_tag(self.fingerprint, self.encoding)
        return json_response(self.body, etag, self.tags, self.until, self.encoding)


@dataclass(slots=True)
class Listing:
    """Which pages a list shows, in order: `form` is how, and `cut` what is taken out of that."""

    site_id: int
    page_ids: list
    total: int
    form: str
    cut: object = None
    revision: tuple = ()


@dataclass
class Memory:
    """The memory of one process; `limit` is in bytes."""

    answers: OrderedDict = field(default_factory=OrderedDict)
    listings: OrderedDict = field(default_factory=OrderedDict)
    sites: dict = field(default_factory=dict)
    size: int = 0
    # When the state was asked for, and what it was: one value, for it is read without the lock.
    known: tuple[float, State | None] = (float("-inf"), None)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def clear(self):
        with self.lock:
            self.answers.clear()
            self.listings.clear()
            self.sites.clear()
            self.size, self.known = 0, (float("-inf"), None)

    # The state

    def current_state(self):
        """Return the `State`, at most `LEASE` seconds old."""
        now = time.monotonic()
        asked, state = self.known
        if state is None or now - asked >= LEASE:
            before, state = state, read_state()
            if before is None or before.revision != state.revision:
                # Another process may have moved the root of a site.
                Site.clear_site_root_paths_cache()
            with self.lock:
                # Whoever asked later knows better, and what is not settled soon will be.
                if now > self.known[0] and state.is_settled:
                    self.known = (now, state)
        return state

    # Answers

    def answer(self, key):
        """Return the `Answer` under a key if it is still true, or None."""
        found = self.answers.get(key)
        if found is None:
            return None
        state, now = self.current_state(), datetime.now(UTC)
        if found.revision != state.revision:
            self._forget(key)
            return None
        if not state.holds(now) or (found.until is not None and now >= found.until):
            return None
        with self.lock:
            if key in self.answers:
                self.answers.move_to_end(key)
        return found

    def keep_answer(self, key, answer, revision):
        limit = setting("RESPONSE_CACHE_BYTES")
        if _weight(key, answer) > limit // 8:
            return
        answer.revision = revision
        with self.lock:
            self._take_out(key)
            self.answers[key] = answer
            self.size += _weight(key, answer)
            while self.answers and self.size > limit:
                self._take_out(next(iter(self.answers)))

    def _forget(self, key):
        with self.lock:
            self._take_out(key)

    def _take_out(self, key):
        found = self.answers.pop(key, None)
        if found is not None:
            self.size -= _weight(key, found)

    # Lists and sites, which the revision that is read with the documents vouches for

    def listing(self, key):
        return self.listings.get(key)

    def keep_listing(self, key, listing):
        with self.lock:
            self.listings[key] = listing
            self.listings.move_to_end(key)
            while len(self.listings) > MOST_LISTS:
                self.listings.popitem(last=False)


def host_of(request):
    """Return what Wagtail chooses a site by: the host and the port of a request."""
    return request.get_host(), request.get_port()


def key_of(request):
    """Return all that an answer depends on: `(host, path, query, encoding)`."""
    encoding = accepted_encoding(request.META.get("HTTP_ACCEPT_ENCODING", ""))
    return host_of(request), request.path_info, request.META.get("QUERY_STRING", ""), encoding


def _weight(key, answer):
    return len(answer.body) + len(str(key)) + OVERHEAD


memory = Memory()


def _forget_everything(**kwargs):
    memory.clear()


setting_changed.connect(_forget_everything, dispatch_uid="published.memory")
