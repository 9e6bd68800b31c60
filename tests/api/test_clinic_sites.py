"""A clinic with a domain of its own inside its group's: each host reads what is on it."""

import json
from urllib.parse import urlsplit

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from delivery.documents.pages import page_document
from faq.models import FAQPage
from tests.api.builders import (
    block,
    links_to,
    local_answer,
    offer,
    own_section,
    whole_clinic_treatment,
)
from tests.api.conftest import Reader
from tests.built_once import built_once

OFFERED = "treatments.ClinicTreatmentPage"


def give_site(clinic, hostname):
    return Site.objects.create(hostname=hostname, site_name=clinic.title, root_page=clinic)


@built_once
def door(north):
    """A clinic with a site of its own."""
    clinic = north.clinic("Door")
    give_site(clinic, "door.example")
    return clinic


@built_once
def gate(north):
    """A clinic without one."""
    return north.clinic("Gate")


@pytest.fixture
def read_door(client):
    return Reader(client, host="door.example")


@built_once
def peel(north, door, gate):
    """A treatment at both clinics."""
    peel = north.treatment("Peel")
    offer(peel, door)
    offer(peel, gate)
    return peel


def at(clinic):
    return clinic.get_children().get(slug="peel").specific


def references(value):
    """Every page reference in a document, however deep it lies."""
    if isinstance(value, list):
        return [found for item in value for found in references(item)]
    if not isinstance(value, dict):
        return []
    own = [value] if {"path", "url", "slug"} <= set(value) else []
    return own + [found for item in value.values() for found in references(item)]


# What is on which host


def test_a_clinics_host_lists_the_clinics_pages_alone(read, read_door, peel, door):
    assert read_door.titles() == ["Door", "Peel"]
    assert read_door.titles(type=OFFERED) == ["Peel"]
    assert read_door.titles(child_of="root") == ["Peel"]
    assert read.titles(type=OFFERED) == ["Peel", "Peel"]
    assert {"Door", "Gate", "Treatments"} <= set(read.titles())


def test_site_asks_for_a_clinics_pages(read, read_door, peel):
    assert read.titles(site="door.example") == read_door.titles()
    assert read_door.titles(site="north.example") == read.titles()
    assert read_door.page(peel, site="north.example") == read.page(peel)


def test_what_is_not_the_clinics_has_no_document_there(read_door, north, peel, gate):
    for page in (north.home, north.treatments, peel, gate, at(gate)):
        assert read_door.get(f"pages/{page.pk}/", 404)
        assert read_door.get("pages/find/", 404, id=page.pk)


def test_find_goes_by_the_paths_of_the_host(client, peel, door, gate):
    def found(host, path):
        address = "/api/v2/pages/find/"
        answer = client.get(address, {"html_path": path}, headers={"host": host}, follow=True)
        return answer.json().get("id")

    assert found("door.example", "/") == door.pk
    assert found("door.example", "/peel/") == at(door).pk
    assert found("north.example", "/locations/door/peel/") == at(door).pk
    assert found("north.example", "/locations/gate/peel/") == at(gate).pk
    for path in ("/locations/door/peel/", "/treatments/peel/", "/gate/", "/locations/gate/peel/"):
        assert found("door.example", path) is None


def test_a_page_has_one_public_address_and_one_on_each_host_that_reads_it(
    read, read_door, peel, door
):
    here, there = read_door.page(at(door)), read.page(at(door))

    assert here["meta"]["html_url"] == there["meta"]["html_url"] == "http://door.example/peel/"
    assert here["clinic"]["path"] == "/"
    assert there["clinic"]["path"] == "/locations/door/"
    assert here["clinic"]["url"] == there["clinic"]["url"] == "http://door.example/"
    assert here["library"]["path"] is None
    assert there["library"]["path"] == "/treatments/peel/"
    assert (
        here["library"]["url"] == there["library"]["url"] == "http://north.example/treatments/peel/"
    )
    assert here["meta"]["detail_url"].startswith("http://door.example/api/")
    assert there["meta"]["detail_url"].startswith("http://north.example/api/")


def test_the_root_of_a_site_has_no_parent_there(read, read_door, peel, door):
    assert read_door.page(door)["meta"]["parent"] is None
    assert read.page(door)["meta"]["parent"]["title"] == "Clinics"
    assert read_door.page(at(door))["meta"]["parent"]["title"] == "Door"


def test_every_path_of_a_document_is_found_where_it_was_read(read, north, client, door):
    """With something in every part, own and shared, on both hosts."""
    page = whole_clinic_treatment(north, "Whole", clinic=door)
    for host in ("north.example", "door.example"):
        reader = Reader(client, host=host)
        for shown in (page, door):
            found = references(reader.page(shown))
            assert len(found) > 3
            for reference in found:
                address = urlsplit(reference["url"])
                assert address.hostname in ("north.example", "door.example")
                public = client.get(address.path, headers={"host": address.hostname})
                assert public.status_code == 200, reference
                if reference["path"] is not None:
                    answer = client.get(
                        "/api/v2/pages/find/",
                        {"html_path": reference["path"]},
                        headers={"host": host},
                        follow=True,
                    )
                    assert answer.json()["id"] == reference["id"], reference


def test_the_library_leads_to_the_clinics_hosts(read, peel, door, gate):
    offers = read.page(peel)["offered_at"]

    assert [(row["page"]["path"], row["page"]["url"]) for row in offers] == [
        ("/locations/door/peel/", "http://door.example/peel/"),
        ("/locations/gate/peel/", "http://north.example/locations/gate/peel/"),
    ]


def test_links_in_texts_have_the_public_address(read_door, north, peel, door):
    page = at(door)
    section = own_section(
        "replace",
        "overview",
        [block("paragraph", links_to(north.questions)), block("paragraph", links_to(door))],
    )
    page.sections = json.dumps([section])
    page.save_revision().publish()

    text = str(read_door.page(page)["body"])

    assert 'href="http://north.example/faq/"' in text
    assert 'href="http://door.example/"' in text


def test_a_list_of_both_hosts_pages_gives_each_its_own(read, peel):
    items = read.pages(type=OFFERED, fields="_,html_url,clinic")

    assert [(item["meta"]["html_url"], item["clinic"]["path"]) for item in items] == [
        ("http://door.example/peel/", "/locations/door/"),
        ("http://north.example/locations/gate/peel/", "/locations/gate/"),
    ]


def test_every_clinic_of_a_clinics_site_is_itself(read, read_door, north, door, gate):
    panel = block("contact_panel", {"heading": "Come", "clinic": None})
    page = offer(north.treatment("Everywhere", blocks=[panel]), door)

    def clinics(reader, shown):
        content = reader.page(shown)["body"][0]["value"]["content"]
        return [clinic["title"] for clinic in content[0]["value"]["clinics"]]

    assert clinics(read_door, page) == ["Door"]
    assert clinics(read, page.treatment) == ["Door", "Gate"]


def test_a_document_is_that_of_the_pages_nearest_site_when_none_is_said(peel, door, north):
    page = at(door)

    assert page_document(page)["clinic"]["path"] == "/"
    assert (
        page_document(page, site_root=north.home.url_path)["clinic"]["path"] == "/locations/door/"
    )


def test_a_clinics_answer_leads_to_the_shared_question(read, read_door, north, door):
    shared = north.question("Does it hurt?")
    answer = local_answer(shared, door)

    assert read_door.page(answer)["answers"]["path"] is None
    assert read_door.page(answer)["answers"]["url"] == "http://north.example/faq/does-it-hurt/"
    assert read.page(answer)["answers"]["path"] == "/faq/does-it-hurt/"
    assert FAQPage.objects.count() == 2


# Redirects


def test_redirects_are_of_one_host(read, read_door, north, door):
    own = Site.objects.get(hostname="door.example")
    Redirect.objects.create(old_path="/old", redirect_page=north.home, site=north.site)
    Redirect.objects.create(old_path="/old", redirect_page=door, site=own)
    Redirect.objects.create(old_path="/back", redirect_page=north.home, site=own)

    def listed(reader, **params):
        items = reader.get("redirects/", fields="*", **params)["items"]
        return [(item["old_path"], item["location"]) for item in items]

    assert listed(read) == [("/old", "http://north.example/")]
    of_door = [("/old", "http://door.example/"), ("/back", "http://north.example/")]
    assert listed(read_door) == of_door
    assert listed(read, site="door.example") == of_door


def test_a_redirect_is_found_on_the_site_that_is_asked(client, north, door):
    own = Site.objects.get(hostname="door.example")
    Redirect.objects.create(old_path="/old", redirect_link="/everywhere/")
    Redirect.objects.create(old_path="/old", redirect_page=door, site=own)
    params = {"html_path": "/old", "site": "door.example"}

    answer = client.get(
        "/api/v2/redirects/find/", params, headers={"host": "north.example"}, follow=True
    )

    assert answer.json()["location"] == "http://door.example/"
    del params["site"]
    answer = client.get(
        "/api/v2/redirects/find/", params, headers={"host": "north.example"}, follow=True
    )
    assert answer.json()["location"] == "/everywhere/"


# Queries


@pytest.mark.usefixtures("made_for_each_request")
def test_the_number_of_queries_does_not_depend_on_how_many_sites_there_are(
    read, read_door, north, peel, door, count_queries
):
    def reads():
        read.get("pages/", type=OFFERED, fields="*", limit=100)
        read.page(peel)
        read_door.get("pages/", fields="*")
        read_door.page(at(door))

    def open_more(start, stop):
        for number in range(start, stop):
            clinic = north.clinic(f"Clinic {number}")
            give_site(clinic, f"clinic-{number}.example")
            offer(peel, clinic)

    open_more(0, 2)
    reads()
    of_few = count_queries(reads)
    open_more(2, 9)
    reads()

    assert count_queries(reads) == of_few
