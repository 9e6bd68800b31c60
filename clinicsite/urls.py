"""The site's URLs: the admin, the content API and, last, the pages themselves."""

from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from clinicsite.api import api_router
from clinicsite.api_v3 import api as api_v3
from delivery.errors import handler400, handler403, handler404, handler500, not_found
from delivery.media import document_urls, media_urls
from delivery.preview.views import PreviewDocumentView, SharedDraftView
from delivery.schema.views import OpenAPIView
from delivery.writing.urls import urls_of

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [
    path("admin/", include("home.admin_urls")),
    path("admin/", include("tenancy.scope.urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(document_urls())),
    path("api/v2/openapi.json", OpenAPIView.as_view(), name="openapi"),
    path("api/v2/preview/", PreviewDocumentView.as_view(), name="preview_document"),
    path("api/v2/", api_router.urls),
    # Only what ends as the addresses of the API do, so that a missing slash is still added.
    re_path(r"^api/v2/(?:.*/)?$", not_found),
    path("api/v3-preview/", urls_of(api_v3)),
    path("preview/<str:token>/", SharedDraftView.as_view(), name="shared_draft"),
    *media_urls(),
    path("", include(wagtail_urls)),
]
