"""What every installation shares. Safe as it stands: no debug, no secret, no open host.

`SECRET_KEY`, `DATABASES` and `ALLOWED_HOSTS` come from the settings that import this.
"""

from pathlib import Path

from corsheaders.defaults import default_headers
from wagtail.admin.localization import WAGTAILADMIN_PROVIDED_LANGUAGES

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = BASE_DIR / "var"

DEBUG = False
ALLOWED_HOSTS: list[str] = []

INSTALLED_APPS = [
    "home",
    "tenancy",
    "treatments",
    "locations",
    "faq",
    "delivery",
    "delivery.search",
    "delivery.published",
    "delivery.webhooks",
    "delivery.preview",
    "delivery.writing",
    "wagtail_headless_preview",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.api.v2",
    "wagtail.api.v3",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "wagtail_modeladmin",
    "modelcluster",
    "taggit",
    "corsheaders",
    "phonenumber_field",
    "rest_framework",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "clinicsite",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "clinicsite.cors.CorsMiddleware",
    "delivery.published.middleware.PublishedDocumentsMiddleware",
    # No public read needs what follows, nor may it have a cookie or vary by one.
    "delivery.middleware.ContentAPIMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "clinicsite.urls"
WSGI_APPLICATION = "clinicsite.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    },
]

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True

# How people write dates in the admin. Where nobody says how a language does, the year comes first.
FORMAT_MODULE_PATH = "delivery.admin.formats"
DATE_INPUT_FORMATS = ["%Y-%m-%d"]
DATETIME_INPUT_FORMATS = ["%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S"]

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

WAGTAIL_SITE_NAME = "Clinicsite"
# In plain English, Wagtail's only one, 01/02/2027 is 2 January to some and 1 February to others.
WAGTAILADMIN_PERMITTED_LANGUAGES = [
    ("en-gb", "English (United Kingdom)"),
    ("en-us", "English (United States)"),
    *(language for language in WAGTAILADMIN_PROVIDED_LANGUAGES if language[0] != "en"),
]
WAGTAILADMIN_BASE_URL = "http://127.0.0.1:8000"
# Pictures of editors are uploaded; no hash of an address goes to a third party.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
# In seconds. A mail server that never answers would hold up the schedule's run, and requests.
EMAIL_TIMEOUT = 10
# An account is known by its address when somebody is invited, so nobody gives himself another's.
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILIMAGES_IMAGE_MODEL = "home.SiteImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "home.forms.SiteImageForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "heic", "jpg", "jpeg", "png", "webp"]
# More than the largest photo of a phone has; one like that takes about 400 MB while it is decoded.
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "pptx", "txt", "csv", "rtf", "odt"]
# A document is downloaded, never shown by the browser, whatever is in it.
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []
WAGTAILAPI_LIMIT_MAX = 100
WAGTAILAPI_RICH_TEXT_FORMAT = "html"
# The write API's description is asked for with a token, at /api/v3-preview/schema/.
WAGTAILAPI_DOCS_ENABLED = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

# The content API is public and read-only, so any front end may read it from a browser.
CORS_URLS_REGEX = r"^/api/v2/.*$"
CORS_ALLOW_ALL_ORIGINS = True
CORS_ALLOW_METHODS = ["GET", "HEAD", "OPTIONS"]
# What browsers keep from scripts unless told: to ask again whether an answer is still the same.
CORS_ALLOW_HEADERS = (*default_headers, "if-none-match")
CORS_EXPOSE_HEADERS = ["ETag", "Retry-After"]

# Addresses of front ends, by host name of their sites, come from the settings that import this.
WAGTAIL_HEADLESS_PREVIEW = {"CLIENT_URLS": {}, "REDIRECT_ON_PREVIEW": True}

# What the apps read, each from its own README.
CLINICSITE: dict[str, object] = {}
