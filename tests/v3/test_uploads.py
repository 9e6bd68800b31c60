"""Pictures and documents that are sent as forms: what is wrong in them is refused by its name."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from wagtail.images import get_image_model
from wagtail.models import Collection

from tests.damaged import damaged_pictures

from .conftest import locations

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("failures_are_answers")]


@pytest.fixture
def upload(ask, client):
    """Give `upload(user, path, **fields)`: the response to a form with these, as a browser's."""

    def upload(user, path, **fields):
        sent = encode_multipart(BOUNDARY, fields)
        return ask(user, "POST", path, sent, content_type=MULTIPART_CONTENT)

    return upload


# The smallest picture that there is.
PICTURE = bytes.fromhex("474946383961010001008000000000000000002c00000000010001000002024401003b")
UPLOADS = {"/images/": ("a.gif", PICTURE), "/documents/": ("a.txt", b"x")}


@pytest.mark.proof
@pytest.mark.parametrize("path", UPLOADS)
def test_uploads_with_any_value(upload, admin_user, library, path):
    name, content = UPLOADS[path]
    root = Collection.get_first_root_node()

    def sent(**fields):
        right = {"title": "a", "description": "A dot", "collection_id": root.pk}
        file = SimpleUploadedFile(name, content)
        return upload(admin_user, path, **{**right, "file": file, **fields})

    assert sent().status_code == 201
    for field in ("title", "description", "credit", "decorative", "collection_id", "focal_point_x"):
        for hostile in ["", "null", "zz", "x" * 300, "a\x00b", -1, 2**31, 2**63, 2**70, "NaN", []]:
            response = sent(**{field: hostile})
            assert response.status_code in {201, 422}, (field, hostile, response.content)
            if response.status_code == 422:
                assert locations(response) == {(field,)}, (hostile, response.content)
    for hostile in ("", "x", SimpleUploadedFile("a.exe", b"x")):
        assert locations(sent(file=hostile)) == {("file",)}
    assert locations(sent(collection_id=987654)) == {("collection_id",)}


def test_a_damaged_picture(upload, admin_user, library, settings):
    kept = get_image_model().objects.count()
    files = sorted(Path(settings.MEDIA_ROOT).rglob("*"))
    fields = {"title": "a", "description": "A", "collection_id": Collection.objects.first().pk}

    for name, content in damaged_pictures().items():
        file = SimpleUploadedFile(name, content)
        response = upload(admin_user, "/images/", file=file, **fields)
        assert response.status_code == 422, name
        assert locations(response) == {("file",)}, name

    assert get_image_model().objects.count() == kept
    assert sorted(Path(settings.MEDIA_ROOT).rglob("*")) == files


@pytest.mark.parametrize(
    "content_type",
    [
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=\xe4",
        "multipart/form-data; boundary=x",
        "multipart/form-data; boundary=x; charset=hex",
        "application/x-www-form-urlencoded; charset=utf-16",
        "application/json; charset=hex",
        "text/plain",
    ],
)
@pytest.mark.parametrize("length", [None, "-1", "x", "0"])
def test_what_is_no_form(ask, admin_user, library, content_type, length):
    headers = {} if length is None else {"Content-Length": length}
    for path in ("/images/", "/documents/", "/pages/", f"/pages/{library.peel.pk}/actions/copy/"):
        response = ask(admin_user, "POST", path, b"--x", content_type=content_type, **headers)
        assert response.status_code < 500, (path, response.content)
        assert response["Content-Type"].split(";")[0].endswith("json"), response.content
