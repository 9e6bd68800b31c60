"""What was published at a path and is no more is gone; what never was is not found."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from delivery.resolve import paths
from tests.api.builders import local_answer, offer, restrict
from tests.api.hiding import never_published, scheduled

GONE = (410, {"kind": "gone", "message": "what was published here is no longer there"})
NOT_FOUND = (404, {"kind": "not_found", "message": "there is nothing here"})


@pytest.fixture
def peel(north):
    return published(north.treatment("Peel"))


def published(page):
    """The page as it is once its editor has published it."""
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def test_an_unpublished_page_is_gone(resolve, peel):
    peel.unpublish()

    for path in ("/treatments/peel/", "/treatments/peel", "/treatments/peel/?a=b#c"):
        assert resolve(path) == GONE
        assert resolve(path, host="north.example", include="site") == GONE


def test_an_expired_page_is_gone_before_and_after_it_is_taken_down(resolve, peel):
    past = timezone.now() - timedelta(minutes=1)
    type(peel).objects.filter(pk=peel.pk).update(expire_at=past)
    assert resolve("/treatments/peel/") == GONE

    type(peel).objects.filter(pk=peel.pk).update(live=False, expired=True)
    assert resolve("/treatments/peel/") == GONE


def test_a_page_that_will_expire_is_there(resolve, peel):
    later = timezone.now() + timedelta(minutes=1)
    type(peel).objects.filter(pk=peel.pk).update(expire_at=later)

    assert resolve("/treatments/peel/")[0] == 200


def test_a_deleted_page_is_gone(resolve, peel):
    assert resolve("/treatments/peel/")[0] == 200
    peel.delete()

    for path in ("/treatments/peel/", "/treatments/peel?a=b"):
        assert resolve(path) == GONE
    assert resolve("/treatments/peel/", host="north.example") == GONE


def test_a_page_that_was_never_published_is_not_found(resolve, north):
    draft, waiting = north.treatment("Draft"), north.treatment("Waiting")
    never_published(draft)
    scheduled(waiting)

    assert resolve("/treatments/draft/") == NOT_FOUND
    assert resolve("/treatments/waiting/") == NOT_FOUND


@pytest.mark.parametrize("restricted", ["page", "parent"])
@pytest.mark.parametrize("kind", [PageViewRestriction.LOGIN, PageViewRestriction.PASSWORD])
def test_nothing_is_told_of_what_is_restricted(resolve, north, peel, restricted, kind):
    restrict(peel if restricted == "page" else north.treatments, kind, password="open")
    assert resolve("/treatments/peel/") == NOT_FOUND

    peel.unpublish()
    assert resolve("/treatments/peel/") == NOT_FOUND


def test_a_page_that_another_withholds_is_not_said_to_be_gone(resolve, peel, door):
    published(offer(peel, door))
    peel.unpublish()

    assert resolve("/locations/door/peel/") == NOT_FOUND


def test_a_copy_of_a_published_page_was_never_there(resolve, north, peel):
    peel.copy(keep_live=False, update_attrs={"slug": "copied", "title": "Copied"})

    assert resolve("/treatments/copied/") == NOT_FOUND


def test_it_is_gone_on_each_host_that_had_it(resolve, north, south, door):
    published(local_answer(north.question("Why?"), door, slug="why")).unpublish()

    assert resolve("/faq/why/", at="door.example") == GONE
    assert resolve("/locations/door/faq/why/") == GONE
    assert resolve("/locations/door/faq/why/", at="south.example") == NOT_FOUND
    assert resolve("/locations/door/faq/", at="south.example") == NOT_FOUND


def test_what_comes_back_is_there(resolve, peel):
    peel.unpublish()
    assert resolve("/treatments/peel/") == GONE

    peel.save_revision().publish()
    assert resolve("/treatments/peel/")[0] == 200


def test_a_registered_memory_is_asked_by_the_path_that_references_have(resolve, north, monkeypatch):
    asked = []

    def memory(site, path):
        asked.append((site, path))
        return path == "/treatments/gr%C3%B6%C3%9Fe/"

    monkeypatch.setattr(paths, "memories", [])
    paths.register_memory(memory)
    paths.register_memory(memory)

    assert resolve("/treatments/größe") == GONE
    assert resolve("/treatments/gr%c3%b6%c3%9fe/?a") == GONE
    assert resolve("/nowhere/") == NOT_FOUND
    assert asked == [
        (north.site, "/treatments/gr%C3%B6%C3%9Fe/"),
        (north.site, "/treatments/gr%C3%B6%C3%9Fe/"),
        (north.site, "/nowhere/"),
    ]


def test_the_paths_that_memories_are_asked_for_are_those_of_page_references(north):
    for slug in ("peel", "größe-針", "a_b"):
        path = north.treatment(slug, slug=slug).get_url_parts()[2]
        assert paths.reference_path(path) == path
        assert paths.reference_path(path.rstrip("/")) == path
    assert paths.reference_path("/") == "/"
