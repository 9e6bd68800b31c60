"""System checks: what a project that installs this app must have in its URLs and settings."""

from django.conf import settings
from django.core import checks
from django.core.management import get_commands
from django.urls import NoReverseMatch, resolve, reverse

from delivery.conf import setting

UNSCOPED = checks.Error(
    "The admin's addresses of tenancy are not in use, so people see what belongs to other clinics.",
    hint='In the URLs, put path("admin/", include("tenancy.scope.urls")) in front of '
    "Wagtail's own, under the same path.",
    id="tenancy.E001",
)


SELF_NAMED = checks.Warning(
    "People may give their account any e-mail address, and an invitation goes by the address: "
    "whoever takes that of another gets the access meant for him.",
    hint="Set WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False.",
    id="tenancy.W001",
)


STOPPED_BY_ONE = checks.Warning(
    "publish_scheduled is Wagtail's command: one page that cannot be published stops it, and loses "
    "its schedule without a word.",
    hint="Put 'tenancy' before 'wagtail' in INSTALLED_APPS.",
    id="tenancy.W002",
)


@checks.register
def check_schedules(app_configs, **kwargs):
    return [STOPPED_BY_ONE] if get_commands()["publish_scheduled"] == "wagtail" else []


@checks.register(checks.Tags.security)
def check_addresses(app_configs, **kwargs):
    return [SELF_NAMED] if getattr(settings, "WAGTAIL_EMAIL_MANAGEMENT_ENABLED", True) else []


@checks.register(checks.Tags.urls)
def check_scoped_urls(app_configs, **kwargs):
    from tenancy.scope.page_chooser import BrowseView  # noqa: PLC0415  it needs the models

    try:
        view = resolve(reverse("wagtailadmin_choose_page")).func
    except NoReverseMatch:
        # A project without Wagtail's admin shows nobody anything.
        return []
    return [] if getattr(view, "view_class", None) is BrowseView else [UNSCOPED]


@checks.register
def check_weeks(app_configs, **kwargs):
    weeks = setting("SHARED_CHANGES_WEEKS")
    if isinstance(weeks, int) and weeks >= 0:
        return []
    return [
        checks.Error(
            f"CLINICSITE['SHARED_CHANGES_WEEKS'] is {weeks!r}, which is no number of weeks.",
            hint="Give a whole number; 0 leaves the library's changes out of the clinics' homes.",
            id="tenancy.E002",
        )
    ]
