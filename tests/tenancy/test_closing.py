"""Closing a clinic takes it off the site and away from its people; reopening gives both back."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageLogEntry, PageSubscription, Revision, WorkflowState

from faq.models import FAQPage
from tenancy.closing.close import close_clinic
from tenancy.closing.reopen import reopen_clinic
from tenancy.models import Clinic
from tenancy.opening.clinics import furnish
from tests.api.builders import local_answer, offer
from tests.built_once import built_once


@built_once
def peel(group_tree, andover):
    """A treatment as Andover offers it, published by an editor."""
    page = offer(group_tree.treatment("Peel", slug="peel"), andover.page)
    page.save_revision().publish()
    return page


@built_once
def parking(group_tree, andover):
    """A question of Andover's own, live since before there were revisions."""
    shared = group_tree.question("Where do I park?", slug="parking")
    return local_answer(shared, andover.page, slug="parking")


def live_below(clinic):
    below = Page.objects.descendant_of(clinic.page, inclusive=True)
    return set(below.live().values_list("pk", flat=True))


def rows():
    """Return what there is of all that closing and reopening make and delete."""
    redirects = Redirect.objects.values_list("site", "old_path", "redirect_page")
    return set(redirects), Revision.objects.count(), PageLogEntry.objects.count()


def test_nothing_of_it_is_live_and_its_people_have_no_access(
    andover, san_diego, peel, parking, editor, manager
):
    PageSubscription.objects.create(user=editor, page=peel, comment_notifications=True)
    elsewhere = live_below(san_diego)

    closed = close_clinic(andover, for_good=True)

    assert closed.is_closed
    assert live_below(andover) == set()
    assert live_below(san_diego) == elsewhere
    for user in (editor, manager):
        assert not andover.page.permissions_for_user(user).can_edit()
        assert not user.has_perm("wagtailadmin.access_admin")
    assert not PageSubscription.objects.exists()
    andover.page.refresh_from_db()
    assert andover.page.status == "closed"
    assert andover.page.get_latest_revision_as_object().status == "closed"


@pytest.mark.parametrize(("for_good", "code"), [(True, 301), (False, 302)])
def test_its_addresses_lead_on(
    for_good, code, group_tree, andover, peel, parking, client, settings
):
    settings.ALLOWED_HOSTS = ["*"]
    close_clinic(andover, for_good=for_good)

    for address, target in {
        "/locations/andover/": "/locations/",
        "/locations/andover/faq/": "/locations/",
        "/locations/andover/faq/parking/": "/locations/",
        "/locations/andover/peel/": "/treatments/peel/",
    }.items():
        answer = client.get(address, headers={"host": "group.example"})
        assert answer.headers["Location"].removeprefix("http://group.example") == target
        api = client.get(
            "/api/v2/redirects/find/",
            {"html_path": address.rstrip("/")},
            follow=True,
            headers={"host": "group.example"},
        )
        assert api.json()["location"].removeprefix("http://group.example") == target
    answer = client.get("/locations/andover/", headers={"host": "group.example"})
    assert answer.status_code == code


def test_a_website_of_its_own_leads_to_the_group_s(group_tree, andover, client, settings):
    settings.ALLOWED_HOSTS = ["*"]
    furnish(andover.page, hostname="andover.example")
    close_clinic(Clinic.objects.get(pk=andover.pk))

    for path in ("/", "/faq/"):
        answer = client.get(path, headers={"host": "andover.example"})
        assert answer.headers["Location"] == "http://group.example/locations/"


def test_reopening_gives_everything_back(andover, peel, parking, editor, manager):
    live, redirects = live_below(andover), set(Redirect.objects.values_list("old_path"))
    close_clinic(andover)

    done = reopen_clinic(andover)

    assert live_below(andover) == live
    assert (len(done.published), done.left, done.people) == (4, [], {editor, manager})
    assert set(Redirect.objects.values_list("old_path")) == redirects
    page = Clinic.objects.get(pk=andover.pk).page
    assert page.status == "open"
    assert not page.has_unpublished_changes
    assert page.get_latest_revision_as_object().status == "open"
    assert page.permissions_for_user(type(editor).objects.get(pk=editor.pk)).can_edit()
    assert not Clinic.objects.get(pk=andover.pk).is_closed


def test_both_are_harmless_when_done_again(andover, peel, editor):
    close_clinic(andover)
    before = rows()
    close_clinic(andover, for_good=True)
    assert rows() == before
    assert list(Clinic.objects.get(pk=andover.pk).former_editors.all()) == [editor]

    reopen_clinic(andover)
    before = rows()
    reopen_clinic(andover)
    assert rows() == before


def test_a_draft_stays_a_draft(group_tree, andover, peel):
    never_live = offer(group_tree.treatment("Laser", slug="laser"), andover.page, live=False)
    peel.booking_url = "https://example.com/redrafted"
    draft = peel.save_revision()
    andover.page.introduction = "<p>Drafted.</p>"
    andover.page.save_revision()

    close_clinic(andover)
    reopen_clinic(andover)

    peel.refresh_from_db()
    never_live.refresh_from_db()
    assert (peel.booking_url, peel.live, peel.latest_revision) == ("", True, draft)
    assert not never_live.live
    page = Clinic.objects.get(pk=andover.pk).page
    assert page.introduction == ""
    drafted = page.get_latest_revision_as_object()
    assert (drafted.introduction, drafted.status) == ("<p>Drafted.</p>", "open")
    assert page.has_unpublished_changes


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_page_published_without_a_revision_keeps_its_draft(when, andover, parking):
    if when == "after":
        close_clinic(andover)
        parking.refresh_from_db()
    parking.answer = "<p>Redrafted.</p>"
    parking.save_revision()
    if when == "before":
        close_clinic(andover)

    reopen_clinic(andover)

    parking.refresh_from_db()
    assert (parking.answer, parking.live) == ("<p>Here it is so.</p>", True)
    assert parking.get_latest_revision_as_object().answer == "<p>Redrafted.</p>"


def test_a_page_that_became_something_else_is_left_alone(group_tree, andover, peel, parking):
    close_clinic(andover)
    type(peel).objects.update(treatment=group_tree.treatment("Laser", slug="laser"))
    parking.refresh_from_db()
    parking.move(group_tree.home, pos="last-child")

    done = reopen_clinic(andover)

    assert [page.pk for page in done.left] == [peel.pk]
    assert not FAQPage.objects.get(pk=parking.pk).live
    assert not type(peel).objects.get().live


def test_a_page_that_was_deleted_stays_so(andover, peel, parking):
    close_clinic(andover)
    parking.delete()

    assert len(reopen_clinic(andover).published) == 3


def test_people_who_left_since_do_not_come_back(andover, editor, manager, person):
    gone = person("gone", andover.editors)
    close_clinic(andover)
    gone.delete()
    type(editor).objects.filter(pk=editor.pk).update(is_active=False)

    assert reopen_clinic(andover).people == {manager}
    assert not andover.editors.user_set.exists()


def test_what_was_under_way_is_stopped(andover, peel, editor, manager):
    peel.go_live_at = timezone.now() + timedelta(days=1)
    peel.save_revision().publish()
    Page.objects.filter(pk=peel.pk).update(locked=True, locked_by=manager)
    faq = andover.page.get_children().exclude(pk=peel.pk).get().specific
    faq.save_revision(user=editor)
    faq.get_workflow().start(faq, editor)

    close_clinic(andover)

    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()
    assert [state.status for state in WorkflowState.objects.all()] == ["cancelled"]
    assert not Page.objects.filter(locked=True).exists()


def test_an_editor_s_own_redirect_is_left_alone(group_tree, andover):
    own = Redirect.objects.create(
        old_path="/locations/andover", site=group_tree.site, redirect_link="https://a.example/"
    )

    close_clinic(andover)
    assert Redirect.objects.get(old_path="/locations/andover") == own

    reopen_clinic(andover)
    assert list(Redirect.objects.all()) == [own]


def test_a_clinic_that_was_a_draft_stays_one(group_tree, andover):
    andover.page.unpublish()

    close_clinic(andover)
    reopen_clinic(andover)

    page = Clinic.objects.get(pk=andover.pk).page
    assert (page.live, page.status) == (False, "open")


def test_what_breaks_half_way_changes_nothing(andover, peel, editor, monkeypatch):
    live, before = live_below(andover), rows()
    monkeypatch.setattr("tenancy.closing.close.write_status", lambda *args: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        close_clinic(andover)

    assert (live_below(andover), rows()) == (live, before)
    assert list(andover.editors.user_set.all()) == [editor]


def test_who_closed_it_is_in_its_history(andover, peel, parking, manager, django_user_model):
    manager.groups.clear()
    owner = django_user_model.objects.create_superuser("owner", "o@example.com", "secret")

    close_clinic(andover, user=owner)
    reopen_clinic(andover, user=owner)

    entries = PageLogEntry.objects.filter(page=andover.page.pk, action__endswith="_clinic")
    assert [(entry.user, str(entry.message)) for entry in entries.order_by("pk")][-2:] == [
        (
            owner,
            "Closed the clinic (Temporarily closed): 4 pages unpublished, 1 person without access",
        ),
        (owner, "Reopened the clinic: 4 pages published, 1 person with access"),
    ]
