"""`/resolve/`: the page that stands at a path of a site, with what it is asked for beside it."""

import json

import pytest
from wagtail.models import Page, Site

from tests.api.builders import offer
from tests.api.hiding import hide, one_a_way

NOT_FOUND = (404, {"kind": "not_found", "message": "there is nothing here"})


@pytest.fixture
def peel(north):
    return north.treatment("Peel")


# Paths


@pytest.mark.parametrize(
    "path",
    [
        "/treatments/peel/",
        "/treatments/peel",
        "/treatments/peel/?utm_source=mail&path=/faq/",
        "/treatments/peel?x=/",
        "/treatments/peel/#aftercare",
        "/treatments/peel/#a?b#c",
        "/tre%61tments/p%65el/",
        "/treatments%2Fpeel/",
    ],
)
def test_a_page_is_found_at_its_path(page_id, peel, path):
    assert page_id(path) == peel.pk
    assert page_id(path, host="north.example") == peel.pk


def test_the_root_of_a_site(page_id, north):
    assert page_id("/") == page_id("/?a=b") == page_id("/#top") == north.home.pk


def test_a_path_in_any_script(page_id, north):
    page = north.treatment("Größe", slug="größe-針")

    assert page_id("/treatments/größe-針/") == page.pk
    assert page_id("/treatments/gr%C3%B6%C3%9Fe-%E9%87%9D/") == page.pk
    assert page_id("/treatments/gr%c3%b6%c3%9fe-針") == page.pk


@pytest.mark.parametrize(
    "path",
    [
        "/peel/",
        "/treatments/peel/more/",
        "/treatments//peel/",
        "//treatments/peel/",
        "//",
        "///",
        "/treatments/peel//",
        "/treatments/../treatments/peel/",
        "/Treatments/peel/",
        "/home/treatments/peel/",
        "/%ff/",
        "/%252e/",
        "/a" * 900,
    ],
)
def test_there_is_nothing_at_any_other_path(resolve, peel, path):
    assert resolve(path) == NOT_FOUND


def test_the_page_is_the_document_of_its_detail(client, peel, north, door):
    offered = offer(peel, door)
    for page, path in (
        (north.home, "/"),
        (peel, "/treatments/peel/"),
        (offered, "/locations/door/peel/"),
        (door, "/locations/door/"),
    ):
        detail = client.get(f"/api/v2/pages/{page.pk}/", headers={"host": "north.example"}).content
        for params in ({}, {"host": "north.example"}, {"site": "north.example"}):
            answer = client.get(
                "/api/v2/resolve/", {"path": path, **params}, headers={"host": "north.example"}
            )
            assert answer.status_code == 200
            assert answer.content == b'{"kind":"page","page":' + detail + b"}"


def test_a_superuser_reads_what_everybody_reads(read_as_both, north):
    hide(one_a_way(north.treatment))

    for number in range(8):
        params = {"path": f"/treatments/hidden-{number}/", "host": "north.example"}
        answer = read_as_both.response("resolve/", params)
        assert answer.status_code in {404, 410}


def test_an_alias_of_a_page_has_its_own_path(page_id, peel, north):
    alias = peel.create_alias(parent=north.treatments, update_slug="peel-again")

    assert page_id("/treatments/peel-again/") == alias.pk


def test_a_page_that_moves_is_found_where_it_is(page_id, peel, north, door):
    peel.slug = "chemical-peel"
    peel.save_revision().publish()

    assert page_id("/treatments/chemical-peel/") == peel.pk


# Sites


def test_each_host_has_its_own_paths(page_id, north, south):
    of_north, of_south = north.treatment("Peel"), south.treatment("Peel")
    here = south.treatment("Only here")

    for params in ({"host": "south.example"}, {"site": "south.example"}):
        assert page_id("/treatments/peel/", **params) == of_south.pk
    assert page_id("/treatments/peel/") == of_north.pk
    assert page_id("/treatments/only-here/", host="south.example") == here.pk
    assert page_id("/treatments/only-here/") is None


def test_the_host_of_the_call_or_the_one_that_is_named(client, north, south):
    of_south = south.treatment("Peel")

    def found(at, **params):
        params = {"path": "/treatments/peel", **params}
        answer = client.get("/api/v2/resolve/", params, headers={"host": at}).json()
        return answer.get("page", {}).get("id")

    assert found("south.example") == of_south.pk
    assert found("north.example") is None
    assert found("north.example", host="south.example") == of_south.pk
    assert found("north.example", host="SOUTH.example:80") == of_south.pk
    assert found("south.example", host="north.example") is None


@pytest.mark.parametrize("host", ["nowhere.example", "north.example.evil.example", "[::1]", "x:1"])
def test_an_unknown_host_is_never_another_site(resolve, north, host):
    status, answer = resolve("/", host=host)

    assert (status, answer["kind"]) == (404, "not_found")
    assert set(answer) == {"kind", "message"}


def test_an_unknown_site_is_not_found(client, north):
    response = client.get("/api/v2/resolve/", {"path": "/", "site": "nowhere.example"})

    assert response.status_code == 404
    assert response.json()["kind"] == "not_found"


def test_without_a_site_there_is_nothing(client, north):
    Site.objects.all().delete()

    response = client.get("/api/v2/resolve/", {"path": "/"})

    assert (response.status_code, response.json()["kind"]) == (404, "not_found")


def test_sites_of_one_host_are_told_apart_by_their_port(page_id, north, south):
    Site.objects.filter(pk=north.site.pk).update(hostname="clinics.example", port=8001)
    Site.objects.filter(pk=south.site.pk).update(hostname="clinics.example", port=8002)

    assert page_id("/", host="clinics.example:8001") == north.home.pk
    assert page_id("/", host="clinics.example:8002") == south.home.pk
    # As Wagtail: the default site, as it has the host.
    assert page_id("/", host="clinics.example:9") == north.home.pk


def test_a_site_is_found_on_whatever_port_when_it_has_the_host_for_itself(page_id, north, south):
    assert page_id("/", host="south.example:8443") == south.home.pk


def test_a_clinic_with_a_host_of_its_own_is_on_both(page_id, north, door, peel):
    offered = offer(peel, door)

    assert page_id("/peel/", host="door.example") == offered.pk
    assert page_id("/locations/door/peel/") == offered.pk
    assert page_id("/", host="door.example") == door.pk
    for path in ("/treatments/peel/", "/locations/door/peel/"):
        assert page_id(path, host="door.example") is None


# What is not public


def test_nothing_that_is_hidden_is_found(resolve, north):
    hidden = one_a_way(north.treatment)
    paths = [page.get_url_parts()[2] for page in hidden]
    hide(hidden)

    for path, page in zip(paths, hidden, strict=True):
        for place in {path, page.get_url_parts()[2]}:
            status, answer = resolve(place)
            assert status in {404, 410}
            assert "hidden" not in json.dumps(answer).lower()


def test_a_clinics_treatment_is_not_there_without_the_library(resolve, page_id, peel, door):
    offered = offer(peel, door)
    assert page_id("/peel/", host="door.example") == offered.pk

    peel.unpublish()

    assert resolve("/peel/", host="door.example") == NOT_FOUND
    assert resolve("/locations/door/peel/") == NOT_FOUND


def test_a_draft_of_a_live_page_changes_nothing(resolve, peel):
    before = resolve("/treatments/peel/")
    peel.title, peel.slug = "Secret", "secret"
    peel.save_revision()

    assert resolve("/treatments/peel/") == before
    assert resolve("/treatments/secret/") == NOT_FOUND


# What comes with a page


def references(answer, name):
    return [(item["title"], item["path"]) for item in answer[name]]


def test_nothing_comes_with_a_page_unless_it_is_asked_for(resolve, peel):
    for params in ({}, {"include": ""}, {"include": ","}):
        assert set(resolve("/treatments/peel/", **params)[1]) == {"kind", "page"}


def test_breadcrumbs_lead_from_the_root_to_the_parent(resolve, north, door, peel):
    offer(peel, door)

    _, answer = resolve("/locations/door/peel/", include="breadcrumbs")
    assert references(answer, "breadcrumbs") == [
        ("North", "/"),
        ("Clinics", "/locations/"),
        ("Door", "/locations/door/"),
    ]
    assert set(answer["breadcrumbs"][0]) == {"id", "type", "title", "slug", "path", "url"}
    assert answer["breadcrumbs"][2]["url"] == "http://door.example/"

    _, answer = resolve("/peel/", host="door.example", include="breadcrumbs")
    assert references(answer, "breadcrumbs") == [("Door", "/")]
    assert resolve("/", include="breadcrumbs")[1]["breadcrumbs"] == []


def test_breadcrumbs_and_children_are_public(resolve, north, peel):
    treatments = one_a_way(north.treatment)
    hide(treatments)
    Page.objects.filter(pk=north.treatments.pk).update(live=False)

    _, answer = resolve("/treatments/peel/", include="breadcrumbs,children")
    assert references(answer, "breadcrumbs") == [("North", "/")]
    assert answer["children"] == []

    Page.objects.filter(pk=north.treatments.pk).update(live=True)
    _, answer = resolve("/treatments/", include="children")
    assert references(answer, "children") == [("Peel", "/treatments/peel/")]


def test_children_stand_in_the_order_of_the_tree(resolve, north):
    first, second = north.treatment("B"), north.treatment("A")

    assert [
        child["id"] for child in resolve("/treatments/", include="children")[1]["children"]
    ] == [
        first.pk,
        second.pk,
    ]
    second.move(first, "left")
    assert [
        child["id"] for child in resolve("/treatments/", include="children")[1]["children"]
    ] == [
        second.pk,
        first.pk,
    ]


def test_children_come_in_parts(resolve, north, south):
    pages = [north.treatment(title) for title in "ABCDE"]
    north.treatment("F", live=False)

    def part(**params):
        _, answer = resolve("/treatments/", include="children", **params)
        assert answer["children_count"] == len(pages)
        return [child["title"] for child in answer["children"]]

    assert part() == part(limit=100) == list("ABCDE")
    assert part(limit=2) == ["A", "B"]
    assert part(limit=2, offset=3) == ["D", "E"]
    assert part(limit=0) == part(offset=9) == []
    for params, words in (
        ({"limit": 101}, "limit cannot be higher than 100"),
        ({"offset": -1}, "offset must be a positive integer"),
        ({"offset": 1_000_001}, "offset cannot be higher than 1000000"),
    ):
        assert resolve("/treatments/", include="children", **params) == (400, {"message": words})


def test_no_more_children_come_than_a_list_may_have(resolve, north, settings):
    settings.WAGTAILAPI_LIMIT_MAX = 3
    for title in "ABCDE":
        north.question(title)

    _, answer = resolve("/faq/", include="children")
    assert (len(answer["children"]), answer["children_count"]) == (3, 5)


def test_children_that_another_page_withholds_are_not_there(resolve, north, peel, door):
    offer(peel, door)
    assert references(resolve("/locations/door/", include="children")[1], "children") == [
        ("Peel", "/locations/door/peel/")
    ]

    peel.unpublish()

    assert resolve("/locations/door/", include="children")[1]["children"] == []


def test_the_site_is_the_document_of_its_own_endpoint(resolve, client, north, door):
    for host in ("north.example", "door.example"):
        _, answer = resolve("/", at=host, include="site")
        site = client.get("/api/v2/site/", headers={"host": host}).json()
        assert answer["site"] == site


def test_all_of_it_at_once_in_one_order(resolve, peel):
    _, answer = resolve("/treatments/peel/", include=" children,site , breadcrumbs,site")

    assert list(answer) == [*("kind", "page", "site", "breadcrumbs", "children", "children_count")]


def test_what_is_not_a_page_comes_alone(resolve, north):
    status, answer = resolve("/nowhere/", include="site,breadcrumbs")

    assert (status, answer) == NOT_FOUND


def test_the_number_of_queries_does_not_depend_on_how_much_there_is(
    client, north, door, peel, count_queries
):
    params = {"path": "/locations/", "include": "site,breadcrumbs,children"}

    def ask():
        response = client.get("/api/v2/resolve/", params, headers={"host": "north.example"})
        return response.json()["children"]

    def fill(start, stop):
        for number in range(start, stop):
            offer(peel, north.clinic(f"Clinic {number}"))

    fill(0, 2)
    assert len(ask()) == 3
    few = count_queries(ask)
    fill(2, 12)
    assert len(ask()) == 13
    assert count_queries(ask) == few


# Wrong input


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({}, "path must be a path that begins with a slash, such as /faq/"),
        ({"path": ""}, "begins with a slash"),
        ({"path": "treatments/"}, "begins with a slash"),
        ({"path": "https://north.example/faq/"}, "begins with a slash"),
        ({"path": "?/"}, "begins with a slash"),
        ({"path": "#/"}, "begins with a slash"),
        ({"path": "/\x00"}, "null characters are not allowed"),
        ({"path": "/%00/"}, "null characters are not allowed"),
        ({"path": "/" + "a" * 2000}, "path is too long: 2000 characters are the most"),
        ({"path": "/", "include": "sites"}, "include: sites is unknown (did you mean site?)"),
        (
            {"path": "/", "include": "site,zz"},
            "include: zz is unknown (there are site, breadcrumbs, children)",
        ),
        ({"path": "/", "host": ""}, "host must be a host name, such as clinics.example"),
        ({"path": "/", "host": "http://north.example/"}, "host must be a host name"),
        ({"path": "/", "host": "a b"}, "host must be a host name"),
        ({"path": "/", "host": "north.example:x"}, "host must be a host name"),
        ({"path": "/", "host": "\x00"}, "null characters are not allowed"),
        (
            {"path": "/", "host": "north.example", "site": "north.example"},
            "host and site say the same: leave one of them out",
        ),
        ({"path": "/", "fields": "title"}, "query parameter is not an operation"),
        ({"path": "/", "hosts": "a.example"}, "hosts (did you mean host?)"),
        ({"path": "/", "format": "xml"}, "format must be json"),
        ({"path": "/", "site": "north.example:abc"}, ""),
    ],
)
def test_what_is_wrong_is_said(client, north, params, words):
    response = client.get("/api/v2/resolve/", params)

    assert response.status_code == 400
    assert set(response.json()) == {"message"}
    assert words in response.json()["message"]


NASTY = [
    "/" + text
    for text in (
        "/[",
        "[::1",
        "//[x",
        "\\",
        "'; DROP TABLE wagtailcore_page; --",
        "%",
        "%zz",
        "%ff%fe",
        "\ud83d\udc89".encode("utf-16", "surrogatepass").decode("utf-16"),
        "\u202etxet",
        "\x1f\r\n",
        ";a;b",
        "@evil.example/",
        "..;/",
        "?" + "&" * 500,
        "#" * 500,
        "%2e%2e/%2e%2e",
        "a" * 1999,
    )
]


@pytest.mark.parametrize("path", NASTY)
def test_nasty_paths_are_not_found(client, north, path):
    for params in ({}, {"host": "north.example", "include": "site,breadcrumbs,children"}):
        response = client.get("/api/v2/resolve/", {"path": path, **params})
        is_root = path[1:2] in {"?", "#"}
        assert response.status_code == (200 if is_root else 404), response.content[:300]


@pytest.mark.parametrize("host", ["9" * 2000, "a." * 900, "x:" + "9" * 1900, "-", ".", "a_b", "*"])
def test_nasty_hosts_are_refused_or_not_found(client, north, host):
    response = client.get("/api/v2/resolve/", {"path": "/", "host": host})

    assert response.status_code in {400, 404}


def test_bytes_that_are_no_text(client, north):
    for query in ("path=/%ff%fe/", "path=%ed%a0%80", "path=/&host=%ff", "path=/&%ff=1", "&&=&"):
        assert client.get(f"/api/v2/resolve/?{query}").status_code in {400, 404}


def test_it_is_read_only(client, north):
    for method in (client.post, client.put, client.patch, client.delete):
        assert method("/api/v2/resolve/?path=/").status_code == 405
    assert client.head("/api/v2/resolve/?path=/").status_code == 200
