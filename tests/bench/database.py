"""Databases of our own, made for the figures and dropped."""

import contextlib
import sqlite3
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from clinicsite.settings.database import database
from tests.with_postgres import server

NAME = "clinicsite_bench"


@contextlib.contextmanager
def databases(kind, folder):
    """Give a function that makes an empty database by a suffix and returns its URL.

    `kind` is `postgres` or `sqlite`; `folder` is a `Path`, where SQLite's files are.
    """
    if kind == "sqlite":
        yield lambda suffix: f"sqlite:///{folder / f'{NAME}_{suffix}.sqlite3'}"
        return
    with server() as url, contextlib.ExitStack() as made:
        yield lambda suffix: made.enter_context(postgres_database(url, f"{NAME}_{suffix}"))


@contextlib.contextmanager
def postgres_database(url, name):
    """Make a database on the server at `url`, give its URL, and drop it."""
    drop(url, name)
    execute(url, sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    parts = urlsplit(url)
    try:
        yield urlunsplit(parts._replace(path=f"{parts.path.rpartition('/')[0]}/{name}"))
    finally:
        drop(url, name)


def drop(url, name):
    execute(url, sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def execute(url, statement):
    with connect(url) as connection:
        connection.execute(statement)


def version(url):
    """Return what the database at `url` is, such as `PostgreSQL 15.5`."""
    if not url.startswith("postgres"):
        return f"SQLite {sqlite3.sqlite_version}"
    with connect(url) as connection:
        number = connection.execute("SHOW server_version").fetchone()[0]
    return f"PostgreSQL {number.split()[0]}"


def connect(url):
    config = database(url)
    given = {"HOST": "host", "PORT": "port", "USER": "user", "PASSWORD": "password"}
    options = {name: config[key] for key, name in given.items() if config.get(key)}
    return psycopg.connect(dbname=config["NAME"], autocommit=True, **options)
