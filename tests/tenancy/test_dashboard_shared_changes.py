"""What a clinic is told of the library’s changes that reached its pages."""

import json
from datetime import timedelta

import pytest
from django.core.checks import run_checks
from django.utils import timezone

from tests.api.builders import block, offer, own_section, section
from tests.built_once import built_once
from treatments.models import Pairing

from .homes import Home

PANEL = "What the library changed on your pages"


def text(words):
    return block("paragraph", f"<p>{words}</p>")


def body(words):
    return json.dumps([section([text(words)], "aftercare", heading="Aftercare")])


@built_once
def peel(group_tree):
    return group_tree.treatment("Chemical peel", summary="It peels.", body=body("Rest."))


@built_once
def at_andover(peel, andover):
    return published(offer(peel, andover.page))


def published(page):
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def change(page, **fields):
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()


def aged(treatment, days):
    """Let every part of a treatment have said what it says for some days longer."""
    seals = type(treatment).objects.get(pk=treatment.pk).part_seals
    for seal in seals.values():
        moment = timezone.datetime.fromisoformat(seal["since"])
        seal["since"] = (moment - timedelta(days=days)).isoformat()
    type(treatment).objects.filter(pk=treatment.pk).update(part_seals=seals)


def test_a_change_is_told_with_the_page_that_shows_it(client, editor, peel, at_andover):
    assert Home(client, editor).lines(PANEL) == []
    change(peel, body=body("Rest, and drink."))
    home = Home(client, editor)
    (line,) = home.lines(PANEL)
    assert line.title == "Section: Aftercare"
    assert line.note == "Of “Chemical peel” in the library; shows on your page “Chemical peel”."
    assert line.url == f"/admin/pages/{at_andover.pk}/edit/#override-section-aftercare"
    url, _, anchor = line.url.partition("#")
    assert f'id="{anchor}"' in client.get(url).content.decode()


def test_what_changed_together_is_one_line_and_the_latest_comes_first(
    client, editor, peel, at_andover, group_tree, andover
):
    filler = group_tree.treatment("Filler")
    published(offer(filler, andover.page))
    change(
        peel,
        summary="It peels well.",
        class_label="Peel",
        search_description="A peel.",
        body=body("Drink."),
    )
    change(filler, summary="It fills.")
    first, second = Home(client, editor).lines(PANEL)
    assert first.title == "Summary"
    assert "“Filler”" in first.note
    assert second.title.endswith("and 1 more")


def test_a_draft_of_the_library_is_not_told(client, editor, peel, at_andover):
    peel.summary = "A secret in the making."
    peel.save_revision()
    home = Home(client, editor)
    assert home.lines(PANEL) == []
    assert "changed nothing that this clinic’s pages show" in home.words()


def test_a_library_page_that_was_taken_offline_is_not_told(client, editor, peel, at_andover):
    change(peel, summary="It peels well.")
    peel.unpublish()
    assert Home(client, editor).lines(PANEL) == []


@pytest.mark.parametrize(
    "own",
    [
        {"summary": "We peel."},
        {"hidden": ["summary"]},
    ],
)
def test_what_the_clinic_says_or_hides_is_stale_and_not_told(client, editor, peel, at_andover, own):
    change(at_andover, **own)
    change(peel, summary="It peels well.")
    home = Home(client, editor)
    assert home.lines(PANEL) == []
    assert home.counts() == {"Stale overrides": 1}


def test_a_section_of_its_own_is_not_told(client, editor, peel, at_andover):
    ours = own_section("replace", "aftercare", [text("Sleep.")])
    change(at_andover, sections=json.dumps([ours]))
    change(peel, body=body("Drink."), summary="It peels well.")
    (line,) = Home(client, editor).lines(PANEL)
    assert line.title == "Summary"


def test_sections_that_are_hidden_as_a_whole_are_not_told(client, editor, peel, at_andover):
    change(at_andover, hidden=["body"])
    change(peel, body=body("Drink."))
    assert Home(client, editor).lines(PANEL) == []


def test_a_pairing_is_told_where_both_are_offered(
    client, editor, group_tree, peel, andover, at_andover
):
    filler = group_tree.treatment("Filler")
    change(peel, pairings=[Pairing(treatment=filler, rationale="They add up.")])
    assert Home(client, editor).lines(PANEL) == []
    published(offer(filler, andover.page))
    (line,) = Home(client, editor).lines(PANEL)
    assert line.title == "Pairing with: Filler"


def test_a_warning_is_told_whatever_the_clinic_offers_or_hides(
    client, editor, group_tree, peel, at_andover
):
    filler = group_tree.treatment("Filler")
    change(at_andover, hidden=["pairings"])
    change(peel, pairings=[Pairing(treatment=filler, kind="do_not_combine", rationale="No.")])
    assert Home(client, editor).titles(PANEL) == ["Pairing with: Filler"]
    filler.unpublish()
    assert Home(client, editor).lines(PANEL) == []


def test_what_was_so_before_the_clinic_offered_it_is_not_told(client, editor, group_tree, andover):
    filler = group_tree.treatment("Filler")
    change(filler, summary="It fills well.")
    published(offer(filler, andover.page))
    assert Home(client, editor).lines(PANEL) == []


def test_a_page_that_is_not_live_was_not_reached(client, editor, peel, at_andover):
    change(peel, summary="It peels well.")
    at_andover.unpublish()
    assert Home(client, editor).lines(PANEL) == []


def test_another_clinics_pages_are_not_told(client, editor, group_tree, san_diego):
    filler = group_tree.treatment("Filler")
    published(offer(filler, san_diego.page))
    change(filler, summary="It fills well.")
    assert Home(client, editor).lines(PANEL) == []


@pytest.mark.parametrize(("weeks", "told"), [(6, False), (7, True), (0, False)])
def test_it_looks_back_some_weeks(client, editor, settings, peel, at_andover, weeks, told):
    settings.CLINICSITE = {**settings.CLINICSITE, "SHARED_CHANGES_WEEKS": weeks}
    change(peel, summary="It peels well.")
    type(at_andover).objects.update(first_published_at=timezone.now() - timedelta(days=400))
    aged(peel, days=45)
    home = Home(client, editor)
    assert ("Summary" in home.titles(PANEL)) == told
    assert (PANEL in home.headings) == bool(weeks)


@pytest.mark.parametrize(("weeks", "problems"), [("six", 1), (-1, 1), (None, 1), (0, 0), (8, 0)])
def test_a_number_of_weeks_that_is_none_is_found_by_the_check(settings, weeks, problems):
    settings.CLINICSITE = {**settings.CLINICSITE, "SHARED_CHANGES_WEEKS": weeks}
    assert [error.id for error in run_checks()].count("tenancy.E002") == problems


def test_the_panel_is_short(client, editor, group_tree, andover):
    treatments = [group_tree.treatment(f"Treatment {number}") for number in range(9)]
    for treatment in treatments:
        offer(treatment, andover.page, first_published_at=timezone.now())
    for treatment in treatments:
        treatment.summary = "In other words."
        treatment.save()
    lines = Home(client, editor).lines(PANEL)
    assert len(lines) == 8
    assert "“Treatment 8”" in lines[0].note
