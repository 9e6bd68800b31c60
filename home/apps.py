from django.apps import AppConfig
from django.core import checks


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = "Home"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from home.checks import check_image_model, check_settings_app  # noqa: PLC0415

        checks.register(check_image_model)
        checks.register(check_settings_app)
