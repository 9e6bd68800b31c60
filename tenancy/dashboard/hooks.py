"""Wagtail's hooks of this package."""

from wagtail import hooks

from .menus import hide_empty_reports
from .panels import construct_panels, construct_summary_items
from .views import ClinicPricesViewSet, urlpatterns


def admin_urls():
    return urlpatterns


def prices_viewset():
    return ClinicPricesViewSet()


def register():
    hooks.register("register_admin_urls", admin_urls)
    hooks.register("register_admin_viewset", prices_viewset)
    hooks.register("construct_homepage_panels", construct_panels)
    hooks.register("construct_homepage_summary_items", construct_summary_items)
    hooks.register("construct_reports_menu", hide_empty_reports)
