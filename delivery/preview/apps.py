from django.apps import AppConfig


class PreviewConfig(AppConfig):
    name = "delivery.preview"
    label = "preview"
    verbose_name = "Preview"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import checks  # noqa: F401, PLC0415  registers them
