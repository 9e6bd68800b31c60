"""A treatment of the library goes only when it is said what becomes of the clinics' pages."""

import pytest
from django.contrib.messages import get_messages
from django.db import transaction
from django.db.models import ProtectedError
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageLogEntry

from tests.built_once import built_once
from treatments.models import ClinicTreatmentPage, TreatmentPage
from treatments.offering.offers import offer

pytestmark = pytest.mark.django_db


@built_once
def botox(group):
    return group.treatment("Botox", slug="botox")


@built_once
def peel(group):
    return group.treatment("Peel", slug="peel")


@built_once
def vancouver(group):
    return group.clinic("Vancouver", slug="vancouver")


@built_once
def andover(group):
    return group.clinic("Andover", slug="andover")


@built_once
def pages(botox, vancouver, andover):
    """Vancouver's page, live with a summary of its own, and Andover's draft."""
    live = offer(botox, [vancouver], live=True)[0]
    live.summary = "Ours."
    live.save_revision().publish()
    draft = offer(botox, [andover])[0]
    return ClinicTreatmentPage.objects.get(pk=live.pk), draft


def delete_url(page):
    return reverse("wagtailadmin_pages:delete", args=[page.pk])


def bulk_url(action, *pages):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    return f"{url}?{'&'.join(f'id={page.pk}' for page in pages)}"


def answer(treatment, fate, other=None, **extra):
    return {
        "clinics-answered": "1",
        f"fate-{treatment.pk}": fate,
        f"treatment-{treatment.pk}": other.pk if other else "",
        **extra,
    }


def said(response):
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def exists(page):
    return type(page).objects.filter(pk=page.pk).exists()


# By code


def test_code_is_refused(botox, pages):
    with pytest.raises(ProtectedError, match="2 page") as refusal:
        botox.delete()

    assert refusal.value.protected_objects == set(pages)
    assert exists(botox)
    assert ClinicTreatmentPage.objects.filter(treatment=botox).count() == 2


def test_a_refusal_leaves_the_tree_whole(botox, pages, group):
    numchild = type(group.treatments).objects.filter(pk=group.treatments.pk).values("numchild")
    before = numchild.get()

    with pytest.raises(ProtectedError):
        botox.delete()

    assert numchild.get() == before
    assert not PageLogEntry.objects.filter(action="wagtail.delete", page=botox.pk).exists()
    assert TreatmentPage.find_problems() == ([], [], [], [], [])


def test_code_may_not_delete_what_is_above(group, pages):
    with pytest.raises(ProtectedError), transaction.atomic():
        group.treatments.delete()

    assert TreatmentPage.objects.exists()


def test_a_whole_site_goes_with_its_clinics(group, pages):
    group.home.delete()

    assert not ClinicTreatmentPage.objects.exists()


def test_what_nobody_uses_is_deleted_as_ever(peel, admin_client, pages):
    response = admin_client.get(delete_url(peel))
    assert "Clinics offer what you" not in response.content.decode()

    admin_client.post(delete_url(peel))

    assert not exists(peel)


# By the admin


def test_the_question_is_asked_first(botox, pages, admin_client):
    content = admin_client.get(delete_url(botox)).content.decode()
    assert "2 pages of clinics show it" in content
    for page in pages:
        assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in content

    unanswered = admin_client.post(delete_url(botox))
    assert unanswered.status_code == 200
    assert exists(botox)
    half = admin_client.post(delete_url(botox), {"clinics-answered": "1"})
    assert "Say what becomes of these pages." in half.content.decode()
    assert exists(botox)


def test_withdrawing_them(botox, pages, admin_client, client):
    response = admin_client.post(delete_url(botox), answer(botox, "withdraw"))

    assert not exists(botox)
    assert "2 pages of clinics are withdrawn." in said(response)
    for page in pages:
        page.refresh_from_db()
        assert not page.live
        assert page.treatment is None
    assert pages[0].summary == "Ours."
    assert pages[0].title == "Botox"
    redirect = Redirect.objects.get()
    assert redirect.redirect_page.slug == "vancouver"
    assert client.get("/locations/vancouver/botox/").url == "/locations/vancouver/"
    for page in pages:
        url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        assert admin_client.get(url).status_code == 200
        history = reverse("wagtailadmin_pages:history", args=[page.pk])
        assert "which was deleted" in admin_client.get(history).content.decode()


def test_moving_them_to_another_treatment(botox, peel, pages, admin_client, client):
    response = admin_client.post(delete_url(botox), answer(botox, "move", peel))

    assert "2 pages of clinics are showing “Peel”." in said(response)
    assert not exists(botox)
    live, draft = ClinicTreatmentPage.objects.order_by("-live")
    assert live.live
    assert not draft.live
    assert live.treatment == draft.treatment == peel
    assert live.title == draft.title == "Peel"
    document = client.get(f"/api/v2/pages/{live.pk}/").json()
    assert document["summary"] == "Ours."
    assert document["library"]["title"] == "Peel"
    assert "What Peel does." in live.replaced["summary"]["text"]
    assert live.stale_overrides() == []
    assert draft.get_latest_revision_as_object().treatment == peel
    assert not Redirect.objects.exists()


def test_an_unpublished_change_stays_one(botox, peel, pages, admin_client, client):
    live = pages[0]
    live.summary = "Ours, soon."
    live.save_revision()

    admin_client.post(delete_url(botox), answer(botox, "move", peel))

    live.refresh_from_db()
    assert live.has_unpublished_changes
    assert client.get(f"/api/v2/pages/{live.pk}/").json()["summary"] == "Ours."
    draft = live.get_latest_revision_as_object()
    assert (draft.summary, draft.treatment) == ("Ours, soon.", peel)


def test_not_to_a_treatment_that_is_offered_there(botox, peel, pages, vancouver, admin_client):
    offer(peel, [vancouver])

    response = admin_client.post(delete_url(botox), answer(botox, "move", peel))

    assert "Vancouver: “Peel” is offered there already" in response.content.decode()
    assert exists(botox)
    assert ClinicTreatmentPage.objects.filter(treatment=botox).count() == 2


@pytest.mark.parametrize("other", ["none", "itself", "draft"])
def test_not_to_what_cannot_be_shown(botox, group, pages, admin_client, other):
    others = {
        "none": None,
        "itself": botox,
        "draft": group.treatment("Draft", live=False),
    }

    response = admin_client.post(delete_url(botox), answer(botox, "move", others[other]))

    assert response.status_code == 200
    assert exists(botox)


def test_deleting_what_is_above_asks_for_each(group, botox, peel, pages, vancouver, admin_client):
    offer(peel, [vancouver], live=True)
    url = delete_url(group.treatments)

    assert "Peel" in admin_client.get(url).content.decode()
    half = admin_client.post(url, answer(botox, "withdraw"))
    assert half.status_code == 200
    assert exists(botox)

    admin_client.post(url, {**answer(botox, "withdraw"), **answer(peel, "withdraw")})
    assert not TreatmentPage.objects.exists()
    assert ClinicTreatmentPage.objects.filter(treatment=None, live=False).count() == 3


def test_two_treatments_do_not_both_become_a_third(
    group, botox, peel, pages, vancouver, admin_client
):
    offer(peel, [vancouver], live=True)
    third = group.treatment("Third")
    data = {**answer(botox, "move", third), **answer(peel, "move", third)}

    response = admin_client.post(bulk_url("delete", botox, peel), data)

    assert "is offered there already" in response.content.decode()
    assert exists(botox)
    assert exists(peel)


def test_bulk_deletion_asks_too(botox, peel, pages, admin_client):
    url = bulk_url("delete", botox)

    asked = admin_client.post(url)
    assert "2 pages of clinics show it" in asked.content.decode()
    assert exists(botox)

    admin_client.post(url, answer(botox, "move", peel))
    assert not exists(botox)
    assert ClinicTreatmentPage.objects.filter(treatment=peel).count() == 2


def test_the_sites_name_is_asked_for_where_much_is_deleted(botox, pages, admin_client, settings):
    settings.WAGTAILADMIN_UNSAFE_PAGE_DELETION_LIMIT = 1
    assert "confirm_site_name" in admin_client.get(delete_url(botox)).content.decode()

    data = answer(botox, "withdraw", confirm_site_name="Wrong")
    response = admin_client.post(delete_url(botox), data)

    assert response.status_code == 200
    pages[0].refresh_from_db()
    assert pages[0].live
    admin_client.post(delete_url(botox), answer(botox, "withdraw", confirm_site_name="Clinicsite"))
    assert not exists(botox)


def test_who_may_not_decide_for_a_clinic_deletes_nothing(
    group, botox, pages, vancouver, signed_in, editor_of
):
    client = signed_in(editor_of(group.treatments, vancouver))

    content = client.get(delete_url(botox)).content.decode()
    assert "You may not decide this for 1 of them" in content
    assert "Andover" not in content
    client.post(delete_url(botox), answer(botox, "withdraw"))

    assert exists(botox)
    pages[0].refresh_from_db()
    assert pages[0].live


def test_a_locked_page_is_left_alone(botox, pages, signed_in, editor_of, group):
    client = signed_in(editor_of(group.home))
    ClinicTreatmentPage.objects.filter(pk=pages[1].pk).update(locked=True)

    client.post(delete_url(botox), answer(botox, "withdraw"))

    assert exists(botox)


def test_aliases_follow(botox, peel, pages, group, admin_client):
    alias = pages[0].create_alias(parent=group.clinic("Third"), update_slug="botox")

    admin_client.post(delete_url(botox), answer(botox, "move", peel))

    alias.refresh_from_db()
    assert alias.live
    assert alias.treatment == peel

    admin_client.post(delete_url(peel), answer(peel, "withdraw"))
    alias.refresh_from_db()
    assert not alias.live
    assert alias.treatment is None


def test_more_pages_cost_no_more_queries(group, botox, admin_client, count_queries):
    def look(clinics):
        for number in range(clinics):
            offer(botox, [group.clinic(f"C{clinics} {number}")], live=bool(number % 2))
        return count_queries(lambda: admin_client.get(delete_url(botox)))

    look(1)
    assert look(3) == look(9)


# Unpublishing


def unpublish_url(page):
    return reverse("wagtailadmin_pages:unpublish", args=[page.pk])


def test_unpublishing_says_what_goes_with_it(botox, pages, admin_client, client):
    response = admin_client.post(unpublish_url(botox), {"next": "/admin/"})

    content = response.content.decode()
    assert "1 page of clinics goes off the site with it" in content
    assert "Vancouver" in content
    botox.refresh_from_db()
    assert botox.live

    confirmed = {"next": "/admin/", "clinics-answered": "1"}
    assert admin_client.post(unpublish_url(botox), confirmed).url == "/admin/"
    assert client.get(f"/api/v2/pages/{pages[0].pk}/").status_code == 404
    botox.refresh_from_db()
    botox.save_revision().publish()
    assert client.get(f"/api/v2/pages/{pages[0].pk}/").status_code == 200


def test_unpublishing_the_whole_library_says_so(group, pages, admin_client):
    data = {"include_descendants": "on"}

    content = admin_client.post(unpublish_url(group.treatments), data).content.decode()

    assert "1 page of clinics" in content
    assert 'name="include_descendants" value="on"' in content
    admin_client.post(unpublish_url(group.treatments), {**data, "clinics-answered": "1"})
    assert not TreatmentPage.objects.filter(live=True).exists()


def test_unpublishing_in_bulk_says_so(botox, pages, admin_client):
    url = bulk_url("unpublish", botox)

    assert "1 page of clinics" in admin_client.post(url).content.decode()
    admin_client.post(url, {"clinics-answered": "1"})

    botox.refresh_from_db()
    assert not botox.live


def test_no_question_where_no_clinic_loses_a_page(peel, pages, admin_client):
    pages[0].unpublish()

    admin_client.post(unpublish_url(peel))

    peel.refresh_from_db()
    assert not peel.live


def test_pages_that_one_may_not_see_are_only_counted(group, botox, pages, signed_in, editor_of):
    client = signed_in(editor_of(group.treatments))

    content = client.post(unpublish_url(botox)).content.decode()

    assert "1 page of clinics" in content
    assert "Vancouver" not in content
