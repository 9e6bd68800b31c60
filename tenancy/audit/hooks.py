"""Wagtail's hooks of this package."""

from wagtail import hooks

from . import log_actions, report


def admin_urls():
    return report.urlpatterns


def register():
    hooks.register("register_admin_urls", admin_urls)
    hooks.register("register_log_actions", log_actions.register)
    hooks.register("register_reports_menu_item", report.menu_item)
