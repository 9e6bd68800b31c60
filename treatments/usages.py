"""Where a register entry is used: on pages as they are live, and in drafts."""

import swapper
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.models import AbstractPage, Revision


def pages_using(entry):
    """Return the pages that name a register entry, live or in their latest draft, by title."""
    found = set()
    for relation in entry._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ManyToOneRel):
            continue
        user, field = relation.related_model, relation.field
        if issubclass(user, AbstractPage):
            found |= _in_page_field(user, field, entry)
        else:
            found |= _in_rows(user, field, entry)
    pages = swapper.load_model("wagtailcore", "Page").objects.filter(pk__in=found)
    return list(pages.order_by("title"))


def titles_of_users(entry):
    """Return the titles of `pages_using(entry)` as one text."""
    return ", ".join(page.get_admin_display_title() for page in pages_using(entry))


def _in_page_field(page_model, field, entry):
    live = page_model.objects.filter(**{field.name: entry}).values_list("pk", flat=True)
    drafts = (pk for pk, content in _drafts(page_model) if content.get(field.name) == entry.pk)
    return {*live, *drafts}


def _in_rows(row_model, field, entry):
    parent = next((f for f in row_model._meta.fields if isinstance(f, ParentalKey)), None)
    if parent is None:
        return set()
    live = row_model.objects.filter(**{field.name: entry}).values_list(parent.attname, flat=True)
    relation = parent.remote_field.get_accessor_name()
    drafts = (
        pk
        for pk, content in _drafts(parent.related_model)
        if any(row.get(field.name) == entry.pk for row in content.get(relation, ()))
    )
    return {*live, *drafts}


def _drafts(page_model):
    """Give `(page id, content)` of the latest draft of every page that has one."""
    latest = page_model.objects.filter(has_unpublished_changes=True).values("latest_revision")
    for revision in Revision.objects.filter(pk__in=latest).iterator():
        yield int(revision.object_id), revision.content
