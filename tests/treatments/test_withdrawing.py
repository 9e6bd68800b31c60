"""Where an address leads at which a clinic has withdrawn a treatment, whatever way it went."""

import pytest
from django.contrib.messages import get_messages
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from tests.built_once import built_once
from treatments.models import ClinicTreatmentPage
from treatments.offering.offers import offer

pytestmark = pytest.mark.django_db


@built_once
def botox(group):
    return group.treatment("Botox", slug="botox")


@built_once
def vancouver(group):
    return group.clinic("Vancouver", slug="vancouver")


@built_once
def page(botox, vancouver):
    return offer(botox, [vancouver], live=True)[0]


@pytest.fixture
def visit(client):
    """Follow an address of the site to its end: `(last path, last status)`."""

    def visit(path):
        response = client.get(path, follow=True)
        last = response.redirect_chain[-1][0] if response.redirect_chain else path
        return last.removeprefix("http://localhost"), response.status_code

    return visit


ADDRESS = "/locations/vancouver/botox/"


def targets():
    return {r.old_path: r.redirect_page.slug for r in Redirect.objects.all()}


def by_unpublishing(page, client):
    page.unpublish()


def by_wagtails_button(page, client):
    client.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))


def by_withdrawing(page, client):
    client.post(reverse("treatments_withdraw", args=[page.pk]))


def by_unpublishing_the_clinic(page, client):
    clinic = page.get_parent()
    url = reverse("wagtailadmin_pages:unpublish", args=[clinic.pk])
    client.post(url, {"include_descendants": "on"})


def by_unpublishing_in_bulk(page, client):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
    client.post(f"{url}?id={page.pk}")


def by_expiry(page, client):
    ClinicTreatmentPage.objects.filter(pk=page.pk).update(expire_at=timezone.now())
    call_command("publish_scheduled")


def by_deleting(page, client):
    client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))


def by_deleting_in_bulk(page, client):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    client.post(f"{url}?id={page.pk}")


def by_deleting_the_clinic(page, client):
    page.get_parent().delete()


WAYS = [
    by_unpublishing,
    by_wagtails_button,
    by_withdrawing,
    by_unpublishing_the_clinic,
    by_unpublishing_in_bulk,
    by_expiry,
    by_deleting,
    by_deleting_in_bulk,
    by_deleting_the_clinic,
]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_the_address_leads_to_the_library(page, admin_client, way):
    way(page, admin_client)

    assert not ClinicTreatmentPage.objects.filter(live=True).exists()
    assert targets() == {ADDRESS.rstrip("/"): "botox"}
    assert Redirect.objects.get().redirect_page.specific_class.__name__ == "TreatmentPage"
    assert Redirect.objects.get().is_permanent


def test_a_visitor_and_a_front_end_get_to_the_library(page, visit, client):
    page.unpublish()

    assert visit(ADDRESS) == ("/treatments/botox/", 200)
    old = ADDRESS.rstrip("/")
    found = client.get("/api/v2/redirects/find/", {"html_path": old}, follow=True)
    assert found.json()["location"].endswith("/treatments/botox/")


def test_publishing_it_again_takes_the_redirect_away(page, visit):
    page.unpublish()

    page.save_revision().publish()

    assert targets() == {}
    assert visit(ADDRESS)[0] == ADDRESS


def test_a_draft_leaves_nothing_behind(botox, group):
    draft = offer(botox, [group.clinic("Andover")])[0]

    draft.delete()

    assert targets() == {}


def test_an_editors_own_redirect_is_left_alone(page, group):
    Redirect.add_redirect(ADDRESS, redirect_to=group.home, site=group.site)

    page.unpublish()
    assert targets() == {ADDRESS.rstrip("/"): group.home.slug}

    page.save_revision().publish()
    assert targets() == {ADDRESS.rstrip("/"): group.home.slug}


def test_it_leads_to_the_clinic_while_the_library_is_not_public(page, botox, vancouver, visit):
    page.unpublish()

    botox.unpublish()
    assert visit(ADDRESS) == ("/locations/vancouver/", 200)

    botox.save_revision().publish()
    assert visit(ADDRESS) == ("/treatments/botox/", 200)

    restriction = PageViewRestriction.objects.create(page=botox, restriction_type="login")
    assert visit(ADDRESS) == ("/locations/vancouver/", 200)

    restriction.delete()
    assert visit(ADDRESS) == ("/treatments/botox/", 200)


def test_it_leads_nowhere_while_neither_is_public(page, botox, vancouver, visit):
    botox.unpublish()
    vancouver.unpublish()
    page.refresh_from_db()

    page.unpublish()
    assert targets() == {}

    vancouver.save_revision().publish()
    assert visit(ADDRESS) == ("/locations/vancouver/", 200)


def test_moving_the_library_into_a_private_place_counts(page, botox, group, visit):
    from treatments.models import TreatmentIndexPage

    page.unpublish()
    private = group.home.add_child(instance=TreatmentIndexPage(title="Private", slug="private"))
    PageViewRestriction.objects.create(page=private, restriction_type="login")

    botox.move(private, pos="last-child")

    assert visit(ADDRESS) == ("/locations/vancouver/", 200)


def test_the_address_of_a_deleted_page_follows_too(page, botox, vancouver, visit):
    page.delete()
    assert visit(ADDRESS) == ("/treatments/botox/", 200)

    botox.unpublish()
    assert visit(ADDRESS) == ("/locations/vancouver/", 200)


def test_former_addresses_lead_on_when_the_page_is_deleted(
    page, visit, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        page.slug = "toxin"
        page.save_revision().publish()
    assert visit(ADDRESS)[0] == "/locations/vancouver/toxin/"

    page.refresh_from_db()
    page.delete()

    assert visit(ADDRESS) == ("/treatments/botox/", 200)
    assert visit("/locations/vancouver/toxin/") == ("/treatments/botox/", 200)


def test_deleting_the_library_later_leads_to_the_clinic(page, botox, visit):
    page.delete()

    botox.delete()

    assert visit(ADDRESS) == ("/locations/vancouver/", 200)


def test_deleting_a_whole_site_leaves_no_redirect_without_a_target(page, group, botox):
    alias = page.create_alias(parent=group.clinic("Andover"), update_slug="botox")
    page.unpublish()
    assert len(targets()) == 2
    assert not type(alias).objects.get(pk=alias.pk).live
    page.save_revision().publish()

    group.home.delete()

    assert not Redirect.objects.exists()


def test_on_two_sites_only_the_pages_own_is_told(page, group, client):
    page.unpublish()
    redirect = Redirect.objects.get()

    assert redirect.site == group.site


def test_unpublishing_more_pages_asks_no_more_for_each(group, botox, count_queries):
    def unpublish(number):
        clinic = group.clinic(f"Clinic {number}")
        offer(botox, [clinic], live=True)
        for other in range(number):
            offer(group.treatment(f"T{number} {other}"), [clinic], live=True)
        page = ClinicTreatmentPage.objects.child_of(clinic).get(treatment=botox)
        return count_queries(page.unpublish)

    unpublish(1)
    assert unpublish(3) == unpublish(9)


# The screen


def test_withdrawing_says_what_happens_and_does_it(page, signed_in, editor_of, vancouver):
    client = signed_in(editor_of(vancouver))
    url = reverse("treatments_withdraw", args=[page.pk])

    shown = client.get(url).content.decode()
    assert ADDRESS in shown
    assert "“Botox” in the library" in shown

    response = client.post(url)

    (message,) = get_messages(response.wsgi_request)
    assert "Its address leads to “Botox”" in str(message)
    assert not ClinicTreatmentPage.objects.get().live


def test_the_button_is_on_a_live_page_only(page, admin_client):
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    withdraw = reverse("treatments_withdraw", args=[page.pk])

    assert withdraw in admin_client.get(url).content.decode()

    page.unpublish()
    assert withdraw not in admin_client.get(url).content.decode()


@pytest.mark.parametrize("may", [("add", "change"), ("add",)])
def test_who_may_not_publish_may_not_withdraw(page, signed_in, editor_of, vancouver, may):
    client = signed_in(editor_of(vancouver, may=may))

    assert client.post(reverse("treatments_withdraw", args=[page.pk])).status_code == 302
    assert ClinicTreatmentPage.objects.get().live


def test_another_clinics_editor_may_not_withdraw(page, signed_in, editor_of, group):
    client = signed_in(editor_of(group.clinic("Andover")))

    client.post(reverse("treatments_withdraw", args=[page.pk]))

    assert ClinicTreatmentPage.objects.get().live
