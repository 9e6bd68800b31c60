"""Who reads an outdated document makes some others with it."""

import pytest

from delivery.published.models import Document
from delivery.published.upkeep import building, keeping
from delivery.published.upkeep.building import outdated_documents
from delivery.published.upkeep.keeping import freshen
from tests.published.test_faults import outdate_all


@pytest.fixture
def kind(world):
    """The ids of the questions' documents on one site, all of which are outdated."""
    outdate_all()
    same = outdated_documents().filter(type="faq.FAQPage", site=world.north.site)
    pks = list(same.order_by("pk").values_list("pk", flat=True))
    assert len(pks) > 2
    return pks


def test_those_of_its_kind_are_made_and_no_others(kind):
    others = set(outdated_documents().exclude(type="faq.FAQPage").values_list("pk", flat=True))
    assert freshen(kind[-1:], 2)

    left = set(outdated_documents().values_list("pk", flat=True))
    assert left.isdisjoint(kind)
    assert left >= others


def test_they_are_no_more_than_a_few(kind, monkeypatch):
    monkeypatch.setattr(keeping, "COMPANY", 1)
    assert freshen(kind[-1:], 2)

    left = set(outdated_documents().values_list("pk", flat=True))
    assert kind[0] not in left
    assert kind[-1] not in left
    assert set(kind[1:-1]) <= left


def test_what_fails_among_them_fails_once_and_alone(kind, monkeypatch):
    bad = Document.objects.get(pk=kind[0])
    make, asked = building.make, []

    def failing(model, site_id, pks, now=None):
        asked.append(set(pks))
        if bad.page_id in pks:
            raise ZeroDivisionError
        return make(model, site_id, pks, now)

    monkeypatch.setattr(building, "make", failing)
    assert freshen(kind[1:2], 2)
    assert set(outdated_documents().filter(pk__in=kind).values_list("pk", flat=True)) == {bad.pk}

    asked.clear()
    Document.objects.filter(pk__in=kind).update(is_outdated=True)
    assert freshen(kind[1:2], 2)
    assert asked
    assert not any(bad.page_id in pks for pks in asked)
    assert not freshen([bad.pk], 2)
