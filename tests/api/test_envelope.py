"""Wagtail's v2 contract: the envelope, `meta`, limits and the verbs."""

import pytest

from tests.api.builders import make_image, whole_treatment

LIST_META = {"type", "detail_url", "html_url", "slug", "first_published_at"}
DETAIL_META = {
    "type",
    "detail_url",
    "html_url",
    "slug",
    "show_in_menus",
    "seo_title",
    "search_description",
    "first_published_at",
    "alias_of",
    "parent",
    "social_image",
}


def test_a_list_has_a_count_and_items(read, north):
    answer = read.get("pages/")

    assert answer["meta"] == {"total_count": 4}
    assert [item["title"] for item in answer["items"]] == [
        "North",
        "Treatments",
        "Questions",
        "Clinics",
    ]


def test_an_item_of_a_list_is_lean(read, north):
    peel = north.treatment("Peel")

    (item,) = read.pages(type="treatments.TreatmentPage")

    assert set(item) == {"id", "meta", "title"}
    assert set(item["meta"]) == LIST_META
    assert item["id"] == peel.pk
    assert item["meta"]["type"] == "treatments.TreatmentPage"
    assert item["meta"]["slug"] == "peel"
    assert item["meta"]["html_url"] == "http://north.example/treatments/peel/"
    assert item["meta"]["detail_url"] == f"http://north.example/api/v2/pages/{peel.pk}/"


def test_an_item_knows_its_type_in_a_list_of_all_pages(read, north):
    types = {item["title"]: item["meta"]["type"] for item in read.pages()}

    assert types["North"] == "home.HomePage"
    assert types["Clinics"] == "locations.LocationIndexPage"


def test_a_detail_has_the_whole_meta_and_no_bare_id(read, north):
    peel = whole_treatment(north, "Peel")

    document = read.page(peel)

    assert set(document["meta"]) == DETAIL_META
    assert document["meta"]["parent"] == {
        "id": north.treatments.pk,
        "meta": {
            "type": "treatments.TreatmentIndexPage",
            "detail_url": f"http://north.example/api/v2/pages/{north.treatments.pk}/",
            "html_url": "http://north.example/treatments/",
        },
        "title": "Treatments",
    }
    assert document["meta"]["alias_of"] is None
    assert document["meta"]["seo_title"] == ""
    for name in ("category", "hero_image", "pairings", "faqs", "body", "products"):
        assert isinstance(document[name], dict | list)


def test_the_root_of_a_site_has_no_parent(read, north):
    assert read.page(north.home)["meta"]["parent"] is None


def test_an_alias_names_what_it_is_an_alias_of(read, north):
    peel = north.treatment("Peel")
    alias = peel.create_alias(update_slug="peel-again")

    link = read.page(alias)["meta"]["alias_of"]

    assert link["id"] == peel.pk
    assert link["title"] == "Peel"
    assert link["meta"]["html_url"] == "http://north.example/treatments/peel/"


def test_limit_and_offset_cut_the_list_and_not_the_count(read, north):
    for name in "ABCD":
        north.treatment(name)

    answer = read.get("pages/", type="treatments.TreatmentPage", order="title", limit=2, offset=1)

    assert answer["meta"]["total_count"] == 4
    assert [item["title"] for item in answer["items"]] == ["B", "C"]
    assert read.titles(type="treatments.TreatmentPage", limit=0) == []
    assert read.titles(type="treatments.TreatmentPage", offset=1000) == []


def test_a_list_holds_twenty_unless_it_is_told_otherwise(read, north):
    for number in range(21):
        north.question(f"Question {number}?")

    assert len(read.pages(type="faq.FAQPage")) == 20
    assert len(read.pages(type="faq.FAQPage", limit=100)) == 21
    assert read.refusal("pages/", limit=101) == "limit cannot be higher than 100"


@pytest.mark.parametrize("endpoint", ["pages", "images", "documents", "redirects"])
def test_every_endpoint_can_be_asked_for_its_head_and_its_verbs(client, north, endpoint):
    address = f"/api/v2/{endpoint}/"

    head, options = client.head(address), client.options(address)

    assert head.status_code == options.status_code == 200
    assert head.content == b""
    assert head["Content-Type"] == "application/json"
    assert {verb.strip() for verb in options["Allow"].split(",")} == {"GET", "HEAD", "OPTIONS"}


@pytest.mark.parametrize("verb", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(client, north, verb):
    response = getattr(client, verb)(f"/api/v2/pages/{north.home.pk}/")

    assert response.status_code == 405
    assert response.json() == {"message": f'Method "{verb.upper()}" not allowed.'}


def test_the_answer_is_json_whatever_is_accepted(client, north):
    plain = client.get("/api/v2/pages/", headers={"accept": "text/html,*/*;q=0.8"})
    asked = client.get("/api/v2/pages/", {"format": "json"})

    assert plain["Content-Type"] == asked["Content-Type"] == "application/json"
    assert plain.content == asked.content


def test_another_format_is_refused(read, client, north):
    assert "json" in read.refusal("pages/", format="xml")
    response = client.get("/api/v2/pages/", headers={"accept": "application/xml"})
    assert response.status_code == 406
    assert set(response.json()) == {"message"}


def test_an_answer_depends_on_nothing_but_the_address(client, superuser_client, north):
    make_image()
    for address in ("pages/?fields=*", f"pages/{north.home.pk}/", "images/?fields=*"):
        stranger = client.get(f"/api/v2/{address}")
        superuser = superuser_client.get(f"/api/v2/{address}")

        assert stranger.content == superuser.content
        assert "Cookie" not in stranger.get("Vary", "")


@pytest.mark.parametrize("path", ["pages/0/", "pages/999999/", "pages/find/?html_path=/nothing/"])
def test_what_is_not_there_is_a_404_in_json(client, north, path):
    response = client.get(f"/api/v2/{path}")

    assert response.status_code == 404
    assert set(response.json()) == {"message"}


def test_find_redirects_to_the_detail_and_keeps_the_parameters(client, north):
    peel = north.treatment("Peel")

    response = client.get(
        "/api/v2/pages/find/", {"html_path": "/treatments/peel/", "fields": "_,title"}
    )

    assert response.status_code == 302
    answer = client.get("/api/v2/pages/find/", {"id": peel.pk, "fields": "_,title"}, follow=True)
    assert answer.json() == {"title": "Peel"}
