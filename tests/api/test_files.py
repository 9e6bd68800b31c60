"""Images, documents and redirects in their own right."""

import re

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from home.models import BrandSettings
from tests.api.builders import block, links_to, make_document, make_image
from tests.api.hiding import behind_login


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
        "detail_url": f"http://north.example/api/v2/images/{image.pk}/",
        "tags": ["face", "skin"],
        "download_url": None,
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
    north.treatment("Peel", blocks=[block("paragraph", links_to(document=leaflet))])

    assert read.get(f"documents/{leaflet.pk}/") == {
        "id": leaflet.pk,
        "meta": {
            "type": "wagtaildocs.Document",
            "detail_url": f"http://north.example/api/v2/documents/{leaflet.pk}/",
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
            "detail_url": f"http://north.example/api/v2/redirects/{to_page.pk}/",
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


@pytest.mark.parametrize("path", ["", "?fields=*", "?fields=download_url"])
def test_no_address_of_an_original_unless_the_setting_gives_it(client, north, settings, path):
    image = make_image("Face")
    north.treatment("Peel", hero_image=image)
    paths = (f"/api/v2/images/{path}", f"/api/v2/images/{image.pk}/{path}")

    def answers():
        for url in paths:
            response = client.get(url, headers={"host": "north.example"})
            assert response.status_code == 200
            yield response.content.decode()

    assert all("original_images" not in answer for answer in answers())
    settings.CLINICSITE = {**settings.CLINICSITE, "ORIGINAL_IMAGE_URLS": True}
    address = f"http://testserver{image.file.url}"
    assert all(address in answer for answer in answers())


def test_addresses_follow_the_setting(read, north, settings):
    settings.WAGTAILAPI_BASE_URL = "https://api.example"
    settings.CLINICSITE = {**settings.CLINICSITE, "ORIGINAL_IMAGE_URLS": True}
    image = make_image("Face")
    north.treatment("Peel", hero_image=image)

    meta = read.get(f"images/{image.pk}/")["meta"]

    assert meta["detail_url"] == f"https://api.example/api/v2/images/{image.pk}/"
    assert meta["download_url"].startswith("https://api.example/media/")
    assert read.page(north.home)["meta"]["detail_url"].startswith("https://api.example/api/v2/")
    assert read.page(north.home)["meta"]["html_url"] == "http://north.example/"


def test_a_file_is_public_when_something_public_shows_it(read, north):
    unused, drafted, image = make_image("Unused"), make_image("Drafted"), make_image("Shown")
    leaflet = make_document("Leaflet")
    north.treatment("Draft", hero_image=drafted, live=False)
    peel = north.treatment(
        "Peel", hero_image=image, blocks=[block("paragraph", links_to(document=leaflet))]
    )
    peel.summary, peel.social_image = "An edit", drafted
    peel.save_revision()

    assert [item["title"] for item in read.get("images/")["items"]] == ["Shown"]
    assert read.get("images/", search="drafted")["items"] == []
    for hidden in (unused, drafted):
        assert read.get(f"images/{hidden.pk}/", 404) == read.get("images/999999/", 404)

    behind_login(peel)
    assert read.get("images/")["items"] == []
    PageViewRestriction.objects.all().delete()
    assert read.get("images/")["items"]
    peel.unpublish()

    assert read.get("images/")["items"] == []
    assert read.get("documents/")["items"] == []


def test_files_of_another_group_are_its_own(read, read_south, north, south):
    for tree in (north, south):
        image = make_image(f"Seen in the {tree.home.title}")
        tree.treatment("Peel", hero_image=image)
        logo = make_image(f"Logo of the {tree.home.title}")
        BrandSettings.objects.create(site=tree.site, name=tree.home.title, logo=logo)

    def titles(reader, **params):
        return {item["title"] for item in reader.get("images/", **params)["items"]}

    assert titles(read) == {"Seen in the North", "Logo of the North"}
    assert titles(read_south) == titles(read, site="south.example")
    assert titles(read_south) == {"Seen in the South", "Logo of the South"}


def test_a_collection_that_is_made_private_is_shut_at_once(client, read, north):
    outer = Collection.get_first_root_node().add_child(name="Outer")
    image = make_image("Unheard", collection=outer.add_child(name="Inner"))
    inline = f'<p>See</p><embed embedtype="image" id="{image.pk}" format="left" alt="It"/>'
    page = north.treatment(
        "Peel", hero_image=image, social_image=image, blocks=[block("paragraph", inline)]
    )
    BrandSettings.objects.create(site=north.site, name="North", logo=image)

    path = "/treatments/peel/"
    paths = [path, f"/api/v2/pages/{page.pk}/", f"/api/v2/resolve/?path={path}&include=site"]
    paths += ["/api/v2/pages/?type=treatments.TreatmentPage&fields=*", "/api/v2/site/"]
    paths += ["/api/v2/images/"]

    def answers():
        answers = [client.get(path, headers={"host": "north.example"}) for path in paths]
        assert {answer.status_code for answer in answers} == {200}
        return [answer.content.decode() for answer in answers]

    shown = answers()
    assert all("unheard" in answer.lower() for answer in shown)
    addresses = {image.file.url, *re.findall(r"/media/[\w./-]+", "".join(shown))}
    assert len(addresses) >= len({"the original", "a size", "a size in rich text"})
    assert {client.get(address).status_code for address in addresses} == {200}

    restriction = CollectionViewRestriction.objects.create(
        collection=outer, restriction_type=CollectionViewRestriction.LOGIN
    )
    assert not any("unheard" in answer.lower() for answer in answers())
    assert {client.get(address).status_code for address in addresses} == {302}

    restriction.delete()
    assert answers() == shown


@pytest.mark.parametrize("path", ["/old", "/old/", "/old?b=2&a=1", "old/"])
def test_a_redirect_is_found_however_its_address_is_written(client, north, path):
    query = "?a=1&b=2" if "?" in path else ""
    Redirect.objects.create(old_path=f"/old{query}", redirect_page=north.home)

    params = {"html_path": path}
    answer = client.get("/api/v2/redirects/find/", params, headers={"host": "north.example"})

    assert answer.status_code == 302
