"""Treatments at clinics through all that happens to pages: drafts, dates, copies, moves, names."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Locale

from delivery.documents.pages import page_document
from delivery.visibility import Visibility
from locations.models import LocationIndexPage, LocationPage
from tests.api.builders import (
    block,
    make_site,
    offer,
    own_section,
    section,
    unsaved_below,
    whole_clinic_treatment,
)
from tests.built_once import built_once
from treatments.models import (
    ClinicPairing,
    ClinicPrice,
    ClinicTreatmentFAQ,
    ClinicTreatmentPage,
    Pairing,
    Risk,
    TreatmentPage,
)

pytestmark = pytest.mark.django_db


@built_once
def tree():
    return make_site("Group", "group.example")


@built_once
def peel(tree):
    return tree.treatment("Peel", summary="Shared.", risks=[Risk(text="Redness")])


@built_once
def vancouver(tree):
    return tree.clinic("Vancouver")


@built_once
def page(peel, vancouver):
    return offer(peel, vancouver, summary="Ours.")


def again(page):
    return type(page).objects.get(pk=page.pk)


def document(page, **options):
    return page_document(again(page), **options)


def is_public(page):
    return Visibility().public_pages(type(page).objects.filter(pk=page.pk)).exists()


def publish(page, **changes):
    page = again(page)
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return again(page)


# Drafts


def new_page(clinic, **fields):
    """A page as the preview of one that was never saved has it."""
    return unsaved_below(clinic, ClinicTreatmentPage(slug="new", **fields))


def test_a_page_that_was_never_saved_has_a_document(peel, vancouver, tree):
    laser = tree.treatment("Laser")
    offer(laser, vancouver)
    page = new_page(vancouver, treatment=peel, summary="Ours.")
    page.prices = [ClinicPrice(label="Session", amount=10)]
    page.pairings = [ClinicPairing(treatment=laser, rationale="Both.")]
    page.faqs = [ClinicTreatmentFAQ(question="Where?", answer="<p>Here.</p>")]

    shown = page_document(page)

    assert (shown["title"], shown["summary"]) == ("Peel", "Ours.")
    assert [risk["text"] for risk in shown["risks"]] == ["Redness"]
    assert shown["clinic"]["title"] == "Vancouver"
    assert shown["prices"]["current"][0]["price"]["amount"] == "10.00"
    assert [row["treatment"]["title"] for row in shown["pairings"]] == ["Laser"]
    assert [row["question"] for row in shown["faqs"]] == ["Where?"]


@pytest.mark.parametrize("place", ["below a clinic", "nowhere"])
def test_an_empty_draft_has_a_document(vancouver, place):
    page = ClinicTreatmentPage() if place == "nowhere" else new_page(vancouver)

    shown = page_document(page)

    assert shown["library"] is None
    assert shown["body"] == shown["risks"] == shown["faqs"] == shown["pairings"] == []
    assert shown["summary"] is shown["review"] is None


def test_a_draft_is_previewed_and_changes_nothing_that_is_live(page):
    draft = again(page)
    draft.summary, draft.hidden = "Draft.", ["risks"]
    draft.sections = json.dumps([own_section("add", "cost", [block("paragraph", "<p>10.</p>")])])
    draft.save_revision()

    preview = page_document(again(page).get_latest_revision_as_object())

    assert (preview["summary"], preview["risks"]) == ("Draft.", [])
    assert [part["value"]["key"] for part in preview["body"]] == ["overview", "cost"]
    assert document(page)["summary"] == "Ours."
    assert len(document(page)["risks"]) == 1


def test_what_the_library_drafts_is_not_shown(page, peel):
    draft = again(peel)
    draft.title, draft.risks = "Facial", []
    draft.save_revision()

    assert document(page)["title"] == again(page).title == "Peel"
    assert len(document(page)["risks"]) == 1


# Dates


def test_publishing_on_schedule(page, peel):
    past, future = (timezone.now() + timedelta(days=days) for days in (-1, 1))
    draft = publish(page)
    draft.summary, draft.go_live_at = "Scheduled.", future
    draft.save_revision(approved_go_live_at=future).publish()
    assert document(page)["summary"] == "Ours."

    revision = page.revisions.get(approved_go_live_at=future)
    revision.approved_go_live_at = past
    revision.content["go_live_at"] = past.isoformat()
    revision.save()
    call_command("publish_scheduled", verbosity=0)

    assert document(page)["summary"] == "Scheduled."
    TreatmentPage.objects.filter(pk=peel.pk).update(expire_at=past)
    assert not is_public(page)
    call_command("publish_scheduled", verbosity=0)
    assert not again(peel).live
    assert not is_public(page)

    publish(again(peel), expire_at=None)

    assert is_public(page)


def test_expiry_is_judged_at_the_moment_given(page, peel, vancouver):
    expiry = timezone.now() + timedelta(days=1)
    for other in (peel, vancouver):
        type(other).objects.filter(pk=other.pk).update(expire_at=expiry)
        assert not Visibility().withholds(again(page))
        assert Visibility(expiry).withholds(again(page))
        type(other).objects.filter(pk=other.pk).update(expire_at=None)


# Copies and moves


def test_a_copied_clinic_keeps_what_it_says(tree):
    page = whole_clinic_treatment(tree, "Facial", blocks=3)
    clinic = page.get_parent().specific
    attributes = {"title": "Second", "slug": "second", "trading_name": "Second"}

    copy = clinic.copy(recursive=True, update_attrs=attributes)

    copied = ClinicTreatmentPage.objects.child_of(copy).get(slug=page.slug)
    own, original = document(copied), document(page)
    assert own["clinic"]["title"] == "Second"
    assert own["title"] == original["title"]
    for name in ("prices", "practitioners", "risks", "summary", "citations", "category"):
        assert own[name] == original[name]
    assert {row["treatment"]["path"].split("/")[2] for row in own["pairings"]} == {"second"}
    assert copied.replaced == again(page).replaced
    assert own["provenance"] == original["provenance"]
    answers = [row["page"]["path"] for row in own["faqs"] if row["page"]]
    assert "/locations/second/faq/facial-answer/" in answers


def test_a_copied_clinic_that_is_not_live_shows_nothing(page, vancouver):
    copy = vancouver.copy(
        recursive=True, keep_live=False, update_attrs={"title": "Second", "slug": "second"}
    )
    (copied,) = ClinicTreatmentPage.objects.child_of(copy)
    assert not copied.live

    copied.save_revision().publish()

    assert not is_public(copied)
    publish(LocationPage.objects.get(pk=copy.pk))
    assert is_public(copied)


def test_a_page_that_moves_speaks_for_its_new_clinic(page, tree, peel):
    peel = publish(peel, summary="At {clinic}.")
    page = publish(page, summary="")
    andover = tree.clinic("Andover", currency="USD")
    page.prices = [ClinicPrice(label="Session", amount=5)]
    page.save()

    page.move(andover, "last-child")

    shown = document(page)
    assert (shown["clinic"]["title"], shown["summary"]) == ("Andover", "At Andover.")
    assert shown["prices"]["current"][0]["price"]["currency"] == "USD"
    assert page_document(again(peel))["offered_at"][0]["clinic"]["title"] == "Andover"


def test_a_clinic_that_moves_takes_its_treatments_along(page, vancouver, tree):
    other = tree.home.add_child(instance=LocationIndexPage(title="Clinics abroad"))

    vancouver.move(other, "last-child")

    shown = document(page)
    assert shown["clinic"]["url"] == "http://group.example/clinics-abroad/vancouver/"
    assert shown["library"]["url"] == "http://group.example/treatments/peel/"
    assert page_document(again(vancouver))["treatments"][0]["id"] == page.pk


def test_a_clinic_that_moves_to_another_group_leaves_its_library_behind(
    page, vancouver, tree, client
):
    other = make_site("Other", "other.example")
    address = f"/api/v2/pages/{page.pk}/"

    vancouver.move(other.clinics, "last-child")

    assert client.get(address, headers={"host": "other.example"}).status_code == 404
    assert page_document(again(vancouver))["treatments"] == []

    again(vancouver).move(again(tree.clinics), "last-child")

    assert client.get(address, headers={"host": "group.example"}).status_code == 200
    assert page_document(again(vancouver))["treatments"][0]["id"] == page.pk


# Names


def test_names_follow_the_library_unless_they_are_the_clinics_own(page, peel, tree):
    own = offer(peel, tree.clinic("Andover"), local_title="Acid peel")
    drafted = offer(peel, tree.clinic("San Diego"))
    draft = again(drafted)
    draft.local_title = "Drafted"
    draft.save_revision()

    publish(peel, title="Facial", slug="facial")

    for changed, title in ((page, "Facial"), (own, "Acid peel"), (drafted, "Facial")):
        assert again(changed).title == document(changed)["title"] == title
    assert again(page).draft_title == "Facial"
    assert again(drafted).draft_title == "Drafted"
    assert again(page).slug == "peel"
    assert document(page)["library"]["slug"] == "facial"
    again(drafted).get_latest_revision().publish()
    assert document(drafted)["title"] == "Drafted"


def test_an_old_draft_is_published_under_the_present_name(page, peel):
    draft = again(page)
    draft.summary = "Later."
    revision = draft.save_revision()
    publish(peel, title="Facial")

    revision.publish()

    assert (again(page).title, again(page).draft_title) == ("Facial", "Facial")
    assert document(page)["summary"] == "Later."


# The library


def test_a_page_waits_until_its_treatment_and_its_clinic_are_back(page, peel, vancouver):
    for other in (peel, vancouver):
        again(other).unpublish()
        assert not is_public(page)
        publish(other)
        again(page).save_revision().publish()
        assert is_public(page)


def test_a_page_without_a_treatment_is_withheld_and_can_be_previewed(page):
    ClinicTreatmentPage.objects.filter(pk=page.pk).update(treatment=None)

    assert not is_public(page)
    assert (document(page)["title"], document(page)["risks"]) == ("Peel", [])


def test_an_older_revision_of_the_library_says_so_since_it_is_back(page, peel):
    first = publish(peel).latest_revision
    said = document(page)["provenance"]["risks"]
    publish(peel, risks=[Risk(text="Scars")])
    changed = document(page)["provenance"]["risks"]
    assert [risk["text"] for risk in document(page)["risks"]] == ["Scars"]

    first.publish()

    back = document(page)["provenance"]["risks"]
    assert [risk["text"] for risk in document(page)["risks"]] == ["Redness"]
    moments = [datetime.fromisoformat(part["since"]) for part in (said, changed, back)]
    assert moments == sorted(set(moments))
    assert moments[-1].tzinfo == UTC


def test_an_override_is_stale_until_the_library_is_as_it_was(page, peel):
    first = publish(peel).latest_revision
    assert again(page).stale_overrides() == []

    publish(peel, summary="New.")
    assert again(page).stale_overrides() == ["summary"]

    first.publish()
    assert again(page).stale_overrides() == []


def test_a_part_that_did_not_change_keeps_its_moment(page, peel):
    before = document(page)["provenance"]["risks"]

    publish(peel, summary="New.", body=json.dumps([section([], "safety")]))

    assert document(page)["provenance"]["risks"] == before


# Aliases and languages


def test_an_alias_of_a_clinics_page_speaks_for_the_clinic_it_stands_in(page, tree, peel):
    andover = tree.clinic("Andover")

    alias = page.create_alias(parent=andover)

    shown = page_document(again(alias))
    assert (shown["summary"], shown["clinic"]["title"]) == ("Ours.", "Andover")
    assert shown["practitioners"] == []
    assert shown["meta"]["alias_of"]["id"] == page.pk
    assert {row["clinic"]["title"] for row in page_document(again(peel))["offered_at"]} == {
        "Vancouver",
        "Andover",
    }


def test_a_page_of_an_alias_shows_its_source(tree, vancouver):
    laser = tree.treatment("Laser")
    peel = tree.treatment("Peel", pairings=[Pairing(treatment=laser, rationale="Both.")])
    alias = peel.create_alias(update_slug="second")
    offer(laser, vancouver)
    page = offer(alias, vancouver)

    shown = document(page)

    assert (shown["title"], shown["library"]["slug"]) == ("Peel", "second")
    assert [row["treatment"]["title"] for row in shown["pairings"]] == ["Laser"]
    publish(peel, title="Facial")
    assert document(page)["title"] == again(page).title == "Facial"


def test_in_several_languages(page, settings, tree, vancouver):
    settings.WAGTAIL_I18N_ENABLED = True
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = [
        ("en-gb", "English"),
        ("fr", "French"),
    ]
    french = Locale.objects.create(language_code="fr")
    for above in (tree.home, tree.clinics, vancouver):
        copy = again(above).copy_for_translation(french)
        copy.save_revision().publish()
    translated = again(page).copy_for_translation(french)
    translated.summary = "La nôtre."
    translated.save_revision().publish()

    shown = document(translated)

    assert (shown["summary"], shown["meta"]["locale"]) == ("La nôtre.", "fr")
    assert shown["clinic"]["id"] == copy.pk
    assert [risk["text"] for risk in shown["risks"]] == ["Redness"]
