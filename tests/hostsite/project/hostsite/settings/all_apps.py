"""Every app, on Wagtail's own base page."""

from .base import *  # noqa: F403
from .base import WAGTAIL_APPS

INSTALLED_APPS = [
    "home",
    "tenancy",
    "treatments",
    "locations",
    "faq",
    "delivery",
    "delivery.search",
    "wagtail_modeladmin",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    *WAGTAIL_APPS,
]

WAGTAILIMAGES_IMAGE_MODEL = "home.SiteImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "home.forms.SiteImageForm"
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
