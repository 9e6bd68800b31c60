"""Settings stop a wrong start with words that say how to mend it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from clinicsite.settings.database import database

ROOT = Path(__file__).parents[2]
COMPLETE = {
    "SECRET_KEY": "q3V-x81LmZp7cNw0Rk5TyHb2GdJf9AsEoUi4XtCvB6nMhQzP_WlYKrDg",
    "ALLOWED_HOSTS": "clinics.example",
    "DATABASE_URL": "postgres://clinicsite@localhost/clinicsite",
    "ADMIN_BASE_URL": "https://clinics.example/",
}


def run(*command, settings="production", **variables):
    """Run Python in a process that knows no environment variable but these."""
    environment = {"DJANGO_SETTINGS_MODULE": f"clinicsite.settings.{settings}"} | variables
    if path := os.environ.get("PATH"):
        environment["PATH"] = path
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def values(*names, **options):
    """Return what settings hold, as printed by a process that does nothing else."""
    script = f"from django.conf import settings as s; print(*[getattr(s, n) for n in {names}])"
    result = run("-c", script, **options)
    assert result.returncode == 0, result.stderr
    return result.stdout.strip()


def test_production_without_variables_names_all_that_are_missing():
    result = run("-c", "import clinicsite.wsgi")
    message = result.stderr.partition("ImproperlyConfigured: ")[2]
    assert result.returncode != 0
    assert message.startswith("Clinicsite cannot start.")
    assert all(f"{name} is missing" in message for name in COMPLETE)


@pytest.mark.parametrize("name", COMPLETE)
def test_production_names_the_one_that_is_blank(name):
    result = run("manage.py", "check", **COMPLETE | {name: " "})
    blank = [other for other in COMPLETE if f"{other} is missing" in result.stderr]
    assert result.returncode != 0
    assert blank == [name]


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("SECRET_KEY", "too-short", "SECRET_KEY is too short"),
        ("ADMIN_BASE_URL", "clinics.example", "ADMIN_BASE_URL is no address"),
        ("DATABASE_URL", "clinicsite", "DATABASE_URL must look like"),
        ("SENDFILE", "apache", "SENDFILE is not one of nginx, xsendfile"),
        ("MEDIA_URL", "https://pictures.example", "MEDIA_URL has no path"),
    ],
)
def test_production_refuses_an_unusable_value(name, value, words):
    result = run("manage.py", "check", **COMPLETE | {name: value})
    assert result.returncode != 0
    assert words in result.stderr


def test_production_takes_the_origin_of_the_admin_from_its_address():
    assert values("CSRF_TRUSTED_ORIGINS", **COMPLETE) == "['https://clinics.example']"


def test_redis_is_switched_on_by_its_address():
    without = values("CACHES", **COMPLETE)
    with_redis = values("CACHES", REDIS_URL="redis://cache.example:6379/1", **COMPLETE)
    assert "Redis" not in without
    assert "RedisCache" in with_redis
    assert "redis://cache.example:6379/1" in with_redis


def test_the_server_in_front_sends_files_when_it_is_named(tmp_path):
    folder = tmp_path / "media"
    names = ("SENDFILE_BACKEND", "SENDFILE_ROOT", "SENDFILE_URL", "CLINICSITE")
    given = {"SENDFILE": "nginx", "MEDIA_ROOT": os.path.relpath(folder, ROOT)}
    shown = values(*names, MEDIA_SHARED_MAX_AGE="300", **given, **COMPLETE)
    assert shown.startswith(f"django_sendfile.backends.nginx {folder} /_media ")
    assert "'MEDIA_SHARED_MAX_AGE': 300" in shown


def test_origins_are_every_one_until_some_are_named():
    names = ("CORS_ALLOW_ALL_ORIGINS", "CORS_ALLOWED_ORIGINS")
    assert values(names[0], **COMPLETE) == "True"
    origins = "https://a.example,https://b.example"
    named = values(*names, CORS_ALLOWED_ORIGINS=origins, **COMPLETE)
    assert named == "False ['https://a.example', 'https://b.example']"


def test_development_refuses_other_hosts_and_keeps_its_database_in_var():
    shown = values("ALLOWED_HOSTS", "DATABASES", settings="dev")
    assert shown.startswith("[] ")
    assert str(ROOT / "var" / "clinicsite.sqlite3") in shown


def test_the_folder_of_an_sqlite_database_is_made(tmp_path):
    file = tmp_path / "new" / "site.sqlite3"
    assert database(f"sqlite:///{file}")["NAME"] == str(file)
    assert file.parent.is_dir()


def test_options_in_the_address_win():
    config = database("postgres://u:p@db.example/site?conn_max_age=0&sslmode=require")
    assert config["CONN_MAX_AGE"] == 0
    assert config["OPTIONS"] == {"sslmode": "require"}


def test_a_password_is_not_told():
    with pytest.raises(ImproperlyConfigured) as error:
        database("mysql://u:secret@db.example/site")
    assert "secret" not in str(error.value)
