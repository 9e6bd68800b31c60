"""Lists are narrowed by the id of what a page refers to, as far as its document shows that."""

import pytest
from wagtail.models import PageViewRestriction

from tests.api.builders import local_answer, make_image, offer, private_collection

TREATMENTS = {"type": "treatments.TreatmentPage"}
QUESTIONS = {"type": "faq.FAQPage"}


@pytest.fixture
def pictures(north):
    """Two treatments, each with a picture of its own, by the treatment's title."""
    images = {title: make_image(title) for title in ("Alpha", "Bravo")}
    for title, image in images.items():
        north.treatment(title, hero_image=image, social_image=images["Alpha"])
    return images


def test_pages_are_found_by_their_picture(read, pictures):
    alpha = pictures["Alpha"].pk

    assert read.titles(**TREATMENTS, hero_image=alpha) == ["Alpha"]
    assert read.titles(**TREATMENTS, social_image=alpha) == ["Alpha", "Bravo"]
    assert read.titles(**TREATMENTS, social_image=alpha, search="bravo") == ["Bravo"]
    assert read.titles(**TREATMENTS, hero_image=pictures["Bravo"].pk, slug="alpha") == []


def test_questions_are_found_by_what_they_answer(read, north):
    shared = north.question("Does it hurt?")
    clinic = north.clinic("Andover")
    local = local_answer(shared, clinic, slug="hurt-here")
    north.question("Another?")

    assert read.titles(**QUESTIONS, answers=shared.pk) == [local.title]


def test_a_private_picture_finds_nothing(read, north):
    hidden = make_image("Hidden")
    page = north.treatment("Alpha", hero_image=hidden)
    assert read.titles(**TREATMENTS, hero_image=hidden.pk) == ["Alpha"]

    hidden.collection = private_collection()
    hidden.save()

    assert read.titles(**TREATMENTS, hero_image=hidden.pk) == []
    assert read.page(page)["hero_image"] is None


def test_a_page_that_is_not_public_finds_nothing(read, north):
    original = north.treatment("Alpha")
    alias = original.create_alias(parent=north.treatments, update_slug="alpha-again")
    assert read.titles(**TREATMENTS, alias_of=original.pk) == ["Alpha"]

    PageViewRestriction.objects.create(
        page=original, restriction_type=PageViewRestriction.PASSWORD, password="open"
    )

    assert read.titles(**TREATMENTS, alias_of=original.pk) == []
    assert read.page(alias)["meta"]["alias_of"] is None


def test_a_page_of_another_group_finds_nothing(read, north, south):
    elsewhere = south.treatment("Beta")
    alias = elsewhere.create_alias(parent=north.treatments)

    assert read.titles(**TREATMENTS, alias_of=elsewhere.pk) == []
    assert read.page(alias)["meta"]["alias_of"] is None


@pytest.mark.parametrize("pk", ["999999999", "9" * 18, "0"])
def test_an_id_that_nothing_has_finds_nothing(read, pictures, pk):
    assert read.titles(**TREATMENTS, hero_image=pk) == []
    assert read.titles(**TREATMENTS, alias_of=pk) == []


@pytest.mark.parametrize("value", ["", "x", "-1", "1.5", "1,2", "²", "9" * 19])
def test_what_is_no_id_is_refused(read, pictures, value):
    message = f"field filter error. '{value}' is not a valid value for hero_image (expected an id"

    assert read.refusal("pages/", **TREATMENTS, hero_image=value).startswith(message)


def test_what_is_merged_or_has_a_filter_of_its_own_takes_no_id(read, north):
    library = north.treatment("Alpha", hero_image=make_image("Alpha"))
    offer(library, north.clinic("Andover"))
    merged = {"type": "treatments.ClinicTreatmentPage"}

    assert "not an operation" in read.refusal("pages/", **merged, hero_image=1)
    assert read.titles(**merged, treatment="alpha") == ["Alpha"]


def test_the_number_of_queries_does_not_depend_on_what_is_found(read, north, count_queries):
    image = make_image("One")
    for number in range(5):
        north.treatment(f"Alpha {number}", hero_image=image)

    def ask(limit):
        narrowed = {**TREATMENTS, "hero_image": image.pk, "fields": "hero_image"}
        assert len(read.titles(**narrowed, limit=limit)) == min(limit, 5)

    # What is made at the first reading must not count.
    ask(10)

    assert count_queries(lambda: ask(1)) == count_queries(lambda: ask(5))
