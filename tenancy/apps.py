from django.apps import AppConfig


class TenancyConfig(AppConfig):
    name = "tenancy"
    verbose_name = "Clinics and their people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import checks, choices  # noqa: F401, PLC0415  they need the models
        from .audit import recording  # noqa: PLC0415  it needs the models
        from .closing import aliases  # noqa: PLC0415  it needs the models
        from .opening import moves as clinic_moves  # noqa: PLC0415  it needs the models
        from .opening import removal  # noqa: PLC0415  it needs the models
        from .people import notices, time_zones  # noqa: PLC0415  they need the models
        from .scope import moves  # noqa: PLC0415  it needs the models

        choices.register()
        recording.connect()
        aliases.connect()
        clinic_moves.connect()
        removal.connect()
        notices.connect()
        time_zones.connect()
        moves.connect()
