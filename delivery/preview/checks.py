"""System checks: settings with which drafts would not be shown, or for too long."""

from urllib.parse import urlsplit

from django.apps import apps
from django.core.checks import Error, register

from delivery.conf import setting

from .front_ends import DEFAULT, PACKAGE, client_urls

# Older drafts may be deleted at any time.
LONGEST = 24 * 60 * 60
OWN_ADDRESS = "{SITE_ROOT_URL}"


@register()
def check_package(app_configs, **kwargs):
    """Drafts are kept in a table of wagtail-headless-preview."""
    if apps.is_installed(PACKAGE):
        return []
    return [
        Error(
            f"delivery.preview needs the app {PACKAGE}.",
            hint=f"Add '{PACKAGE}' to INSTALLED_APPS.",
            id="preview.E001",
        )
    ]


@register()
def check_times(app_configs, **kwargs):
    """A token must end before its draft is deleted, and a link some day."""
    problems = []
    seconds, days = setting("PREVIEW_MAX_AGE"), setting("SHARE_LINK_DAYS")
    if not _is_number(seconds) or not 0 < seconds <= LONGEST:
        problems.append(
            Error(
                "CLINICSITE['PREVIEW_MAX_AGE'] must be a number of seconds up to a day.",
                hint="Give a number between 1 and 86400, such as 3600 for an hour.",
                id="preview.E002",
            )
        )
    if (
        not isinstance(days, list | tuple)
        or not days
        or not all(_is_number(each) and each == int(each) > 0 for each in days)
    ):
        problems.append(
            Error(
                "CLINICSITE['SHARE_LINK_DAYS'] must be a list of whole numbers of days.",
                hint="Give those to choose from, the usual one first, such as [1, 7, 30].",
                id="preview.E003",
            )
        )
    return problems


@register()
def check_front_ends(app_configs, **kwargs):
    """An editor's browser must be able to open the front end."""
    wrong = {
        host: url
        for host, url in client_urls().items()
        if not (host == DEFAULT and url.startswith(OWN_ADDRESS)) and not _is_address(url)
    }
    return [
        Error(
            f"WAGTAIL_HEADLESS_PREVIEW['CLIENT_URLS']['{host}'] is no address: {url}",
            hint="Give the whole address of the front end's preview, such as "
            "https://www.example.org/preview/.",
            id="preview.E004",
        )
        for host, url in wrong.items()
    ]


def _is_number(value):
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_address(url):
    parts = urlsplit(url)
    return parts.scheme in ("http", "https") and bool(parts.netloc) and not parts.query
