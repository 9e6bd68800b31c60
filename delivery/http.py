"""What the content API says to browsers, caches and CDNs: validators, lifetimes, tags, encodings.

Answers depend on the address and on `Accept-Encoding` alone, never on who asks, so any cache may
keep them.
"""

import gzip
import re
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import blake2b
from http import HTTPStatus

import brotli
import zstandard
from django.http import HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers

from .conf import setting

# The encodings that answers may be kept in, the smallest first.
ENCODINGS = ("br", "zstd", "gzip")
# Bytes below which an encoding saves nothing worth the work.
WORTH_COMPRESSING = 1_000
# CDNs refuse a header that is longer than their limit; the narrowest known is 16 KB.
LONGEST_TAGS = 12_000
# The name, in caches, of everything that lists pages or looks for one.
LISTS_TAG = "pages"
BROTLI_QUALITY = 4
ZSTD_LEVEL = 6
GZIP_LEVEL = 6

# Statuses whose answers may be kept, since publishing purges the tag of all lists: what is found
# or not found at an address now. Without a word, caches would keep most of them for as long as
# they like.
KEPT = {200, 301, 302, 304, 404, 410}
READS = {"GET", "HEAD"}

_QUALITY = re.compile(r"\s*([\w*-]+)\s*(?:;\s*q\s*=\s*([\d.]+)\s*)?$")
_OLD_NAMES = {"x-gzip": "gzip"}


@lru_cache(maxsize=256)
def accepted_encoding(header):
    """Return the best of `ENCODINGS` that an `Accept-Encoding` header admits, `""` for none.

    Plain text is preferred only where the header rates it above every encoding.
    """
    qualities = {}
    for part in header.split(","):
        match = _QUALITY.match(part)
        if match:
            try:
                quality = float(match[2] or 1)
            except ValueError:
                continue
            name = match[1].lower()
            qualities[_OLD_NAMES.get(name, name)] = quality
    rated = {name: qualities.get(name, qualities.get("*", 0)) for name in ENCODINGS}
    best = max(rated.values())
    if best <= 0 or best < qualities.get("identity", 0):
        return ""
    return next(name for name in ENCODINGS if rated[name] == best)


def entity_tag(fingerprint, encoding=""):
    """Return the strong ETag of a text in an encoding: `"3f…"`, `"3f…-br"`."""
    return f'"{fingerprint}-{encoding}"' if encoding else f'"{fingerprint}"'


def is_known(request, etag):
    """Whether who asks has the text with this ETag already (`If-None-Match`)."""
    header = request.META.get("HTTP_IF_NONE_MATCH")
    if not header:
        return False
    if header == etag:
        return True
    known = {value.strip().removeprefix("W/") for value in header.split(",")}
    return etag in known or "*" in known


def is_had(request, fingerprint):
    """Return the ETag under which who asks has a text already, in whatever encoding, or None.

    Nothing has to be fetched then but the fingerprint.
    """
    if "HTTP_IF_NONE_MATCH" not in request.META:
        return None
    etags = (entity_tag(fingerprint, encoding) for encoding in ("", *ENCODINGS))
    return next((etag for etag in etags if is_known(request, etag)), None)


def cache_control(until=None, now=None):
    """Return the `Cache-Control` of a public answer; `until` is when it stops being true, or None.

    Nothing is kept past that moment, nor served stale after it.
    """
    fresh, stale = setting("CACHE_MAX_AGE"), setting("CACHE_STALE_WHILE_REVALIDATE")
    if until is not None:
        left = max(0, int((until - (now or datetime.now(UTC))).total_seconds()))
        fresh = min(fresh, left)
        stale = min(stale, left - fresh)
    text = f"public, max-age={fresh}"
    return f"{text}, stale-while-revalidate={stale}" if stale else text


def set_tags(response, tags):
    """Name a response for CDNs that purge by tag; of too many, those that fit."""
    tags = list(dict.fromkeys(tags))
    while len(",".join(tags)) > LONGEST_TAGS:
        tags = tags[: len(tags) * 3 // 4]
    response.headers["Cache-Tag"] = ",".join(tags)
    response.headers["Surrogate-Key"] = " ".join(tags)


def json_response(body, etag, tags, until=None, encoding="", status=200):
    """Return the response of finished JSON: `body` as bytes in `encoding`, with its headers."""
    response = HttpResponse(body, content_type="application/json", status=status)
    response.headers["Content-Length"] = str(len(body))
    if encoding:
        response.headers["Content-Encoding"] = encoding
    return _with_headers(response, etag, tags, until)


def not_modified(etag, tags, until=None):
    """Return the 304 of a text that who asks has already."""
    return _with_headers(HttpResponseNotModified(), etag, tags, until)


def finish(request, response):
    """Give a finished answer what caches need to know, and its text the best encoding accepted.

    What the answer says itself of caches, its ETag and its encoding stand, so that to do it twice
    changes nothing. An answer that is known already becomes a 304. Returns the answer.
    """
    if "Cache-Control" not in response.headers:
        if request.method in READS and response.status_code in KEPT:
            response.headers["Cache-Control"] = cache_control()
            set_tags(response, [LISTS_TAG])
        else:
            response.headers["Cache-Control"] = "no-store"
    if request.method in READS and not response.streaming:
        if response.status_code == HTTPStatus.NOT_MODIFIED:
            _empty(response)
        elif response.status_code == HTTPStatus.OK:
            _validate(request, response)
    return response


def _validate(request, response):
    """Give an answer its ETag and its encoding, and empty it when who asks has it already."""
    patch_vary_headers(response, ["Accept-Encoding"])
    if "Content-Encoding" in response.headers:
        return
    accepted = request.META.get("HTTP_ACCEPT_ENCODING", "")
    body = response.content
    encoding = accepted_encoding(accepted) if len(body) > WORTH_COMPRESSING else ""
    if "no-store" not in response.headers["Cache-Control"]:
        own = response.headers.get("ETag", "")
        is_strong = own.startswith('"')
        fingerprint = own.strip('"') if is_strong else blake2b(body, digest_size=16).hexdigest()
        known = is_had(request, fingerprint)
        response.headers["ETag"] = known or entity_tag(fingerprint, encoding)
        if known:
            _empty(response)
            return
    if encoding:
        response.content = compressed(body, encoding)
        response.headers["Content-Encoding"] = encoding
    response.headers["Content-Length"] = str(len(response.content))


def _empty(response):
    """Make an answer a 304."""
    response.status_code = HTTPStatus.NOT_MODIFIED
    response.content = b""
    patch_vary_headers(response, ["Accept-Encoding"])
    for name in ("Content-Type", "Content-Length"):
        response.headers.pop(name, None)


def compressed(body, encoding):
    """Return a text, as bytes, in one of `ENCODINGS`."""
    if encoding == "br":
        return brotli.compress(body, quality=BROTLI_QUALITY)
    if encoding == "zstd":
        return zstandard.compress(body, ZSTD_LEVEL)
    return gzip.compress(body, GZIP_LEVEL, mtime=0)


def _with_headers(response, etag, tags, until):
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = cache_control(until)
    response.headers["Vary"] = "Accept-Encoding"
    set_tags(response, tags)
    return response
