"""Two sites on one installation: what is read under one host is never of the other."""

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from tests.api.builders import block, links_to, make_site, section
from tests.built_once import built_once
from treatments.models import Pairing, TreatmentFAQ


@built_once
def both(north, south):
    """The same titles on both sites: a treatment, a clinic, a question."""
    for tree in (north, south):
        tree.treatment("Peel", summary=f"As done in {tree.home.title}.")
        tree.question("Does it hurt?")
        tree.clinic(f"{tree.home.title} clinic")
    return north, south


TREATMENT = "treatments.TreatmentPage"


def test_lists_hold_the_pages_of_the_host(read, read_south, both):
    assert "South" not in read.titles()
    assert "North" not in read_south.titles()
    for reader, name in ((read, "North"), (read_south, "South")):
        (peel,) = reader.pages(type=TREATMENT, fields="_,summary,html_url")
        assert peel["summary"] == f"As done in {name}."
        assert peel["meta"]["html_url"] == f"http://{name.lower()}.example/treatments/peel/"
        assert reader.get("pages/", type=TREATMENT)["meta"]["total_count"] == 1
        assert reader.titles(type=TREATMENT, search="peel") == ["Peel"]
        assert reader.titles(child_of="root") == ["Treatments", "Questions", "Clinics"]


def test_an_unknown_host_is_the_default_site(client, read, both):
    answer = client.get("/api/v2/pages/", headers={"host": "elsewhere.example"}).json()

    assert [item["title"] for item in answer["items"]] == read.titles()


def test_site_asks_for_another_site(read, read_south, both):
    for site in ("south.example", "south.example:80"):
        assert read.titles(site=site) == read_south.titles()
        (peel,) = read.pages(type=TREATMENT, site=site, fields="_,summary")
        assert peel == {"summary": "As done in South."}
        assert read.titles(site=site, child_of="root", type=TREATMENT) == []


def test_a_site_that_is_none(read, north):
    assert read.get("pages/", 404, site="nowhere.example")["message"]
    assert read.refusal("pages/", site="north.example:abc")


def test_details_are_of_the_host(read, read_south, both):
    north, south = both
    of_south = south.treatments.get_children().get()

    assert read.get(f"pages/{of_south.pk}/", 404) == read.get("pages/999999/", 404)
    assert read_south.page(of_south)["summary"] == "As done in South."
    assert read.page(of_south, site="south.example") == read_south.page(of_south)
    assert read.get(f"pages/{north.home.pk}/", 404, site="south.example")


def test_places_are_of_the_host(read, both):
    _, south = both
    for name in ("child_of", "descendant_of", "ancestor_of", "translation_of"):
        refusal = read.refusal("pages/", **{name: 999999})
        assert read.refusal("pages/", **{name: south.treatments.pk}) == refusal
    assert read.titles(child_of=south.treatments.pk, site="south.example") == ["Peel"]


def found(client, host, path="pages/find/", **params):
    response = client.get(f"/api/v2/{path}", params, headers={"host": host}, follow=True)
    return response.json()


def test_find_goes_by_the_host(client, both):
    for name in ("North", "South"):
        answer = found(client, f"{name.lower()}.example", html_path="/treatments/peel/")
        assert answer["summary"] == f"As done in {name}."


def test_find_on_another_site(client, both):
    params = {"html_path": "/treatments/peel/", "site": "south.example"}

    assert found(client, "north.example", **params)["summary"] == "As done in South."


def test_the_find_of_an_id_stays_on_the_site(client, both):
    _, south = both

    assert set(found(client, "north.example", id=south.home.pk)) == {"message"}
    assert found(client, "north.example", id=south.home.pk, site="south.example")["id"]


def test_contact_panels_show_every_clinic_of_their_site(read, read_south, both):
    panel = block("contact_panel", {"heading": "Come", "clinic": None})
    for tree, reader in zip(both, (read, read_south), strict=True):
        page = tree.treatment("Everywhere", blocks=[panel])

        (part,) = reader.page(page)["body"][0]["value"]["content"]
        (item,) = reader.pages(type=TREATMENT, slug="everywhere", fields="body")

        names = [clinic["title"] for clinic in part["value"]["clinics"]]
        assert names == [f"{tree.home.title} clinic"]
        assert item["body"][0]["value"]["content"] == [part]


def test_pairs_with_stays_on_the_site(read, both):
    _, south = both
    peel = south.treatments.get_children().get().specific
    south.treatment("Laser", pairings=[Pairing(treatment=peel, rationale="Why.")])

    assert read.titles(type=TREATMENT, pairs_with="peel") == []
    assert read.titles(type=TREATMENT, pairs_with="peel", site="south.example") == ["Laser"]


def test_redirects_are_of_the_host(read, read_south, both):
    north, south = both
    Redirect.objects.create(old_path="/old", redirect_page=north.home, site=north.site)
    Redirect.objects.create(old_path="/old", redirect_page=south.home, site=south.site)
    Redirect.objects.create(old_path="/all", redirect_link="/faq/")

    for reader, name in ((read, "north"), (read_south, "south")):
        items = reader.get("redirects/", order="-old_path", fields="*")["items"]
        assert [(item["old_path"], item["location"]) for item in items] == [
            ("/old", f"http://{name}.example/"),
            ("/all", "/faq/"),
        ]
        answer = found(reader.clients[0], reader.host, "redirects/find/", html_path="/old")
        assert answer["location"] == f"http://{name}.example/"
        assert answer["is_permanent"] is True


def test_a_redirect_of_another_site_has_no_document(read, both):
    _, south = both
    redirect = Redirect.objects.create(old_path="/old", redirect_page=south.home, site=south.site)

    assert read.get(f"redirects/{redirect.pk}/", 404)
    assert read.get("redirects/find/", 404, html_path="/old")
    assert read.get("redirects/find/", 404, id=redirect.pk)


def test_without_a_site_there_are_no_pages(read, both):
    for tree in both:
        tree.site.delete()

    assert read.get("pages/") == {"meta": {"total_count": 0}, "items": []}
    assert read.get(f"pages/{both[0].home.pk}/", 404)
    assert read.refusal("pages/", child_of="root")
    assert read.get("pages/find/", 404, html_path="/")
    assert read.get("redirects/")["items"] == []


def test_a_page_that_no_site_serves_is_not_shown(read, north):
    astray = make_site("Astray", "astray.example")
    secret = astray.treatment("Secret of no site")
    question = astray.question("Secret question of no site")
    Site.objects.filter(hostname="astray.example").delete()
    peel = north.treatment(
        "Peel",
        pairings=[Pairing(treatment=secret, kind="pairs_with", rationale="Together.")],
        faqs=[TreatmentFAQ(faq=question)],
        body=[section([block("paragraph", links_to(page=secret))])],
    )

    document = read.page(peel)

    assert document["pairings"] == []
    assert document["faqs"] == []
    assert "secret" not in str(document).lower()
