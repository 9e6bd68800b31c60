"""The report “Clinic activity”: everybody's own clinics, and nothing of another's."""

import csv
import io
from uuid import uuid4

import openpyxl
import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.urls import reverse
from wagtail.log_actions import LogContext, log
from wagtail.models import PageLogEntry

from locations.models import LocationPage
from tenancy.opening.clinics import open_clinic
from tests.built_once import built_once
from tests.tenancy.audited import offered, reprice
from tests.world import ADDRESSES, make_person
from treatments.offering.offers import offer


@built_once
def stranger(san_diego):
    return make_person("zqx-stranger", san_diego.managers)


@built_once
def superuser():
    return get_user_model().objects.create_superuser("root", "root@example.com", "secret")


@built_once
def botox(group_tree, andover, manager):
    return reprice(offered(group_tree, andover), "14.00", user=manager, publish=True)


@built_once
def zqx(group_tree, san_diego, stranger):
    page = offered(group_tree, san_diego, "zqx Peel", amount="77.00")
    return reprice(page, "78.00", user=stranger, publish=True)


@pytest.fixture
def report(client):
    """Return a function that opens the report as a person and gives the response."""

    def get(reader, /, **query):
        client.force_login(reader)
        return client.get(reverse("tenancy_activity"), query)

    return get


def rows(response):
    return [
        (row.clinic, row.page, row.who, row.message, row.changes)
        for row in response.context_data["object_list"]
    ]


def test_a_manager_reads_who_changed_which_price(report, botox, manager):
    line = "Botox, per unit: 13.00 → 14.00 GBP"

    found = rows(report(manager, kind="prices"))

    published = ("Andover", "Botox", "andover-manager", "Published", [line])
    assert found[0] == published
    assert all(changes for *_, changes in found)
    edit_url = reverse("wagtailadmin_pages:edit", args=[botox.pk])
    assert edit_url in report(manager).text
    assert line in report(manager).text


def test_nothing_of_another_clinic_is_told(report, botox, zqx, stranger, editor, manager):
    for user in (editor, manager):
        for query in ({}, {"export": "csv"}, {"kind": "prices"}, {"clinic": zqx.get_parent().pk}):
            response = report(user, **query)
            if response.streaming:
                text = b"".join(response.streaming_content).decode()
                assert "Botox" in text
            else:
                text = response.text
            for secret in ("zqx", "San Diego", "78.00"):
                assert secret not in text, query
    assert "zqx Peel" in report(stranger).text
    assert "andover" not in report(stranger).text


def test_a_filter_for_what_one_may_not_know_finds_nothing(report, botox, zqx, manager, stranger):
    for query in ({"clinic": zqx.get_parent().pk}, {"user": stranger.pk}):
        response = report(manager, **query)
        assert response.context_data["filters"].errors


def test_who_has_no_clinic_has_no_report(report, central_editor, person, client, botox):
    assert rows(report(central_editor)) == []
    assert report(person("nobody")).status_code == 302
    client.logout()
    assert client.get(reverse("tenancy_activity")).status_code == 302


def test_the_menu_has_it_for_who_has_a_clinic(client, editor, central_editor):
    for user, is_shown in ((editor, True), (central_editor, False)):
        client.force_login(user)
        assert (reverse("tenancy_activity") in client.get("/admin/").text) == is_shown


@pytest.mark.parametrize(
    ("kind", "action"),
    [
        ("treatments", "clinicsite.offer"),
        ("treatments", "wagtail.unpublish"),
        ("treatments", "wagtail.delete"),
        ("overrides", "clinicsite.override.keep"),
        ("publishing", "wagtail.publish"),
        ("clinic", "clinicsite.close_clinic"),
        ("team", "clinicsite.invite"),
    ],
)
def test_each_kind_has_its_entries(report, botox, manager, kind, action):
    data = {
        "clinicsite.close_clinic": {"status": "closed", "pages": 1, "people": 2},
        "clinicsite.invite": {"person": "Ann", "role": "editor"},
        "clinicsite.offer": {
            "treatment": {"title": "Botox"},
            "clinic": {"title": "Andover"},
            "live": True,
        },
        "clinicsite.override.keep": {"name": "Summary"},
    }.get(action, {})
    log(instance=botox, action=action, user=manager, data=data)
    log(instance=botox, action="wagtail.lock", user=manager)

    entry = report(manager, kind=kind).context_data["object_list"][0]
    found = PageLogEntry.objects.filter(timestamp=entry.when).get()

    assert found.action == action
    assert "Unknown" not in entry.message


def test_questions_are_a_kind_by_their_page(report, andover, manager, botox):
    index = andover.page.get_children().get(slug="faq").specific
    index.introduction = "<p>New</p>"
    index.save_revision(user=manager, log_action=True)

    found = report(manager, kind="questions").context_data["object_list"]

    assert {row.page for row in found} == {index.title}
    assert found[0].changes == ["Introduction"]


def test_filters_by_clinic_period_and_person(report, botox, zqx, superuser, manager, stranger):
    andover = LocationPage.objects.get(title="Andover")

    clinics = {"Andover", "San Diego", "Vancouver"}
    assert {clinic for clinic, *_ in rows(report(superuser))} == clinics
    assert {clinic for clinic, *_ in rows(report(superuser, clinic=andover.pk))} == {"Andover"}
    found = rows(report(superuser, user=stranger.pk))
    assert {(clinic, who) for clinic, _, who, *_ in found} == {("San Diego", "zqx-stranger")}
    assert rows(report(superuser, timestamp_to="2001-01-01")) == []
    assert rows(report(superuser, timestamp_from="2001-01-01"))


def test_only_people_who_did_something_here_can_be_chosen(report, botox, zqx, manager, editor):
    choices = report(editor).context_data["filters"].form.fields["user"].queryset

    assert list(choices) == [manager]


def test_export_has_what_the_page_has(report, botox, manager):
    line = "Botox, per unit: 13.00 → 14.00 GBP"
    response = report(manager, export="csv", kind="prices")
    text = b"".join(response.streaming_content).decode()
    first = next(csv.DictReader(io.StringIO(text)))

    assert (first["Clinic"], first["Page"]) == ("Andover", "Botox")
    assert first["Who"] == "andover-manager"
    assert first["What changed"] == line

    response = report(manager, export="xlsx", kind="prices")
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
    assert line in [cell.value for cell in sheet[2]]


def test_autosaves_are_one_row_and_pages_changed_together_are_not(
    report, group_tree, andover, manager
):
    pages = [offered(group_tree, andover, title) for title in ("Filler", "Peel")]
    context = LogContext(user=manager)
    with context:
        for page in pages:
            draft = page.get_latest_revision_as_object()
            revision = draft.save_revision(user=manager, log_action=True)
            for words in ("One", "One two"):
                draft.summary = words
                draft.save_revision(user=manager, log_action=True, overwrite_revision=revision)
    found = rows(report(manager, user=manager.pk))
    drafts = [(page, changes) for _, page, _, message, changes in found if message == "Draft saved"]

    assert drafts == [
        ("Peel", ["Summary: nothing → One two"]),
        ("Filler", ["Summary: nothing → One two"]),
    ]


def test_deletion_is_told_where_the_clinic_is_known(
    report, botox, zqx, manager, stranger, superuser
):
    botox.delete(user=manager)

    deleted = ("Andover", "Botox", "andover-manager", "Deleted", [])
    assert rows(report(manager))[0] == deleted
    assert rows(report(manager, clinic=LocationPage.objects.get(title="Andover").pk))[0] == deleted
    assert deleted not in rows(report(stranger))
    # What was done before is known to who sees deleted pages in Wagtail's own reports.
    assert "Botox" not in [page for _, page, *_ in rows(report(manager))[1:]]
    assert "Botox" in [page for _, page, *_ in rows(report(superuser))[1:]]


def test_the_log_outlives_the_revisions(report, botox, manager):
    call_command("purge_revisions", days=0)

    assert ["Botox, per unit: 13.00 → 14.00 GBP"] in [c for *_, c in rows(report(manager))]


def test_the_number_of_queries_does_not_depend_on_the_number_of_rows(
    report, group_tree, botox, superuser, manager, count_queries
):
    def count(user):
        report(user)
        return [
            count_queries(lambda: report(user)),
            count_queries(lambda: list(report(user, export="csv").streaming_content)),
        ]

    before = count(superuser), count(manager)
    treatment = group_tree.treatment("Peel")
    for number in range(4):
        title = f"Clinic {number}"
        clinic = open_clinic(group_tree.clinics, {**ADDRESSES["Andover"], "title": title})
        offer(treatment, [clinic.page], user=superuser)
    offered(group_tree, LocationPage.objects.get(title="Andover").tenant, "Filler")
    log(botox, "wagtail.lock", user=get_user_model().objects.create_user(str(uuid4())))

    assert (count(superuser), count(manager)) == before
