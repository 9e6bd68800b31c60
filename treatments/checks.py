"""System checks: what a project can forget when it installs `treatments`."""

import swapper
from django.apps import apps
from django.core.checks import Error, register

NEEDED_APPS = (
    "delivery",
    "faq",
    "locations",
    "wagtail.contrib.redirects",
    "wagtail.contrib.typed_table_block",
    "wagtail_modeladmin",
)


@register
def check_needed_apps(app_configs, **kwargs):
    """Every app that the editor, the API or a template relies on is installed."""
    return [
        Error(
            f"treatments needs {name}, which is not installed.",
            hint=f'Add "{name}" to INSTALLED_APPS.',
            id="treatments.E001",
        )
        for name in NEEDED_APPS
        if not apps.is_installed(name)
    ]


@register
def check_swapped_page(app_configs, **kwargs):
    """A page type of the project's own has everything that a treatment has."""
    from .models import TreatmentPageMixin  # noqa: PLC0415  models are not ready at import

    model = swapper.load_model("treatments", "TreatmentPage")
    if issubclass(model, TreatmentPageMixin):
        return []
    return [
        Error(
            f"{model._meta.label} is named by TREATMENTS_TREATMENTPAGE_MODEL, but is no treatment.",
            hint="Derive it from treatments.models.TreatmentPageMixin.",
            obj=model,
            id="treatments.E002",
        )
    ]
