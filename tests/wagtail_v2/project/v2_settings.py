"""Wagtail's test project with Clinicsite's endpoints in the place of its own."""

import tempfile

from wagtail.test.settings import *  # noqa: F403
from wagtail.test.settings import DATABASES, INSTALLED_APPS, TEMPLATES

INSTALLED_APPS = ["delivery", "shown_files", *INSTALLED_APPS]
ROOT_URLCONF = "v2_urls"
CLINICSITE = {"API_NAMESPACE": "wagtailapi_v2"}

# Wagtail's test models have a hundred migrations, which take longer than the tests.
DATABASES["default"]["TEST"]["MIGRATE"] = False
TEST_RUNNER = "v2_runner.OutcomeRunner"

# The second engine is Jinja, in which nothing is written that these tests look at.
TEMPLATES = TEMPLATES[:1]

_media = tempfile.TemporaryDirectory(prefix="wagtail-v2-media-")
MEDIA_ROOT = _media.name

# The pictures of Wagtail's fixtures have no files, and delivery says so of each rendition.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "loggers": {"delivery": {"level": "CRITICAL"}},
}
