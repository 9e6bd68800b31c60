"""Has every image and document shown on the home page.

Clinicsite lists a file when something public shows it, and Wagtail's tests have files that nothing
shows. Each is noted as shown, so that what the endpoints do with a file is tested with all of them.
"""

from uuid import uuid4

from django.apps import AppConfig
from django.db.models.signals import post_save


def note_as_shown(sender, instance, created, **kwargs):
    from django.contrib.contenttypes.models import ContentType
    from wagtail.models import Page, ReferenceIndex, Site

    if created:
        page_type = ContentType.objects.get_for_model(Page)
        ReferenceIndex.objects.create(
            base_content_type=page_type,
            content_type=page_type,
            object_id=Site.objects.get(is_default_site=True).root_page_id,
            to_content_type=ContentType.objects.get_for_model(sender),
            to_object_id=instance.pk,
            model_path="body",
            content_path="body",
            content_path_hash=uuid4(),
        )


class ShownFilesConfig(AppConfig):
    name = "shown_files"

    def ready(self):
        from wagtail.documents import get_document_model
        from wagtail.images import get_image_model

        for model in (get_image_model(), get_document_model()):
            post_save.connect(note_as_shown, sender=model)
