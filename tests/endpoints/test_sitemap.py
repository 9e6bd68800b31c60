"""`/sitemap/`: the public pages of a site, each once, in the order of the tree."""

import json
from datetime import UTC, datetime

import pytest
from wagtail.models import Locale, Page, Site

from tests.api.builders import offer
from tests.api.hiding import hide, one_a_way

PUBLISHED = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)


def paths(reader, **params):
    return [item["path"] for item in reader.get("sitemap/", **params)["items"]]


def test_every_page_of_the_site_in_the_order_of_the_tree(read, north):
    peel, laser = north.treatment("Peel"), north.treatment("Laser")
    clinic = north.clinic("Vancouver")
    offer(peel, clinic)
    north.question("Why?", slug="why")
    laser.move(peel, "left")

    answer = read.get("sitemap/")

    assert [item["path"] for item in answer["items"]] == [
        "/",
        "/treatments/",
        "/treatments/laser/",
        "/treatments/peel/",
        "/faq/",
        "/faq/why/",
        "/locations/",
        "/locations/vancouver/",
        "/locations/vancouver/peel/",
    ]
    assert answer["meta"] == {"total_count": 9}


def test_an_item(read, north):
    Page.objects.filter(pk=north.treatments.pk).update(last_published_at=PUBLISHED)
    Page.objects.filter(pk=north.home.pk).update(last_published_at=None)

    home, treatments, *_ = read.get("sitemap/")["items"]

    assert treatments == {
        "id": north.treatments.pk,
        "path": "/treatments/",
        "url": "http://north.example/treatments/",
        "type": "treatments.TreatmentIndexPage",
        "last_modified": "2026-03-01T12:30:00Z",
        "alternates": [],
    }
    assert home["last_modified"] is None


def test_a_draft_does_not_count_as_a_change(read, north):
    peel = north.treatment("Peel")
    peel.save_revision().publish()
    before = read.get("sitemap/")
    peel.title = "Secret"
    peel.save_revision()

    assert read.get("sitemap/") == before


def test_paths_in_any_script_are_encoded(read, north, page_id):
    page = north.treatment("Größe", slug="größe")

    (path,) = [path for path in paths(read) if "gr" in path]
    assert path == "/treatments/gr%C3%B6%C3%9Fe/"
    assert page_id(path) == page.pk


def test_nothing_that_is_hidden_is_there(read_as_both, north):
    pages = [page for make in (north.treatment, north.clinic) for page in one_a_way(make)]
    before = read_as_both.get("sitemap/")["meta"]["total_count"]
    hide(pages[:8])
    hide(pages[8:])

    answer = read_as_both.get("sitemap/")

    assert "hidden" not in json.dumps(answer).lower()
    assert answer["meta"]["total_count"] == before - len(pages) == len(answer["items"])


def test_what_another_page_withholds_is_not_there(read, north, door):
    peel = north.treatment("Peel")
    offer(peel, door)
    assert "/locations/door/peel/" in paths(read)

    peel.unpublish()

    assert "/locations/door/peel/" not in paths(read)
    assert "/locations/door/" in paths(read)


def test_each_site_has_its_own_pages(read, read_south, read_door, north, south, door):
    south.treatment("Southern")

    assert not [path for path in paths(read) if "south" in path]
    assert "/treatments/southern/" in paths(read_south)
    assert paths(read, site="south.example") == paths(read_south)
    assert paths(read_door) == ["/"]
    clinics = [item for item in read.get("sitemap/")["items"] if item["path"] == "/locations/door/"]
    assert [item["url"] for item in clinics] == ["http://door.example/"]


def test_every_path_is_one_that_resolves(read, north, door, page_id):
    offer(north.treatment("Peel"), door)

    for site in ("north.example", "door.example"):
        items = read.get("sitemap/", site=site)["items"]
        assert items
        assert [page_id(item["path"], host=site) for item in items] == [
            item["id"] for item in items
        ]


# Languages


@pytest.fixture
def french(north, settings):
    """The site in two languages."""
    settings.WAGTAIL_I18N_ENABLED = True
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = [("en-gb", "English"), ("fr", "F")]
    french = Locale.objects.create(language_code="fr")
    home = north.home.copy_for_translation(french)
    home.title, home.slug = "Accueil", "accueil"
    home.save_revision().publish()
    return french


def translated(page, locale, slug):
    copy = page.copy_for_translation(locale, copy_parents=True)
    copy.slug = slug
    copy.save_revision().publish()
    copy.refresh_from_db()
    return copy


def alternates(read):
    items = read.get("sitemap/")["items"]
    return {item["id"]: item["alternates"] for item in items}


def test_a_translation_is_an_alternate_of_the_other(read, north, french):
    peel = north.treatment("Peel")
    there = translated(peel, french, "gommage")

    found = alternates(read)

    assert [one["locale"] for one in found[peel.pk]] == ["fr"]
    assert found[peel.pk][0]["url"] == there.full_url
    assert [one["locale"] for one in found[there.pk]] == ["en-gb"]
    assert found[there.pk][0]["url"] == peel.full_url
    assert found[north.questions.pk] == []


def test_a_translation_that_is_not_public_is_no_alternate(read, north, french):
    peel = north.treatment("Peel")
    there = translated(peel, french, "gommage")
    assert alternates(read)[peel.pk]

    there.unpublish()

    assert alternates(read)[peel.pk] == []
    assert there.pk not in alternates(read)


def test_a_translation_on_no_site_is_no_alternate(read, north, french, settings):
    peel = north.treatment("Peel")
    translated(peel, french, "gommage")
    settings.WAGTAIL_I18N_ENABLED = False
    Site.clear_site_root_paths_cache()

    assert alternates(read)[peel.pk] == []


# Parts


def test_parts(read, north):
    for number in range(5):
        north.treatment(f"Peel {number}")
    whole = paths(read)

    assert len(whole) == 9
    assert paths(read, limit=4) + paths(read, limit=4, offset=4) + paths(read, offset=8) == whole
    assert read.get("sitemap/", limit=0) == {"meta": {"total_count": 9}, "items": []}
    assert paths(read, limit=1000) == whole
    assert paths(read, offset=9) == paths(read, offset=1_000_000) == []


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"limit": 1001}, "limit cannot be higher than 1000"),
        ({"limit": "x"}, "limit must be a positive integer"),
        ({"limit": ""}, "limit must be a positive integer"),
        ({"limit": -1}, "limit must be a positive integer"),
        ({"limit": "9" * 1990}, "limit cannot be higher than 1000"),
        ({"offset": "1.5"}, "offset must be a positive integer"),
        ({"offset": -1}, "offset must be a positive integer"),
        ({"offset": 1_000_001}, "offset cannot be higher than 1000000"),
        ({"offset": "\x00"}, "null characters are not allowed"),
        ({"order": "title"}, "query parameter is not an operation"),
        ({"type": "faq.FAQPage"}, "query parameter is not an operation"),
        ({"limits": 1}, "did you mean limit?"),
        ({"site": "north.example:abc"}, ""),
        ({"site": "a" * 2001}, "site is too long"),
    ],
)
def test_what_is_wrong_is_said(read, north, params, words):
    assert words in read.refusal("sitemap/", **params)


def test_an_unknown_site(read, north):
    assert set(read.get("sitemap/", 404, site="nowhere.example")) == {"message"}


def test_without_a_site_there_are_no_pages(read, north):
    Site.objects.all().delete()

    assert set(read.get("sitemap/", 404)) == {"message"}


@pytest.mark.parametrize("languages", [1, 2])
def test_the_number_of_queries_does_not_depend_on_how_many_pages_there_are(
    read, north, request, languages, count_queries
):
    locale = request.getfixturevalue("french") if languages > 1 else None

    def fill(start, stop):
        for number in range(start, stop):
            page = north.treatment(f"Peel {number}")
            offer(page, north.clinic(f"Clinic {number}"))
            if locale:
                translated(page, locale, f"gommage-{number}")

    fill(0, 2)
    read.get("sitemap/")
    few = count_queries(lambda: read.get("sitemap/"))
    fill(2, 10)
    assert read.get("sitemap/")["meta"]["total_count"] > 30
    assert count_queries(lambda: read.get("sitemap/")) == few
