"""Images, documents and redirects in their own right."""

import pytest
from wagtail.contrib.redirects.models import Redirect

from tests.api.builders import make_document, make_image


@pytest.fixture(autouse=True)
def one_size(settings):
    settings.CLINICSITE = {"IMAGE_RENDITIONS": {"card": "fill-4x4"}}


def test_an_image(read, north):
    image = make_image("Face", credit="R. Example", focal_point_x=4, focal_point_y=3)
    image.focal_point_width = image.focal_point_height = 2
    image.save()
    image.tags.add("skin", "face")
    page = north.treatment("Peel", hero_image=image)

    document = read.get(f"images/{image.pk}/")

    meta = document.pop("meta")
    assert meta == {
        "type": "home.SiteImage",
        "detail_url": f"http://testserver/api/v2/images/{image.pk}/",
        "tags": ["face", "skin"],
        "download_url": "http://testserver/media/original_images/face.png",
    }
    assert document.pop("title") == "Face"
    assert document == read.page(page)["hero_image"]
    assert document["credit"] == "R. Example"
    assert document["focal_point"] == {"x": 4, "y": 3, "width": 2, "height": 2}
    assert document["renditions"]["card"]["width"] == 4


def test_a_decorative_image(read, north):
    image = make_image("Leaves", description="", decorative=True)
    page = north.treatment("Peel", hero_image=image)

    assert read.get(f"images/{image.pk}/")["alt"] == ""
    assert read.page(page)["hero_image"]["alt"] == ""


def test_a_document(read, north):
    leaflet = make_document("Leaflet")
    leaflet.tags.add("aftercare")

    assert read.get(f"documents/{leaflet.pk}/") == {
        "id": leaflet.pk,
        "meta": {
            "type": "wagtaildocs.Document",
            "detail_url": f"http://testserver/api/v2/documents/{leaflet.pk}/",
            "tags": ["aftercare"],
            "download_url": f"http://testserver/documents/{leaflet.pk}/leaflet.txt",
        },
        "title": "Leaflet",
        "filename": "leaflet.txt",
        "size": 5,
    }


def test_a_redirect(read, north):
    to_page = Redirect.objects.create(old_path="/old", redirect_page=north.home)
    elsewhere = Redirect.objects.create(
        old_path="/news", redirect_link="https://example.com/", is_permanent=False
    )

    assert read.get(f"redirects/{to_page.pk}/") == {
        "id": to_page.pk,
        "meta": {
            "type": "wagtailredirects.Redirect",
            "detail_url": f"http://testserver/api/v2/redirects/{to_page.pk}/",
        },
        "old_path": "/old",
        "location": "http://north.example/",
        "is_permanent": True,
    }
    document = read.get(f"redirects/{elsewhere.pk}/")
    assert document["location"] == "https://example.com/"
    assert document["is_permanent"] is False
    items = read.get("redirects/", old_path="/old")["items"]
    assert [item["id"] for item in items] == [to_page.pk]


def test_addresses_follow_the_setting(read, north, settings):
    settings.WAGTAILAPI_BASE_URL = "https://api.example"
    image = make_image("Face")

    meta = read.get(f"images/{image.pk}/")["meta"]

    assert meta["detail_url"] == f"https://api.example/api/v2/images/{image.pk}/"
    assert meta["download_url"].startswith("https://api.example/media/")
    assert read.page(north.home)["meta"]["detail_url"].startswith("https://api.example/api/v2/")
    assert read.page(north.home)["meta"]["html_url"] == "http://north.example/"
