"""What a saved library page brings about at the clinics: their pages' titles and search index."""

import swapper
from django.db.models.signals import post_save

from .querysets import clinic_treatment_model
from .tasks import index_clinic_pages


def follow_library(sender, instance, update_fields=None, **kwargs):
    """Give the clinics' pages the library's new title, and let a search find its new text.

    Wagtail's own partial saves, such as that of a draft's title, hold nothing that is inherited.
    """
    if update_fields is not None or not instance.pk:
        return
    pages = clinic_treatment_model().objects.filter(treatment=instance)
    inheriting = pages.filter(local_title="")
    inheriting.exclude(title=instance.title).update(title=instance.title)
    inheriting.filter(has_unpublished_changes=False).exclude(draft_title=instance.title).update(
        draft_title=instance.title
    )
    index_clinic_pages.enqueue(instance.pk)


def connect():
    post_save.connect(
        follow_library,
        sender=swapper.load_model("treatments", "TreatmentPage"),
        dispatch_uid="treatments.follow_library",
    )
