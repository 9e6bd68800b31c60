"""The URLs of Wagtail's test project, with Clinicsite's endpoints in its namespace of API v2."""

from django.urls import path
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.tests.test_pages import Test10411APIViewSet
from wagtail.test import urls as wagtail_urls

from delivery.endpoints.files import DocumentsViewSet, ImagesViewSet
from delivery.endpoints.pages import PagesViewSet
from delivery.endpoints.redirects import RedirectsViewSet


class PagesWithoutMetaViewSet(PagesViewSet):
    """What the tests' own endpoint is: one of pages with nothing in `meta`."""

    meta_fields = Test10411APIViewSet.meta_fields


api_router = WagtailAPIRouter(wagtail_urls.api_router.url_namespace)
api_router.register_endpoint("pages", PagesViewSet)
api_router.register_endpoint("images", ImagesViewSet)
api_router.register_endpoint("documents", DocumentsViewSet)
api_router.register_endpoint("redirects", RedirectsViewSet)
api_router.register_endpoint("issue_10411", PagesWithoutMetaViewSet)

urlpatterns = [
    path("api/main/", api_router.urls),
    *(
        pattern
        for pattern in wagtail_urls.urlpatterns
        if getattr(pattern, "namespace", None) != api_router.url_namespace
    ),
]
