"""System checks: an order of apps in which the schemas would be ignored without a word."""

from django.apps import apps
from django.core.checks import Error, register


@register
def check_order(app_configs, **kwargs):
    """The endpoints are made of the schemas once, by the first app that asks for them."""
    if apps.get_app_config("delivery_writing").in_time:
        return []
    return [
        Error(
            "delivery.writing is listed after an app that has made Wagtail's API v3 already, so "
            "what is written is not checked by it.",
            hint='In INSTALLED_APPS, put "delivery.writing" after your own apps and before '
            "every app of Wagtail's.",
            id="delivery.writing.E001",
        )
    ]
