"""Gives clinics copies of the rows below one clinic's page, in a few queries each."""

import uuid
from collections import defaultdict

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models.sql import InsertQuery
from modelcluster.models import get_all_child_relations
from taggit.models import TaggedItem
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import (
    Page,
    PageLogEntry,
    ReferenceIndex,
    Revision,
    TaskState,
    WorkflowState,
)
from wagtail.search.models import IndexEntry

from delivery.search.models import PageText

# What of a page stands in the content of its revision too, and is each copy's own.
OF_ITS_OWN = ("path", "url_path", "translation_key")


class Copier:
    """Copies what is below the page of `source`, a `Clinic`, and in its collections.

    The clinics copied to are new: they have a page and an FAQ index, as `source` has.
    """

    def __init__(self, source):
        self.source = source
        source.page.refresh_from_db()
        self.page_type = ContentType.objects.get_for_model(Page)
        below = source.page.get_descendants().order_by("path")
        self.pages = list(below.specific())
        self.index, *self.pages = sorted(self.pages, key=lambda page: page.depth)
        self.pages.sort(key=lambda page: page.depth)
        ids = [page.pk for page in self.pages]
        about = {"base_content_type": self.page_type, "object_id__in": [str(pk) for pk in ids]}
        self.revisions = list(Revision.objects.filter(**about).order_by("pk"))
        self.references = list(ReferenceIndex.objects.filter(**about))
        self.states = list(WorkflowState.objects.filter(**about))
        self.task_states = list(TaskState.objects.filter(workflow_state__in=self.states))
        self.entries = list(PageLogEntry.objects.filter(page__in=ids).order_by("pk"))
        self.rows = {
            relation: list(
                relation.related_model.objects.filter(**{f"{relation.field.name}__in": ids})
            )
            for model in {type(page) for page in self.pages}
            for relation in get_all_child_relations(model)
            if relation.related_model._meta.app_label in ("treatments", "faq")
        }

    def copy_to(self, clinic, user):
        """Give `clinic` its copies; `user` is the author of what was done."""
        images = self._copy_files(get_image_model(), "image_collection", clinic, user)
        self._copy_files(get_document_model(), "document_collection", clinic, user)
        pages = self._copy_pages(clinic, user, images)
        rows = self._copy_rows(pages)
        revisions = self._copy_revisions(pages, rows, images, user)
        self._copy_workflows(clinic, pages, revisions, user)
        self._copy_entries(pages, revisions, user)
        self._copy_references(pages, images)
        for model in {type(page) for page in pages.values()}:
            ids = {old: new.pk for old, new in pages.items() if type(new) is model}
            self._copy_search_entries(model, ids)
        texts = PageText.objects.filter(page__in=pages.keys())
        PageText.objects.bulk_create(copied(text, page_id=pages[text.pk].pk) for text in texts)

    def _copy_files(self, model, collection, clinic, user):
        """Return `{id: id of its copy}` of the files of a collection."""
        files = list(model.objects.filter(collection=getattr(self.source, collection)))
        changes = {"collection_id": getattr(clinic, collection).pk, "uploaded_by_user": user}
        copies = model.objects.bulk_create(copied(file, **changes) for file in files)
        found = {file.pk: copy.pk for file, copy in zip(files, copies, strict=True)}
        tags = TaggedItem.objects.filter(
            content_type=ContentType.objects.get_for_model(model), object_id__in=found
        )
        TaggedItem.objects.bulk_create(
            copied(item, object_id=found[item.object_id]) for item in tags
        )
        self._copy_search_entries(model, found)
        return found

    def _copy_pages(self, clinic, user, images):
        """Return `{id: copy}`; the FAQ index's own place is taken by the one that is there."""
        page, steps = clinic.page, len(self.source.page.path)
        above = len(self.source.page.url_path)
        copies = {}
        for original in self.pages:
            changes = {
                "path": page.path + original.path[steps:],
                "url_path": page.url_path + original.url_path[above:],
                "translation_key": uuid.uuid4(),
                "owner": user,
                "locked_by": user if original.locked else None,
            }
            if hasattr(original, "hero_image_id"):
                changes["hero_image_id"] = images.get(original.hero_image_id)
            copies[original.pk] = copied(original, **changes)
        bases = Page.objects.bulk_create(as_base(copy) for copy in copies.values())
        by_type = defaultdict(list)
        for copy, base in zip(copies.values(), bases, strict=True):
            copy.pk = copy.id = base.pk
            by_type[type(copy)].append(copy)
        for model, made in by_type.items():
            # Django's own bulk_create refuses a model with a table above it.
            query = InsertQuery(model)
            query.insert_values(model._meta.local_concrete_fields, made)
            query.get_compiler(connection=connection).execute_sql()
        page.numchild = self.source.page.numchild
        Page.objects.filter(pk=page.pk).update(numchild=page.numchild)
        below = Page.objects.filter(path=page.path + self.index.path[steps:])
        below.update(numchild=self.index.numchild)
        return copies

    def _copy_rows(self, pages):
        """Return `{model: {id: id of its copy}}` of the rows of the pages."""
        found = {}
        for relation, rows in self.rows.items():
            column = relation.field.attname
            copies = relation.related_model.objects.bulk_create(
                copied(row, **{column: pages[getattr(row, column)].pk}) for row in rows
            )
            found[relation.get_accessor_name()] = {
                row.pk: copy.pk for row, copy in zip(rows, copies, strict=True)
            }
        return found

    def _copy_revisions(self, pages, rows, images, user):
        copies = []
        for revision in self.revisions:
            page = pages[int(revision.object_id)]
            content = self._content(revision.content, page, rows, images)
            changes = {"object_id": str(page.pk), "content": content, "user_id": user.pk}
            copies.append(copied(revision, **changes))
        made = Revision.objects.bulk_create(copies)
        found = {old.pk: new.pk for old, new in zip(self.revisions, made, strict=True)}
        changed = []
        for original in self.pages:
            base = Page(pk=pages[original.pk].pk)
            base.latest_revision_id = found.get(original.latest_revision_id)
            base.live_revision_id = found.get(original.live_revision_id)
            changed.append(base)
        Page.objects.bulk_update(changed, ["latest_revision", "live_revision"])
        return found

    @staticmethod
    def _content(content, page, rows, images):
        own = {name: getattr(page, name) for name in OF_ITS_OWN}
        content = {**content, **own, "translation_key": str(page.translation_key), "pk": page.pk}
        if "hero_image" in content:
            content["hero_image"] = images.get(content["hero_image"])
        for name, copies in rows.items():
            if content.get(name):
                content[name] = [
                    {**row, "pk": copies.get(row["pk"]), "page": page.pk} for row in content[name]
                ]
        return content

    def _copy_workflows(self, clinic, pages, revisions, user):
        task = clinic.workflow.tasks.get()
        states = WorkflowState.objects.bulk_create(
            copied(
                state,
                object_id=str(pages[int(state.object_id)].pk),
                workflow_id=clinic.workflow_id,
                requested_by_id=user.pk,
                current_task_state_id=None,
            )
            for state in self.states
        )
        found = {old.pk: new for old, new in zip(self.states, states, strict=True)}
        tasks = TaskState.objects.bulk_create(
            copied(
                state,
                workflow_state_id=found[state.workflow_state_id].pk,
                revision_id=revisions[state.revision_id],
                task_id=task.pk,
            )
            for state in self.task_states
        )
        for old, new in zip(self.task_states, tasks, strict=True):
            found[old.workflow_state_id].current_task_state_id = new.pk
        WorkflowState.objects.bulk_update(states, ["current_task_state"])

    def _copy_entries(self, pages, revisions, user):
        PageLogEntry.objects.bulk_create(
            copied(
                entry,
                page_id=pages[entry.page_id].pk,
                revision_id=revisions.get(entry.revision_id),
                user_id=user.pk,
                uuid=uuid.uuid4(),
            )
            for entry in self.entries
        )

    def _copy_references(self, pages, images):
        places = {
            self.page_type.pk: {str(old): str(new.pk) for old, new in pages.items()},
            ContentType.objects.get_for_model(get_image_model()).pk: {
                str(old): str(new) for old, new in images.items()
            },
        }
        copies = []
        for row in self.references:
            target = places.get(row.to_content_type_id, {}).get(row.to_object_id)
            source = places[self.page_type.pk][row.object_id]
            copies.append(copied(row, object_id=source, to_object_id=target or row.to_object_id))
        ReferenceIndex.objects.bulk_create(copies)

    def _copy_search_entries(self, model, ids):
        """Let a search find copies as it finds their originals; `ids` maps these to those."""
        if not ids:
            return
        table = IndexEntry._meta.db_table
        own = ("id", "object_id")
        columns = ", ".join(
            f.column for f in IndexEntry._meta.concrete_fields if f.column not in own
        )
        pairs = ", ".join(["(%s, %s)"] * len(ids))
        with connection.cursor() as cursor:
            cursor.execute(
                f"WITH pairs (original, copy) AS (VALUES {pairs}) "
                f"INSERT INTO {table} (object_id, {columns}) SELECT copy, {columns} "
                f"FROM {table} JOIN pairs ON object_id = original WHERE content_type_id = %s",
                [
                    *(str(pk) for pair in ids.items() for pk in pair),
                    ContentType.objects.get_for_model(model).pk,
                ],
            )


def copied(row, **changes):
    """Return an unsaved copy of a row, with other values of some fields."""
    keys = {
        "pk",
        "id",
        *(field.attname for field in row._meta.concrete_fields if field.primary_key),
    }
    values = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.attname not in keys
    }
    copy = type(row)(**values)
    for name, value in changes.items():
        setattr(copy, name, value)
    return copy


def as_base(page):
    """Return the row of Wagtail's table that belongs to an unsaved page."""
    values = {
        field.attname: getattr(page, field.attname)
        for field in Page._meta.concrete_fields
        if not field.primary_key
    }
    base = Page(**values)
    base.content_type_id = page.cached_content_type.pk
    return base
