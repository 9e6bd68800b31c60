"""Which rows of the database are San Diego’s, and whether a call changed any."""

import re
from collections import defaultdict
from functools import cache

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection

WRITE = re.compile(
    r'^\s*(?:(?:INSERT|REPLACE)(?: OR \w+)? INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.I
)
# Pairs of columns that together point at a row of any model.
GENERIC = (
    ("content_type_id", "object_id"),
    ("base_content_type_id", "object_id"),
    ("to_content_type_id", "to_object_id"),
)
# A rendition is made of a picture whenever somebody first looks at it.
MADE_BY_LOOKING = {"home_siterendition", "wagtailimages_rendition"}
# Finished documents are kept by whoever looks first; they say nothing that their pages do not.
KEPT_BY_LOOKING = "published"
PAGES = "wagtailcore_page"


class WriteLog:
    """Collects the tables that are written while it wraps the connection."""

    def __init__(self):
        self.tables = set()

    def __call__(self, execute, sql, params, many, context):
        if match := WRITE.match(sql):
            self.tables.add(match[1])
        return execute(sql, params, many, context)


class Rows:
    """The rows as they were planted, and which of them are owned by the clinics in question.

    A row is owned when it stands below an owned page or refers to an owned row, by a foreign key
    or by content type and id.
    """

    def __init__(self, owned, paths):
        """`owned` are the objects to begin with, `paths` those of the owned parts of the tree."""
        self.paths = tuple(paths)
        self.owned = defaultdict(set)
        for each in owned:
            self.owned[each._meta.concrete_model._meta.db_table].add(str(each.pk))
        self.planted = {table: read(table) for table in models_by_table()}
        self._close()

    def _close(self):
        before = -1
        while before != (before := sum(map(len, self.owned.values()))):
            for table, rows in self.planted.items():
                for pk, row in rows.items():
                    if pk not in self.owned[table] and self.refers(table, row):
                        self.owned[table].add(pk)

    def refers(self, table, row):
        """Return whether a row belongs to what is owned."""
        if table == PAGES and row["path"].startswith(self.paths):
            return True
        if any(
            row[column] is not None and str(row[column]) in self.owned[target]
            for column, target in targets(table)
        ):
            return True
        return any(
            kind in row and other in row and self._is_owned(row[kind], row[other])
            for kind, other in GENERIC
        )

    def _is_owned(self, content_type, pk):
        if content_type is None or pk is None:
            return False
        model = ContentType.objects.get_for_id(content_type).model_class()
        return model is not None and str(pk) in self.owned[model._meta.db_table]

    def texts(self):
        """Give the text of every planted row."""
        return (str(row) for rows in self.planted.values() for row in rows.values())

    def changes(self, tables):
        """Return what has become of owned rows in those tables, one line for each."""
        lines = []
        for table in sorted(tables & self.planted.keys()):
            before, after = self.planted[table], read(table)
            for pk in before.keys() | after.keys():
                if line := self._change(table, pk, before.get(pk), after.get(pk)):
                    lines.append(line)
        return lines

    def _change(self, table, pk, old, new):
        if old == new:
            return None
        if old is None:
            made = self.refers(table, new) and table not in MADE_BY_LOOKING
            return f"{table} {pk} made" if made else None
        if pk in self.owned[table]:
            if new is None:
                return f"{table} {pk} deleted"
            return f"{table} {pk} changed: {', '.join(k for k in old if old[k] != new[k])}"
        if new is not None and self.refers(table, new):
            return f"{table} {pk} now refers to it"
        return None


@cache
def models_by_table():
    models = apps.get_models(include_auto_created=True)
    return {
        model._meta.db_table: model
        for model in models
        if model._meta.managed
        and not model._meta.proxy
        and not model._meta.abstract
        and model._meta.app_label != KEPT_BY_LOOKING
        # The search engine's own table says again what the entry it belongs to says.
        and not model._meta.db_table.endswith("_fts")
    }


@cache
def targets(table):
    """Return `(column, table it refers to)` of the foreign keys of a table."""
    return [
        (field.column, field.related_model._meta.db_table)
        for field in models_by_table()[table]._meta.local_concrete_fields
        if field.remote_field and field.related_model is not ContentType
    ]


def read(table):
    """Return the rows of a table, `{primary key as text: {column: value}}`."""
    meta = models_by_table()[table]._meta
    columns = [field.column for field in meta.local_concrete_fields]
    names = ", ".join(map(connection.ops.quote_name, columns))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {names} FROM {connection.ops.quote_name(table)}")
        rows = [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
    return {str(row[meta.pk.column]): row for row in rows}
