"""What every address of the API says to caches, whatever it answers."""

import pytest
from django.test import Client

from tests.endpoints.asking import (
    EVERYTHING,
    FOUND,
    KEPT,
    PREVIEW,
    REFUSED,
    assert_error,
    assert_kept,
    assert_not_kept,
    varies_by,
)

COOKIES = {"sessionid": "abc", "csrftoken": "x"}


@pytest.mark.parametrize("method", ["get", "head", "options", "post"])
def test_nothing_depends_on_a_cookie_or_sets_one(ask, method):
    client = Client(raise_request_exception=False, enforce_csrf_checks=True)
    for path in EVERYTHING:
        client.cookies.load(COOKIES)
        response = ask(path, method, client)
        without = ask(path, method)
        assert not response.cookies, path
        assert varies_by(response) <= {"accept-encoding"}, path
        assert response.status_code == without.status_code, path
        assert response.content == without.content, path


def test_no_middleware_behind_it_is_asked(ask, count_queries):
    for path in ("nowhere/", "nowhere", PREVIEW, "openapi.json"):
        ask(path)
        assert count_queries(lambda path=path: ask(path, "options")) == 0
    assert count_queries(lambda: ask("nowhere/") and ask("nowhere") and ask("pages")) == 0


def test_the_rest_of_the_installation_has_sessions_as_ever(client, site):
    response = client.get("/admin/login/")

    assert response.status_code == 200
    assert "cookie" in varies_by(response)
    assert client.get("/api/v3-preview/pages/").status_code == 401


# For how long


def test_what_is_found_is_kept_and_known_again(ask):
    for path in FOUND:
        # The first to read a page may get one that is made for him.
        ask(path)
        response = ask(path)
        assert response.status_code == 200, path
        assert_kept(response)
        for method in ("get", "head"):
            again = ask(path, method, if_none_match=response.headers["ETag"])
            assert (again.status_code, again.content) == (304, b""), path
            for name in ("ETag", "Cache-Control", "Cache-Tag", "Vary"):
                assert again.headers[name] == response.headers[name], path


def test_what_is_not_there_is_kept_until_something_is_published(ask):
    for path, status in KEPT.items():
        response = ask(path)
        assert response.status_code == status, path
        assert_kept(response)
        assert response.headers["Cache-Tag"] == "pages"
        assert "max-age=60" in response.headers["Cache-Control"]
        if response.status_code >= 400:
            assert_error(response, status)


def test_a_refusal_is_not_kept(ask):
    for path, status in REFUSED.items():
        response = ask(path)
        assert_error(response, status)
        assert_not_kept(response)


def test_json_that_is_not_accepted_is_a_406(ask):
    for path in (
        "pages/?order=title",
        "pages/999999/",
        "pages/find/?html_path=/",
        "resolve/?path=/nothing/",
        "site/",
        "sitemap/",
        "changes/",
        "images/",
    ):
        response = ask(path, accept="application/xml")
        assert_error(response, 406)
        assert_not_kept(response)


def test_another_method_is_a_405_and_not_kept(ask):
    for path in (*FOUND, PREVIEW):
        for method in ("post", "put", "patch", "delete"):
            response = ask(path, method)
            assert_error(response, 405)
            assert response.json() == {"message": f'Method "{method.upper()}" not allowed.'}
            assert set(response.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
            assert "no-store" in response.headers["Cache-Control"]


def test_a_preview_is_never_kept(ask):
    for method in ("get", "head", "options", "post"):
        response = ask(PREVIEW, method)
        assert response.headers["Cache-Control"] == "no-store, private"
        assert "noindex" in response.headers["X-Robots-Tag"]
        assert_not_kept(response)
