"""What publishing a library page would change, compared with what it does change."""

import json
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from tests.built_once import built_once
from tests.treatments.reaching import (
    EDITS,
    furnish,
    make_group,
    offer_everything,
    paragraphs,
)
from treatments.models import ClinicTreatmentPage, TreatmentPage
from treatments.reach.comparison import changed_parts
from treatments.reach.reach import reach, reach_of_unpublishing


@pytest.fixture(autouse=True)
def unlimited(settings):
    settings.WAGTAILAPI_LIMIT_MAX = None


@built_once
def group():
    return make_group()


@built_once
def furnished(group):
    furnish(group)
    return group


@built_once
def full(furnished):
    offer_everything(furnished)
    return furnished


TYPES = (
    "home.HomePage",
    "treatments.TreatmentIndexPage",
    "treatments.TreatmentPage",
    "treatments.ClinicTreatmentPage",
    "locations.LocationIndexPage",
    "locations.LocationPage",
    "faq.FAQIndexPage",
    "faq.FAQPage",
)


def documents():
    """All whole documents of the site, as a stranger gets them, by page id."""
    client = Client(headers={"host": "group.example"})
    found = {}
    for name in TYPES:
        response = client.get(f"/api/v2/pages/?type={name}&fields=*&limit=100")
        found.update({document["id"]: document for document in response.json()["items"]})
    return found


def edit(group, *names):
    """Save a draft with the named edits; return its revision."""
    page = group.peel
    for name in names:
        EDITS[name](group, page)
    return page.save_revision()


def foretold_and_seen(act, foretell):
    """Return what `foretell()` says and the ids of the pages whose documents `act()` changes."""
    before = documents()
    foretold = foretell()
    act()
    after = documents()
    pages = before.keys() | after.keys()
    return foretold, {pk for pk in pages if before.get(pk) != after.get(pk)}


@pytest.mark.parametrize("name", EDITS)
def test_exactly_the_foretold_documents_change(full, name):
    revision = edit(full, name)
    foretold, seen = foretold_and_seen(revision.publish, lambda: reach(revision.as_object()))
    assert foretold.documents == seen
    assert bool(seen) == (name not in {"nothing", "pairing with what is hidden"})


# Any edit at any group of clinics

VOICES = {
    "inherits": {},
    "names": {"local_title": "Our peel", "class_label": "Ours"},
    "summarises": {"summary": "Ours."},
    "hides": {"hidden": ["summary", "downtime", "section:safety", "risks"]},
    "times": {"downtime_min": 3, "session_min": 10, "comfort": "mild"},
    "writes": {
        "sections": json.dumps(
            [
                {**paragraphs("aftercare", "<p>Ours.</p>"), "type": "replace"},
                {**paragraphs("parking", "<p>Behind.</p>", anchor="safety"), "type": "add"},
            ]
        )
    },
    "searches": {"seo_title": "Ours", "search_description": "Ours."},
    "is a draft": {"live": False},
}

offers = st.dictionaries(
    st.tuples(
        st.sampled_from(["north", "south", "east", "draft", "private"]),
        st.sampled_from(["peel", "laser", "needling", "filler", "glow"]),
    ),
    st.sampled_from(sorted(VOICES)),
    max_size=12,
)
edits = st.lists(st.sampled_from(sorted(EDITS)), unique=True, max_size=4)


@given(offers=offers, edits=edits)
@hypothesis_settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_foretold_documents_change_whatever_the_clinics_say(furnished, offers, edits):
    with transaction.atomic():
        for (clinic, treatment), voice in offers.items():
            furnished.offer(clinic, treatment, **VOICES[voice])
        revision = edit(furnished, *edits)
        foretold, seen = foretold_and_seen(revision.publish, lambda: reach(revision.as_object()))
        assert foretold.documents == seen
        transaction.set_rollback(True)


# What becomes of a page that was not there, and of one that goes


def test_pages_of_clinics_appear_with_their_treatment(full):
    peel = full.library["peel"]
    peel.unpublish()
    revision = edit(full, "pairing made")
    foretold, seen = foretold_and_seen(revision.publish, lambda: reach(revision.as_object()))
    assert foretold.documents == seen
    appearing = {line.clinic.title for line in foretold.clinics if line.appears}
    assert appearing == {"North", "South", "East"}


def test_pages_of_clinics_disappear_with_their_treatment(full):
    peel = full.library["peel"]
    foretold, seen = foretold_and_seen(peel.unpublish, lambda: reach_of_unpublishing(peel))
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
