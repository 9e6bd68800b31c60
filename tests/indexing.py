"""Wagtail's two indexes, of words and of references, kept when somebody looks into them.

Each save of a page brings both up to date at once, and few tests ask either of them: that was more
than half of the time in which a test builds its pages. Here the tasks wait until a query names a
table of theirs, and each object is indexed once then, however often it was saved.

Only inside the transaction of a test: what is committed is indexed at once, as others may see it.
"""

from django.db import connections
from django.db.backends.signals import connection_created
from django_tasks.backends.immediate import ImmediateBackend

# By name: they cannot be imported before the backend that runs them.
INDEXING = {
    "modelsearch.tasks.insert_or_update_object_task",
    "wagtail.tasks.update_reference_index_task",
}
TABLES = ("wagtailsearch_indexentry", "wagtailcore_referenceindex")

waiting = {}  # by the name of the task and the object


class Backend(ImmediateBackend):
    """Runs every task at once but the two that index an object."""

    def _execute_task(self, task_result):
        name = task_result.task.module_path
        if name in INDEXING and in_a_test():
            waiting[name, *task_result.args] = (self, task_result)
        else:
            super()._execute_task(task_result)

    def execute(self, task_result):
        super()._execute_task(task_result)


def in_a_test():
    """Tell whether everything that is written now is taken back when the test is over."""
    blocks = connections["default"].atomic_blocks
    return bool(blocks) and getattr(blocks[0], "_from_testcase", False)


def index_what_waits():
    """Index every object that was saved; one that is gone again fails, as it would have then."""
    while waiting:
        now = list(waiting.values())
        waiting.clear()
        for backend, task_result in now:
            backend.execute(task_result)


def index_first(execute, sql, params, many, context):
    """Run a query, after the indexing that it may ask for."""
    if waiting and any(table in str(sql) for table in TABLES):
        index_what_waits()
    return execute(sql, params, many, context)


def watch(connection, **kwargs):
    """Index before the queries of a connection that ask for it."""
    if index_first not in connection.execute_wrappers:
        connection.execute_wrappers.append(index_first)


connection_created.connect(watch)
