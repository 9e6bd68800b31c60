"""The endpoint `/site/`."""

from django.http import Http404
from rest_framework.response import Response

from delivery.endpoints.single import SiteEndpoint
from delivery.schema import parameters
from delivery.schema.operations import answer, operation

from .schemas import site_schema
from .site import site_document


class SiteViewSet(SiteEndpoint):
    """`/site/`: brand, menus and clinics of a site, with what is open now."""

    def get_view(self, request):
        self.check_parameters()
        if self.site is None:
            raise Http404("there is no such site here")
        document, changes_at = site_document(self.site)
        return self.cached(Response(document), changes_at)

    @classmethod
    def openapi(cls, schemas, action):
        """Return the operation of `/site/`."""
        return operation(
            schemas,
            "get_site",
            "What every page of a site shows",
            {"200": answer("The site.", site_schema(schemas))},
            [parameters.site()],
            tag="site",
            description="The brand, the menus and the clinics of a site, with what is open now.",
        )
