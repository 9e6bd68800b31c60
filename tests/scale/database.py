"""A database for one group, made for the figures and thrown away."""

import contextlib
import tempfile
from pathlib import Path

import django
from django.conf import settings


@contextlib.contextmanager
def empty_database():
    """Set Django up on an empty database beside the one that `DATABASE_URL` names.

    SQLite gets a file: one in memory would outlive its deletion.
    """
    django.setup()
    settings.ALLOWED_HOSTS = ["*"]
    from django.db import connection
    from django.test.utils import get_runner
    from wagtail.models import Site

    with tempfile.TemporaryDirectory() as folder:
        if connection.vendor == "sqlite":
            connection.settings_dict["TEST"]["NAME"] = str(Path(folder) / "group.sqlite3")
        runner = get_runner(settings)(interactive=False, verbosity=0)
        databases = runner.setup_databases()
        try:
            # The migrations made one.
            Site.objects.all().delete()
            yield
        finally:
            runner.teardown_databases(databases)
