"""The content API: Wagtail's v2 router with the endpoints of `delivery`."""

from wagtail.api.v2.router import WagtailAPIRouter

from delivery.files import DocumentsViewSet, ImagesViewSet
from delivery.redirects import RedirectsViewSet
from delivery.viewsets import PagesViewSet

api_router = WagtailAPIRouter("wagtailapi")
api_router.register_endpoint("pages", PagesViewSet)
api_router.register_endpoint("images", ImagesViewSet)
api_router.register_endpoint("documents", DocumentsViewSet)
api_router.register_endpoint("redirects", RedirectsViewSet)
