"""For a server: everything comes from environment variables, told in docs/deployment.md.

A missing or unusable variable stops the start, before any request is served, with one message
that names all of them.
"""

from os.path import abspath
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403
from .base import VAR_DIR
from .cache import redis_cache
from .database import database
from .front_ends import front_ends

env = environ.Env()

SECRET_KEY_LENGTH = 50
REQUIRED = {
    "SECRET_KEY": f"at least {SECRET_KEY_LENGTH} random characters, kept secret",
    "ALLOWED_HOSTS": "the host names served, separated by commas",
    "DATABASE_URL": "postgres://user:password@host:5432/name",
    "ADMIN_BASE_URL": "the address of this site as editors open it, https://...",
}
# By which header the server in front is told which file to send: X-Accel-Redirect, X-Sendfile.
SENDFILE_SERVERS = ("nginx", "xsendfile")

given = {name: env.str(name, default="").strip() for name in REQUIRED}
problems = [f"{name} is missing: {use}" for name, use in REQUIRED.items() if not given[name]]
if given["SECRET_KEY"] and len(given["SECRET_KEY"]) < SECRET_KEY_LENGTH:
    problems.append(f"SECRET_KEY is too short: {REQUIRED['SECRET_KEY']}")
if given["ADMIN_BASE_URL"] and not given["ADMIN_BASE_URL"].startswith(("https://", "http://")):
    problems.append(f"ADMIN_BASE_URL is no address: {REQUIRED['ADMIN_BASE_URL']}")
if given["DATABASE_URL"]:
    try:
        DATABASES = {"default": database(given["DATABASE_URL"])}
    except ImproperlyConfigured as error:
        problems.append(str(error))
try:
    WAGTAIL_HEADLESS_PREVIEW |= {"CLIENT_URLS": front_ends(env.str("FRONT_END_URLS", default=""))}
except ImproperlyConfigured as error:
    problems.append(str(error))
MEDIA_URL = env.str("MEDIA_URL", default="/media/")
if not urlsplit(MEDIA_URL).path.strip("/"):
    problems.append("MEDIA_URL has no path, under which the application could ask who may see it")
sendfile = env.str("SENDFILE", default="")
if sendfile not in ("", *SENDFILE_SERVERS):
    problems.append(f"SENDFILE is not one of {', '.join(SENDFILE_SERVERS)}")
if problems:
    raise ImproperlyConfigured(
        "Clinicsite cannot start. Set these environment variables (docs/deployment.md):\n"
        + "\n".join(f"  {problem}" for problem in problems)
    )

SECRET_KEY = given["SECRET_KEY"]
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")

WAGTAILADMIN_BASE_URL = given["ADMIN_BASE_URL"].rstrip("/")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[WAGTAILADMIN_BASE_URL])

if origins := env.list("CORS_ALLOWED_ORIGINS", default=[]):
    CORS_ALLOW_ALL_ORIGINS = False
    CORS_ALLOWED_ORIGINS = origins

if redis_url := env.str("REDIS_URL", default=""):
    prefix = env.str("REDIS_KEY_PREFIX", default="clinicsite")
    CACHES = {"default": redis_cache(redis_url, prefix)}
    DJANGO_REDIS_LOG_IGNORED_EXCEPTIONS = True

STATIC_ROOT = env.str("STATIC_ROOT", default=str(VAR_DIR / "static"))
MEDIA_ROOT = env.str("MEDIA_ROOT", default=str(VAR_DIR / "media"))
CLINICSITE |= {"MEDIA_SHARED_MAX_AGE": env.int("MEDIA_SHARED_MAX_AGE", default=0)}
if sendfile:
    SENDFILE_BACKEND = f"django_sendfile.backends.{sendfile}"
    SENDFILE_ROOT = abspath(MEDIA_ROOT)
    SENDFILE_URL = "/_media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="webmaster@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

if env.bool("BEHIND_TLS_PROXY", default=True):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("SECURE_HSTS_INCLUDE_SUBDOMAINS", default=True)
SECURE_HSTS_PRELOAD = env.bool("SECURE_HSTS_PRELOAD", default=True)
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
}
