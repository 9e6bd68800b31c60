from django.apps import AppConfig


class LocationsConfig(AppConfig):
    name = "locations"
    verbose_name = "Locations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from delivery.placeholders import register_source  # noqa: PLC0415

        from . import checks  # noqa: F401, PLC0415  registers the system checks
        from .placeholders import clinic_tags, clinic_values  # noqa: PLC0415
        from .timezones import use_package  # noqa: PLC0415

        use_package()

        # A clinic is nearer than the brand of the whole site.
        register_source(clinic_values, order=10, tags=clinic_tags)
