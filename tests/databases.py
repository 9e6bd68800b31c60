"""The databases of one test process: the first is migrated, and every other is a copy of one.

Copies are Django's own (`clone_test_db`): a file beside the file with SQLite, and
`CREATE DATABASE … TEMPLATE` with PostgreSQL. All of them are committed, so a test may do with its
copy what it likes.
"""

import fcntl
import hashlib
import shutil
from contextlib import contextmanager
from pathlib import Path

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import DEFAULT_DB_ALIAS, connections


class Databases:
    """Makes copies of the database that is used, and says which one is used."""

    def __init__(self, folder):
        """Begin in `folder`, which is this process's own; a server keeps its databases itself."""
        self.folder = folder
        self.connection = connections[DEFAULT_DB_ALIAS]
        self.creation = self.connection.creation
        self.copies = 0

    @property
    def used(self):
        return self.connection.settings_dict["NAME"]

    @property
    def url(self):
        """The address of the database that is used, for `DATABASE_URL` of another process."""
        if self.connection.vendor == "sqlite":
            return f"sqlite:///{self.used}"
        known = self.connection.get_connection_params()
        word = f":{known['password']}" if known.get("password") else ""
        place = f"{known.get('host') or ''}:{known.get('port') or 5432}"
        if place.startswith("/"):
            # A server of our own is at a socket, which has a folder and no port.
            place = f"/{known['host']}"
        return f"postgres://{known.get('user', '')}{word}@{place}/{known['dbname']}"

    def create(self, kept):
        """Make and use the first database; SQLite's is kept in the folder `kept` for other runs."""
        if self.connection.vendor == "sqlite":
            template = kept / f"{_fingerprint()}.sqlite3"
            with locked(kept):
                if not template.exists():
                    self._migrate(template.with_suffix(".new"))
                    template.with_suffix(".new").rename(template)
            name = shutil.copy(template, self.folder / "first.sqlite3")
            self.use(name)
        else:
            self._migrate(f"{self.used}_{self.folder.name}")

    def remove(self):
        """Remove the first database, at the end."""
        self.creation.destroy_test_db(verbosity=0)

    def use(self, name):
        """Let everything that asks for a database ask this one."""
        self.connection.close()
        self.connection.settings_dict["NAME"] = str(name)
        forget()

    @contextmanager
    def copy(self, made=None):
        """Use a copy of the database that is used, until it is removed at the end.

        `made` is a file that another process may have handed on: then it is a copy of that. No
        name comes twice, as a server may still be busy with a database that is removed.
        """
        of = self.used
        self.copies += 1
        suffix = str(self.copies)
        self.connection.close()
        self.creation.clone_test_db(suffix, verbosity=0, autoclobber=True)
        name = self.creation.get_test_db_clone_settings(suffix)["NAME"]
        if made and made.exists():
            shutil.copy(made, name)
        self.use(name)
        try:
            yield
        finally:
            self.use(of)
            self.creation.destroy_test_db(suffix=suffix, verbosity=0)

    def hand_on(self, file):
        """Give a copy of SQLite's database to other processes; on a server, each makes its own."""
        if self.connection.vendor == "sqlite":
            self.connection.close()
            shutil.copy(self.used, file)

    def _migrate(self, name):
        self.connection.settings_dict["TEST"]["NAME"] = str(name)
        self.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        self.connection.close()


def forget():
    """Forget what a process remembers of its database."""
    cache.clear()
    ContentType.objects.clear_cache()


@contextmanager
def locked(folder):
    """Wait until no other process is at work in a folder."""
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _fingerprint():
    """Tell apart databases that migrations make differently."""
    digest = hashlib.sha256()
    for app in apps.get_app_configs():
        for file in sorted(Path(app.path, "migrations").rglob("*.py")):
            digest.update(f"{app.label} {file.name}".encode() + file.read_bytes())
    return digest.hexdigest()[:16]
