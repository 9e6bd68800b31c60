"""For work on one's own machine: SQLite, debug pages, mail on the console."""

from .base import *  # noqa: F403
from .base import VAR_DIR

DEBUG = True
SECRET_KEY = "development-only-never-deploy-this-key"
ALLOWED_HOSTS = ["*"]

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": VAR_DIR / "clinicsite.sqlite3",
        # Autosave and the API may write and read at once.
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20},
    }
}
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
