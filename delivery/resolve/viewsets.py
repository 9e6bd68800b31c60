"""The endpoint `/resolve/`: all that a front end needs for a page view, in one call."""

from difflib import get_close_matches
from functools import cached_property
from types import SimpleNamespace
from urllib.parse import unquote

from django.conf import settings
from django.http import Http404
from rest_framework.response import Response
from wagtail.api.v2.utils import BadRequestError

from delivery.documents.expiry import earliest, next_expiry
from delivery.documents.pages import build_documents
from delivery.documents.references import base_page_model
from delivery.documents.shapes import page_reference
from delivery.documents.site import has_site_document, site_document
from delivery.endpoints import parameters
from delivery.endpoints.redirects import redirect_at
from delivery.endpoints.single import SiteEndpoint
from delivery.urls import PageAddresses

from .description import resolve_operation
from .destinations import Follower
from .hosts import site_of_host
from .paths import page_at, was_published

GONE = 410


class ResolveViewSet(SiteEndpoint):
    """`/resolve/?path=/treatments/botox/`: the page there, or where to go instead.

    `{"kind": "page", "page": {…}}`, `{"kind": "redirect", "location", "is_permanent"}`, or with
    status 410 `{"kind": "gone", "message"}` and 404 `{"kind": "not_found", "message"}`.
    """

    query_parameters = frozenset({"path", "host", "include", "limit", "offset", "site"})
    openapi = classmethod(resolve_operation)

    def get_view(self, request):
        self.check_parameters()
        path, query = self.requested_path()
        included = self.included()
        if self.site is None:
            raise Http404("there is no such site here")
        page = page_at(self.site, path, self.visibility)
        if page is not None:
            return self.page_view(page, included)
        found = query and redirect_at(self.site, f"{path}?{query}")
        found = found or redirect_at(self.site, path)
        destination = found and Follower(self.site, self.visibility).follow(found)
        if destination:
            answer = {
                "kind": "redirect",
                "location": destination.location,
                "is_permanent": destination.is_permanent,
            }
            return self.cached(Response(answer), next_expiry(self.visibility))
        if was_published(self.site, path, self.visibility):
            message = "what was published here is no longer there"
            return Response({"kind": "gone", "message": message}, status=GONE)
        raise Http404("there is nothing here")

    def handle_exception(self, exc):
        response = super().handle_exception(exc)
        if isinstance(exc, Http404):
            response.data = {"kind": "not_found", **response.data}
        return response

    # What is asked

    @cached_property
    def site(self):
        host = self.request.GET.get("host")
        if host is None:
            return super().site
        if "site" in self.request.GET:
            raise BadRequestError("host and site say the same: leave one of them out")
        try:
            return site_of_host(host)
        except ValueError as error:
            raise BadRequestError(
                "host must be a host name, such as clinics.example or clinics.example:8080"
            ) from error

    def requested_path(self):
        """Return the path and the query that came with it; what follows a # says nothing."""
        path, _, query = self.request.GET.get("path", "").partition("#")[0].partition("?")
        if not path.startswith("/"):
            raise BadRequestError("path must be a path that begins with a slash, such as /faq/")
        if "\x00" in unquote(path):
            raise BadRequestError("path: null characters are not allowed")
        return path, query

    def included(self):
        """Return the names in `include`."""
        names = [name.strip() for name in self.request.GET.get("include", "").split(",")]
        known = self.parts()
        for name in filter(None, names):
            if name not in known:
                close = get_close_matches(name, known, n=1)
                hint = f"did you mean {close[0]}?" if close else f"there are {', '.join(known)}"
                raise BadRequestError(f"include: {name[:100]} is unknown ({hint})")
        return set(filter(None, names))

    @staticmethod
    def parts():
        """Return what `include` may name."""
        return [*(["site"] if has_site_document() else []), "breadcrumbs", "children"]

    # A page

    def page_view(self, page, included):
        document, until = self.page_document(page)
        answer, moments = {"kind": "page", "page": document}, [until, next_expiry(self.visibility)]
        if "site" in included:
            answer["site"], changes_at = site_document(self.site, self.visibility.now)
            moments.append(changes_at)
        if "breadcrumbs" in included:
            answer["breadcrumbs"] = self.breadcrumbs_of(page)
        if "children" in included:
            children = self.public_pages(page.get_children())
            answer["children"] = self.references_to(self.part_of(children))
            answer["children_count"] = self.paginator.total_count
        return self.cached(Response(answer), earliest(moments))

    def page_document(self, page):
        """Return what `/pages/<id>/` answers for a page, and until when that holds, or None."""
        serializer_class = self.pages.selected_serializer_class(type(page), detail=True)
        references = self.pages.references()
        (document,) = build_documents([page], serializer_class, references, self.pages.endpoint)
        until = references.notes.until(("document", page.pk))
        return document, earliest([until, references.retry_at])

    def breadcrumbs_of(self, page):
        """The public pages above a page, from the root of the site to its parent."""
        root = self.addresses.root_here(page)
        above = page.get_ancestors().filter(url_path__startswith=root)
        return self.references_to(self.public_pages(above))

    @cached_property
    def addresses(self):
        return PageAddresses(self.site_root)

    def public_pages(self, pages):
        """Those of the pages that are public, in the order of the tree."""
        pages = base_page_model().objects.filter(pk__in=pages.order_by().values("pk"))
        return self.visibility.public_pages(pages).order_by("path")

    def part_of(self, pages):
        """The part of the pages that `limit` and `offset` name: as many as a list may have."""
        parameters.check_offset(self.request.GET)
        most = getattr(settings, "WAGTAILAPI_LIMIT_MAX", 20)
        asked = {**({"limit": most} if most else {}), **self.request.GET.dict()}
        return self.paginator.paginate_queryset(pages, SimpleNamespace(GET=asked))

    def references_to(self, pages):
        return [page_reference(page, *self.addresses.of(page)) for page in pages]
