"""The front page of a site: its form and its document."""

import pytest
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from home.models import HomePage, SiteImage


@pytest.fixture
def picture(db, png):
    return SiteImage.objects.create(title="Room", description="A bright room", file=png())


def test_a_home_page_is_made_in_the_admin_and_read_by_a_front_end(admin_client, client, north):
    url = reverse("wagtailadmin_pages:add", args=("home", "homepage", 1))
    data = nested_form_data(
        {
            "title": "West Clinics",
            "slug": "west",
            "headline": "Skin, plainly",
            "introduction": rich_text("<p>Welcome.</p>"),
            "hero_image": "",
            "body": streamfield([("quote", {"text": "Less is more.", "attribution": "A. B."})]),
            "action-publish": "1",
        }
    )

    assert admin_client.post(url, data).status_code == 302

    page = HomePage.objects.get(slug="west")
    north.root_page = page
    north.save()
    document = client.get(f"/api/v2/pages/{page.pk}/", headers={"host": "north.example"}).json()
    assert document["headline"] == "Skin, plainly"
    assert document["introduction"].endswith(">Welcome.</p>")
    assert document["hero_image"] is None
    (block,) = document["body"]
    assert block["type"] == "quote"
    assert block["value"] == {"text": "Less is more.", "attribution": "A. B."}


def test_the_large_picture_comes_in_the_image_shape(client, north, picture):
    page = north.root_page.specific
    page.hero_image = picture
    page.save()

    image = client.get(f"/api/v2/pages/{page.pk}/", headers={"host": "north.example"}).json()[
        "hero_image"
    ]

    assert image["id"] == picture.pk
    assert image["alt"] == "A bright room"
    assert image["renditions"]["card"]["url"].startswith("http")


def test_each_site_lists_its_own_pages(client, north, south):
    def titles(host):
        response = client.get("/api/v2/pages/", headers={"host": host})
        return {item["title"] for item in response.json()["items"]}

    assert titles("north.example") == {"North Clinics"}
    assert titles("south.example") == {"South Clinics"}


def test_a_home_page_cannot_be_made_below_another(admin_client, north):
    url = reverse("wagtailadmin_pages:add", args=("home", "homepage", north.root_page.pk))

    response = admin_client.post(url, {"title": "Second", "slug": "second"})

    assert response.status_code == 302
    assert not Page.objects.filter(slug="second").exists()
