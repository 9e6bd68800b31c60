"""`/changes/`: what a copy of the content must renew."""

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from delivery.published.feed.viewsets import Cursor
from delivery.published.models import Clock
from home.models import BrandSettings
from tests.api.builders import offer, restrict


@pytest.fixture
def changes(read, north):
    """Read all changes since a cursor: `(items by title or path, cursor)`."""

    def changes(since=None, reader=read, **params):
        items = []
        while True:
            asked = {**params, "since": since} if since else params
            answer = reader.get("changes/", **asked)
            items += answer["items"]
            since = answer["meta"]["next"]
            if not answer["meta"]["has_more"]:
                return items, since

    return changes


def kinds(items):
    return {item["path"]: item["kind"] for item in items}


def test_without_a_cursor_it_is_everything_that_is_published(changes, read, north):
    north.treatment("Peel")
    north.treatment("Hidden", live=False)
    items, _ = changes()
    assert {item["id"] for item in items} == {page["id"] for page in read.pages(limit=100)}
    assert {item["kind"] for item in items} == {"published"}
    item = next(item for item in items if item["path"] == "/treatments/peel/")
    assert item["type"] == "treatments.TreatmentPage"
    assert item["url"] == "http://north.example/treatments/peel/"
    assert read.get(item["detail_url"].split("/api/v2/")[1])["title"] == "Peel"
    assert f"page-{item['id']}" in item["tags"]


def test_since_a_cursor_it_is_what_happened(changes, north):
    peel, laser = north.treatment("Peel"), north.treatment("Laser")
    _, cursor = changes()
    assert changes(cursor)[0] == []

    peel.summary = "New."
    peel.save_revision().publish()
    items, later = changes(cursor)
    assert kinds(items) == {"/treatments/peel/": "changed"}

    laser.unpublish()
    north.treatment("Filler")
    assert kinds(changes(later)[0]) == {
        "/treatments/laser/": "removed",
        "/treatments/filler/": "published",
    }
    removed = next(item for item in changes(later)[0] if item["kind"] == "removed")
    assert removed["detail_url"] is None
    # Each page once, with the latest of what happened to it.
    assert kinds(changes(cursor)[0])["/treatments/peel/"] == "changed"

    laser.save_revision().publish()
    assert kinds(changes(later)[0])["/treatments/laser/"] == "published"


def test_a_draft_changes_nothing(changes, north):
    peel = north.treatment("Peel")
    _, cursor = changes()
    peel.summary = "Not yet."
    peel.save_revision()
    assert changes(cursor)[0] == []


def test_pages_that_show_what_changed_are_among_them(changes, north):
    clinic = north.clinic("Vancouver")
    question = north.question("Does it hurt?", "<p>A little.</p>")
    peel = north.treatment("Peel")
    peel.faqs.create(faq=question)
    peel.save_revision().publish()
    _, cursor = changes()

    question.answer = "<p>Hardly.</p>"
    question.save_revision().publish()
    items, _ = changes(cursor)
    assert {item["id"] for item in items} == {question.pk, peel.pk}
    assert clinic.pk not in {item["id"] for item in items}


def test_it_is_read_in_pieces(changes, north):
    for number in range(5):
        north.treatment(f"Laser {number}")
    whole, _ = changes()
    pieces, cursor = changes(limit=2)
    assert sorted(item["id"] for item in pieces) == sorted(item["id"] for item in whole)
    assert {item["kind"] for item in pieces} == {"published"}
    assert changes(cursor)[0] == []


def test_it_is_narrowed_by_type(changes, north):
    north.treatment("Peel")
    items, _ = changes(type="treatments.TreatmentPage")
    assert [item["path"] for item in items] == ["/treatments/peel/"]


def test_each_site_has_its_own(changes, read_south, north, south):
    peel = north.treatment("Peel")
    filler = south.treatment("Filler")
    ours, theirs = changes()[0], changes(reader=read_south)[0]
    assert filler.pk not in {item["id"] for item in ours}
    assert peel.pk not in {item["id"] for item in theirs}
    assert filler.pk in {item["id"] for item in theirs}


def test_what_is_restricted_is_removed(changes, north):
    peel = north.treatment("Peel")
    _, cursor = changes()
    restrict(peel)
    assert kinds(changes(cursor)[0]) == {"/treatments/peel/": "removed"}


def test_a_cursor_of_another_installation_starts_over(read, north):
    read.get("changes/")
    clock = Clock.objects.get()
    ahead = Cursor(clock.origin, 0, clock.sequence + 10)
    for cursor in (Cursor("0" * 32, 0, 0), ahead):
        answer = read.get("changes/", 410, since=str(cursor))
        assert set(answer) == {"message"}


@pytest.mark.parametrize(
    "params",
    [
        {"since": "abc"},
        {"since": ""},
        {"since": "é" * 40},
        {"since": "A" * 1_900},
        {"limit": "0"},
        {"limit": "1001"},
        {"limit": "-1"},
        {"limit": "9" * 40},
        {"limit": "many"},
        {"type": "no.Such"},
        {"type": "auth.User"},
        {"sinc": "x"},
        {"since": "a\x00b"},
    ],
)
def test_what_cannot_be_understood_is_refused(read, north, params):
    assert read.refusal("changes/", **params)


def around(read, since=None, **params):
    asked = {**params, "since": since} if since else params
    return {part["kind"]: part for part in read.get("changes/", **asked)["around"]}


def test_what_stands_around_pages_is_among_them_on_its_own_site(
    changes, read, read_south, north, south
):
    for tree in (north, south):
        BrandSettings.objects.create(site=tree.site, name=tree.site.site_name)
    cursor, theirs = changes()[1], changes(reader=read_south)[1]
    assert around(read, cursor) == {}

    brand = BrandSettings.objects.get(site=north.site)
    brand.tagline = "Well."
    brand.save()
    assert changes(cursor)[0] == []
    assert around(read, cursor)["site"] == {
        "kind": "site",
        "detail_url": "http://north.example/api/v2/site/",
        "tags": [f"site-{north.site.pk}", "pages"],
        "at": around(read, cursor)["site"]["at"],
    }
    assert around(read_south, theirs) == {}

    Redirect.objects.create(old_path="/old", redirect_link="/new/", site=south.site)
    assert set(around(read, cursor)) == {"site"}
    found = around(read_south, theirs)
    assert found.keys() == {"redirects"}
    assert found["redirects"]["detail_url"] == "http://south.example/api/v2/redirects/"
    assert around(read, changes(cursor)[1]) == {}


def test_no_part_is_missed_when_it_is_read_in_pieces(changes, read, north):
    peel = north.treatment("Peel")
    _, cursor = changes()
    for number in range(3):
        north.treatment(f"Laser {number}")
    changes()
    Redirect.objects.create(old_path="/old", redirect_page=peel)
    changes()
    peel.save_revision().publish()
    north.treatment("Filler")

    kinds, since = [], cursor
    while True:
        answer = read.get("changes/", since=since, limit=1)
        kinds += [part["kind"] for part in answer["around"]]
        since = answer["meta"]["next"]
        if not answer["meta"]["has_more"]:
            break
    assert kinds == ["redirects"]
    assert set(around(read, cursor, type="faq.FAQPage")) == {"redirects"}


def test_a_page_whose_path_alone_is_another_is_among_them(changes, read, north):
    clinic = north.clinic("Andover", slug="andover")
    peel = offer(north.treatment("Peel", slug="peel"), clinic)
    Site.objects.create(hostname="andover.example", root_page=clinic)
    changes()
    document = read.get(f"pages/{peel.pk}/")
    _, cursor = changes()

    north.clinics.refresh_from_db()
    north.clinics.slug = "places"
    north.clinics.save_revision().publish()

    # Its address is that of the clinic's own site, as before.
    assert read.get(f"pages/{peel.pk}/")["meta"]["html_url"] == document["meta"]["html_url"]
    assert kinds(changes(cursor)[0])["/places/andover/peel/"] == "changed"
