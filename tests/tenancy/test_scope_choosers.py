"""The page chooser: where it opens, what it offers, and what it turns an address into."""

import pytest

from faq.models import FAQPage
from tenancy.opening.clinics import open_clinic
from tests.api.builders import offer
from tests.built_once import built_once
from tests.world import ADDRESSES


@built_once
def library(group_tree, andover, san_diego):
    """A treatment that both clinics offer; San Diego's page has a new title in its draft."""
    botox = group_tree.treatment("Botox", slug="botox")
    offer(botox, andover.page, local_title="Botox in Andover", live=False)
    offer(botox, san_diego.page, local_title="Botox in San Diego")
    page = san_diego.page
    page.title = "Diego of the draft"
    page.save_revision()
    return botox


@pytest.fixture
def browse(client):
    """Give a function that opens the chooser as somebody and returns what it holds."""

    def get(user, page=None, **query):
        client.force_login(user)
        path = f"/admin/choose-page/{page.pk}/" if page else "/admin/choose-page/"
        return client.get(path, query).json()

    return get


def choosable(answer):
    """Return the titles that can be clicked, the page above first."""
    parts = answer["html"].split('data-admin-title="')[1:]
    return [part.split('"')[0] for part in parts]


def test_it_opens_where_shared_and_own_pages_meet(
    library, group_tree, editor, central_editor, browse
):
    for user in (editor, central_editor):
        answer = browse(user)
        assert answer["parent_page_id"] == group_tree.home.pk
        assert choosable(answer) == ["Group", "Treatments", "Questions", "Clinics"]


def test_one_browses_to_ones_own_pages_and_sees_no_other_clinics(
    library, group_tree, andover, editor, browse
):
    assert choosable(browse(editor, group_tree.clinics)) == ["Clinics", "Andover"]
    assert choosable(browse(editor, andover.page)) == [
        "Andover",
        "Questions about Andover",
        "Botox in Andover",
    ]


def test_a_type_is_looked_for_where_one_may_choose_it(library, group_tree, andover, editor, browse):
    answer = browse(editor, page_type="treatments.clinictreatmentpage")
    assert answer["parent_page_id"] == andover.page.pk
    assert choosable(answer) == ["Botox in Andover"]
    answer = browse(editor, page_type="treatments.treatmentpage")
    assert answer["parent_page_id"] == group_tree.treatments.pk
    assert choosable(answer) == ["Botox"]


def test_the_central_team_chooses_clinics_by_their_public_title(
    library, group_tree, san_diego, central_editor, browse
):
    offered = choosable(browse(central_editor, group_tree.clinics))
    assert offered == ["Clinics", "Andover", "San Diego", "Vancouver"]
    assert choosable(browse(central_editor, san_diego.page)) == ["San Diego"]


def test_a_page_that_one_may_not_see_leads_to_the_start(
    library, group_tree, san_diego, editor, browse
):
    for query in ({}, {"user_perms": "move_to"}):
        assert browse(editor, san_diego.page, **query)["parent_page_id"] != san_diego.page.pk
    assert browse(editor, san_diego.page)["parent_page_id"] == group_tree.home.pk


def test_unpublished_pages_above_are_passed_and_not_chosen(library, group_tree, editor, browse):
    home = group_tree.home
    home.live = False
    home.save()
    answer = browse(editor)
    assert answer["parent_page_id"] == home.pk
    assert "Group" not in choosable(answer)
    assert "Clinics" in choosable(answer)


def test_a_place_to_move_to_is_one_of_ones_own(library, group_tree, andover, manager, browse):
    moved = FAQPage.objects.child_of(andover.page)
    assert not moved.exists()
    answer = browse(manager, user_perms="copy_to")
    assert answer["parent_page_id"] == andover.page.pk
    above = browse(manager, group_tree.clinics, user_perms="copy_to")
    assert choosable(above) == ["Andover"]


def test_search_and_several_choices_at_once(library, san_diego, andover, editor, client):
    client.force_login(editor)
    found = client.get("/admin/choose-page/search/?q=botox").content.decode()
    assert "Botox in Andover" in found
    assert "San Diego" not in found
    ids = {"id": [library.pk, andover.page.pk, san_diego.page.pk, "nonsense"]}
    answer = client.get("/admin/choose-page/chosen-multiple/", ids).json()
    assert {page["adminTitle"] for page in answer["result"]} == {"Botox", "Andover"}


def test_an_address_becomes_a_link_to_a_page_that_one_may_choose(
    library, san_diego, editor, central_editor, client
):
    def link(user, url):
        client.force_login(user)
        form = {"external-link-chooser-url": url, "external-link-chooser-link_text": ""}
        return client.post("/admin/choose-external-link/", form).json()

    shared, foreign = library.full_url, san_diego.page.full_url
    assert link(editor, shared)["result"]["id"] == library.pk
    assert link(editor, foreign)["result"]["url"] == foreign
    assert "id" not in link(editor, foreign)["result"]
    asked = link(editor, f"{shared}?from=mail")
    assert asked["internal"]["id"] == library.pk
    assert asked["step"] == "confirm_external_to_internal"
    assert link(editor, f"{foreign}?from=mail")["step"] == "external_link_chosen"
    for url in (foreign, f"{foreign}?from=mail"):
        answer = link(central_editor, url)
        assert "of the draft" not in str(answer)
        chosen = answer.get("internal") or answer["result"]
        assert chosen["adminTitle"] == "San Diego"


def test_the_number_of_queries_does_not_depend_on_how_many_clinics_there_are(
    library, group_tree, editor, client, count_queries
):
    client.force_login(editor)
    addresses = [
        "/admin/choose-page/",
        f"/admin/choose-page/{group_tree.clinics.pk}/",
        "/admin/choose-page/?page_type=treatments.treatmentpage",
        "/admin/choose-page/search/?q=botox",
        "/admin/images/",
        "/admin/images/chooser/",
        "/admin/reports/page-types-usage/",
        "/admin/reports/workflow/",
        "/admin/reports/workflow_tasks/",
        f"/admin/pages/{group_tree.clinics.pk}/",
    ]

    def measure():
        for address in addresses:
            client.get(address)
        return {each: count_queries(lambda: client.get(each)) for each in addresses}  # noqa: B023

    before = measure()
    for number in range(4):
        details = {"title": f"No. {number}", **ADDRESSES["Andover"]}
        offer(library, open_clinic(group_tree.clinics, details, publish=True).page)
    assert measure() == before
