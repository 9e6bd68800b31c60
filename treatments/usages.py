"""Where a register entry is used: on pages as they are live, and in drafts."""

import swapper
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.models import AbstractPage, Revision
from wagtail.permissions import policy_registry


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


def explorable_and_others(pages, user):
    """Return those of a list of pages that `user` may explore, and how many others it has."""
    if not pages:
        return [], 0
    policy = policy_registry.get_by_type(swapper.load_model("wagtailcore", "Page"))
    explorable = policy.explorable_instances(user).filter(pk__in=[page.pk for page in pages])
    ids = set(explorable.values_list("pk", flat=True))
    return [page for page in pages if page.pk in ids], len(pages) - len(ids)


def titles_of_users(entry, user):
    """Return the titles of `pages_using(entry)` as one text; others than `user`’s are counted."""
    pages, others = explorable_and_others(pages_using(entry), user)
    titles = [page.get_admin_display_title() for page in pages]
    return ", ".join([*titles, *other_pages(others)])


def other_pages(number):
    """Return the words for pages that are not named, as a list of one; of none for no page."""
    return [f"{number} other page{'s' * (number > 1)}"] if number else []


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
