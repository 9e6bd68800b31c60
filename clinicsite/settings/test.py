"""For the tests: SQLite in memory, or PostgreSQL when `DATABASE_URL` names one."""

import tempfile
from pathlib import Path

import environ

from .base import *  # noqa: F403

env = environ.Env()

SECRET_KEY = "for-tests-only"
ALLOWED_HOSTS = ["*"]
DATABASES = {"default": env.db("DATABASE_URL", default="sqlite://:memory:")}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MEDIA_ROOT = Path(tempfile.gettempdir()) / "clinicsite-test-media"
WAGTAILADMIN_BASE_URL = "http://testserver"
