"""Wagtail's hooks of opening and closing clinics, and of their people."""

from contextlib import suppress

from wagtail import hooks

from tenancy import log_actions, permissions
from tenancy.models import Clinic
from treatments.querysets import location_model

from . import guards
from .buttons import buttons
from .clinics import furnish
from .groups import NoGroupError
from .urls import urlpatterns


def admin_urls():
    return urlpatterns


def header_buttons(page, user, view_name, next_url=None):
    return buttons(page, next_url)


def listing_buttons(page, user, next_url=None):
    return buttons(page, next_url)


def set_up_new_clinic(request, page):
    """Give a clinic that was made as a plain page what belongs to it, if its author may.

    Not while it saves itself: what is made is called after the clinic, which has half a name then.
    """
    if not isinstance(page, location_model()) or not request.accepts("text/html"):
        return
    if not Clinic.objects.filter(page=page).exists() and permissions.may_open(
        request.user, page.get_parent().specific_deferred
    ):
        with suppress(NoGroupError):
            furnish(page, publish=page.live, user=request.user)


def register():
    hooks.register("register_log_actions", log_actions.register)
    hooks.register("register_permissions", permissions.to_register)
    hooks.register("register_admin_urls", admin_urls)
    hooks.register("after_create_page", set_up_new_clinic)
    hooks.register("after_edit_page", set_up_new_clinic)
    hooks.register("register_actions", guards.register_action)
    # Before any question that another app asks and acts on.
    hooks.register("before_delete_page", guards.before_delete_page, order=-1)
    hooks.register("before_bulk_action", guards.before_bulk_action, order=-1)
    hooks.register("register_page_header_buttons", header_buttons)
    hooks.register("register_page_listing_more_buttons", listing_buttons)
