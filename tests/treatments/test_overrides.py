"""One click on an override: keep it, use the shared text again, hide a part, replace a section."""

import json

import pytest
from django.contrib.auth.models import Permission
from django.contrib.messages import get_messages
from django.urls import reverse
from wagtail.models import PageLogEntry
from wagtail.test.utils.form_data import streamfield

from tests.api.builders import block, item, make_image, offer, own_section, section
from tests.built_once import built_once
from treatments.models import (
    ClinicPairing,
    ClinicRisk,
    ClinicTreatmentPage,
    Pairing,
    Risk,
)
from treatments.overrides.part_state import changed_lines

from .clinic_form_data import clinic_form_data, posted_section

pytestmark = pytest.mark.django_db


def text(words):
    return block("paragraph", f"<p>{words}</p>")


def sections(*values):
    return json.dumps(list(values))


@built_once
def botox(group):
    return group.treatment(
        "Botox",
        slug="botox",
        summary="Relaxes lines.",
        class_label="Neuromodulators",
        comfort="mild",
        downtime_min=1,
        body=sections(
            section([text("It relaxes muscles.")], "overview", heading="What it is"),
            section([text("Do not rub.")], "aftercare", heading="Aftercare"),
        ),
    )


@built_once
def vancouver(group):
    return group.clinic("Vancouver", slug="vancouver")


@built_once
def andover(group):
    return group.clinic("Andover", slug="andover")


@built_once
def page(botox, vancouver):
    """A page whose summary is its own, and stale."""
    page = offer(botox, vancouver, summary="We relax lines.")
    botox.summary = "Relaxes fine lines."
    botox.save()
    return again(page)


@pytest.fixture
def editor(signed_in, editor_of, vancouver):
    return signed_in(editor_of(vancouver))


@pytest.fixture
def andover_editor(signed_in, editor_of, andover):
    """A client signed in as an editor of the clinic that offers nothing yet."""
    return signed_in(editor_of(andover))


def again(page):
    return ClinicTreatmentPage.objects.get(pk=page.pk)


def latest(page):
    return again(page).get_latest_revision_as_object()


def decide(client, page, part, action, **data):
    url = reverse(f"treatments_override_{action}", args=[page.pk, part])
    return client.post(url, data)


def said(response):
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def logged(page):
    return [entry.action for entry in PageLogEntry.objects.filter(page=page.pk)]


# Keep mine


def test_an_override_is_kept(editor, page):
    before = page.replaced["summary"]["since"]

    response = decide(editor, page, "summary", "keep")

    assert response["Location"] == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert "“Summary” stays as this clinic has it" in said(response)
    page = again(page)
    assert page.stale_overrides() == latest(page).stale_overrides() == []
    assert page.summary == "We relax lines."
    assert page.live
    assert not page.has_unpublished_changes
    assert page.replaced["summary"]["since"] == before
    assert page.replaced["summary"]["text"] == ["Relaxes fine lines."]
    assert "clinicsite.override.keep" in logged(page)


def test_what_is_kept_is_stale_again_when_the_library_moves_on(editor, page, botox):
    decide(editor, page, "summary", "keep")
    botox.summary = "Relaxes all lines."
    botox.save()

    assert again(page).stale_overrides() == ["summary"]


def test_keeping_publishes_no_draft(editor, page):
    draft = again(page)
    draft.local_title = "Only in the draft"
    draft.save_revision()

    decide(editor, page, "summary", "keep")

    page = again(page)
    assert (page.local_title, page.has_unpublished_changes) == ("", True)
    assert latest(page).local_title == "Only in the draft"
    assert page.stale_overrides() == latest(page).stale_overrides() == []


def test_who_may_not_publish_may_keep(signed_in, editor_of, vancouver, page):
    client = signed_in(editor_of(vancouver, may=["change"]))

    decide(client, page, "summary", "keep")

    assert again(page).stale_overrides() == []


def test_an_override_of_the_draft_alone_is_kept_there(andover_editor, botox, andover):
    page = offer(botox, andover)
    draft = again(page)
    draft.summary = "We relax lines."
    draft.save_revision()
    botox.summary = "Relaxes all lines."
    botox.save()
    assert latest(page).stale_overrides() == ["summary"]

    decide(andover_editor, page, "summary", "keep")

    assert latest(page).stale_overrides() == []
    assert again(page).replaced == {}


def test_what_the_draft_has_given_up_is_kept_as_published(editor, page):
    draft = again(page)
    draft.summary = ""
    draft.save_revision()

    decide(editor, page, "summary", "keep")

    assert again(page).stale_overrides() == []
    assert latest(page).summary == ""


def test_what_is_not_stale_is_not_kept(editor, page):
    decide(editor, page, "summary", "keep")
    revisions = page.revisions.count()

    response = decide(editor, page, "summary", "keep")

    assert "Nothing was changed" in said(response)
    assert page.revisions.count() == revisions


# Use the shared text again


def test_the_shared_text_is_used_again_at_once(editor, page):
    response = decide(editor, page, "summary", "share")

    assert "“Summary” is the library’s again, and the page is published." in said(response)
    page = again(page)
    assert page.summary == ""
    assert page.replaced == {}
    assert page.live
    assert not page.has_unpublished_changes
    assert {"clinicsite.override.share", "wagtail.publish"} <= set(logged(page))


def test_it_stays_a_draft_beside_other_changes(editor, page):
    draft = again(page)
    draft.local_title = "Only in the draft"
    draft.save_revision()

    response = decide(editor, page, "summary", "share")

    assert "in the draft. Publish the page to show it." in said(response)
    page = again(page)
    assert (page.summary, page.local_title) == ("We relax lines.", "")
    assert (latest(page).summary, latest(page).local_title) == ("", "Only in the draft")


def test_it_stays_a_draft_for_who_may_not_publish(signed_in, editor_of, vancouver, page):
    client = signed_in(editor_of(vancouver, may=["change"]))

    response = decide(client, page, "summary", "share")

    assert "Somebody who may publish" in said(response)
    assert again(page).summary == "We relax lines."
    assert latest(page).summary == ""


def test_it_stays_a_draft_where_the_page_cannot_be_published(editor, page):
    ClinicTreatmentPage.objects.filter(pk=page.pk).update(class_label="In {citty}")

    response = decide(editor, page, "summary", "share")

    assert "It could not be published" in said(response)
    page = again(page)
    assert (page.summary, page.live, page.has_unpublished_changes) == (
        "We relax lines.",
        True,
        True,
    )
    assert latest(page).summary == ""


def test_a_page_that_is_not_live_stays_so(editor, page):
    page.unpublish()

    decide(editor, page, "summary", "share")

    page = again(page)
    assert (page.live, page.summary, page.replaced) == (False, "", {})


@pytest.mark.parametrize(
    ("part", "fields"),
    [
        ("title", {"local_title": "Ours"}),
        ("class_label", {"class_label": "Ours"}),
        ("comfort", {"comfort": "strong"}),
        ("downtime", {"downtime_min": 2, "downtime_max": 4, "downtime_unit": "week"}),
        ("summary", {"hidden": ["summary"]}),
        ("section:aftercare", {"hidden": ["section:aftercare"]}),
        (
            "section:aftercare",
            {"sections": sections(own_section("replace", "aftercare", [text("Ours.")]))},
        ),
    ],
)
def test_each_part_is_inherited_again(andover_editor, botox, andover, part, fields):
    page = offer(botox, andover, **fields)
    assert page.overridden_parts() == [part]

    decide(andover_editor, page, part, "share")

    page = again(page)
    assert page.overridden_parts() == []
    assert page.title == "Botox"
    assert page.hidden == []


def test_rows_pairings_and_pictures_are_inherited_again(andover_editor, botox, andover, group):
    peel = group.treatment("Peel")
    botox.hero_image = make_image()
    botox.risks = [Risk(text="Bruises")]
    botox.pairings = [Pairing(treatment=peel, rationale="Fine.")]
    botox.save()
    page = offer(
        botox,
        andover,
        hero_image=make_image("Ours"),
        risks=[ClinicRisk(text="Ours")],
        pairings=[ClinicPairing(treatment=peel, rationale="Ours.")],
    )
    assert page.overridden_parts() == ["hero_image", "risks", f"pairing:{peel.pk}"]

    for part in page.overridden_parts():
        decide(andover_editor, page, part, "share")

    page = again(page)
    assert page.overridden_parts() == []
    assert page.hero_image is None
    assert not page.risks.exists()
    assert not page.pairings.exists()


def test_a_clinics_own_addition_is_not_taken_away(andover_editor, botox, andover):
    added = own_section("add", "custom", [text("Ours.")], custom_key="ours")
    page = offer(botox, andover, sections=sections(added))

    response = decide(andover_editor, page, "section:ours", "share")

    assert "Nothing was changed" in said(response)
    assert len(again(page).sections) == 1


def test_what_the_library_took_out_can_be_taken_out_here(andover_editor, botox, andover):
    ours = own_section("replace", "aftercare", [text("Ours.")])
    page = offer(botox, andover, sections=sections(ours))
    botox.body = sections(section([text("x")], "overview"))
    botox.save()
    assert again(page).stale_overrides() == ["section:aftercare"]

    content = andover_editor.get(
        reverse("wagtailadmin_pages:edit", args=[page.pk])
    ).content.decode()
    assert "The library no longer says this." in content
    assert "Remove this clinic’s text" in content
    decide(andover_editor, page, "section:aftercare", "share")

    assert len(again(page).sections) == 0


# Hide, replace


def test_a_part_is_hidden_in_the_draft(editor, page):
    decide(editor, page, "section:aftercare", "hide")

    assert again(page).hidden == []
    assert latest(page).hidden == ["section:aftercare"]


def test_a_warning_cannot_be_hidden(editor, page, botox, group):
    laser = group.treatment("Laser")
    botox.pairings = [Pairing(treatment=laser, kind="do_not_combine", rationale="Burns.")]
    botox.save()

    for part in ("title", f"pairing:{laser.pk}"):
        assert "Nothing was changed" in said(decide(editor, page, part, "hide"))
        assert latest(page).hidden == []


def test_a_section_of_its_own_begins_with_the_librarys_words(editor, page):
    decide(editor, page, "section:aftercare", "replace")

    assert len(again(page).sections) == 0
    (own,) = latest(page).sections
    assert own.block_type == "replace"
    assert own.value["heading"] == "Aftercare"
    assert own.value["content"][0].value.source == "<p>Do not rub.</p>"
    assert own.value["content"][0].id != "id-of-paragraph"
    assert "section:aftercare" in latest(page).overridden_parts()

    form = clinic_form_data(
        slug=page.slug,
        summary="We relax lines.",
        sections=streamfield([posted_section("replace", "aftercare")]),
        publish=True,
    )
    assert editor.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form).status_code == 302


def test_lists_of_a_section_are_taken_over_item_by_item(editor, page, botox, group):
    cards = block("treatment_cards", {"heading": "", "treatments": [item(botox.pk)]})
    advice = block("do_and_dont", {"do": [item("Rest.")], "dont": [item("Rub.")]})
    botox.body = sections(section([cards, advice], "aftercare", heading="Aftercare"))
    botox.save()
    decide(editor, page, "section:aftercare", "replace")

    (own,) = latest(page).sections
    shown, advice = own.value["content"]
    assert list(shown.value["treatments"]) == [botox]
    assert [list(advice.value[name]) for name in ("do", "dont")] == [["Rest."], ["Rub."]]
    assert advice.value["do"].bound_blocks[0].id != "id-of-item"


def test_a_hidden_section_that_is_replaced_is_shown(editor, page):
    decide(editor, page, "section:aftercare", "hide")
    decide(editor, page, "section:aftercare", "replace")

    assert latest(page).hidden == []
    assert len(latest(page).sections) == 1


# Who may, and what is not there


ACTIONS = ("keep", "share", "hide", "replace")


def untouched(page):
    stored = again(page)
    return (
        stored.stale_overrides() == ["summary"]
        and stored.summary == "We relax lines."
        and not stored.revisions.exists()
    )


@pytest.mark.parametrize("action", ACTIONS)
def test_nobody_else_may(client, signed_in, editor_of, django_user_model, page, andover, action):
    outsider = signed_in(editor_of(andover))
    plain = django_user_model.objects.create_user("plain")
    plain.user_permissions.add(Permission.objects.get(codename="access_admin"))
    url = reverse(f"treatments_override_{action}", args=[page.pk, "summary"])

    assert client.post(url).headers["location"].startswith("/admin/login/")
    for stranger in (outsider, signed_in(plain)):
        assert stranger.post(url).headers["location"] == "/admin/"
        assert stranger.post(url, headers={"x-requested-with": "XMLHttpRequest"}).status_code == 403

    assert untouched(page)


@pytest.mark.parametrize("action", ACTIONS)
def test_looking_changes_nothing(editor, page, action):
    url = reverse(f"treatments_override_{action}", args=[page.pk, "summary"])

    assert editor.get(url).status_code == 405
    assert untouched(page)


@pytest.mark.parametrize("action", ACTIONS)
def test_a_part_that_is_not_there(editor, page, action):
    for part in ("nothing", "section:nothing", "faq:1", "pairing:x", "slug"):
        assert decide(editor, page, part, action).status_code == 404, part
    assert untouched(page)


@pytest.mark.parametrize("action", ACTIONS)
def test_a_page_that_is_not_there(editor, page, botox, action):
    for pk in (botox.pk, 999_999):
        url = reverse(f"treatments_override_{action}", args=[pk, "summary"])
        assert editor.post(url).status_code == 404


@pytest.fixture
def locked(page, django_user_model):
    page.locked = True
    page.locked_by = django_user_model.objects.create_user("locker")
    page.save(update_fields=["locked", "locked_by"])
    return page


@pytest.mark.parametrize("action", ACTIONS)
def test_a_locked_page(editor, locked, action):
    response = decide(editor, locked, "summary", action)

    assert "locked" in said(response)
    assert untouched(locked)


def test_the_editor_of_a_locked_page_offers_no_decision(editor, locked):
    edit = editor.get(reverse("wagtailadmin_pages:edit", args=[locked.pk])).content.decode()

    for action in ACTIONS:
        assert f"/overrides/summary/{action}/" not in edit


@pytest.mark.parametrize("action", ACTIONS)
def test_an_alias(admin_client, page, andover, action):
    alias = page.create_alias(parent=andover, update_slug="botox")

    response = decide(admin_client, alias, "summary", action)

    assert "This page is an alias" in said(response)
    assert again(alias).summary == "We relax lines."


def test_the_log_says_which_part(admin_client, page):
    decide(admin_client, page, "summary", "keep")

    history = admin_client.get(reverse("wagtailadmin_pages:history", args=[page.pk]))

    assert "Kept this clinic’s own: Summary" in history.content.decode()


def test_it_goes_back_to_where_it_was_asked(editor, page):
    report = reverse("treatments_stale_overrides")

    response = decide(editor, page, "summary", "keep", next=report)
    assert response["Location"] == report
    response = decide(editor, page, "summary", "share", next="https://elsewhere.example/")
    assert response["Location"] == reverse("wagtailadmin_pages:edit", args=[page.pk])


def test_a_page_whose_library_page_is_gone(editor, page):
    ClinicTreatmentPage.objects.update(treatment=None)

    for action in ACTIONS:
        response = decide(editor, page, "summary", action)
        assert response.status_code in {302, 404}
    assert again(page).summary == "We relax lines."


def test_a_difference_shows_the_lines_that_changed():
    old = ["Title", "One two three.", "Same.", "Also same.", "Last."]
    new = ["Title", "One three four.", "Same.", "Also same.", "Last.", "More."]

    assert changed_lines(old, new) == [
        [],
        [("kept", "One"), ("removed", "two three."), ("added", "three four.")],
        [],
        [("added", "More.")],
    ]
    assert changed_lines(old, old) == []
    assert changed_lines([], ["New."]) == [[("added", "New.")]]
    assert changed_lines(["Old."], []) == [[("removed", "Old.")]]


def test_showing_a_part_again_keeps_what_the_clinic_wrote(andover_editor, botox, andover):
    own = own_section("replace", "aftercare", [text("Ring us.")])
    page = offer(
        botox,
        andover,
        summary="We relax lines.",
        sections=sections(own),
        hidden=["summary", "section:aftercare"],
    )
    page.save_revision().publish()

    for part in ("summary", "section:aftercare"):
        andover_editor.post(reverse("treatments_override_share", args=[page.pk, part]))

    assert latest(page).hidden == []
    assert latest(page).summary == "We relax lines."
    assert [s.value.effective_key for s in latest(page).sections] == ["aftercare"]
