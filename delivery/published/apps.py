from django.apps import AppConfig


class PublishedConfig(AppConfig):
    name = "delivery.published"
    label = "published"
    verbose_name = "Published documents"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from delivery.resolve.paths import register_memory  # noqa: PLC0415  models load later

        from .changes import changes_wanted  # noqa: PLC0415
        from .reads.past import was_published  # noqa: PLC0415
        from .upkeep import due, redirects, site_removal  # noqa: PLC0415
        from .upkeep.touching import connect  # noqa: PLC0415

        connect()
        redirects.connect()
        site_removal.connect()
        changes_wanted.connect(due.keep_due, dispatch_uid="published")
        register_memory(was_published)
