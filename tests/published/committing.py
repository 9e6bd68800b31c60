"""Transactions that begin and end as those of a process do, inside the one that a test undoes."""

from contextlib import contextmanager
from unittest.mock import patch

from django.core.cache import cache
from django.db import connections
from wagtail.models import Site

STATE = (
    "autocommit",
    "in_atomic_block",
    "savepoint_ids",
    "atomic_blocks",
    "run_on_commit",
    "needs_rollback",
    "commit_on_exit",
    "run_commit_hooks_on_set_autocommit_on",
    "closed_in_transaction",
    "close_at",
)


def database():
    """Return the connection itself; what Django calls `connection` stands in front of it."""
    return connections["default"]


def run(statement):
    # Not through Django, which has opinions on when one may write.
    database().connection.execute(statement)


def begin(*args):
    run("SAVEPOINT committing")


def commit():
    if database().vendor == "postgresql":
        # What a commit checks.
        run("SET CONSTRAINTS ALL IMMEDIATE")
        run("SET CONSTRAINTS ALL DEFERRED")
    run("RELEASE SAVEPOINT committing")


def rollback():
    run("ROLLBACK TO SAVEPOINT committing")
    run("RELEASE SAVEPOINT committing")


def set_autocommit(autocommit):
    if not autocommit:
        begin()


@contextmanager
def committing():
    """Let Django believe that no transaction is open; whatever it commits meanwhile is undone.

    `transaction.on_commit` calls back when a block of `atomic` ends that is the outermost.
    """
    connection = database()
    kept = {name: getattr(connection, name) for name in STATE}
    values = dict.fromkeys(STATE, False) | {"autocommit": True}
    values |= {name: [] for name in ("savepoint_ids", "atomic_blocks", "run_on_commit")}
    # However old it is: a request that ends would close it, and the transaction with it.
    values["close_at"] = None
    run("SAVEPOINT history")
    vars(connection).update(values)
    # SQLite begins a transaction by itself, PostgreSQL’s driver when autocommit ends.
    patches = [patch.object(connection, "_commit", commit)]
    patches.append(patch.object(connection, "_rollback", rollback))
    if connection.vendor == "sqlite":
        patches.append(patch.object(connection, "_start_transaction_under_autocommit", begin))
        patches.append(patch.object(connection, "_set_autocommit", lambda autocommit: None))
    else:
        patches.append(patch.object(connection, "_set_autocommit", set_autocommit))
    try:
        for each in patches:
            each.start()
        yield
    finally:
        for each in patches:
            each.stop()
        vars(connection).update(kept)
        run("ROLLBACK TO SAVEPOINT history")
        run("RELEASE SAVEPOINT history")
        # What the process remembers of a tree that is no more.
        cache.clear()
        Site.clear_site_root_paths_cache()
