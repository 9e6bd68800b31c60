"""Puts the finished documents in front of what a public read does not need."""

from .progress import show_progress
from .reads.remembering import remember, state_before
from .reads.serving import serve
from .upkeep.waiting import waiting


class PublishedDocumentsMiddleware:
    """Answers reads of published documents before sessions, users and templates are set up.

    It stands behind the middleware that every answer needs, that for security and CORS. After the
    answer to a request that has changed something it has the documents kept.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return serve(request) or self._answer(request)

    def _answer(self, request):
        state = state_before(request)
        with waiting() as waited:
            response = self.get_response(request)
        if state:
            remember(request, response, state)
        if waited.committed is not None:
            waited.finish(response)
            show_progress(request, response)
        return response
