"""Pictures cannot be kept without an alternative text or a word that they need none."""

import pytest
from django.urls import reverse
from wagtail.models import Collection, UploadedFile

from home.models import SiteImage

pytestmark = pytest.mark.django_db


def add(client, file, **fields):
    return client.post(
        reverse("wagtailimages:add"),
        {
            "title": "Treatment room",
            "file": file,
            "collection": Collection.get_first_root_node().pk,
            **fields,
        },
    )


def errors(response):
    assert response.status_code == 200
    return response.context_data["form"].errors


def test_a_picture_is_kept_with_its_alternative_text(admin_client, png):
    response = add(admin_client, png(), description="A bright room", credit="A. Photographer")

    assert response.status_code == 302
    image = SiteImage.objects.get()
    assert image.default_alt_text == "A bright room"
    assert image.credit == "A. Photographer"


def test_a_decoration_has_an_empty_alternative_text(admin_client, png):
    response = add(admin_client, png(), decorative="on")

    assert response.status_code == 302
    assert SiteImage.objects.get().default_alt_text == ""


@pytest.mark.parametrize("description", ["", "   "])
def test_a_picture_without_either_is_refused(admin_client, png, description):
    response = add(admin_client, png(), description=description, credit="A. Photographer")

    assert errors(response) == {
        "description": ["Say in a few words what the picture shows, or tick “decoration only”."]
    }
    assert response.context_data["form"].data["credit"] == "A. Photographer"
    assert not SiteImage.objects.exists()


def test_a_picture_with_both_is_refused(admin_client, png):
    response = add(admin_client, png(), description="A bright room", decorative="on")

    assert "not decoration" in errors(response)["decorative"][0]
    assert not SiteImage.objects.exists()


def test_an_image_chosen_in_an_editor_is_held_to_the_same(admin_client, png):
    response = admin_client.post(
        reverse("wagtailimages_chooser:create"),
        {
            "image-chooser-upload-title": "Room",
            "image-chooser-upload-file": png(),
            "image-chooser-upload-collection": Collection.get_first_root_node().pk,
        },
    )

    assert response.json()["step"] == "reshow_creation_form"
    assert "Say in a few words" in response.json()["htmlFragment"]


def upload_many(client, file):
    response = client.post(
        reverse("wagtailimages:add_multiple"),
        {"files[]": file, "title": "Room", "collection": Collection.get_first_root_node().pk},
        headers={"x-requested-with": "XMLHttpRequest"},
    )
    assert response.status_code == 200
    return response.json()


def test_several_pictures_at_once_ask_for_the_text_and_lose_nothing(admin_client, png):
    first, second = (upload_many(admin_client, png(name)) for name in ("one.png", "two.png"))

    assert not SiteImage.objects.exists()
    assert UploadedFile.objects.count() == 2
    for answer in (first, second):
        assert answer["success"]
        assert "Decoration only" in answer["form"]

    def fill_in(answer, **fields):
        prefix = f"uploaded-image-{answer['uploaded_file_id']}"
        return admin_client.post(
            reverse(
                "wagtailimages:create_multiple_from_uploaded_image",
                args=(answer["uploaded_file_id"],),
            ),
            {f"{prefix}-{name}": value for name, value in fields.items()},
            headers={"x-requested-with": "XMLHttpRequest"},
        ).json()

    collection = Collection.get_first_root_node().pk
    refused = fill_in(first, title="Our room", collection=collection, credit="A. Photographer")
    assert not refused["success"]
    assert "Say in a few words" in refused["form"]
    assert "Our room" in refused["form"]
    assert "A. Photographer" in refused["form"]
    assert UploadedFile.objects.count() == 2

    assert fill_in(first, title="One", collection=collection, description="A room")["success"]
    assert fill_in(second, title="Two", collection=collection, decorative="on")["success"]
    assert set(SiteImage.objects.values_list("title", "description", "decorative")) == {
        ("One", "A room", False),
        ("Two", "", True),
    }
    assert all(image.file.size for image in SiteImage.objects.all())
    assert not UploadedFile.objects.exists()
