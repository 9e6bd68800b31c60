"""The report on stale overrides."""

import csv
import io
import json

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from tests.api.builders import block, offer, own_section, section
from tests.built_once import built_once
from treatments.models import ClinicRisk, Risk

pytestmark = pytest.mark.django_db


def text(words):
    return block("paragraph", f"<p>{words}</p>")


@built_once
def botox(group):
    return group.treatment(
        "Botox",
        summary="Relaxes lines.",
        body=json.dumps([section([text("Do not rub.")], "aftercare", heading="Aftercare")]),
    )


@built_once
def vancouver(group):
    return group.clinic("Vancouver", slug="vancouver")


@built_once
def andover(group):
    return group.clinic("Andover", slug="andover")


@built_once
def stale(botox, vancouver, andover):
    """Vancouver's summary and section, and Andover's risks, which the library moves past."""
    botox.risks = [Risk(text="Bruises")]
    botox.save()
    ours = own_section("replace", "aftercare", [text("Rest.")])
    here = offer(botox, vancouver, summary="We relax lines.", sections=json.dumps([ours]))
    there = offer(botox, andover, risks=[ClinicRisk(text="Blue spots")], class_label="Ours")
    botox.refresh_from_db()
    botox.summary = "Relaxes fine lines."
    botox.body = json.dumps([section([text("Never rub.")], "aftercare", heading="Afterwards")])
    botox.risks = [Risk(text="Bruises for a week")]
    botox.save()
    return here, there


def report(client, **params):
    return client.get(reverse("treatments_stale_overrides"), params)


def listed(response):
    return {(row.clinic, row.name) for row in response.context_data["object_list"]}


ALL = {
    ("Vancouver", "Summary"),
    ("Vancouver", "Section: Afterwards"),
    ("Andover", "Risks and side effects"),
}


def test_it_lists_what_the_library_has_moved_past(admin_client, stale):
    response = report(admin_client)

    assert listed(response) == ALL
    content = response.content.decode()
    for words in ("Relaxes lines.", "Relaxes fine lines.", "</del>", "</ins>", "Keep mine"):
        assert words in content


def test_nothing_to_list(signed_in, editor_of, botox, group):
    third = group.clinic("Third")
    offer(botox, third, summary="Ours.")

    assert "No clinic has said anything that the library has moved past." in (
        report(signed_in(editor_of(third))).content.decode()
    )


def test_it_is_filtered(admin_client, stale, vancouver, group, botox):
    other = group.treatment("Filler", summary="Fills.")
    page = offer(other, vancouver, summary="We fill.")
    other.summary = "Fills lines."
    other.save()

    assert listed(report(admin_client, treatment=other.pk)) == {("Vancouver", "Summary")}
    assert [
        row.page_id for row in report(admin_client, treatment=other.pk).context_data["object_list"]
    ]
    assert listed(report(admin_client, clinic=vancouver.pk)) == {
        row for row in ALL if row[0] == "Vancouver"
    }
    assert listed(report(admin_client, kind=["sections", "lists"])) == {
        ("Vancouver", "Section: Afterwards"),
        ("Andover", "Risks and side effects"),
    }
    rows = report(admin_client, clinic=vancouver.pk, treatment=botox.pk, kind="texts")
    assert [row.key for row in rows.context_data["object_list"]] == ["summary"]
    assert page.pk not in {row.page_id for row in rows.context_data["object_list"]}


def test_a_wrong_filter_shows_everything(admin_client, stale):
    for params in ({"kind": "nothing"}, {"clinic": 999_999}, {"treatment": "x"}, {"p": "x"}):
        assert report(admin_client, **params).status_code == 200


def test_an_editor_sees_his_own_clinics(signed_in, editor_of, stale, vancouver, andover, botox):
    client = signed_in(editor_of(vancouver))

    response = report(client)

    assert {clinic for clinic, _ in listed(response)} == {"Vancouver"}
    content = response.content.decode()
    assert "Andover" not in content
    assert "Blue spots" not in content
    filters = response.context_data["filters"].form.fields
    assert [clinic.title for clinic in filters["clinic"].queryset] == ["Vancouver"]
    asked = report(client, clinic=andover.pk)
    assert ("Andover", "Risks and side effects") not in listed(asked)
    exported = report(client, export="csv").getvalue().decode()
    assert "Andover" not in exported


def test_strangers_see_nothing(client, signed_in, user_with, stale):
    assert report(client).headers["location"].startswith("/admin/login/")
    other = signed_in(user_with("view_concern"))
    assert report(other).headers["location"] == "/admin/"
    assert reverse("treatments_stale_overrides") not in other.get("/admin/").content.decode()


def test_it_is_in_the_menu_of_editors(signed_in, editor_of, stale, vancouver):
    client = signed_in(editor_of(vancouver))

    assert reverse("treatments_stale_overrides") in client.get("/admin/").content.decode()


def test_it_is_exported(admin_client, stale):
    answer = report(admin_client, export="csv").getvalue().decode()
    rows = {(row["Clinic"], row["Part"]): row for row in csv.DictReader(io.StringIO(answer))}
    assert set(rows) == ALL
    summary = rows["Vancouver", "Summary"]
    assert summary["Shared text that was replaced"] == "Relaxes lines."
    assert summary["Shared text today"] == "Relaxes fine lines."
    assert summary["Kind of part"] == "Names, summary and picture"
    assert summary["Own since"]

    book = load_workbook(io.BytesIO(report(admin_client, export="xlsx").getvalue()))
    assert [cell.value for cell in book.active[1]] == list(summary)
    assert book.active.max_row == 4


def test_what_is_decided_leaves_the_report(admin_client, stale):
    here, there = stale

    admin_client.post(reverse("treatments_override_keep", args=[here.pk, "summary"]))
    assert listed(report(admin_client)) == ALL - {("Vancouver", "Summary")}
    admin_client.post(reverse("treatments_override_share", args=[there.pk, "risks"]))
    assert listed(report(admin_client)) == {("Vancouver", "Section: Afterwards")}


def test_aliases_and_unpublished_treatments_are_left_out(admin_client, stale, botox, group):
    here, _ = stale
    here.create_alias(parent=group.clinic("Third"), update_slug="botox")
    assert listed(report(admin_client)) == ALL

    botox.unpublish()
    assert listed(report(admin_client)) == set()


def test_it_takes_as_many_queries_for_nine_as_for_three(admin_client, group, count_queries):
    def add(numbers):
        for number in numbers:
            treatment = group.treatment(f"Treatment {number}", summary="Before.")
            treatment.risks = [Risk(text="Bruises")]
            treatment.save()
            offer(
                treatment,
                group.clinic(f"Clinic {number}"),
                summary="Ours.",
                risks=[ClinicRisk(text="Ours")],
            )
            treatment.refresh_from_db()
            treatment.summary = "After."
            treatment.risks = [Risk(text="Bruises for a week")]
            treatment.save()

    def show():
        assert report(admin_client).status_code == 200

    def export():
        list(report(admin_client, export="csv"))

    add(range(3))
    show()
    of_three = count_queries(show), count_queries(export)
    add(range(3, 9))

    rows = report(admin_client).context_data["object_list"]
    assert len([row for row in rows if row.treatment.startswith("Treatment ")]) == 18
    assert (count_queries(show), count_queries(export)) == of_three
