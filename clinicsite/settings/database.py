"""Read `DATABASE_URL` the same way for every installation."""

from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

# The write-ahead log lets the API read while an editor saves. A transaction takes its lock at
# the start, so that autosave waits its turn instead of failing with "database is locked".
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}


def database(url: str) -> dict:
    """Return Django's settings of the PostgreSQL or SQLite database at `url`.

    SQLite's folder is made when it is missing. Raises ImproperlyConfigured for any other
    address; the message leaves the address out, since it holds a password.
    """
    config = environ.Env.db_url_config(url) if "://" in url else {}
    match config.get("ENGINE"):
        case "django.db.backends.sqlite3":
            if config["NAME"] != ":memory:":
                Path(config["NAME"]).parent.mkdir(parents=True, exist_ok=True)
            return config | {"OPTIONS": SQLITE_OPTIONS | config.get("OPTIONS", {})}
        case "django.db.backends.postgresql":
            return {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True} | config
        case _:
            raise ImproperlyConfigured(
                "DATABASE_URL must look like postgres://user:password@host:5432/name "
                "or sqlite:////folder/file.sqlite3."
            )
