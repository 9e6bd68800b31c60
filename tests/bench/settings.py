"""Those of a server (docs/deployment.md), with the addresses of the benchmark beside the site's.

The environment says the rest: `BENCH_CACHE_BYTES` how large the cache of answers is, and
`BENCH_PUBLISHED=off` that nothing is kept when a page is published, and `BENCH_MIDDLEWARE=off` that
there is none.
"""

import environ

from clinicsite.settings.production import *  # noqa: F403
from clinicsite.settings.production import CLINICSITE, INSTALLED_APPS

env = environ.Env()

ROOT_URLCONF = "tests.bench.urls"
WAGTAIL_ENABLE_UPDATE_CHECK = False
if cache_bytes := env.str("BENCH_CACHE_BYTES", default=""):
    CLINICSITE = CLINICSITE | {"RESPONSE_CACHE_BYTES": int(cache_bytes)}
if env.str("BENCH_MIDDLEWARE", default="on") == "off":
    MIDDLEWARE = []
if env.str("BENCH_PUBLISHED", default="on") == "off":
    INSTALLED_APPS = [
        "tests.bench.silent.SilentConfig" if app == "delivery.published" else app
        for app in INSTALLED_APPS
    ]
