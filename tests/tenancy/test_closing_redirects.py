"""Redirects of a closed clinic: how long they hold, and whose they are once they were changed."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect

from tenancy.closing.close import close_clinic
from tenancy.closing.reopen import reopen_clinic
from tests.api.builders import offer
from tests.built_once import built_once

CLINIC, PEEL = "/locations/andover", "/locations/andover/peel"
PARTNER = "https://partner.example/"


@built_once
def library(group_tree):
    return group_tree.treatment("Peel", slug="peel")


@built_once
def peel(library, andover):
    page = offer(library, andover.page)
    page.save_revision().publish()
    return page


@built_once
def owner():
    return get_user_model().objects.create_superuser("owner", "owner@example.com", "secret")


def permanence():
    """Return `{address: whether for good}` of all redirects."""
    return dict(Redirect.objects.values_list("old_path", "is_permanent"))


@pytest.mark.parametrize(("for_good", "code"), [(False, 302), (True, 301)])
def test_all_of_them_hold_as_long_as_it_is_closed(for_good, code, andover, peel, client, settings):
    settings.ALLOWED_HOSTS = ["*"]
    close_clinic(andover, for_good=for_good)

    assert permanence() == dict.fromkeys([CLINIC, f"{CLINIC}/faq", PEEL], for_good)
    for address in (CLINIC, PEEL):
        answer = client.get(f"{address}/", headers={"host": "group.example"})
        assert answer.status_code == code


def test_what_happens_in_the_library_meanwhile_makes_none_permanent(andover, peel, library):
    close_clinic(andover)

    library.unpublish()
    library.save_revision().publish()

    assert Redirect.objects.get(old_path=PEEL).redirect_page.pk == library.pk
    assert not any(permanence().values())


def test_one_without_a_public_library_leads_away_all_the_same(andover, peel, library):
    library.unpublish()

    close_clinic(andover)

    assert Redirect.objects.get(old_path=PEEL).redirect_page.slug == "locations"
    assert permanence()[PEEL] is False


def test_a_treatment_that_was_withdrawn_before_is_permanent_again(andover, peel):
    peel.unpublish()
    close_clinic(andover)
    assert permanence()[PEEL] is False

    reopen_clinic(andover)

    assert permanence() == {PEEL: True}


def test_one_at_a_clinic_that_was_a_draft_too(andover, peel):
    peel.unpublish()
    andover.page.unpublish()
    close_clinic(andover)
    assert permanence()[PEEL] is False

    reopen_clinic(andover)

    assert permanence()[PEEL] is True


def test_a_treatment_deleted_meanwhile_is_gone_for_good(andover, peel):
    close_clinic(andover)

    peel.delete()

    assert permanence() == {CLINIC: False, f"{CLINIC}/faq": False, PEEL: True}


@pytest.mark.parametrize("address", [CLINIC, PEEL])
def test_one_that_was_edited_in_the_admin_stays(address, andover, peel, owner, client):
    close_clinic(andover)
    made = Redirect.objects.get(old_path=address)
    client.force_login(owner)
    form = {"old_path": address, "site": made.site_id, "redirect_link": PARTNER}
    answer = client.post(reverse("wagtailredirects:edit", args=[made.pk]), form)
    assert answer.status_code == 302

    reopen_clinic(andover)

    assert [(r.pk, r.redirect_link) for r in Redirect.objects.all()] == [(made.pk, PARTNER)]


@pytest.mark.parametrize(
    "change", [{"redirect_link": PARTNER}, {"is_permanent": True}, {"old_path": "/elsewhere"}]
)
def test_one_that_a_script_changed_stays(change, andover):
    close_clinic(andover)
    Redirect.objects.filter(old_path=CLINIC).update(**change)

    reopen_clinic(andover)

    assert Redirect.objects.filter(**change).count() == 1


def test_one_that_was_saved_as_it_is_goes(andover, peel):
    close_clinic(andover)
    for redirect in Redirect.objects.all():
        redirect.save()

    reopen_clinic(andover)

    assert not Redirect.objects.exists()
