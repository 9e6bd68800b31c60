"""Two groups of clinics on one installation: a treatment is offered within its own group."""

import pytest
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from tests.api.builders import make_site
from tests.built_once import built_once
from treatments.models import ClinicTreatmentPage, TreatmentPage
from treatments.offering.offers import offer, treatments_to_offer

from .clinic_form_data import clinic_form_data

pytestmark = pytest.mark.django_db


@built_once
def other(group):
    return make_site("Other", "other.example")


@built_once
def botox(group):
    return group.treatment("Botox", slug="botox")


@built_once
def vancouver(group):
    return group.clinic("Vancouver", slug="vancouver")


@built_once
def foreign(other):
    return other.clinic("Foreign", slug="foreign")


def test_offer_at_lists_the_clinics_of_the_group(botox, vancouver, foreign, admin_client):
    url = reverse("treatments_offer", args=[botox.pk])

    content = admin_client.get(url).content.decode()
    assert f"clinic-{vancouver.pk}" in content
    assert "Foreign" not in content

    admin_client.post(url, {f"clinic-{foreign.pk}": "live"})
    admin_client.post(url, {f"clinic-{vancouver.pk}": "live"})
    assert ClinicTreatmentPage.objects.get().clinic == vancouver


def test_a_clinic_adds_from_the_library_of_its_group(botox, foreign, other, admin_client):
    laser = other.treatment("Laser")
    url = reverse("treatments_add_from_library", args=[foreign.pk])

    assert list(treatments_to_offer(foreign)) == [laser]
    assert "Botox" not in admin_client.get(url).content.decode()
    admin_client.post(url, {"treatments": [botox.pk], "state": "live"})
    assert not ClinicTreatmentPage.objects.exists()


def test_a_clinic_with_a_site_of_its_own_is_of_its_group(botox, vancouver, foreign):
    Site.objects.create(hostname="vancouver.example", root_page=vancouver)

    assert list(treatments_to_offer(vancouver)) == [botox]
    assert offer(botox, [vancouver])


def test_by_code_it_is_refused_whole(botox, vancouver, foreign):
    with pytest.raises(ValueError, match="another group"):
        offer(botox, [vancouver, foreign])

    assert not ClinicTreatmentPage.objects.exists()


def test_a_page_neither_moves_nor_is_copied_to_another_group(
    botox, vancouver, foreign, admin_client
):
    page = offer(botox, [vancouver], live=True)[0]

    assert not page.can_move_to(foreign)
    data = {"new_title": "Botox", "new_slug": "copy", "new_parent_page": foreign.pk}
    answer = admin_client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data)

    assert "This clinic is of another group" in answer.content.decode()
    assert ClinicTreatmentPage.objects.count() == 1


def test_the_editor_refuses_a_treatment_of_another_group(botox, foreign, admin_client):
    url = reverse("wagtailadmin_pages:add", args=["treatments", "clinictreatmentpage", foreign.pk])

    answer = admin_client.post(url, clinic_form_data(treatment=botox.pk))

    assert "the library of another group of clinics" in answer.content.decode()
    assert not ClinicTreatmentPage.objects.exists()


def test_what_takes_the_place_of_a_deleted_treatment_is_of_the_group(
    botox, vancouver, group, other, admin_client
):
    offer(botox, [vancouver])
    peel, laser = group.treatment("Peel"), other.treatment("Laser")
    url = reverse("wagtailadmin_pages:delete", args=[botox.pk])

    form = admin_client.get(url).context_data["form"]

    assert list(form.fields[f"treatment-{botox.pk}"].queryset) == [peel]
    assert TreatmentPage.objects.filter(pk=laser.pk).exists()


def test_a_withdrawn_treatment_leads_on_from_both_hosts_of_the_clinic(
    botox, vancouver, group, client
):
    site = Site.objects.create(hostname="vancouver.example", root_page=vancouver)
    page = offer(botox, [vancouver], live=True)[0]

    page.unpublish()

    assert set(Redirect.objects.values_list("site", "old_path", "redirect_page")) == {
        (site.pk, "/botox", botox.pk),
        (group.site.pk, "/locations/vancouver/botox", botox.pk),
    }
    for host, path in (
        ("vancouver.example", "/botox/"),
        (group.site.hostname, "/locations/vancouver/botox/"),
    ):
        answer = client.get(path, headers={"host": host})
        assert (answer.status_code, answer.url) == (301, botox.full_url)

    Page.objects.get(pk=page.pk).specific.save_revision().publish()
    assert not Redirect.objects.exists()
