"""`delivery.published` without its ears: its tables are there, and no change is noted."""

from django.apps import AppConfig


class SilentConfig(AppConfig):
    name = "delivery.published"
    label = "published"
    default_auto_field = "django.db.models.BigAutoField"
