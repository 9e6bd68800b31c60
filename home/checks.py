"""System checks for the settings that `home` depends on."""

from django.apps import apps
from django.core import checks
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_base_form

from home.forms import SiteImageForm
from home.models import SiteImage


def check_image_model(app_configs, **kwargs):
    """Warn when the site's pictures are not obliged to have an alternative text."""
    model = get_image_model()
    if issubclass(model, SiteImage):
        return []
    return [
        checks.Warning(
            f"WAGTAILIMAGES_IMAGE_MODEL is {model._meta.label}, not home.SiteImage.",
            hint="Set it to home.SiteImage before the first migration, or give your own model "
            "an alternative text that editors must fill in, and home.models.CleanImageMixin.",
            id="home.W001",
        )
    ]


def check_image_form(app_configs, **kwargs):
    """Warn when a damaged picture would be stored, and fail the screens that show it."""
    if issubclass(get_image_base_form(), SiteImageForm):
        return []
    return [
        checks.Warning(
            "Pictures are accepted that cannot be decoded.",
            hint='Set WAGTAILIMAGES_IMAGE_FORM_BASE to "home.forms.SiteImageForm", or to a form '
            "of your own that is one.",
            id="home.W002",
        )
    ]


def check_settings_app(app_configs, **kwargs):
    """Report that brand and navigation would have no screens in the admin."""
    if apps.is_installed("wagtail.contrib.settings"):
        return []
    return [
        checks.Error(
            "wagtail.contrib.settings is not installed, so nobody can edit brand and navigation.",
            hint="Add it to INSTALLED_APPS.",
            id="home.E001",
        )
    ]
