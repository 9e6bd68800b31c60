"""What goes wrong is told in JSON, wherever it does."""

from django.db import OperationalError, connection
from django.test import override_settings

from delivery.published.reads.memory import memory
from tests.endpoints.asking import (
    FOUND,
    PREVIEW,
    assert_error,
    assert_not_kept,
)


@override_settings(ALLOWED_HOSTS=["north.example"])
def test_a_host_that_is_not_served_is_a_400(ask):
    for path in ("pages/", "pages/{pk}/", "nowhere/", "openapi.json", PREVIEW):
        response = ask(path, host="evil.example")
        assert_error(response, 400)
        assert_not_kept(response)


@override_settings(ALLOWED_HOSTS=["north.example"], SECURE_SSL_REDIRECT=True)
def test_so_it_is_for_what_stands_in_front_of_the_api(ask, client):
    assert_error(ask("pages/", host="evil.example"), 400)
    elsewhere = client.get("/", headers={"host": "evil.example"})
    assert elsewhere.status_code == 400
    assert elsewhere.headers["Content-Type"].startswith("text/html")


def gone(*args, **kwargs):
    raise OperationalError("server closed the connection unexpectedly")


def test_a_database_that_is_gone_is_a_503(ask, monkeypatch, caplog):
    for path in [
        *FOUND[:-1],
        "pages/find/?html_path=/",
        "resolve/?path=/nothing/",
        "changes/?since=MS4wLjA",
        "preview/?share=x",
    ]:
        caplog.clear()
        memory.clear()
        with monkeypatch.context() as patch:
            patch.setattr(connection, "cursor", gone)
            response = ask(path)
        assert_error(response, 503)
        assert_not_kept(response)
        assert int(response.headers["Retry-After"]) > 0
        assert "server closed" not in response.content.decode()
        assert "server closed" in caplog.text, path


def test_what_needs_no_database_is_answered_without(ask, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(connection, "cursor", gone)
        assert ask("openapi.json").status_code == 200
        assert ask("nowhere/").status_code == 404


def test_a_fault_of_ours_is_a_500_in_json_and_in_the_log(ask, monkeypatch, caplog):
    monkeypatch.setattr("delivery.endpoints.sitemap.next_expiry", lambda visibility: 1 / 0)
    response = ask("sitemap/")

    assert_error(response, 500)
    assert_not_kept(response)
    assert "ZeroDivisionError" in caplog.text
    assert "Zero" not in response.content.decode()

    with override_settings(DEBUG=True):
        assert b"ZeroDivisionError" in ask("sitemap/").content


def test_elsewhere_errors_are_pages(client, north):
    response = client.get("/nowhere/")

    assert response.status_code == 404
    assert response.headers["Content-Type"].startswith("text/html")
