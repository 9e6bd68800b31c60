"""Wagtail's hooks of this package."""

from wagtail import hooks

from .api import construct_admin_api
from .explorer import ScopedPageViewSet
from .page_chooser import construct_page_chooser_queryset

# After Wagtail's own, which these take the place of.
LATER = 100


def page_viewset():
    return ScopedPageViewSet()


def register():
    hooks.register("construct_page_chooser_queryset", construct_page_chooser_queryset)
    hooks.register("construct_admin_api", construct_admin_api, order=LATER)
    hooks.register("register_admin_viewset", page_viewset, order=LATER)
