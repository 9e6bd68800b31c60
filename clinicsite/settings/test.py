"""For the tests: SQLite in memory, or PostgreSQL when `DATABASE_URL` names one."""

import tempfile

import environ

from .base import *  # noqa: F403
from .database import database

env = environ.Env()

SECRET_KEY = "for-tests-only"
ALLOWED_HOSTS = ["*"]
DATABASES = {"default": database(env.str("DATABASE_URL", "") or "sqlite://:memory:")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Nothing of a test's database is worth waiting for the disk.
    options = {"init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"}
    DATABASES["default"]["OPTIONS"] |= options
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
WAGTAILADMIN_BASE_URL = "http://testserver"
WAGTAIL_ENABLE_UPDATE_CHECK = False
# The tests of what the API serves switch it on: see the fixture `published_documents`.
CLINICSITE = {"PUBLISHED_DOCUMENTS": False}

# One folder a process, so that parallel workers share nothing; it goes when the process ends.
_media = tempfile.TemporaryDirectory(prefix="clinicsite-test-media-")
MEDIA_ROOT = _media.name

# WhiteNoise otherwise lists every static file each time a test makes a client.
WHITENOISE_AUTOREFRESH = True
