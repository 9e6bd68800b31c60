"""What publishing a library page would change, compared with what it does change."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.built_once import built_once
from tests.treatments.reaching import (
    EDITS,
    documents,
    edit,
    foretold_and_seen,
    furnish,
    make_group,
    offer_everything,
)
from treatments.models import ClinicTreatmentPage, Pairing, TreatmentPage
from treatments.reach.comparison import changed_parts
from treatments.reach.reach import reach, reach_of_unpublishing


@built_once
def full():
    group = make_group()
    furnish(group)
    offer_everything(group)
    return group


@built_once
def documents_before(full):
    """All documents of the full group, before anybody edits anything."""
    return documents()


@pytest.mark.parametrize("name", EDITS)
def test_exactly_the_foretold_documents_change(full, documents_before, name):
    revision = edit(full, name)
    foretold, seen = foretold_and_seen(
        revision.publish, lambda: reach(revision.as_object()), documents_before
    )
    assert foretold.documents == seen
    assert bool(seen) == (name not in {"nothing", "pairing with what is hidden"})


@pytest.mark.parametrize("name", ["warning made", "title", "pairings removed"])
def test_a_warning_reaches_clinics_that_do_not_offer_the_page(full, name):
    peel, glow = full.library["peel"], full.library["glow"]
    glow.pairings = [Pairing(treatment=peel, kind="do_not_combine", rationale="No.")]
    glow.save()
    full.pages["north", "peel"].delete()
    revision = edit(full, name)
    foretold, seen = foretold_and_seen(revision.publish, lambda: reach(revision.as_object()))
    assert foretold.documents == seen
    assert (full.pages["north", "glow"].pk in seen) == (name == "title")


# What becomes of a page that was not there, and of one that goes


def test_pages_of_clinics_appear_with_their_treatment(full):
    peel = full.library["peel"]
    peel.unpublish()
    revision = edit(full, "pairing made")
    foretold, seen = foretold_and_seen(revision.publish, lambda: reach(revision.as_object()))
    assert foretold.documents == seen
    appearing = {line.clinic.title for line in foretold.clinics if line.appears}
    assert appearing == {"North", "South", "East"}


def test_pages_of_clinics_disappear_with_their_treatment(full, documents_before):
    peel = full.library["peel"]
    foretold, seen = foretold_and_seen(
        peel.unpublish, lambda: reach_of_unpublishing(peel), documents_before
    )
    assert foretold.documents == seen
    gone = {line.clinic.title for line in foretold.clinics if line.disappears}
    assert gone == {"North", "South", "East"}


def test_the_alias_of_a_treatment_changes_with_it(full):
    alias = full.library["peel"].create_alias(update_slug="same-peel")
    page = ClinicTreatmentPage(treatment=alias, slug="same", title="x")
    full.clinics["north"].add_child(instance=page)
    revision = edit(full, "title", "pairing made", "slug")
    foretold, seen = foretold_and_seen(revision.publish, lambda: reach(revision.as_object()))
    assert foretold.documents == seen
    assert {alias.pk, page.pk} <= seen


def test_a_treatment_that_expires_takes_its_clinics_along(full):
    page = full.peel
    page.expire_at = timezone.now() - timedelta(minutes=1)
    foretold = reach(page)
    assert {line.clinic.title for line in foretold.clinics if line.disappears} == {
        "North",
        "South",
        "East",
    }


# What each clinic is told


def line_of(foretold, clinic):
    return next(line for line in foretold.clinics if line.clinic.title == clinic)


def test_each_clinic_is_told_what_becomes_of_its_parts(full):
    revision = edit(full, "title", "summary", "one section", "downtime", "risk added")
    foretold = reach(revision.as_object())
    north, south = line_of(foretold, "North"), line_of(foretold, "South")
    parts = {"title", "summary", "section:aftercare", "downtime", "risks"}
    assert set(foretold.edited) == parts
    assert parts <= set(north.changes)
    assert (north.keeps, north.hides, north.turns_stale) == ((), (), ())
    assert set(south.keeps) == {"title", "summary", "risks"}
    assert set(south.hides) == {"section:aftercare", "downtime"}
    assert not parts & set(south.changes)
    assert set(south.turns_stale) == parts


def test_what_is_stale_already_does_not_turn_stale_again(full):
    edit(full, "summary").publish()
    assert line_of(reach(edit(full, "title").as_object()), "South").turns_stale == ("title",)


def test_foretelling_changes_nothing(full, settings):
    page = full.peel
    EDITS["title"](full, page)
    EDITS["picture"](full, page)
    before, stored = documents(), page.serializable_data()
    renditions = page.hero_image.renditions.count()
    reach(page)
    assert documents() == before
    assert page.serializable_data() == stored
    assert page.hero_image.renditions.count() == renditions
    assert TreatmentPage.objects.get(pk=page.pk).title == "Peel"


# The comparison


def body(*keys):
    return [{"type": "section", "value": {"key": key, "heading": key}, "id": key} for key in keys]


def test_a_moved_section_is_a_matter_of_order():
    before, after = {"body": body("overview", "safety")}, {"body": body("safety", "overview")}
    assert changed_parts(before, after) == ("body",)
    assert changed_parts(before, {"body": body("overview", "cost", "safety")}) == ("section:cost",)
    assert changed_parts(before, {"body": body("overview")}) == ("section:safety",)


def test_what_only_the_editor_needs_is_no_change():
    def document(block_id, since):
        paragraph = {"type": "paragraph", "value": "<p>Text</p>", "id": block_id}
        sections = body("overview")
        sections[0]["value"]["content"] = [paragraph]
        return {"id": 1, "body": sections, "provenance": {"summary": {"since": since}}}

    assert changed_parts(document("a", 1), document("b", 2)) == ()
