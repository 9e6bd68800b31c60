"""The admin's addresses whose views are of `home`, listed before Wagtail's own."""

from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access

from .avatars import CleanAvatarAccountView

urlpatterns = [
    path("account/", never_cache(require_admin_access(CleanAvatarAccountView.as_view()))),
]
