import swapper
from django.apps import AppConfig, apps
from wagtail.api import APIField


class TreatmentsConfig(AppConfig):
    name = "treatments"
    verbose_name = "Treatments"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import checks, library_sync, signals  # noqa: F401, PLC0415  checks register themselves
        from .api.clinics import ClinicTreatmentsField  # noqa: PLC0415

        signals.connect()
        library_sync.connect()
        if apps.is_installed("wagtail.contrib.redirects"):
            from .offering import signals as offering  # noqa: PLC0415  its models need that app

            offering.connect()
        # `locations` knows nothing of treatments, but a clinic's document lists them.
        clinic = swapper.load_model("locations", "LocationPage")
        treatments = APIField("treatments", serializer=ClinicTreatmentsField())
        clinic.api_fields = [*clinic.api_fields, treatments]
