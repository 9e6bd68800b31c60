"""Where a draft is read without an account: as a document, and as a page of the site."""

import logging
import re
from copy import copy

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import View
from rest_framework.renderers import JSONRenderer

from delivery.documents.pages import page_document
from delivery.endpoints.pages import PagesViewSet
from delivery.errors import OUT_OF_REACH, method_not_allowed
from delivery.schema.endpoints import PageThings
from delivery.schema.operations import all_answers, answer, parameter
from delivery.schema.shapes import text

from . import drafts
from .models import ShareLink
from .pages import SITE

logger = logging.getLogger(__name__)

NOT_FOUND = {"message": "There is no draft here, or no longer. Open the preview again."}
BODY = re.compile(r"<body\b[^>]*>", re.I)


class DraftView(View):
    """Answers with a draft, or with one and the same 404 whatever the fault is."""

    http_method_names = ["get", "head", "options"]

    def dispatch(self, request, *args, **kwargs):
        return self.seal(super().dispatch(request, *args, **kwargs))

    def get(self, request, **kwargs):
        try:
            response = self.answer(request, **kwargs)
        except OUT_OF_REACH:
            # Of a database that is gone nobody should hear that his draft is.
            raise
        except Exception:
            # Whoever made a page that cannot be shown reads of it in the log, a stranger nowhere.
            logger.exception("A draft could not be shown")
            response = None
        return response or self.not_found(request)

    def seal(self, response):
        """Let nothing keep a response, and nobody learn of its address from it."""
        response.headers["Cache-Control"] = "no-store, private"
        response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response


@method_decorator(csrf_exempt, name="dispatch")
class PreviewDocumentView(DraftView):
    """`?content_type=faq.faqpage&token=…` of a preview, or `?share=…` of a link."""

    def answer(self, request):
        link = None
        if "share" in request.GET:
            link = ShareLink.behind(request.GET["share"])
            page = link and link.draft()
        else:
            page = drafts.draft_behind(
                request.GET.get("token", ""), request.GET.get("content_type", "")
            )
        if page is None:
            return None
        # What the detail of a page gives when it is not asked for more or less.
        fields = ",".join(["_", *PagesViewSet.get_detail_default_fields(type(page))])
        response = self.json(page_document(page, fields), 200)
        if link and request.method == "GET":
            link.count_opening()
        return response

    def not_found(self, request):
        return self.json(NOT_FOUND, 404)

    def http_method_not_allowed(self, request, *args, **kwargs):
        return method_not_allowed(request, self._allowed_methods())

    def json(self, document, status):
        return HttpResponse(
            JSONRenderer().render(document), content_type="application/json", status=status
        )

    @classmethod
    def openapi(cls, schemas, action):
        """Return the operation for the description of the API."""
        own = {
            "200": answer("The draft.", PageThings(PagesViewSet, schemas).whole()),
            "404": answer(
                "There is no such draft, or no longer; of whatever is wrong, no more is said.",
                schemas.shape("Error"),
            ),
        }
        return {
            "operationId": "preview",
            "summary": "A draft",
            "description": "The document of a page as an editor sees it before it is published. "
            "It needs `content_type` and `token`, which the admin gives to the front end, or "
            "`share`, that of a link made by an editor.",
            "parameters": [
                parameter("content_type", text(), "The type of the page: `faq.faqpage`."),
                parameter("token", text(), "Signed, and good for a while."),
                parameter("share", text(), "The secret of a link."),
            ],
            "responses": all_answers(schemas, own),
        }


class SharedDraftView(DraftView):
    """A draft as a page of the site, with a line that says what it is."""

    def answer(self, request, token):
        link = ShareLink.behind(token)
        if link is None:
            return None
        shown = _as_stranger(link.draft(), request)
        if shown.status_code != HttpResponse.status_code:
            return None
        banner = render_to_string("preview/banner.html", {"link": link})
        html = shown.content.decode(shown.charset)
        body = BODY.search(html)
        end = body.end() if body else 0
        if request.method == "GET":
            link.count_opening()
        # A response of its own: the other has the length of its own text, and may have cookies.
        return HttpResponse(html[:end] + banner + html[end:])

    def not_found(self, request):
        return render(request, "preview/not_found.html", status=404)


def _as_stranger(page, request):
    """Return what the site makes of a page for somebody who has not signed in."""
    stranger = copy(request)
    stranger.META = {
        name: value
        for name, value in request.META.items()
        if name not in ("HTTP_COOKIE", "HTTP_AUTHORIZATION")
    }
    modes = [name for name, _ in page.preview_modes]
    return page.make_preview_request(stranger, SITE if SITE in modes else page.default_preview_mode)
