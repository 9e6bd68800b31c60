"""Writes into Wagtail's page log what changed with each entry, at the moment it is logged.

A revision is no lasting record: autosaving overwrites it, `purge_revisions` deletes it, and what
is published may be an older one. So the change is worked out when it happens and kept as
`data["changes"]` of the log entry (see `changes`), where the database can look for a kind of
change. Two moments cover every path, editor, API, workflow, schedule and code:

- a revision is saved: it is compared with the one before it, or with the published page;
- a published page is saved, or a page is published: it is compared with what stood in the
  database, which is what was public until then.

Each writes at once an entry of its own (`clinicsite.changed`), so that nothing goes unrecorded
when the code that saves logs nothing. Where Wagtail or one of our actions then logs what was done
to the same page or revision, that entry takes the changes over, with its user, and the first one
goes: one act is one entry. Library pages are not followed; clinics, their treatments and questions
are, wherever they stand.
"""

import json
from copy import copy

import swapper
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import DateField, Q, TimeField
from django.db.models.signals import post_save, pre_save
from modelcluster.models import get_all_child_relations, get_serializable_data_for_fields
from wagtail.log_actions import get_active_log_context, log
from wagtail.models import COMMENTS_RELATION_NAME, PageLogEntry, Revision

from faq.querysets import faq_index_model
from tenancy.tree import clinic_page_of
from treatments.querysets import clinic_treatment_model, location_model

from .changes import changes, content_names
from .kinds import PRICES
from .log_actions import CHANGED, DRAFT, PUBLIC, SUPERSEDED

# How the actions begin whose entries take over what changed in a draft, or in the published page.
DRAFT_ACTIONS = ("wagtail.edit", "wagtail.revert", "clinicsite.")
PUBLIC_ACTIONS = ("wagtail.publish", "wagtail.create", "wagtail.copy")
SCHEDULE = "wagtail.publish.schedule"

STORED, RECORD = "_audit_stored", "_audit_record"


def audited_models():
    faq_page_model = swapper.load_model("faq", "FAQPage")
    return (location_model(), clinic_treatment_model(), faq_index_model(), faq_page_model)


def content_of(page):
    """Return the content of a page as its revisions hold it, as plain JSON."""
    found = _field_data(page)
    for relation in get_all_child_relations(type(page)):
        name = relation.get_accessor_name()
        if name != COMMENTS_RELATION_NAME:
            rows = getattr(page, name).all()
            found[name] = [_field_data(row) for row in rows]
    return _plain(found)


def _field_data(instance):
    """The fields of a page or row for JSON; code may have set a date or time as text."""
    as_text = {
        field.attname: field.to_python(value)
        for field in instance._meta.concrete_fields
        if isinstance(field, DateField | TimeField)
        and isinstance(value := getattr(instance, field.attname), str)
    }
    if as_text:
        instance = copy(instance)
        vars(instance).update(as_text)
    return get_serializable_data_for_fields(instance)


def remember_public(sender, instance, raw=False, update_fields=None, **kwargs):
    """Before a page is saved as published: keep what is public until then."""
    vars(instance).pop(STORED, None)
    if raw or not instance.live or not instance.pk or not _names(sender, update_fields):
        return
    setattr(instance, STORED, _public_content(sender, instance.pk))


def record_public(sender, instance, created=False, raw=False, update_fields=None, **kwargs):
    """After a page is saved as published, or made: record what is different."""
    before = vars(instance).pop(STORED, None)
    vars(instance).pop(RECORD, None)
    names = _names(sender, update_fields)
    if raw or not names or not (instance.live or created):
        return
    after = {name: value for name, value in content_of(instance).items() if name in names}
    stage = PUBLIC if instance.live else DRAFT
    user = get_active_log_context().user or (created and instance.owner) or None
    _record(instance, instance, before, after, user, stage=stage)


def record_draft(sender, instance, created=False, raw=False, update_fields=None, **kwargs):
    """After a revision is saved: record what is different from the one before it."""
    vars(instance).pop(RECORD, None)
    # Wagtail's own partial saves change the schedule, not the content.
    if raw or update_fields is not None:
        return
    model = instance.content_type.model_class()
    if model not in audited_models():
        return
    if not created:
        PageLogEntry.objects.filter(revision=instance, action=CHANGED).delete()
    before = _content_before(instance) or _public_content(model, instance.object_id)
    if before is None:
        # The first draft of a page: what it holds was recorded when the page was made.
        return
    page = instance.content_object
    _record(instance, page, before, _plain(instance.content), instance.user, revision=instance)


def complete_entry(sender, instance, raw=False, **kwargs):
    """Before an entry is logged: give it what changed, and the clinic of what is deleted."""
    entry = instance
    page = entry._state.fields_cache.get("page")
    if raw or entry.pk or page is None or entry.action == CHANGED:
        return
    if entry.deleted:
        clinic = clinic_page_of(page)
        if clinic is not None:
            entry.data = {**entry.data, "clinic": {"id": clinic.pk, "title": clinic.title}}
    elif type(page) not in audited_models():
        return
    elif entry.action == SCHEDULE:
        before = _public_content(type(page), page.pk)
        found = _changes(page, before, _plain(entry.revision.content))
        if found:
            entry.data = {**entry.data, "changes": found}
    elif entry.action.startswith(DRAFT_ACTIONS):
        _take_over(entry, entry.revision)
        _supersede(entry)
    elif entry.action.startswith(PUBLIC_ACTIONS):
        _take_over(entry, page)


def _take_over(entry, source):
    record = vars(source).pop(RECORD, None) if source is not None else None
    if record is not None:
        entry.data = {**entry.data, "changes": record.data["changes"]}
        PageLogEntry.objects.filter(pk=record.pk).delete()


def _supersede(entry):
    """Mark the entry of the same draft before it was saved over, as when it saves itself."""
    if entry.uuid is None or entry.revision_id is None:
        return
    same = {"uuid": entry.uuid, "action": entry.action, "revision": entry.revision_id}
    before = PageLogEntry.objects.filter(**same, page=entry.page_id)
    for pk, data in before.exclude(data__has_key=SUPERSEDED).values_list("pk", "data"):
        PageLogEntry.objects.filter(pk=pk).update(data={**data, SUPERSEDED: True})


def _record(source, page, before, after, user, revision=None, stage=DRAFT):
    """Log what changed, and note the entry on `source`, what an entry of Wagtail's names."""
    found = _changes(page, before, after)
    if found:
        record = log(
            instance=page,
            action=CHANGED,
            user=user,
            revision=revision,
            data={"stage": stage, "changes": found},
            content_changed=True,
        )
        setattr(source, RECORD, record)


def _changes(page, before, after):
    found = changes(type(page), before, after)
    if PRICES in found and (clinic := clinic_page_of(page)) is not None:
        found = changes(type(page), before, after, clinic.currency)
    return found


def _names(model, update_fields):
    """The names of the content that a save writes."""
    names = content_names(model)
    return names if update_fields is None else names & set(update_fields)


def _public_content(model, pk):
    """What the database holds of a page that is published; None for any other."""
    page = model._base_manager.filter(pk=pk, live=True).first()
    return content_of(page) if page else None


def _content_before(revision):
    earlier = Q(created_at__lt=revision.created_at) | Q(
        created_at=revision.created_at, pk__lt=revision.pk
    )
    revisions = Revision.objects.filter(
        earlier,
        base_content_type=revision.base_content_type_id,
        object_id=revision.object_id,
    )
    return revisions.order_by("-created_at", "-pk").values_list("content", flat=True).first()


def _plain(content):
    return json.loads(json.dumps(content, cls=DjangoJSONEncoder))


def connect():
    for model in audited_models():
        name = f"tenancy.audit.{model._meta.label}"
        pre_save.connect(remember_public, sender=model, dispatch_uid=f"{name}.before")
        post_save.connect(record_public, sender=model, dispatch_uid=f"{name}.after")
    post_save.connect(record_draft, sender=Revision, dispatch_uid="tenancy.audit.draft")
    pre_save.connect(complete_entry, sender=PageLogEntry, dispatch_uid="tenancy.audit.entry")
