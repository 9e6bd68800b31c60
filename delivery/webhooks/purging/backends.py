"""Backends of `WAGTAILFRONTENDCACHE` that purge by tag, and say when they could not."""

from urllib.parse import quote, urlsplit

import requests
from django.core.exceptions import ImproperlyConfigured
from wagtail.contrib.frontend_cache.backends import BaseBackend, CloudflareBackend

from ..conf import option


class PurgeError(Exception):
    """A cache did not do what it was asked; the message says what it answered."""


class TagBackendMixin:
    """A cache that is told in requests of at most `CHUNK_SIZE` tags or addresses.

    Subclasses give `_ask_tags` and `_ask_urls`, which take one chunk each.
    """

    def purge_tags(self, tags):
        """Purge everything that has one of the tags. Raises PurgeError."""
        for chunk in self._chunks(tags):
            self._ask_tags(chunk)

    def purge_batch(self, urls):
        for chunk in self._chunks(urls):
            self._ask_urls(chunk)

    def purge(self, url):
        self.purge_batch([url])

    def _chunks(self, items):
        items = list(items)
        return [
            items[start : start + self.CHUNK_SIZE]
            for start in range(0, len(items), self.CHUNK_SIZE)
        ]

    def _post(self, url, headers, data=None):
        try:
            response = requests.post(
                url,
                json=data,
                headers=headers,
                timeout=(option("CONNECT_TIMEOUT"), option("READ_TIMEOUT")),
                allow_redirects=False,
            )
        except requests.RequestException as error:
            # Its own words would hold the address, and that the account.
            raise PurgeError(f"The cache could not be reached ({type(error).__name__}).") from None
        if response.status_code != requests.codes.ok:
            raise PurgeError(f"The cache answered {response.status_code}.")
        return response


class CloudflareTagBackend(TagBackendMixin, CloudflareBackend):
    """Wagtail's backend for Cloudflare, with its options, purging by `Cache-Tag`.

    `API_URL` stands for `https://api.cloudflare.com/client/v4`.
    """

    CHUNK_SIZE = 30

    def __init__(self, params):
        api_url = params.pop("API_URL", "https://api.cloudflare.com/client/v4")
        super().__init__(params)
        self.endpoint = f"{api_url}/zones/{self.cloudflare_zoneid}/purge_cache"

    def _ask_tags(self, tags):
        self._ask({"tags": tags})

    def _ask_urls(self, urls):
        self._ask({"files": urls})

    def _ask(self, data):
        if self.cloudflare_token:
            headers = {"Authorization": f"Bearer {self.cloudflare_token}"}
        else:
            headers = {
                "X-Auth-Email": self.cloudflare_email,
                "X-Auth-Key": self.cloudflare_api_key,
            }
        response = self._post(self.endpoint, headers, data)
        try:
            is_done = response.json()["success"] is True
        except (ValueError, KeyError, TypeError):
            is_done = False
        if not is_done:
            raise PurgeError("Cloudflare did not say that it purged.")


class FastlyBackend(TagBackendMixin, BaseBackend):
    """Fastly, purging by `Surrogate-Key`.

    Options: `SERVICE_ID`, `API_TOKEN`, `SOFT` (mark as stale rather than forget; off unless
    told), `HOSTNAMES`; `API_URL` stands for `https://api.fastly.com`.
    """

    CHUNK_SIZE = 256

    def __init__(self, params):
        super().__init__(params)
        missing = [name for name in ("SERVICE_ID", "API_TOKEN") if not params.get(name)]
        if missing:
            raise ImproperlyConfigured(
                f"The Fastly cache of WAGTAILFRONTENDCACHE needs {' and '.join(missing)}."
            )
        self.api_url = params.get("API_URL", "https://api.fastly.com")
        self.service_id = params["SERVICE_ID"]
        self.headers = {"Fastly-Key": params["API_TOKEN"], "Accept": "application/json"}
        if params.get("SOFT"):
            self.headers["Fastly-Soft-Purge"] = "1"

    def _ask_tags(self, tags):
        url = f"{self.api_url}/service/{self.service_id}/purge"
        self._post(url, self.headers, {"surrogate_keys": tags})

    def _ask_urls(self, urls):
        for url in urls:
            parts = urlsplit(url)
            path = quote(parts.path, safe="/%") + (f"?{parts.query}" if parts.query else "")
            self._post(f"{self.api_url}/purge/{parts.netloc}{path}", self.headers)
