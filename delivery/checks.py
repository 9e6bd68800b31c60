"""System checks: settings that would break the API, or leave it open-ended, in silence."""

from django.conf import settings
from django.core.checks import Error, Warning, register
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import Filter

from .conf import DEFAULTS, setting
from .urls import detail_path


@register()
def check_renditions(app_configs, **kwargs):
    """Every size of `IMAGE_RENDITIONS` must be one that Wagtail can make."""
    problems = []
    for name, spec in setting("IMAGE_RENDITIONS").items():
        try:
            Filter(spec=spec).operations  # noqa: B018 (reading it parses the specification)
        except InvalidFilterSpecError as error:
            problems.append(
                Error(
                    f"CLINICSITE['IMAGE_RENDITIONS']['{name}'] is no rendition: {error}",
                    hint="Use one of Wagtail's, such as 'fill-640x480' or 'width-800'.",
                    id="delivery.E001",
                )
            )
    return problems


@register()
def check_setting_names(app_configs, **kwargs):
    """A misspelt key of `CLINICSITE` would be ignored without a word."""
    unknown = sorted(set(getattr(settings, "CLINICSITE", {})) - set(DEFAULTS))
    return [
        Warning(
            f"CLINICSITE['{name}'] is not a setting.",
            hint=f"The settings are {', '.join(DEFAULTS)}.",
            id="delivery.W001",
        )
        for name in unknown
    ]


@register()
def check_limit(app_configs, **kwargs):
    """Without a limit, one request can ask for every page there is."""
    if getattr(settings, "WAGTAILAPI_LIMIT_MAX", 20):
        return []
    return [
        Warning(
            "WAGTAILAPI_LIMIT_MAX is off: anybody may ask the API for everything in one list.",
            hint="Set it to what a front end needs at once, such as 100.",
            id="delivery.W002",
        )
    ]


@register()
def check_endpoint_mounted(app_configs, **kwargs):
    """Documents name each other's address only where the endpoint of pages is mounted."""
    if getattr(settings, "ROOT_URLCONF", None) is None or detail_path("pages", 1):
        return []
    return [
        Warning(
            f"There is no API of pages under the namespace '{setting('API_NAMESPACE')}', so "
            "documents come without detail_url.",
            hint="Mount a WagtailAPIRouter with delivery.endpoints.pages.PagesViewSet as its "
            "endpoint “pages”, or set CLINICSITE['API_NAMESPACE'] to the name of yours.",
            id="delivery.W003",
        )
    ]
