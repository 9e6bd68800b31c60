"""`manage.py publish_scheduled_pages`: the former name of Wagtail's `publish_scheduled`."""

from .publish_scheduled import Command

__all__ = ["Command"]
