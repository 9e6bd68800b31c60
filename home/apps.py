from django.apps import AppConfig
from django.core import checks


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = "Home"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from delivery.documents.site import register_site_document  # noqa: PLC0415
        from delivery.placeholders import register_source  # noqa: PLC0415
        from home.api.schemas import site_schema  # noqa: PLC0415
        from home.api.site import lasting_site_document, site_document  # noqa: PLC0415
        from home.checks import (  # noqa: PLC0415
            check_image_form,
            check_image_model,
            check_settings_app,
        )
        from home.images.heads import register_head_readers  # noqa: PLC0415
        from home.placeholders import brand_tags, brand_values  # noqa: PLC0415
        from home.signal_handlers import connect  # noqa: PLC0415

        connect()
        register_head_readers()
        checks.register(check_image_form)
        checks.register(check_image_model)
        checks.register(check_settings_app)
        register_source(brand_values, order=20, tags=brand_tags)
        register_site_document(site_document, site_schema, lasting_site_document)
