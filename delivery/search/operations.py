"""The migration operation that lets a database index texts by itself."""

from django.db.migrations.operations.base import Operation


class FullTextIndex(Operation):
    """Indexes the columns `title` and `words` of a model's table, for `fulltext.find`.

    Both hold words as `fulltext.folded` gives them, the same for every database.

    `scope` names columns, of numbers or of names such as `app.Model`, that a search is narrowed
    by. Whatever writes the table, its index says the same in the same transaction: SQLite keeps it
    by triggers, PostgreSQL as columns that are made of the others.
    """

    reversible = True

    def __init__(self, model_name, scope=()):
        self.model_name = model_name
        self.scope = scope

    def state_forwards(self, app_label, state):
        pass

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        meta = to_state.apps.get_model(app_label, self.model_name)._meta
        made = {"sqlite": _in_sqlite, "postgresql": _in_postgresql}
        for statement in made[schema_editor.connection.vendor](meta, self.scope):
            schema_editor.execute(statement)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        # What PostgreSQL keeps, and the triggers, go with the table.
        if schema_editor.connection.vendor == "sqlite":
            table = from_state.apps.get_model(app_label, self.model_name)._meta.db_table
            schema_editor.execute(f"DROP TABLE {table}_fts")

    def describe(self):
        return f"Index the texts of {self.model_name}"


def _in_sqlite(meta, scope):
    table, key = meta.db_table, meta.pk.column
    index = f"{table}_fts"

    def row(name):
        # One word for each value, such as siteid3 and typetreatmentstreatmentpage.
        parts = [
            f"'{column.replace('_', '')}' || replace(replace({name}.{column}, '.', ''), '_', '')"
            for column in scope
        ]
        places = " || ' ' || ".join(parts) or "''"
        return f"{name}.{key}, {places}, {name}.title, {name}.words"

    columns = "rowid, scope, title, words"
    write = f"INSERT INTO {index} ({columns}) VALUES ({row('new')});"  # noqa: S608
    remove = f"INSERT INTO {index} ({index}, {columns}) VALUES ('delete', {row('old')});"  # noqa: S608
    yield (f"CREATE VIRTUAL TABLE {index} USING fts5(scope, title, words, content='')")
    # What changes nothing else leaves the index as it is.
    changed = f"UPDATE OF {', '.join([*scope, 'title', 'words'])}"
    for event, actions in (("INSERT", write), (changed, remove + write), ("DELETE", remove)):
        name = f"{index}_{event.partition(' ')[0].lower()}"
        yield f"CREATE TRIGGER {name} AFTER {event} ON {table} BEGIN {actions} END"


def _in_postgresql(meta, scope):
    table = meta.db_table
    title, words = (f"to_tsvector('simple', {column})" for column in ("title", "words"))
    vectors = {
        "title_vector": title,
        "vector": f"setweight({title}, 'A') || setweight({words}, 'B')",
    }
    for name, made in vectors.items():
        yield f"ALTER TABLE {table} ADD COLUMN {name} tsvector GENERATED ALWAYS AS ({made}) STORED"
        # A search reads many: they need not be unpacked.
        yield f"ALTER TABLE {table} ALTER COLUMN {name} SET STORAGE EXTERNAL"
        yield f"CREATE INDEX {table}_{name} ON {table} USING gin ({name})"
