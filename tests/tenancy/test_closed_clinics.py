"""At a closed clinic nothing is offered, and nothing goes live by itself."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.messages import get_messages
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.models import Page

from faq.models import FAQIndexPage
from tenancy.closing.close import close_clinic
from tenancy.closing.reopen import reopen_clinic
from tests.built_once import built_once
from treatments.models import ClinicTreatmentPage
from treatments.offering.offers import clinics_to_offer_at, offer

FOR_GOOD = pytest.mark.parametrize("for_good", [False, True])


@built_once
def owner():
    return get_user_model().objects.create_superuser("owner", "owner@example.com", "secret")


@built_once
def peel(group_tree):
    return group_tree.treatment("Peel", slug="peel")


@FOR_GOOD
def test_it_is_not_among_the_clinics_to_offer_at(
    for_good, andover, san_diego, vancouver_clinic, peel, owner, client
):
    close_clinic(andover, for_good=for_good)
    client.force_login(owner)
    url = reverse("treatments_offer", args=[peel.pk])

    assert list(clinics_to_offer_at(owner, peel)) == [san_diego.page, vancouver_clinic.page]
    text = client.get(url).content.decode()
    assert f"clinic-{san_diego.page.pk}" in text
    assert f"clinic-{andover.page.pk}" not in text
    client.post(url, {f"clinic-{andover.page.pk}": "live"})
    with pytest.raises(PermissionDenied):
        offer(peel, [andover.page], user=owner, live=True)
    with pytest.raises(ValueError, match="“Andover” is closed"):
        offer(peel, [andover.page, san_diego.page])
    assert not ClinicTreatmentPage.objects.exists()

    reopen_clinic(andover)
    assert offer(peel, [andover.page], user=owner, live=True)


def test_adding_from_the_library_says_that_it_is_closed(andover, editor, peel, owner, client):
    close_clinic(andover)
    url = reverse("treatments_add_from_library", args=[andover.page.pk])
    client.force_login(owner)

    answer = client.post(url, {"treatments": [peel.pk], "state": "live"})

    (message,) = get_messages(answer.wsgi_request)
    assert "“Andover” is closed, so it offers no treatments" in str(message)
    assert not ClinicTreatmentPage.objects.exists()


def test_a_live_page_that_says_closed_and_a_draft_still_offer(
    andover, san_diego, vancouver_clinic, peel, owner
):
    type(andover.page).objects.filter(pk=andover.page.pk).update(status="temporarily_closed")
    san_diego.page.unpublish()

    clinics = {andover.page, san_diego.page, vancouver_clinic.page}
    assert set(clinics_to_offer_at(owner, peel)) == clinics


@built_once
def shared(group_tree):
    page = group_tree.question("Does it hurt?", slug="hurt")
    page.save_revision().publish()
    return page


@built_once
def alias(shared, andover):
    return shared.create_alias(parent=FAQIndexPage.objects.child_of(andover.page).get())


def state(page):
    page = Page.objects.get(pk=page.pk).specific
    return page.live, page.answer


def test_an_alias_of_a_page_elsewhere_stays_off_the_site(andover, shared, alias, client):
    close_clinic(andover)

    shared.answer = "<p>No.</p>"
    shared.save_revision().publish()

    assert state(alias) == (False, "<p>No.</p>")
    assert client.get(f"/api/v2/pages/{alias.pk}/").status_code == 404
    done = reopen_clinic(andover)
    assert done.left == []
    assert state(alias) == (True, "<p>No.</p>")


def test_an_alias_is_as_its_source_is(andover, shared, alias):
    close_clinic(andover)
    shared.unpublish()

    assert [page.pk for page in reopen_clinic(andover).left] == [alias.pk]
    assert not state(alias)[0]


def test_an_alias_of_a_page_of_its_own_comes_back(andover, shared):
    index = FAQIndexPage.objects.child_of(andover.page).get()
    own = shared.copy(to=index, update_attrs={"slug": "own"})
    alias = own.create_alias(parent=index, update_slug="again")
    close_clinic(andover)

    assert reopen_clinic(andover).left == []
    assert state(alias)[0]


def test_at_an_open_clinic_an_alias_goes_live(andover, san_diego, shared, alias):
    close_clinic(san_diego)
    alias.unpublish()

    shared.save_revision().publish()

    assert state(alias)[0]
