"""What a saved library page brings about at the clinics: their pages' titles and search index."""

import swapper
from django.contrib.contenttypes.models import ContentType
from django.db.models.signals import post_save
from django.utils import timezone
from wagtail.log_actions import get_active_log_context
from wagtail.models import PageLogEntry

from delivery.signals import pages_changed

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
    renamed = list(inheriting.exclude(title=instance.title).values_list("pk", flat=True))
    _log_new_title(inheriting.exclude(title=instance.title), instance)
    inheriting.exclude(title=instance.title).update(title=instance.title)
    pages_changed.send(sender, pages=renamed)
    inheriting.filter(has_unpublished_changes=False).exclude(draft_title=instance.title).update(
        draft_title=instance.title
    )
    index_clinic_pages.enqueue(instance.pk)


def _log_new_title(pages, library):
    """Say in each page's history that its name has changed with the library's.

    Without a UUID: the history shows of one UUID only the last page's entry.
    """
    content_type = ContentType.objects.get_for_model(pages.model, for_concrete_model=False)
    PageLogEntry.objects.bulk_create(
        PageLogEntry(
            page_id=pk,
            content_type=content_type,
            label=library.title,
            action="wagtail.rename",
            data={"title": {"old": title, "new": library.title}, "library": library.pk},
            user=get_active_log_context().user,
            timestamp=timezone.now(),
        )
        for pk, title in pages.values_list("pk", "title")
    )


def connect():
    post_save.connect(
        follow_library,
        sender=swapper.load_model("treatments", "TreatmentPage"),
        dispatch_uid="treatments.follow_library",
    )
