"""The home of a clinic’s people: what is in which state, and where the links lead."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from tenancy.models import ClinicGroup
from tenancy.opening.rights import grant_pages, let_into_admin
from tests.api.builders import local_answer, offer, restrict
from tests.built_once import built_once
from treatments.models import ClinicPairing, ClinicPrice, Pairing

from .homes import Home


@built_once
def peel(group_tree):
    return group_tree.treatment("Chemical peel")


@built_once
def at_andover(peel, andover):
    return published(offer(peel, andover.page))


@built_once
def at_san_diego(peel, san_diego):
    return published(offer(peel, san_diego.page))


def published(page):
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def edit(page, user=None, **fields):
    for name, value in fields.items():
        setattr(page, name, value)
    return page.save_revision(user=user)


def submit(page, user):
    edit(page, user, summary="Ready to be read.")
    return page.get_workflow().start(page, user)


def listed(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return {page.title for page in response.context_data["object_list"]}


# The states


def test_nothing_to_do_says_so(client, editor, at_andover):
    home = Home(client, editor)
    assert home.counts() == {}
    assert "Nothing is waiting here" in home.words()


def test_a_change_that_is_not_published_is_a_draft(client, editor, at_andover):
    edit(at_andover, editor, summary="Ours.")
    home = Home(client, editor)
    assert home.counts() == {"Drafts": 1}
    (line,) = home.lines("Drafts")
    assert line.title == "Chemical peel"
    assert "Visitors see an older version" in line.note
    assert "send it for approval" in line.note
    assert "Nothing is waiting here" not in home.words()


def test_a_page_that_was_never_published_is_a_draft(client, manager, group_tree, andover):
    edit(offer(group_tree.treatment("Filler"), andover.page, live=False), manager)
    (line,) = Home(client, manager).lines("Drafts")
    assert "Never published" in line.note
    assert "publish it" in line.note


def test_a_page_taken_offline_is_a_draft_once_it_is_edited(client, editor, at_andover):
    at_andover.unpublish()
    assert Home(client, editor).counts() == {}
    edit(at_andover, editor, summary="Once more.")
    (line,) = Home(client, editor).lines("Drafts")
    assert "Not shown at present" in line.note


def test_what_was_submitted_waits_and_is_no_draft(client, editor, at_andover):
    submit(at_andover, editor)
    home = Home(client, editor)
    assert home.counts() == {"Waiting for approval": 1}
    (line,) = home.lines("Waiting for approval")
    assert "approval by a manager" in line.note


def test_what_was_sent_back_is_a_draft_with_its_reason_to_read(client, editor, manager, at_andover):
    state = submit(at_andover, editor)
    state.current_task_state.task.specific.on_action(
        state.current_task_state, manager, "reject", comment="Too long."
    )
    home = Home(client, editor)
    assert home.counts() == {"Drafts": 1}
    assert "Changes were asked for" in home.lines("Drafts")[0].note


def test_days_that_are_fixed(client, editor, peel, group_tree, andover, at_andover):
    now = timezone.now()
    ending = at_andover
    edit(ending, expire_at=now + timedelta(days=20)).publish()
    coming = offer(group_tree.treatment("Filler"), andover.page, live=False)
    edit(coming, go_live_at=now + timedelta(days=10)).publish()

    home = Home(client, editor)

    assert home.counts() == {"Scheduled": 2}
    first, second = home.lines("Scheduled")
    assert (first.title, second.title) == ("Filler", "Chemical peel")
    assert "Goes live on" in first.note
    assert "Is taken offline on" in second.note


def test_an_edit_after_the_day_was_fixed_is_both(client, editor, andover, group_tree):
    coming = offer(group_tree.treatment("Filler"), andover.page, live=False)
    edit(coming, go_live_at=timezone.now() + timedelta(days=10)).publish()
    coming.refresh_from_db()
    edit(coming, editor, summary="Better.")
    assert Home(client, editor).counts() == {"Drafts": 1, "Scheduled": 1}


def test_the_clinic_itself_and_its_questions_count_too(client, editor, group_tree, andover):
    edit(andover.page, editor, parking="<p>Behind the house.</p>")
    answer = local_answer(group_tree.question("Does it hurt?"), andover.page)
    edit(answer, editor, answer="<p>A little.</p>")
    home = Home(client, editor)
    assert home.counts() == {"Drafts": 2}
    assert set(home.titles("Drafts")) == {"Andover", "Does it hurt?"}


# Medical reviews and stale overrides


def reviewed(treatment, **fields):
    today = timezone.localdate()
    fields = {"reviewer": "Dr A. Osei", "reviewed_on": today - timedelta(days=90), **fields}
    for name, value in fields.items():
        setattr(treatment, name, value)
    treatment.save()


@pytest.mark.parametrize(
    ("days", "note"), [(-3, "Was due on"), (10, "Is due on"), (60, None), (None, None)]
)
def test_a_review_is_announced_a_month_before(client, editor, peel, at_andover, days, note):
    due = days and timezone.localdate() + timedelta(days=days)
    reviewed(peel, review_due=due)
    lines = Home(client, editor).lines("Medical reviews due")
    assert [line.title for line in lines] == (["Chemical peel"] if note else [])
    assert all(note in line.note for line in lines)


def test_a_review_is_void_when_the_text_has_changed(client, editor, peel, at_andover):
    reviewed(peel)
    peel.summary = "Something else."
    peel.save()
    (line,) = Home(client, editor).lines("Medical reviews due")
    assert "has changed since Dr A. Osei read it" in line.note


def test_a_review_of_what_the_clinic_does_not_show_is_not_its_affair(
    client, editor, peel, at_andover
):
    reviewed(peel, review_due=timezone.localdate())
    at_andover.unpublish()
    assert Home(client, editor).counts() == {}


def test_what_the_library_moved_past_is_stale(client, editor, peel, at_andover, at_san_diego):
    for page in (at_andover, at_san_diego):
        edit(page, summary="Ours.").publish()
    peel.summary = "Another summary."
    peel.save()
    home = Home(client, editor)
    assert home.counts() == {"Stale overrides": 1}
    (line,) = home.lines("Stale overrides")
    assert line.title == "Chemical peel: Summary"
    assert line.url == f"/admin/pages/{at_andover.pk}/edit/#override-summary"
    report = client.get(home.links()["Stale overrides: 1"])
    assert {row.page_id for row in report.context_data["object_list"]} == {at_andover.pk}


# Whose


def test_another_clinics_work_never_appears(client, editor, peel, at_andover, at_san_diego):
    own = published(at_andover)
    edit(own, editor, local_title="Andover’s own draft")
    edit(at_san_diego, local_title="San Diego’s secret draft")
    home = Home(client, editor)
    assert home.counts() == {"Drafts": 1}
    assert "secret" not in home.html
    for url in (home.links()["Drafts: 1"], reverse("tenancy_work"), "/admin/clinic_prices/"):
        response = client.get(url)
        assert response.status_code == 200
        assert "secret" not in response.content.decode()


def test_a_foreign_clinic_cannot_be_asked_for(client, editor, at_andover, at_san_diego, san_diego):
    edit(at_san_diego, local_title="San Diego’s secret draft")
    for clinic in (san_diego.page.pk, "0", "x", "9" * 30):
        home = Home(client, editor, clinic=clinic)
        assert "Andover" in home.headings
        assert "secret" not in home.html
        pages = listed(client, f"{reverse('tenancy_work')}?place={clinic}")
        assert pages <= {"Andover", "Questions about Andover", "Chemical peel"}


def test_what_was_edited_before_leaving_a_clinic_is_gone(
    client, person, andover, san_diego, at_andover, at_san_diego
):
    mover = person("mover", san_diego.editors)
    client.force_login(mover)
    at_san_diego.save_revision(user=mover, log_action=True)
    Page.objects.filter(pk=at_san_diego.pk).update(locked=True, locked_by=mover, owner=mover)
    at_san_diego.get_workflow().start(at_san_diego, mover)
    assert f"/pages/{at_san_diego.pk}/" in Home(client, mover).html
    assert "Your most recent edits" in Home(client, mover).headings
    mover.groups.set([andover.editors])
    mover = type(mover).objects.get(pk=mover.pk)

    home = Home(client, mover)

    assert f"/pages/{at_san_diego.pk}/" not in home.html
    assert "San Diego" not in home.words()


def test_people_without_pages_and_superusers_keep_wagtails_home(
    client, person, admin_user, andover
):
    stranger = person("stranger")
    client.force_login(stranger)
    assert client.get("/admin/").status_code == 302
    home = Home(client, admin_user)
    assert "Andover" not in home.headings


def test_who_works_at_several_clinics_chooses_one(
    client, person, andover, san_diego, at_andover, at_san_diego
):
    both = person("regional", andover.editors, san_diego.managers)
    edit(at_san_diego, summary="Ours.")
    home = Home(client, both)
    assert "Andover" in home.headings
    assert home.counts() == {}
    options = [option.get_text(strip=True) for option in home.page.select("select option")]
    assert options == ["Andover", "San Diego"]

    home = Home(client, both, clinic=san_diego.page.pk)

    assert "San Diego" in home.headings
    assert home.counts() == {"Drafts": 1}
    assert "publish it" in home.lines("Drafts")[0].note


def test_who_works_at_one_clinic_has_no_choice(client, editor):
    assert not Home(client, editor).page.select("select")


# Approvals


def test_a_manager_sees_first_what_waits_for_his_approval(
    client, editor, manager, person, san_diego, at_andover, at_san_diego
):
    submit(at_andover, editor)
    submit(at_san_diego, person("diego", san_diego.editors))
    home = Home(client, manager)
    assert home.headings[1:4].index("Waiting for your approval") < home.headings.index("Andover")
    (line,) = home.lines("Waiting for your approval")
    assert line.url == f"/admin/pages/{at_andover.pk}/edit/"
    assert "Sent by andover-editor" in line.note
    # It stands once.
    assert home.lines("Waiting for approval") == []
    assert client.get(line.url).status_code == 200
    compared = client.get(home.links()["Compare with the live page : Chemical peel"])
    assert "Ready to be read." in compared.content.decode()


def test_all_that_waits_is_behind_the_link(client, editor, manager, group_tree, andover):
    for number in range(6):
        submit(offer(group_tree.treatment(f"Treatment {number}"), andover.page), editor)
    home = Home(client, manager)
    assert len(home.lines("Waiting for your approval")) == 5
    pages = listed(client, home.links()["All 6 : Waiting for your approval"])
    assert pages == {f"Treatment {number}" for number in range(6)}
    assert Home(client, editor).lines("Waiting for your approval") == []


# The links


def test_each_number_leads_to_just_those_pages(
    client, editor, manager, group_tree, andover, at_san_diego
):
    pages = {
        name: offer(group_tree.treatment(name), andover.page)
        for name in ("Draft", "Review", "Ending", "Checked", "Quiet")
    }
    edit(pages["Draft"], editor, summary="Ours.")
    submit(pages["Review"], editor)
    edit(pages["Ending"], expire_at=timezone.now() + timedelta(days=9)).publish()
    reviewed(pages["Checked"].treatment, review_due=timezone.localdate())

    home = Home(client, editor)

    links = home.links()
    assert listed(client, links["Drafts: 1"]) == {"Draft"}
    assert listed(client, links["Waiting for approval: 1"]) == {"Review"}
    assert listed(client, links["Scheduled: 1"]) == {"Ending"}
    assert listed(client, links["Medical reviews due: 1"]) == {"Checked"}


def test_the_everyday_links_lead_where_they_say(client, editor, andover, at_andover):
    prices = [
        ClinicPrice(label="Session", amount="120.00"),
        ClinicPrice(label="Once", amount="99.00", valid_to=date(2020, 1, 1)),
    ]
    edit(at_andover, prices=prices).publish()
    links = Home(client, editor).links()

    prices = client.get(links["Change prices"]).content.decode()
    assert f"/admin/pages/{at_andover.pk}/edit/#tab-prices_and_people" in prices
    assert "120.00" in prices
    assert "99.00" not in prices
    editor_page = client.get(f"/admin/pages/{at_andover.pk}/edit/").content.decode()
    assert 'id="tab-prices_and_people"' in editor_page
    url, _, anchor = links["Change opening hours"].partition("#")
    hours = client.get(url).content.decode()
    assert f'id="{anchor}"' in hours
    assert url == f"/admin/pages/{andover.page.pk}/edit/"
    question = client.get(links["New question"])
    assert question.context_data["parent_page"].get_parent().pk == andover.page.pk
    offering = client.get(links["Add a treatment"])
    assert offering.context_data["page"].pk == andover.page.pk


def test_a_manager_looks_after_people_and_sees_what_was_changed(client, editor, manager, andover):
    assert "People" not in Home(client, editor).links()
    links = Home(client, manager).links()
    people = client.get(links["People"])
    assert people.status_code == 200
    assert "andover-editor" in people.content.decode()
    activity = client.get(links["See what was changed"])
    assert activity.status_code == 200
    assert activity.context_data["filters"].form.cleaned_data["clinic"].pk == andover.page.pk


def test_rights_on_one_page_give_that_page_alone(client, person, andover, at_andover):
    group = Group.objects.create(name="One page")
    let_into_admin(group)
    grant_pages(group, at_andover, ["change"])
    edit(andover.page, parking="<p>Behind the house.</p>")
    edit(at_andover, summary="Ours.")
    home = Home(client, person("one", group))
    assert home.counts() == {"Drafts": 1}
    assert home.titles("Drafts") == ["Chemical peel"]
    assert not {"Change prices", "Add a treatment", "New question"} & set(home.links())


# The central team


def test_the_central_team_sees_the_library(
    client, central_editor, group_tree, peel, at_andover, editor
):
    edit(at_andover, editor, summary="Ours.")
    edit(peel, central_editor, summary="Better.")
    edit(group_tree.question("Does it hurt?"), central_editor, answer="<p>No.</p>")
    overdue = group_tree.treatment("Filler")
    reviewed(overdue, review_due=timezone.localdate() - timedelta(days=1))
    home = Home(client, central_editor)
    assert "Library and shared questions" in home.headings
    assert home.counts() == {"Drafts": 2, "Medical reviews due": 1}
    (line,) = home.lines("Medical reviews due")
    assert line.url == f"/admin/pages/{overdue.pk}/edit/"
    assert listed(client, home.links()["Drafts: 2"]) == {"Chemical peel", "Does it hurt?"}
    assert listed(client, home.links()["Medical reviews due: 1"]) == {"Filler"}


def test_who_belongs_to_both_has_both(client, person, andover, peel, at_andover):
    both = person("both", andover.editors, ClinicGroup.objects.get().editors)
    edit(peel, summary="Better.")
    edit(at_andover, summary="Ours.")
    home = Home(client, both)
    assert {"Andover", "Library and shared questions"} <= set(home.headings)
    shared = f"{reverse('tenancy_work')}?state=drafts&place=shared"
    response = client.get(shared)
    assert [page.pk for page in response.context_data["object_list"]] == [peel.pk]


# Warnings


WITHHELD = "Warnings that readers do not see"


def warn(model, page, other):
    return model.objects.create(page=page, treatment=other, kind="do_not_combine", rationale="No.")


def test_a_warning_that_waits_for_the_other_page_is_the_librarys(
    client, central_editor, editor, peel, at_andover, group_tree
):
    acid, mask, laser = (group_tree.treatment(title) for title in ("Acid", "Mask", "Laser"))
    warn(Pairing, peel, acid)
    warn(Pairing, mask, laser)
    Pairing.objects.create(page=laser, treatment=acid, kind="alternative", rationale="Or.")
    assert Home(client, central_editor).titles(WITHHELD) == []

    published(acid).unpublish()
    (line,) = Home(client, central_editor).lines(WITHHELD)
    assert line.title == "Chemical peel"
    assert line.url == f"/admin/pages/{peel.pk}/edit/#tab-pairings"
    assert "tab-pairings" in client.get(line.url).content.decode()
    assert Home(client, editor).titles(WITHHELD) == []
    url = "/admin/work/?state=withheld-warnings&place=shared"
    client.force_login(central_editor)
    assert listed(client, url) == {"Chemical peel"}

    # The page that made the warning is gone itself: the one it is about is named.
    published(mask).unpublish()
    assert Home(client, central_editor).titles(WITHHELD) == ["Chemical peel", "Laser"]
    published(acid)
    published(mask)
    assert Home(client, central_editor).titles(WITHHELD) == []


def test_a_warning_of_a_clinics_own_is_the_clinics(
    client, editor, central_editor, at_andover, at_san_diego, group_tree
):
    acid = group_tree.treatment("Acid")
    warn(ClinicPairing, at_andover, acid)
    restrict(acid)

    assert Home(client, editor).titles(WITHHELD) == ["Chemical peel"]
    assert Home(client, central_editor).titles(WITHHELD) == []
    at_andover.unpublish()
    assert Home(client, editor).titles(WITHHELD) == []
