"""The databases of one test process: the first is migrated, and every other is a copy of one.

Copies are Django's own (`clone_test_db`): a file beside the file with SQLite, and
`CREATE DATABASE … TEMPLATE` with PostgreSQL. All of them are committed, so a test may do with its
copy what it likes.
"""

import datetime
import fcntl
import hashlib
import shutil
from contextlib import contextmanager
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import DEFAULT_DB_ALIAS, connections

ROOT = Path(__file__).parents[1]


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

    def create(self, cache_folder):
        """Make and use the first database; SQLite's stays in `cache_folder` for other runs."""
        if self.connection.vendor == "sqlite":
            name = self.folder / "first.sqlite3"
            with locked(cache_folder):
                template = _cached(cache_folder / "migrated", _migrations())
                if not template.exists():
                    self._migrate(template.with_suffix(".new"))
                    template.with_suffix(".new").rename(template)
                shutil.copy(template, name)
            self.use(name)
        else:
            self._migrate(f"{self.used}_{self.folder.name}")

    @contextmanager
    def copy_with(self, build, cache_folder):
        """Use a copy in which `build` has built what depends on all code and on the day.

        SQLite's stays in `cache_folder`, with its files, for other processes and runs.
        """
        with self.copy():
            if self.connection.vendor == "sqlite":
                with locked(cache_folder):
                    template = _cached(cache_folder / build.__name__, _code())
                    media = template.with_suffix(".media")
                    if template.exists():
                        shutil.copy(template, self.used)
                        shutil.copytree(media, settings.MEDIA_ROOT, dirs_exist_ok=True)
                    else:
                        build()
                        self.connection.close()
                        shutil.copytree(settings.MEDIA_ROOT, media, dirs_exist_ok=True)
                        shutil.copy(self.used, template)
                forget()
            else:
                build()
            yield

    def remove(self):
        """Remove the first database, at the end."""
        self.creation.destroy_test_db(verbosity=0)

    def use(self, name):
        """Let everything that asks for a database ask this one."""
        self.connection.close()
        self.connection.settings_dict["NAME"] = str(name)
        forget()

    @contextmanager
    def copy(self):
        """Use a copy of the database that is used, until it is removed at the end.

        No name comes twice, as a server may still be busy with a database that is removed.
        """
        of = self.used
        self.copies += 1
        suffix = str(self.copies)
        self.connection.close()
        self.creation.clone_test_db(suffix, verbosity=0, autoclobber=True)
        name = self.creation.get_test_db_clone_settings(suffix)["NAME"]
        self.use(name)
        try:
            yield
        finally:
            self.use(of)
            self.creation.destroy_test_db(suffix=suffix, verbosity=0)

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


def _cached(folder, fingerprint):
    """Return the place of what has a fingerprint; what had another one is removed."""
    folder.mkdir(exist_ok=True)
    place = folder / f"{fingerprint}.sqlite3"
    if not place.exists():
        shutil.rmtree(folder)
        folder.mkdir()
    return place


def _migrations():
    """The fingerprint of all migrations, also those of packages."""
    folders = [Path(app.path, "migrations") for app in apps.get_app_configs()]
    return _fingerprint(file for folder in folders for file in folder.rglob("*.py"))


def _code():
    """The fingerprint of all code and of the day."""
    ours = [Path(app.path) for app in apps.get_app_configs() if ROOT in Path(app.path).parents]
    ours = [folder for folder in ours if "site-packages" not in folder.parts]
    folders = [*ours, ROOT / "clinicsite", ROOT / "templates"]
    files = (file for folder in folders for file in folder.rglob("*") if file.suffix != ".pyc")
    return _fingerprint([*files, ROOT / "requirements.txt"], str(datetime.date.today()))


def _fingerprint(files, *words):
    digest = hashlib.sha256("".join(words).encode())
    for file in sorted(set(files)):
        if file.is_file():
            digest.update(str(file).encode() + file.read_bytes())
    return digest.hexdigest()[:16]
