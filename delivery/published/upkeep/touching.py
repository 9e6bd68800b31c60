"""Notes in the database, in the transaction of a change, what has changed.

Whatever happens to the process afterwards, what a change outdated is known: nothing is served
before it has been looked into (`settling`).
"""

import threading
import time
from functools import cache

from django.apps import apps
from django.db import connection, transaction
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from wagtail.contrib.settings.models import BaseGenericSetting, BaseSiteSetting
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import (
    AbstractPage,
    Collection,
    CollectionViewRestriction,
    Locale,
    PageViewRestriction,
    Site,
)
from wagtail.signals import post_page_move

from delivery.conf import setting
from delivery.documents.dependencies import (
    EVERYTHING,
    is_record,
    model_tag,
    record_tag,
    record_tag_of,
    row_key,
    tag,
)
from delivery.documents.renditions import failed_renditions
from delivery.published.models import Touch

# What Wagtail saves of a page by itself, and no reader sees.
UNSEEN = frozenset(
    {
        "latest_revision",
        "latest_revision_created_at",
        "draft_title",
        "has_unpublished_changes",
        "live_revision",
        "locked",
        "locked_at",
        "locked_by",
        "last_published_at",
        "owner",
    }
)


# When this thread last began to keep documents after a commit.
_kept = threading.local()


class Pending:
    """Keeps the documents once a transaction is through; `tags` are those it has written.

    Django forgets it with the savepoint in which it was registered, as the database forgets them.
    """

    def __init__(self):
        self.tags = set()
        self.began = time.monotonic()
        # By this Django names in its log what failed after a commit.
        self.__qualname__ = type(self).__qualname__

    def __call__(self):
        from .waiting import keep_after_commit  # noqa: PLC0415  it needs what connects this

        # Each savepoint of a transaction has one; the first keeps what all of them wrote.
        if self.began > getattr(_kept, "at", float("-inf")):
            _kept.at = time.monotonic()
            keep_after_commit()


def note(*tags):
    """Note that what the tags name has changed, for who looks into it next."""
    Touch.objects.bulk_create(Touch(tag=name) for name in dict.fromkeys(tags))


def touch(*tags):
    """Note that what the tags name has changed; written at once, looked into after the commit."""
    # Whoever changes something may have put right what a picture failed for.
    failed_renditions.clear()
    if not setting("PUBLISHED_DOCUMENTS"):
        return
    current = set(connection.savepoint_ids)
    ours = [
        (sids, function)
        for sids, function, _ in connection.run_on_commit
        if isinstance(function, Pending) and sids <= current
    ]
    known = set().union(*(function.tags for _, function in ours))
    new = [name for name in dict.fromkeys(tags) if name not in known]
    if not new:
        return
    note(*new)
    pending = next((function for sids, function in ours if sids == current), None)
    if pending is None:
        pending = Pending()
        pending.tags.update(new)
        transaction.on_commit(pending, robust=True)
    else:
        pending.tags.update(new)


def forget_written():
    """Let what this transaction has touched be touched again: what it wrote is looked into."""
    for _, function, _ in connection.run_on_commit:
        if isinstance(function, Pending):
            function.tags.clear()


def _touch_before(sender, instance, **kwargs):
    """Note a change that no transaction holds together with its note.

    Should the process end between the two, the note is there; a second follows the change.
    """
    known = instance.pk is not None and not kwargs.get("raw")
    if known and not connection.in_atomic_block and setting("PUBLISHED_DOCUMENTS"):
        note(*_tags_of(instance))


def _touch_former(sender, instance, **kwargs):
    """Note what a restriction no longer closes that is about to be put somewhere else.

    It is touched once that is stored; `_touch_saved` does it.
    """
    stored = sender.objects.filter(pk=instance.pk).first() if instance.pk else None
    instance._former_tags = _tags_of(stored) if stored is not None else []
    if not connection.in_atomic_block and setting("PUBLISHED_DOCUMENTS"):
        note(*instance._former_tags)


def _touch_saved(sender, instance, update_fields=None, raw=False, **kwargs):
    if raw:
        # A fixture brings rows in any order, and may bring no page of theirs.
        touch(EVERYTHING)
    elif not (update_fields is not None and set(update_fields) <= UNSEEN):
        touch(*_tags_of(instance), *vars(instance).pop("_former_tags", ()))


def _touch_deleted(sender, instance, **kwargs):
    touch(*_tags_of(instance))


def _touch_rendered(sender, instance, **kwargs):
    """Documents name the files of the sizes, and those are deleted with their rows."""
    touch(record_tag_of(get_image_model(), instance.image_id))


def _touch_moved(sender, instance, **kwargs):
    touch(tag("moved", instance.pk))


def _tags_of(instance):
    """The tags of what changes with an instance."""
    model = type(instance)
    if issubclass(model, AbstractPage):
        found = tag("page", instance.pk)
    elif issubclass(model, PageViewRestriction):
        found = tag("below", instance.page_id)
    elif issubclass(model, CollectionViewRestriction | Collection):
        found = tag("files", getattr(instance, "collection_id", instance.pk))
    elif issubclass(model, Site | Locale):
        found = EVERYTHING
    elif issubclass(model, BaseSiteSetting | BaseGenericSetting):
        found = model_tag(model)
    elif row_key(model):
        return _tags_of_owner(instance, model._meta.get_field(row_key(model)))
    else:
        found = record_tag(instance)
    return [found]


def _tags_of_owner(row, key):
    """The tags of the page or record to which a row belongs by the foreign key `key`."""
    owner = getattr(row, key.attname)
    if owner is None:
        return []
    if issubclass(key.related_model, AbstractPage):
        return [tag("page", owner)]
    return [record_tag_of(key.related_model, owner)]


@cache
def _watched(model):
    """Whether documents show something of a model's rows."""
    if model._meta.proxy or model._meta.app_label == Touch._meta.app_label:
        return False
    kinds = (
        AbstractPage,
        PageViewRestriction,
        CollectionViewRestriction,
        Collection,
        Site,
        Locale,
        BaseSiteSetting,
        BaseGenericSetting,
        get_image_model(),
        get_document_model(),
    )
    if issubclass(model, kinds) or (is_record(model) and hasattr(model, "api_fields")):
        return True
    key = row_key(model)
    return key is not None and _watched(model._meta.get_field(key).related_model)


def connect():
    """Watch every model of which documents show something."""
    for model in apps.get_models():
        if _watched(model):
            uid = f"published.{model._meta.label_lower}"
            pre_save.connect(_touch_before, sender=model, dispatch_uid=uid)
            pre_delete.connect(_touch_before, sender=model, dispatch_uid=uid)
            post_save.connect(_touch_saved, sender=model, dispatch_uid=uid)
            post_delete.connect(_touch_deleted, sender=model, dispatch_uid=uid)
    for model in (PageViewRestriction, CollectionViewRestriction):
        uid = f"published.former.{model._meta.label_lower}"
        pre_save.connect(_touch_former, sender=model, dispatch_uid=uid)
    renditions = get_image_model().get_rendition_model()
    post_delete.connect(_touch_rendered, sender=renditions, dispatch_uid="published.renditions")
    post_page_move.connect(_touch_moved, dispatch_uid="published")
