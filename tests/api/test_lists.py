"""Where in the tree, in which order, and what is found: Wagtail's parameters of lists."""

import pytest
from wagtail.models import Locale

from tests.api.builders import make_image
from tests.built_once import built_once

TREATMENTS = {"type": "treatments.TreatmentPage"}


@built_once
def treatments(north):
    """Three treatments by title; their downtimes are 0, 2 and 9 days."""
    facts = {
        "Bravo": {
            "downtime_max": 2,
            "summary": "Smooths the skin with acid.",
            "first_published_at": "2026-03-01T09:00Z",
        },
        "Alpha": {
            "downtime_max": 0,
            "summary": "Smooths lines.",
            "first_published_at": "2026-05-01T09:00Z",
        },
        "Charlie": {
            "downtime_max": 9,
            "summary": "Warms the skin.",
            "first_published_at": "2026-04-01T09:00Z",
        },
    }
    return {title: north.treatment(title, **fields) for title, fields in facts.items()}


# The tree


def test_child_of(read, north, treatments):
    assert read.titles(child_of=north.home.pk) == ["Treatments", "Questions", "Clinics"]
    assert read.titles(child_of=north.treatments.pk) == ["Bravo", "Alpha", "Charlie"]
    assert read.titles(child_of=treatments["Alpha"].pk) == []
    assert read.titles(child_of="root") == read.titles(child_of=north.home.pk)


def test_descendant_of(read, north, treatments):
    assert read.titles(descendant_of=north.treatments.pk) == ["Bravo", "Alpha", "Charlie"]
    assert len(read.titles(descendant_of="root")) == 6


def test_ancestor_of(read, north, treatments):
    assert read.titles(ancestor_of=treatments["Alpha"].pk) == ["North", "Treatments"]
    assert read.titles(ancestor_of=north.home.pk) == []


def test_a_place_and_a_type(read, north, treatments):
    assert read.titles(**TREATMENTS, descendant_of="root") == ["Bravo", "Alpha", "Charlie"]
    assert read.titles(type="faq.FAQPage", child_of=north.treatments.pk) == []


@pytest.mark.parametrize("name", ["child_of", "descendant_of", "ancestor_of", "translation_of"])
def test_a_place_that_is_none(read, north, name):
    for value in ("x", "-1", "1.5", "", "9" * 30, "0"):
        message = read.refusal("pages/", **{name: value})

        assert message.endswith(("must be a positive integer", "doesn't exist"))


def test_two_places_at_once(read, north):
    message = read.refusal("pages/", child_of="root", descendant_of="root")

    assert message == "filtering by descendant_of with child_of is not supported"


def test_types(read, north, treatments):
    north.question("Does it hurt?")

    both = "faq.FAQPage,treatments.TreatmentPage"
    assert sorted(read.titles(type=both)) == ["Alpha", "Bravo", "Charlie", "Does it hurt?"]
    assert len(read.titles(type="wagtailcore.Page")) == 8


def test_a_type_that_is_no_page(read, north):
    for name in ("auth.User", "wagtailimages.Image", "nonsense", "a.b.c", ",", "."):
        assert read.refusal("pages/", type=name) == "type doesn't exist"


# Order


def test_order(read, treatments):
    assert read.titles(**TREATMENTS, order="title") == ["Alpha", "Bravo", "Charlie"]
    assert read.titles(**TREATMENTS, order="-title") == ["Charlie", "Bravo", "Alpha"]
    assert read.titles(**TREATMENTS, order="first_published_at") == ["Bravo", "Charlie", "Alpha"]
    assert read.titles(**TREATMENTS, order="-id,title") == ["Charlie", "Alpha", "Bravo"]


def test_order_by_a_fact_whatever_its_unit(read_south, south):
    south.treatment("Day", downtime_max=1, downtime_unit="day")
    south.treatment("Unsaid")
    south.treatment("Hours", downtime_max=36, downtime_unit="hour")
    south.treatment("None", downtime_max=0)
    south.treatment("A week", downtime_min=1, downtime_unit="week", downtime_qualifier="about")

    ascending = ["None", "Day", "Hours", "A week", "Unsaid"]
    descending = ["A week", "Hours", "Day", "None", "Unsaid"]
    assert read_south.titles(**TREATMENTS, order="downtime") == ascending
    assert read_south.titles(**TREATMENTS, order="-downtime") == descending
    assert read_south.titles(**TREATMENTS, order="downtime", downtime_max=2) == ascending[:3]
    assert read_south.refusal("pages/", order="downtime").startswith("cannot order by")


def test_equal_values_are_ordered_too(read_south, south):
    for number in range(6):
        south.treatment("Same", slug=f"same-{number}")

    slugs = [
        read_south.pages(**TREATMENTS, order="title", limit=1, offset=number)[0]["meta"]["slug"]
        for number in range(6)
    ]

    assert slugs == [f"same-{number}" for number in range(6)]


def test_random_order(read, treatments):
    assert sorted(read.titles(**TREATMENTS, order="random")) == ["Alpha", "Bravo", "Charlie"]
    assert len(read.titles(**TREATMENTS, order="random", limit=2)) == 2
    assert "offset" in read.refusal("pages/", order="random", offset=1)
    assert "random" in read.refusal("pages/", order="random,title")


NO_ORDERS = (
    "pairings",
    "body",
    "category",
    "hero_image",
    "review",
    "age",
    "type",
    "--title",
    "-random",
    "owner",
    "owner__password",
    "title,",
    ",",
    "?",
    "-",
)


def test_an_order_that_is_none(read, treatments):
    for order in NO_ORDERS:
        message = read.refusal("pages/", **TREATMENTS, order=order)

        assert message.startswith("cannot order by")


# Search


def test_search(read, treatments):
    assert sorted(read.titles(**TREATMENTS, search="smooths")) == ["Alpha", "Bravo"]
    assert read.titles(**TREATMENTS, search="nowhere") == []
    assert read.get("pages/", search="smooths")["meta"]["total_count"] == 2


def test_search_in_all_words_or_any(read, treatments):
    assert read.titles(**TREATMENTS, search="smooths skin") == ["Bravo"]
    assert read.titles(**TREATMENTS, search="smooths skin", search_operator="and") == ["Bravo"]
    found = read.titles(**TREATMENTS, search="smooths skin", search_operator="or")
    assert sorted(found) == ["Alpha", "Bravo", "Charlie"]
    message = read.refusal("pages/", search="skin", search_operator="xor")
    assert message == "search_operator must be 'and' or 'or'"


def test_search_in_an_order(read, treatments):
    assert read.titles(**TREATMENTS, search="smooths", order="title") == ["Alpha", "Bravo"]
    assert read.titles(**TREATMENTS, search="smooths", order="-title") == ["Bravo", "Alpha"]


def test_search_with_filters(read, north, treatments):
    assert read.titles(**TREATMENTS, search="skin", downtime_max=3) == ["Bravo"]
    assert read.titles(**TREATMENTS, search="skin", downtime_max=3, order="title") == ["Bravo"]
    assert read.titles(search="smooths", child_of=north.questions.pk) == []
    assert len(read.titles(search="smooths", child_of=north.treatments.pk)) == 2
    assert len(read.titles(search="smooths", descendant_of="root")) == 2
    assert read.titles(**TREATMENTS, search="smooths", slug="bravo") == ["Bravo"]


def test_search_goes_page_by_page(read, treatments):
    first = read.titles(**TREATMENTS, search="skin", limit=1)
    second = read.titles(**TREATMENTS, search="skin", limit=1, offset=1)

    assert sorted(first + second) == ["Bravo", "Charlie"]


def test_search_with_fields(read, treatments):
    (item,) = read.pages(**TREATMENTS, search="acid", fields="_,summary,category(_,title)")

    assert item == {"summary": "Smooths the skin with acid.", "category": {"title": "Shelf"}}


def test_marks_in_a_search_do_not_matter(read, treatments):
    for text in ('"acid"', '"acid', 'acid"', "  acid ", "acid!", "(acid)"):
        assert read.titles(**TREATMENTS, search=text) == ["Bravo"]


def test_a_search_for_no_words_finds_nothing(read, treatments):
    for text in ("", " ", '"', "\x1f", "\U0001f489"):
        assert read.get("pages/", search=text) == {"meta": {"total_count": 0}, "items": []}


def test_search_can_be_switched_off(read, treatments, settings):
    settings.WAGTAILAPI_SEARCH_ENABLED = False

    assert read.refusal("pages/", search="acid") == "search is disabled"


def test_images_are_searched(read, north):
    for title in ("A face", "A hand"):
        north.treatment(title, hero_image=make_image(title))

    found = read.get("images/", search="hand")["items"]

    assert [image["title"] for image in found] == ["A hand"]


# Plain fields


def test_equality_with_a_plain_field(read, treatments):
    assert read.titles(**TREATMENTS, title="Alpha") == ["Alpha"]
    assert read.titles(**TREATMENTS, slug="bravo") == ["Bravo"]
    assert read.titles(**TREATMENTS, id=treatments["Alpha"].pk) == ["Alpha"]
    assert read.titles(show_in_menus="true") == []
    assert len(read.titles(**TREATMENTS, show_in_menus="false")) == 3


def test_equality_with_a_moment(read, treatments):
    for moment in ("2026-05-01T09:00Z", "2026-05-01 09:00", "2026-05-01T11:00+02:00"):
        assert read.titles(**TREATMENTS, first_published_at=moment) == ["Alpha"]


@pytest.mark.parametrize(
    ("params", "message"),
    [
        ({"id": "x"}, "'x' is not a valid value for id (integer)"),
        ({"show_in_menus": "yes"}, "'yes' is not a valid value for show_in_menus"),
        ({"first_published_at": "soon"}, "'soon' is not a valid value for first_published_at"),
    ],
)
def test_a_value_of_the_wrong_kind(read, treatments, params, message):
    assert read.refusal("pages/", **params).startswith(f"field filter error. {message}")


def test_the_last_of_a_repeated_parameter_counts(client, treatments):
    response = client.get(
        "/api/v2/pages/?type=treatments.TreatmentPage&title=Alpha&title=Bravo",
        headers={"host": "north.example"},
    )

    assert [item["title"] for item in response.json()["items"]] == ["Bravo"]


def test_tags(read, north):
    for title, tags in (("A face", ["face", "skin"]), ("A hand", ["skin"]), ("A door", [])):
        image = make_image(title)
        image.tags.add(*tags)
        north.treatment(title, hero_image=image)

    def found(tags, **params):
        return [image["title"] for image in read.get("images/", tags=tags, **params)["items"]]

    assert found("skin") == ["A face", "A hand"]
    assert found("skin,face") == ["A face"]
    assert found("door") == []
    assert found("skin", search="hand") == ["A hand"]


# Languages


def test_locale(read, north, treatments):
    Locale.objects.create(language_code="fr")

    assert len(read.titles(**TREATMENTS, locale="en-gb")) == 3
    assert read.titles(**TREATMENTS, locale="fr") == []
    assert read.titles(**TREATMENTS, locale="en-gb", search="acid") == ["Bravo"]
    assert set(read.get("pages/", 404, locale="xx")) == {"message"}


def test_translation_of(read, north, treatments, settings):
    settings.WAGTAIL_I18N_ENABLED = True
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = [
        ("en-gb", "English"),
        ("fr", "French"),
    ]
    french = Locale.objects.create(language_code="fr")
    home = north.home.copy_for_translation(french)
    home.save_revision().publish()
    index = north.treatments.copy_for_translation(french)
    index.save_revision().publish()
    page = treatments["Alpha"].copy_for_translation(french)
    page.title = "Alphonse"
    page.save_revision().publish()

    assert read.titles(translation_of=treatments["Alpha"].pk) == ["Alphonse"]
    assert read.titles(translation_of=page.pk) == ["Alpha"]
    assert read.titles(locale="fr", **TREATMENTS) == ["Alphonse"]
    (item,) = read.pages(translation_of=treatments["Alpha"].pk)
    assert item["meta"]["locale"] == "fr"
    document = read.page(page)
    assert document["meta"]["locale"] == "fr"
    assert document["meta"]["parent"]["id"] == index.pk
