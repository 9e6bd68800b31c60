"""The questions alone, with Wagtail's own pictures and pages."""

from .base import *  # noqa: F403
from .base import WAGTAIL_APPS

INSTALLED_APPS = ["faq", "delivery", *WAGTAIL_APPS]
