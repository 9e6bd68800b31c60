"""Tells one front-end cache what to forget."""

import json
import logging
import threading
import time
from contextlib import contextmanager
from urllib.parse import urlsplit

from wagtail.contrib.frontend_cache.tasks import purge_urls_from_cache_task
from wagtail.contrib.frontend_cache.utils import get_backends

from ..conf import option
from ..deadlines import DeadlineError, within
from ..transport import Outcome
from .backends import PurgeError


def purge(name, body, limit=None):
    """Purge what `body` names (see `payloads.purge_body`) from the cache of that name.

    Returns the `Outcome`. `limit` is a number of seconds, as for a message.
    """
    started = time.monotonic()
    total = option("TOTAL_TIMEOUT") if limit is None else min(limit, option("TOTAL_TIMEOUT"))
    error, is_final = "", False
    try:
        # Some of Wagtail's backends wait for ever.
        within(total, _purge, name, json.loads(body))
    except DeadlineError:
        error = "The cache did not answer in time."
    except PurgeError as wrong:
        error = str(wrong)
    except _NoCacheError:
        error, is_final = "There is no cache of this name in the settings any more.", True
    except Exception as wrong:
        # Their words may hold what is secret in the settings.
        error = f"The cache could not be purged ({type(wrong).__name__})."
    return Outcome(error, seconds=time.monotonic() - started, is_final=is_final)


class _NoCacheError(Exception):
    pass


def _purge(name, items):
    backend = get_backends(backends=[name]).get(name)
    if backend is None:
        raise _NoCacheError
    urls = {number: _of(backend, item) for number, item in enumerate(items)}
    if hasattr(backend, "purge_tags"):
        concerned = (item for number, item in enumerate(items) if urls[number])
        tags = list(dict.fromkeys(tag for item in concerned for tag in item["tags"]))
        if tags:
            backend.purge_tags(tags)
        return
    urls = [url for found in urls.values() for url in found]
    with _errors_of_this_thread() as errors:
        purge_urls_from_cache_task.call(list(dict.fromkeys(urls)), backends=[name])
    if errors:
        raise PurgeError("The cache refused to purge; the server’s log says why.")


def _of(backend, item):
    """The addresses of an item that a backend answers for: the API may have a host of its own."""
    urls = (url for url in (item["url"], item["detail_url"]) if url)
    return [url for url in urls if backend.invalidates_hostname(urlsplit(url).netloc)]


class _Collector(logging.Handler):
    def __init__(self):
        super().__init__(logging.ERROR)
        self.thread, self.records = threading.get_ident(), []

    def emit(self, record):
        if record.thread == self.thread:
            self.records.append(record)


@contextmanager
def _errors_of_this_thread():
    """Collect the errors that are logged meanwhile: Wagtail's backends log theirs and go on."""
    collector = _Collector()
    # One of them writes to the root's.
    loggers = [logging.getLogger(), logging.getLogger("wagtail.frontendcache")]
    for each in loggers:
        each.addHandler(collector)
    try:
        yield collector.records
    finally:
        for each in loggers:
            each.removeHandler(collector)
