"""No browser runs what somebody uploads as a document; a private one is asked for first."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction

from tests.api.builders import make_document

pytestmark = pytest.mark.django_db

HTML = b"<!doctype html><script>alert(document.cookie)</script>"
XHTML = b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></html>'
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
PDF_POLYGLOT = b"%PDF-1.4\n" + HTML + b"\n%%EOF"
GIF_POLYGLOT = b"GIF89a/*" + HTML + b"*/=alert(1)//"
ZIP_POLYGLOT = b"PK\x03\x04" + HTML
UTF7 = b"+ADw-script+AD4-alert(1)+ADw-/script+AD4-"

# What the form accepts by its name, whatever is in it, and with which type it leaves.
ACCEPTED = {
    "page.pdf": (HTML, "application/pdf"),
    "page.PDF": (XHTML, "application/pdf"),
    "both.pdf": (PDF_POLYGLOT, "application/pdf"),
    "script.txt": (b"alert(1)", "text/plain"),
    "page.txt": (HTML, "text/plain"),
    "utf-7.txt": (UTF7, "text/plain"),
    "drawing.csv": (SVG, "text/csv"),
    "both.rtf": (GIF_POLYGLOT, None),
    "both.docx": (ZIP_POLYGLOT, None),
    "page.odt": (XHTML, None),
}
REFUSED = {
    "page.html": HTML,
    "page.pdf.html": HTML,
    "page.xhtml": XHTML,
    "drawing.svg": SVG,
    "script.js": b"alert(1)",
    "page": HTML,
    "page.pdf\x00.html": HTML,
    "page.xml": XHTML,
}


def add(client, name, content):
    return client.post(
        reverse("wagtaildocs:add"),
        {
            "title": "Leaflet",
            "file": SimpleUploadedFile(name, content),
            "collection": Collection.get_first_root_node().pk,
        },
    )


def is_downloaded(response, content):
    """Whether a browser keeps what it gets, and neither shows nor runs it."""
    return (
        response.status_code == 200
        and response["Content-Disposition"].startswith("attachment")
        and response["X-Content-Type-Options"] == "nosniff"
        and response["Content-Security-Policy"] == "default-src 'none'"
        and response["Cache-Control"] == "private, no-cache"
        and "Content-Encoding" not in response
        and b"".join(response.streaming_content) == content
    )


def test_what_is_accepted_is_downloaded(admin_client, client):
    for name, (content, kind) in ACCEPTED.items():
        assert add(admin_client, name, content).status_code == 302, name
        document = get_document_model().objects.latest("pk")
        response = client.get(document.url)
        assert is_downloaded(response, content), (name, response.headers)
        assert kind in (None, response["Content-Type"]), name
        assert client.get(document.file.url).status_code == 404, name


def test_what_names_itself_a_web_page_is_refused(admin_client):
    for name, content in REFUSED.items():
        response = add(admin_client, name, content)
        assert response.status_code == 200, name
        assert list(response.context_data["form"].errors) == ["file"], name
    assert not get_document_model().objects.exists()


def test_what_code_stores_is_downloaded_too(client):
    for name, content in REFUSED.items():
        file = SimpleUploadedFile(name.replace("\x00", ""), content)
        document = get_document_model().objects.create(title="Leaflet", file=file)
        assert is_downloaded(client.get(document.url), content), name


@pytest.mark.parametrize("kind", ["password", "login", "groups"])
def test_a_private_document_is_shut_at_once(client, kind):
    outer = Collection.get_first_root_node().add_child(name="Outer")
    document = make_document("Leaflet", collection=outer.add_child(name="Inner"))
    assert b"".join(client.get(document.url).streaming_content) == b"Words"

    CollectionViewRestriction.objects.create(
        collection=outer, restriction_type=kind, password="open"
    )

    answer = client.get(document.url)
    assert "private" in answer["Cache-Control"]
    assert not answer.streaming
    assert b"Words" not in answer.content
    assert client.get(document.file.url).status_code == 404
