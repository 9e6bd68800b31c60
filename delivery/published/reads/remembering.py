"""Remembers what was made for a request, as long and as truly as what comes of finished documents.

Only answers that say until when they are true are remembered (`true_until`, which
`SiteEndpoint.cached` notes on them): whatever else may change them is watched (`touching`).
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.http import HttpResponse, HttpResponseNotModified

from delivery.conf import setting
from delivery.http import cache_control, is_known
from delivery.urls import is_content_api

from .memory import key_of, memory

# What says something of a body, and not of who has it already.
OF_BODY = frozenset({"content-encoding", "content-length", "content-type"})


@dataclass(slots=True)
class Copy:
    """An answer with its headers; true until `until`, or on."""

    body: bytes
    headers: dict
    until: datetime | None
    revision: tuple = ()

    def response(self, request):
        if is_known(request, self.headers["ETag"]):
            response = HttpResponseNotModified()
        else:
            response = HttpResponse(self.body)
        for name, value in self.headers.items():
            if response.status_code == HttpResponse.status_code or name.lower() not in OF_BODY:
                response.headers[name] = value
        response.headers["Cache-Control"] = cache_control(self.until)
        return response


def state_before(request):
    """Return the `State` at which an answer is begun that may be remembered, or None."""
    kept = setting("PUBLISHED_DOCUMENTS") and setting("RESPONSE_CACHE_BYTES") > 0
    if not kept or request.method != "GET" or not is_content_api(request):
        return None
    state = memory.current_state()
    return state if state.holds(datetime.now(UTC)) else None


def remember(request, response, state):
    """Remember an answer that was begun at a `State`, if it may be."""
    is_whole = response.status_code == HttpResponse.status_code and not response.streaming
    if not is_whole or not hasattr(response, "true_until") or response.cookies:
        return
    moments = [moment for moment in (response.true_until, state.until) if moment]
    copy = Copy(response.content, dict(response.items()), min(moments, default=None))
    memory.keep_answer(key_of(request), copy, state.revision)
