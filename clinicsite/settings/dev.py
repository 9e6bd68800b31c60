"""For work on one's own machine: SQLite unless `DATABASE_URL` says else, mail on the console.

With debug on, Django serves localhost alone; `ALLOWED_HOSTS` names more, for a container say.
"""

import environ

from .base import *  # noqa: F403
from .base import VAR_DIR
from .database import database
from .front_ends import front_ends

env = environ.Env()

DEBUG = True
SECRET_KEY = "development-only-never-deploy-this-key"
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
DATABASES = {
    "default": database(env.str("DATABASE_URL", "") or f"sqlite:///{VAR_DIR}/clinicsite.sqlite3")
}
WAGTAILADMIN_BASE_URL = env.str("ADMIN_BASE_URL", default="http://127.0.0.1:8000")
WAGTAIL_HEADLESS_PREVIEW |= {"CLIENT_URLS": front_ends(env.str("FRONT_END_URLS", default=""))}
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
WAGTAILAPI_DOCS_ENABLED = True
