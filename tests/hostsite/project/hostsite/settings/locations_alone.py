"""The clinics alone, with a picture model of the project's own."""

from .base import *  # noqa: F403
from .base import WAGTAIL_APPS

INSTALLED_APPS = ["pictures", "locations", "delivery", *WAGTAIL_APPS]

WAGTAILIMAGES_IMAGE_MODEL = "pictures.Picture"
