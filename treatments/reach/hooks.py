"""Wagtail's hooks of this package."""

from wagtail import hooks

from . import asking, views


def admin_urls():
    return views.urlpatterns


def register():
    hooks.register("register_admin_urls", admin_urls)
    # Last, so that whatever forbids publishing is heard before anybody is asked.
    hooks.register("before_publish_page", asking.before_publish_page, order=100)
    hooks.register("before_bulk_action", asking.before_bulk_action, order=100)
