"""Searches the tables whose texts are indexed by the database (`operations.FullTextIndex`)."""

import re
import unicodedata
from unicodedata import combining

from django.core.exceptions import EmptyResultSet
from django.db import connection

# A search gives no more than so many, whatever it matches, so that its cost is bounded.
MOST_FOUND = 500
# PostgreSQL indexes no more of one text.
LONGEST_TEXT = 200_000


def folded(text):
    """Return the words of a text as an index holds them: in small letters, without accents."""
    plain = "".join(
        sign for sign in unicodedata.normalize("NFKD", text.lower()) if not combining(sign)
    )
    return " ".join(re.findall(r"[^\W_]+", plain))


def tokens(text):
    """Return the words of a text as an index holds them, each once and in order."""
    return list(dict.fromkeys(folded(text).split()))


def find(
    model, column, text, operator="and", *, is_prefix=False, within=None, most=MOST_FOUND, **scope
):
    """Return the values of a column of the rows of `model` that match a text, best first.

    Rows come first whose title matches; there are `most` at most. With `is_prefix`, the last
    word may be the beginning of one. `scope` narrows to values of the columns that the index knows
    (`site_id=[3]`, `type=[…]`), and the queryset `within`, of values of the column, to these.
    """
    words = tokens(text)
    if not words or not all(scope.values()):
        return []
    try:
        narrowed, params = _narrowed(model, column, within)
    except EmptyResultSet:
        return []
    statement = _sqlite if connection.vendor == "sqlite" else _postgresql
    sql, given = statement(model._meta, words, operator, is_prefix, scope, bool(narrowed), most)
    key, table = model._meta.pk.column, model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"{narrowed} SELECT t.{column} FROM ({sql}) AS h "  # noqa: S608
            f"JOIN {table} AS t ON t.{key} = h.pk ORDER BY h.tier, h.score, h.pk",
            [*params, *given],
        )
        found = dict.fromkeys(value for (value,) in cursor.fetchall())
    return list(found)[:most]


def _narrowed(model, column, queryset):
    """Return the SQL that names the keys of the rows with a value of a queryset, or `""`.

    Both databases read it once, as it is asked twice.
    """
    if queryset is None:
        return "", ()
    sql, params = queryset.query.sql_with_params()
    key, table = model._meta.pk.column, model._meta.db_table
    return f"WITH narrowed AS (SELECT {key} AS pk FROM {table} WHERE {column} IN ({sql}))", params  # noqa: S608


def _sqlite(meta, words, operator, is_prefix, scope, is_narrowed, most):
    table = f"{meta.db_table}_fts"
    terms = [f'"{word}"' for word in words]
    if is_prefix:
        terms[-1] += "*"
    asked = f" {operator.upper()} ".join(terms)
    places = "".join(
        f" AND scope : ({' OR '.join(_scope_term(column, value) for value in values)})"
        for column, values in scope.items()
    )
    # With the plus, the index of words is read once, and not for each row that may be listed.
    only = "AND +rowid IN (SELECT pk FROM narrowed)" if is_narrowed else ""
    parts, given = [], []
    for tier, columns in enumerate(("title", "title words")):
        parts.append(
            f"SELECT * FROM (SELECT rowid AS pk, {tier} AS tier, bm25({table}, 0, 10, 1) AS score "  # noqa: S608
            f"FROM {table} WHERE {table} MATCH %s {only} LIMIT {most})"
        )
        given.append(f"{{{columns}}} : ({asked}){places}")
    return " UNION ALL ".join(parts), given


def _scope_term(column, value):
    return f'"{column}{value}"'.replace(".", "").replace("_", "")


def _postgresql(meta, words, operator, is_prefix, scope, is_narrowed, most):
    terms = [f"'{word}'" for word in words]
    if is_prefix:
        terms[-1] += ":*"
    any_of_them = " | ".join(terms)
    asked = " & ".join(terms) if operator == "and" else any_of_them
    key = meta.pk.column
    only = "".join(f" AND {column} = ANY(%s)" for column in scope)
    only += f" AND {key} IN (SELECT pk FROM narrowed)" if is_narrowed else ""  # noqa: S608
    parts, given = [], []
    for tier, vector in enumerate(("title_vector", "vector")):
        parts.append(
            # The rank of all words together takes with each word longer.
            f"(SELECT {key} AS pk, {tier} AS tier, -ts_rank(vector, ranked) AS score "  # noqa: S608
            f"FROM {meta.db_table}, to_tsquery('simple', %s) AS ranked, "
            "to_tsquery('simple', %s) AS q "
            f"WHERE {vector} @@ q {only} ORDER BY {key} LIMIT {most})"
        )
        given += [any_of_them, asked, *map(list, scope.values())]
    return " UNION ALL ".join(parts), given
