from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    name = "delivery"
    verbose_name = "Delivery"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from wagtail.models import PAGE_MODEL_CLASSES  # noqa: PLC0415  models load after configs

        from . import checks  # noqa: F401, PLC0415  registers them
        from .admin import dates  # noqa: PLC0415  it needs the models
        from .usage import index_settings  # noqa: PLC0415

        index_settings()
        dates.explain_errors()
        dates.name_time_zones()
        # A page type that the project swapped for its own has no table and no rows; Wagtail would
        # still check it, offer it to editors and let the API ask for it.
        PAGE_MODEL_CLASSES[:] = [model for model in PAGE_MODEL_CLASSES if not model._meta.swapped]
