from django.apps import apps
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.documents import urls as wagtaildocs_urls

from delivery.endpoints.files import DocumentsViewSet, ImagesViewSet
from delivery.endpoints.pages import PagesViewSet

api = WagtailAPIRouter("wagtailapi")
api.register_endpoint("pages", PagesViewSet)
api.register_endpoint("images", ImagesViewSet)
api.register_endpoint("documents", DocumentsViewSet)

# As the README of `tenancy` says, where it is installed.
own_clinics = (
    [path("admin/", include("tenancy.scope.urls"))] if apps.is_installed("tenancy") else []
)

urlpatterns = [
    *own_clinics,
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("api/v2/", api.urls),
    path("", include(wagtail_urls)),
]
