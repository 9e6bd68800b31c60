from django.apps import AppConfig


class WebhooksConfig(AppConfig):
    name = "delivery.webhooks"
    label = "webhooks"
    verbose_name = "Webhooks"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from delivery.published.changes import documents_changed, sites_changed  # noqa: PLC0415

        from . import checks  # noqa: F401, PLC0415  registers them
        from .outbox import record_changes, record_site_changes  # noqa: PLC0415  models load after configs

        documents_changed.connect(record_changes, dispatch_uid="webhooks")
        sites_changed.connect(record_site_changes, dispatch_uid="webhooks")
