"""Wagtail's hooks of this package."""

from wagtail import hooks

from tenancy import log_actions


def register():
    hooks.register("register_log_actions", log_actions.register)
