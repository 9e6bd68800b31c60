"""Endpoints of the content API that have a single address: what belongs to one site as a whole."""

from functools import cached_property
from types import NoneType

from django.urls import path
from wagtail.api.v2.views import BaseAPIViewSet

from delivery.http import cache_control, set_tags

from .base import SiteViewSetMixin
from .pages import PagesViewSet


class SiteEndpoint(SiteViewSetMixin, BaseAPIViewSet):
    """The base: `get_view` answers, and `query_parameters` names what may be asked.

    `openapi(schemas, action)`, a class method, describes it.
    """

    # The router asks every endpoint which objects it gives by their id: none.
    model = NoneType
    query_parameters = frozenset({"site"})
    # What caches know an answer by: it is purged with the lists of pages.
    cache_tags = ("pages",)

    @classmethod
    def get_urlpatterns(cls):
        return [path("", cls.as_view({"get": "get_view"}), name="listing")]

    def allowed_parameters(self, model):
        return self.query_parameters | {"format", "_"}

    def check_parameters(self):
        """Refuse parameters that are not known."""
        self.check_query_parameters(self)

    def cached(self, response, changes_at=None):
        """Return a response with what caches need to know of it.

        `changes_at` is the moment from which on it says something else by itself, None for never.
        """
        response.true_until = changes_at
        response.headers["Cache-Control"] = cache_control(changes_at)
        set_tags(response, self.cache_tags)
        return response

    @cached_property
    def pages(self):
        """The endpoint of pages, for the same call and the same site."""
        return PagesViewSet(request=self.request, site=self.site, visibility=self.visibility)
