from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "delivery.search"
    label = "page_search"
    verbose_name = "Search of pages"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import signal_handlers  # noqa: PLC0415  models load later

        signal_handlers.connect()
