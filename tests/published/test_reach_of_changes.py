"""Changes that reach documents by ways that no reference shows."""

import json

from django.core import serializers
from wagtail.models import PageViewRestriction
from wagtail.signals import post_page_move

from delivery.published.models import Document
from delivery.published.upkeep import keeping
from delivery.published.upkeep.checking import differences
from tests.api.builders import make_site, offer, restrict
from treatments.models import Pairing


def paths_of(page):
    keeping.keep(None)
    assert list(differences()) == []
    kept = Document.objects.filter(page_id=page.pk, is_gone=False).order_by("path")
    return list(kept.values_list("path", flat=True))


def test_a_page_that_is_not_live_stands_in_the_addresses_below_it(north):
    page = north.treatment("Peel")
    north.treatments.unpublish()
    assert paths_of(page) == ["/treatments/peel/"]

    for slug in ("library", "Library"):
        north.treatments.slug = slug
        north.treatments.save()
        assert paths_of(page) == [f"/{slug}/peel/"]


def test_a_page_from_outside_all_sites_brings_along_what_is_below_it(north):
    outside = make_site("South", "south.example")
    page = outside.treatment("Peel")
    outside.site.delete()
    assert paths_of(page) == []

    outside.treatments.slug = "more"
    outside.treatments.save()
    outside.treatments.move(north.home, pos="last-child")
    assert paths_of(page) == ["/more/peel/"]


def restrict_another(north):
    page, other = north.treatment("Peel"), north.treatment("Laser")
    restrict(page)
    assert paths_of(page) == []

    restriction = PageViewRestriction.objects.get(page=page)
    restriction.page = other.page_ptr
    restriction.save()
    assert paths_of(page) == ["/treatments/peel/"]
    assert paths_of(other) == []


def test_a_restriction_that_is_put_elsewhere_opens_what_it_closed(north):
    restrict_another(north)


def test_it_opens_it_outside_of_a_transaction_too(commits, north):
    restrict_another(north)


def test_what_a_move_takes_along_is_known_before_it_is_told(north, monkeypatch):
    page = north.treatment("Peel")
    north.treatments.unpublish()
    assert paths_of(page) == ["/treatments/peel/"]

    monkeypatch.setattr(post_page_move, "send", lambda **kwargs: None)
    north.treatments.refresh_from_db()
    north.treatments.move(north.questions, pos="last-child")
    assert paths_of(page) == ["/faq/treatments/peel/"]


def test_a_fixture_brings_what_nobody_saved(north):
    page = north.treatment("Peel")
    paths_of(page)
    text = serializers.serialize("json", [page.page_ptr])
    for each in serializers.deserialize("json", text.replace('"title": "Peel"', '"title": "Lift"')):
        each.save()
    paths_of(page)


def test_a_warning_follows_the_library_page_that_the_clinic_does_not_offer(north):
    acid = north.treatment("Acid")
    peel = north.treatment(
        "Peel", pairings=[Pairing(treatment=acid, kind="do_not_combine", rationale="Wait.")]
    )
    page = offer(peel, north.clinic("Vancouver"))

    def warned_of():
        paths_of(page)
        body = json.loads(Document.objects.get(page_id=page.pk).body)
        return [pairing["treatment"]["title"] for pairing in body["pairings"]]

    assert warned_of() == ["Acid"]
    acid.title = "Fruit acid"
    acid.save_revision().publish()
    assert warned_of() == ["Fruit acid"]
    acid.unpublish()
    assert warned_of() == []
    acid.refresh_from_db()
    acid.save_revision().publish()
    assert warned_of() == ["Fruit acid"]
    restriction = PageViewRestriction.objects.create(page=acid, restriction_type="login")
    assert warned_of() == []
    restriction.delete()
    assert warned_of() == ["Fruit acid"]
    acid.refresh_from_db()
    acid.delete()
    assert warned_of() == []
