"""The content API: Wagtail's v2 router with the endpoints of `delivery`."""

from wagtail.api.v2.router import WagtailAPIRouter

from delivery.endpoints.files import DocumentsViewSet, ImagesViewSet
from delivery.endpoints.redirects import RedirectsViewSet
from delivery.endpoints.sitemap import SitemapViewSet
from delivery.published.feed.viewsets import ChangesViewSet
from delivery.published.reads.viewsets import PublishedPagesViewSet, PublishedResolveViewSet
from home.api.viewsets import SiteViewSet

api_router = WagtailAPIRouter("wagtailapi")
api_router.register_endpoint("pages", PublishedPagesViewSet)
api_router.register_endpoint("images", ImagesViewSet)
api_router.register_endpoint("documents", DocumentsViewSet)
api_router.register_endpoint("redirects", RedirectsViewSet)
api_router.register_endpoint("resolve", PublishedResolveViewSet)
api_router.register_endpoint("site", SiteViewSet)
api_router.register_endpoint("sitemap", SitemapViewSet)
api_router.register_endpoint("changes", ChangesViewSet)
