"""Tells that what was readable on a site is so no more, before the site and its documents go."""

from django.db.models.signals import pre_delete
from django.utils import timezone
from wagtail.models import Site

from delivery.conf import setting
from delivery.published.models import TEXTS, Document

from .locking import keeping
from .recording import record_changes


def connect():
    pre_delete.connect(_tell, sender=Site, dispatch_uid="published.site_removal")


def _tell(sender, instance, **kwargs):
    if not setting("PUBLISHED_DOCUMENTS"):
        return
    with keeping() as clock:
        readable = Document.objects.filter(site=instance, is_gone=False).exclude(etag="")
        rows = readable.order_by("pk").defer(*TEXTS)
        record_changes(clock, [(row, "removed") for row in rows], timezone.now())
