"""Answers come compressed as they are accepted, and to every origin."""

import gzip

import brotli
import pytest
import zstandard
from django.test import override_settings

from delivery.http import WORTH_COMPRESSING, accepted_encoding
from tests.endpoints.asking import (
    FOUND,
    FRONT_END,
    PREVIEW,
    varies_by,
)

UNPACK = {
    "br": brotli.decompress,
    "gzip": gzip.decompress,
    "zstd": lambda body: zstandard.ZstdDecompressor().decompress(body),
    None: bytes,
}


@pytest.mark.parametrize("encoding", UNPACK)
def test_an_answer_comes_as_it_is_accepted(ask, settings, encoding):
    settings.CLINICSITE = {**settings.CLINICSITE, "RESPONSE_CACHE_BYTES": 2**20}
    for path in FOUND:
        ask(path)
        plain = ask(path, accept_encoding="")
        response = ask(path, accept_encoding=encoding or "identity")

        # What is kept compressed comes so, however short it is.
        is_short = len(plain.content) <= WORTH_COMPRESSING and path != "pages/{pk}/"
        expected = None if is_short else encoding
        assert response.headers.get("Content-Encoding") == expected, path
        assert UNPACK[expected](response.content) == plain.content
        assert int(response.headers["Content-Length"]) == len(response.content)
        assert varies_by(response) == {"accept-encoding"}, path
        assert (response.headers["ETag"] == plain.headers["ETag"]) == (expected is None), path

        head = ask(path, "head", accept_encoding=encoding or "identity")
        assert head.content == b""
        for name in ("ETag", "Content-Length", "Cache-Control", "Content-Type"):
            assert head.headers[name] == response.headers[name], path


def test_a_text_is_known_by_the_etag_of_any_of_its_encodings(ask):
    for path in ("openapi.json", "sitemap/", "images/?fields=*", "changes/", "redirects/"):
        for encoding in ("br", "gzip", "zstd", "identity"):
            etag = ask(path, accept_encoding=encoding).headers["ETag"]
            again = ask(path, accept_encoding="gzip", if_none_match=etag)
            assert (again.status_code, again.headers["ETag"]) == (304, etag), path


@pytest.mark.parametrize(
    ("header", "encoding"),
    [
        ("br, gzip, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("x-gzip", "gzip"),
        ("X-GZIP;q=0.5", "gzip"),
        ("gzip;q=1.0, br;q=0.5", "gzip"),
        ("identity;q=1, br;q=0.1", ""),
        ("identity;q=0.5, br;q=0.5", "br"),
        ("identity, *;q=0.5", ""),
        ("*", "br"),
        ("*;q=0", ""),
        ("br;q=0, *", "zstd"),
        ("gzip;q=0", ""),
        ("identity;q=0", ""),
        ("deflate", ""),
        ("", ""),
        ("br;q=0.001", "br"),
        ("br;q=.5.5, gzip;q=0.1", "gzip"),
        ("nonsense;;q=, ;", ""),
    ],
)
def test_the_encoding_that_is_rated_highest_is_taken(header, encoding):
    assert accepted_encoding(header) == encoding


# Other origins


SOME = ("pages/", "pages/{pk}/", "sitemap/", "nowhere/", "openapi.json", PREVIEW)


def test_every_origin_gets_the_same_answer(ask):
    for path in SOME:
        for response in (ask(path), ask(path, origin=FRONT_END)):
            assert response.headers["Access-Control-Allow-Origin"] == "*"
            assert "ETag" in response.headers["Access-Control-Expose-Headers"]
            assert "origin" not in varies_by(response)


@override_settings(CORS_ALLOW_ALL_ORIGINS=False, CORS_ALLOWED_ORIGINS=[FRONT_END])
def test_where_some_origins_are_named_answers_vary_by_it(ask):
    for path in SOME:
        allowed, refused = ask(path, origin=FRONT_END), ask(path, origin="https://evil.example")
        assert allowed.headers["Access-Control-Allow-Origin"] == FRONT_END
        assert "Access-Control-Allow-Origin" not in refused.headers
        assert "origin" in varies_by(allowed) & varies_by(refused)


def test_a_browser_may_ask_whether_an_answer_is_the_same(ask):
    response = ask(
        "pages/",
        "options",
        origin=FRONT_END,
        access_control_request_method="GET",
        access_control_request_headers="if-none-match",
    )

    assert response.status_code == 200
    assert "if-none-match" in response.headers["Access-Control-Allow-Headers"]


def test_no_other_address_is_for_other_origins(client, north):
    response = client.get("/admin/login/", headers={"origin": FRONT_END})

    assert "Access-Control-Allow-Origin" not in response.headers
