"""Notes whose texts have changed, and reads them when the transaction is through."""

from django.db import transaction
from django.db.models.signals import post_save
from wagtail.models import AbstractPage

from delivery.signals import pages_changed

from .texts import mark_outdated, refresh_texts


def read_again(sender, pages, **kwargs):
    mark_outdated(pages)
    # Whatever is wrong with a text, the pages are saved.
    transaction.on_commit(refresh_texts, robust=True)


def read_saved(sender, instance, **kwargs):
    if isinstance(instance, AbstractPage):
        read_again(sender, [instance.pk])


def connect():
    post_save.connect(read_saved, dispatch_uid="page_search")
    pages_changed.connect(read_again, dispatch_uid="page_search")
