"""The site's addresses, with stock Wagtail's API and a bare view beside them."""

from django.urls import include, path

from clinicsite.urls import urlpatterns as site_urlpatterns

from .bare import bare
from .stock import stock_router

urlpatterns = [
    path("bare/<slug:name>/<int:number>/", bare),
    path("stock/v2/", stock_router.urls),
    path("", include(site_urlpatterns)),
]
