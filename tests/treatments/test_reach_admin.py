"""The editor of the library sees which clinics a draft reaches, and is asked before publishing."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group as UserGroup
from django.contrib.auth.models import Permission
from django.contrib.messages import get_messages
from django.http import HttpResponseForbidden
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail import hooks
from wagtail.models import GroupPagePermission, PageLogEntry
from wagtail.test.utils.form_data import (
    nested_form_data,
    querydict_from_html,
    rich_text,
    streamfield,
)

from tests.built_once import built_once
from tests.treatments.reaching import EDITS, make_group
from treatments.models import TreatmentPage
from treatments.reach.asking import fingerprint


@built_once
def group():
    group = make_group()
    for clinic in ("north", "south", "draft"):
        group.pages[clinic, "peel"] = group.offer(clinic)
    page = group.pages["south", "peel"]
    page.summary = "In the south."
    page.save()
    return group


def person(name, page, may=("add", "change", "publish")):
    """Create a person who may do something with a page and what is below it."""
    user = get_user_model().objects.create_user(name, password="password")
    people = UserGroup.objects.create(name=name)
    people.permissions.add(Permission.objects.get(codename="access_admin"))
    for action in may:
        GroupPagePermission.objects.create(group=people, page=page, permission_type=action)
    user.groups.add(people)
    return user


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


@built_once
def central_editor(group):
    """An editor of everything."""
    return person("central", group.tree.home)


@pytest.fixture
def central(central_editor):
    """A client signed in as an editor of everything."""
    return signed_in(central_editor)


@pytest.fixture
def library_editor(group):
    """A client signed in as an editor of the library, who sees no clinic."""
    return signed_in(person("library", group.tree.treatments))


@pytest.fixture
def writer(group):
    """A client signed in as somebody who may write everywhere and publish nothing."""
    return signed_in(person("writer", group.tree.home, may=["add", "change"]))


@pytest.fixture
def clinic_editor(group):
    """A client signed in as an editor of one clinic."""
    return signed_in(person("clinic", group.clinics["north"]))


@built_once
def form(group, central_editor):
    """What the editor's form of the peel holds before anybody changes anything."""
    html = signed_in(central_editor).get(editor_url(group)).content.decode()
    return querydict_from_html(html, form_id="page-edit-form").dict() | body_as_posted(peel(group))


def draft(group, *names):
    page = group.peel
    for name in names:
        EDITS[name](group, page)
    return page.save_revision()


def peel(group):
    return TreatmentPage.objects.get(pk=group.library["peel"].pk)


def list_of(client, group):
    return client.get(reverse("treatments_reach", args=[group.library["peel"].pk]))


def told_of_clinics(response):
    """What the list says of each clinic, line by line."""
    said = {}
    for row in re.findall(r"<tr>(.*?)</tr>", response.content.decode(), re.DOTALL)[1:]:
        clinic, lines = re.findall(r"<td.*?>(.*?)</td>", row, re.DOTALL)
        lines = re.findall(r"<p>(.*?)</p>", lines, re.DOTALL)
        said[visible(clinic)] = [visible(line) for line in lines]
    return said


def visible(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def editor_url(group):
    return reverse("wagtailadmin_pages:edit", args=[group.library["peel"].pk])


def body_as_posted(page):
    """The sections as a browser posts them, with the ids that they have."""
    ids, sections = {}, []
    for number, section in enumerate(page.body.raw_data):
        ids[f"body-{number}-id"] = section.get("id", "")
        content = section["value"]["content"]
        for place, block in enumerate(content):
            ids[f"body-{number}-value-content-{place}-id"] = block.get("id", "")
        blocks = [(block["type"], rich_text(block["value"])) for block in content]
        sections.append(("section", section["value"] | {"content": streamfield(blocks)}))
    return nested_form_data({"body": streamfield(sections)}) | ids


@pytest.fixture
def publish_from_the_editor(central, group, form):
    """Post the editor's own form with “Publish”: `publish_from_the_editor(summary="Shorter.")`."""
    return lambda **changes: central.post(
        editor_url(group), form | {"action-publish": "1"} | changes
    )


def confirm(client, asked):
    """Press “Publish” on the page that asks."""
    return client.post(asked.context_data["publish_url"], dict(asked.context_data["fields"]))


def publish_url(page):
    return reverse("treatments_reach_publish", args=[page.pk])


def words_of(revision):
    return {"confirmed": fingerprint(revision)}


def asks(response):
    return getattr(response, "template_name", "") == "treatments/reach/confirm.html"


def messages_of(response):
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


# The list in the editor


def test_the_list_says_what_happens_at_each_clinic(group, central):
    draft(group, "summary")
    answer = list_of(central, group)
    assert told_of_clinics(answer) == {
        "North": ["Changes: Summary"],
        "South": ["Stays as it is.", "Keeps its own: Summary", "Turns stale: Summary"],
        "Draft": ["Its page is not on the site."],
    }
    assert "Clinics: 1 clinic changes, 1 override turns stale" in answer.content.decode()


def test_clinics_out_of_sight_are_only_counted(group, library_editor):
    draft(group, "summary")
    text = list_of(library_editor, group).content.decode()
    assert "3 clinics that you may not see here" in text
    assert not any(name in text for name in ("North", "South", "Draft"))


def test_parts_are_named_in_words(group, central):
    draft(group, "one section", "question added", "pairing reworded", "downtime", "title")
    (changes,) = told_of_clinics(list_of(central, group))["North"]
    named = set(changes.removeprefix("Changes: ").split(", "))
    assert named >= {"Name", "Downtime", "Section: Aftercare", "Questions"}


def test_the_list_needs_the_right_to_edit_the_treatment(group, clinic_editor, client):
    assert list_of(clinic_editor, group).url == reverse("wagtailadmin_home")
    assert "login" in list_of(client, group).url


def test_the_editor_loads_the_list_and_follows_the_draft(group, central):
    html = central.get(editor_url(group)).content.decode()
    assert f'data-w-swap-src-value="{reverse("treatments_reach", args=[peel(group).pk])}"' in html
    assert "w-autosave:success@document->w-swap#replaceLazy" in html


def test_the_list_of_many_clinics_takes_as_many_queries(group, central, count_queries):
    def open_clinics(*names):
        for name in names:
            group.clinics[name] = group.tree.clinic(name)
            for treatment in ("peel", "laser", "needling"):
                group.offer(name, treatment, summary="Ours." if treatment == "peel" else "")

    draft(group, "summary", "title", "pairing made")
    open_clinics("one", "two")
    list_of(central, group)
    few = count_queries(lambda: list_of(central, group))
    open_clinics("three", "four", "five", "six")
    assert len(told_of_clinics(list_of(central, group))) == 9
    assert count_queries(lambda: list_of(central, group)) == few


# Publishing


def test_publishing_asks_and_then_publishes_what_was_asked_about(
    group, central, publish_from_the_editor
):
    asked = publish_from_the_editor(summary="Shorter.")
    assert asks(asked)
    assert peel(group).summary == "In brief, at {clinic}."
    assert peel(group).get_latest_revision_as_object().summary == "Shorter."
    told = confirm(central, asked)
    assert peel(group).summary == "Shorter."
    assert not peel(group).has_unpublished_changes
    said = messages_of(told)
    assert "The page of 1 clinic has changed." in said
    assert "1 override has become stale." in said
    assert reverse("treatments_stale_overrides") in said
    entry = PageLogEntry.objects.filter(page=peel(group).pk, action="wagtail.publish").latest("pk")
    assert entry.user.username == "central"


def test_nobody_is_asked_when_no_clinic_changes(publish_from_the_editor):
    # The editor gives every paragraph a key of its own, which nobody reads.
    answer = publish_from_the_editor()
    assert not asks(answer)
    assert "has been published" in messages_of(answer)


def test_a_newer_draft_is_not_published_unseen(group, central, publish_from_the_editor):
    asked = publish_from_the_editor(summary="Shorter.")
    draft(group, "title")
    told = confirm(central, asked)
    assert "saved again in the meantime" in messages_of(told)
    assert (peel(group).title, peel(group).summary) == ("Peel", "In brief, at {clinic}.")


def test_a_draft_saved_over_the_same_revision_is_not_published_unseen(
    group, central, publish_from_the_editor
):
    asked = publish_from_the_editor(summary="Shorter.")
    revision = peel(group).get_latest_revision()
    page = revision.as_object()
    page.summary = "Longer."
    page.save_revision(user=revision.user, overwrite_revision=revision)
    assert peel(group).latest_revision_id == revision.pk
    confirm(central, asked)
    assert peel(group).summary == "In brief, at {clinic}."


def test_asking_publishes_nothing(group, central):
    draft(group, "summary")
    assert central.get(publish_url(peel(group))).status_code == 405
    list_of(central, group)
    assert peel(group).summary == "In brief, at {clinic}."


@pytest.mark.parametrize("name", ["writer", "clinic_editor", "client"])
def test_only_who_may_publish_can_confirm(group, request, name):
    revision = draft(group, "summary")
    answer = request.getfixturevalue(name).post(publish_url(peel(group)), words_of(revision))
    assert answer.status_code == 302
    assert peel(group).summary == "In brief, at {clinic}."


def test_an_autosave_of_the_same_words_that_comes_late_does_not_hinder(
    group, central, publish_from_the_editor
):
    asked = publish_from_the_editor(summary="Shorter.")
    peel(group).get_latest_revision_as_object().save_revision()
    confirm(central, asked)
    assert peel(group).summary == "Shorter."
    assert not peel(group).has_unpublished_changes


def test_words_of_another_page_publish_nothing(group, central):
    draft(group, "summary")
    revision = group.library["laser"].save_revision()
    central.post(publish_url(peel(group)), words_of(revision))
    assert peel(group).summary == "In brief, at {clinic}."
    assert central.post(publish_url(group.pages["north", "peel"])).status_code == 404


def test_a_locked_page_is_not_published(group, central):
    revision = draft(group, "summary")
    TreatmentPage.objects.filter(pk=peel(group).pk).update(locked=True)
    central.post(publish_url(peel(group)), words_of(revision))
    assert peel(group).summary == "In brief, at {clinic}."


def test_publishing_later_asks_as_well(group, central, publish_from_the_editor):
    later = timezone.now() + timedelta(days=9)
    text = later.strftime("%Y-%m-%d %H:%M")
    asked = publish_from_the_editor(summary="Shorter.", go_live_at=text)
    assert asks(asked)
    assert later.strftime("%Y") in asked.content.decode()
    told = confirm(central, asked)
    assert "as scheduled" in messages_of(told)
    assert peel(group).summary == "In brief, at {clinic}."
    assert peel(group).scheduled_revision is not None


def test_other_hooks_are_heard_after_publishing(central, publish_from_the_editor):
    heard = []

    def hear(request, page):
        heard.append(page.summary)

    asked = publish_from_the_editor(summary="Shorter.")
    with (
        hooks.register_temporarily("after_publish_page", hear),
        hooks.register_temporarily("after_edit_page", hear),
    ):
        confirm(central, asked)
    assert heard == ["Shorter.", "Shorter."]


def test_publishing_several_pages_at_once_asks_as_well(group, central):
    draft(group, "summary")
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    url += f"?id={peel(group).pk}&id={group.library['laser'].pk}"
    asked = central.post(url)
    assert "1 clinic changes" in asked.content.decode()
    assert peel(group).summary == "In brief, at {clinic}."
    confirm(central, asked)
    assert peel(group).summary == "Shorter."


def test_what_else_stands_before_publishing_is_asked_too(group, central, publish_from_the_editor):
    asked = publish_from_the_editor(summary="Shorter.")

    def forbid(request, page):
        return HttpResponseForbidden("Not these words.")

    with hooks.register_temporarily("before_publish_page", forbid):
        answer = confirm(central, asked)

    assert answer.status_code == 403
    assert peel(group).summary == "In brief, at {clinic}."
