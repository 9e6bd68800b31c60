import sys

from django.apps import AppConfig

ENDPOINTS = "wagtail.api.v3.routers.pages"


class WritingConfig(AppConfig):
    name = "delivery.writing"
    label = "delivery_writing"
    verbose_name = "Writing by API"

    # Whether the API was made of our schemas, and not of Wagtail's, at its start.
    in_time = False

    def ready(self):
        from . import checks  # noqa: F401, PLC0415  it registers itself

        self.in_time = ENDPOINTS not in sys.modules
        if not self.in_time:
            return
        from .mounting import mount  # noqa: PLC0415  its schemas need the models

        mount()
