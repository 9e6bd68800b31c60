"""The picture that people give themselves in the admin is as clean as all others."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from wagtail.users.models import UserProfile

from tests.photos import SECRET, exif, photo, plain, saved

pytestmark = pytest.mark.django_db


@pytest.fixture
def upload(admin_client, admin_user):
    """Give `upload(name, content)`: returns the response and the stored file's path, if any."""

    def upload(name, content):
        data = {
            "name_email-first_name": "Ada",
            "name_email-last_name": "Grey",
            "name_email-email": "ada@example.com",
            "theme-theme": "system",
            "theme-contrast": "system",
            "theme-density": "default",
            "theme-keyboard_shortcuts": "on",
            "avatar-avatar": SimpleUploadedFile(name, content),
        }
        response = admin_client.post(reverse("wagtailadmin_account"), data)
        profile = UserProfile.objects.filter(user=admin_user).first()
        return response, Path(profile.avatar.path) if profile and profile.avatar else None

    return upload


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_a_photo_is_stored_upright_and_clean(upload, kind):
    response, path = upload(*photo(kind))

    assert response.status_code == 302
    content = path.read_bytes()
    assert SECRET not in content
    assert b"GPS" not in content
    assert Image.open(path).size == (32, 48)


def test_a_large_photo_is_scaled_as_it_is_seen(upload):
    content = saved(plain(size=(900, 600)), "JPEG", exif=exif(8).tobytes())

    assert Image.open(upload("large.jpg", content)[1]).size == (266, 400)


@pytest.mark.parametrize("size", [(60, 40), (900, 600)])
def test_a_damaged_photo_is_refused(upload, size):
    noisy = Image.effect_noise(size, 60).convert("RGB")
    content = saved(noisy, "JPEG")

    response, path = upload("half.jpg", content[: len(content) // 2])

    assert response.status_code == 200
    assert path is None
    assert "not an image or a corrupted image" in response.rendered_content
