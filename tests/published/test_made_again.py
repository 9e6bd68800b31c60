"""A document is made again when something that it shows of another page, or a picture, changes."""

import json

import pytest

from delivery.published.models import Document
from delivery.published.upkeep.keeping import keep
from tests.api.builders import (
    block,
    links_to,
    local_answer,
    make_image,
    offer,
    picture,
    section,
)
from treatments.models import ClinicTreatmentFAQ, Pairing, TreatmentFAQ


def document(page):
    """Return the document that is kept of a page, once all changes are looked into."""
    keep()
    return json.loads(Document.objects.get(page_id=page.pk, is_gone=False).body)


def questions(page):
    return [row["question"] for row in document(page)["faqs"]]


def test_a_clinics_own_answer_comes_and_goes(north):
    shared, andover = north.question("Does it hurt?"), north.clinic("Andover")
    peel = north.treatment("Peel", faqs=[TreatmentFAQ(faq=shared)])
    inherited = offer(peel, andover)
    chosen = offer(north.treatment("Laser"), andover, faqs=[ClinicTreatmentFAQ(faq=shared)])
    elsewhere = offer(peel, north.clinic("Burnaby"))
    for page in (inherited, chosen, elsewhere):
        assert questions(page) == ["Does it hurt?"]

    answer = local_answer(shared, andover, title="Does it hurt in Andover?")
    for page in (inherited, chosen):
        assert questions(page) == ["Does it hurt in Andover?"]
    assert questions(elsewhere) == ["Does it hurt?"]

    answer.unpublish()
    for page in (inherited, chosen):
        assert questions(page) == ["Does it hurt?"]


def test_a_picture_is_described_in_other_words(north):
    image = make_image("Face")
    shown = block("image", {"image": picture(image, alt=""), "caption": ""})
    peel = north.treatment("Peel", hero_image=image, body=json.dumps([section([shown])]))
    laser = north.treatment("Laser", pairings=[Pairing(treatment=peel)])

    def descriptions():
        content = document(peel)["body"][0]["value"]["content"]
        card = document(laser)["pairings"][0]["treatment"]
        return {
            document(peel)["hero_image"]["alt"],
            content[0]["value"]["image"]["alt"],
            card["hero_image"]["alt"],
        }

    assert descriptions() == {"Face, seen from the front"}
    image.description = "A face in profile"
    image.save()
    assert descriptions() == {"A face in profile"}


def rename(north, page):
    page.slug = "acid"
    page.save()
    return "/treatments/acid/"


def rename_above(north, page):
    north.treatments.slug = "library"
    north.treatments.save()
    return "/library/peel/"


def move(north, page):
    north.treatments.move(north.questions, pos="last-child")
    return "/faq/treatments/peel/"


@pytest.mark.parametrize("change", [rename, rename_above, move])
def test_an_address_is_another_wherever_it_stands(north, change):
    peel = north.treatment("Peel", slug="peel")
    question = north.question("Which peel?", links_to(peel))
    laser = north.treatment("Laser", pairings=[Pairing(treatment=peel)])

    def assert_address(path):
        assert document(peel)["meta"]["html_url"].endswith(f"example{path}")
        assert f'example{path}"' in document(question)["answer"]
        assert document(laser)["pairings"][0]["treatment"]["path"] == path

    assert_address("/treatments/peel/")
    assert_address(change(north, peel))


def test_a_title_is_another_wherever_it_stands(north):
    peel = north.treatment("Peel")
    laser = north.treatment("Laser", pairings=[Pairing(treatment=peel)])

    def titles():
        parent = document(peel)["meta"]["parent"]
        return parent["title"], document(laser)["pairings"][0]["treatment"]["title"]

    assert titles() == ("Treatments", "Peel")
    north.treatments.title = "Library"
    north.treatments.save()
    assert titles() == ("Library", "Peel")
    peel.title = "Acid"
    peel.save()
    assert titles() == ("Library", "Acid")
