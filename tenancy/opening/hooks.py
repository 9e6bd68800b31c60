"""Wagtail's hooks of opening and closing clinics, and of their people."""

from wagtail import hooks

from tenancy import log_actions, permissions

from .buttons import buttons
from .urls import urlpatterns


def admin_urls():
    return urlpatterns


def header_buttons(page, user, view_name, next_url=None):
    return buttons(page, next_url)


def listing_buttons(page, user, next_url=None):
    return buttons(page, next_url)


def register():
    hooks.register("register_log_actions", log_actions.register)
    hooks.register("register_permissions", permissions.to_register)
    hooks.register("register_admin_urls", admin_urls)
    hooks.register("register_page_header_buttons", header_buttons)
    hooks.register("register_page_listing_more_buttons", listing_buttons)
