"""A treatment of the library becomes a page of a clinic: by code, from either end, once."""

import pytest
from django.contrib.messages import get_messages
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.models import PageLogEntry, PageSubscription

from locations.models import LocationPage
from tests.built_once import built_once
from treatments.models import ClinicPrice, ClinicRisk, ClinicTreatmentPage
from treatments.offering.offers import offer

pytestmark = pytest.mark.django_db


@built_once
def botox(group):
    return group.treatment("Botox", slug="botox")


@built_once
def vancouver(group):
    return group.clinic("Vancouver", slug="vancouver")


@built_once
def andover(group):
    return group.clinic("Andover", slug="andover")


@pytest.fixture
def owner(django_user_model):
    return django_user_model.objects.create_superuser("owner")


def clinic_path(title):
    return LocationPage.objects.get(title=title).path


def said(response):
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def pages_at(clinic):
    pages = ClinicTreatmentPage.objects.child_of(clinic).order_by("path")
    return {page.slug: "live" if page.live else "draft" for page in pages}


# By code


def test_it_inherits_everything(botox, vancouver, owner, client):
    page = offer(botox, [vancouver], owner, live=True)[0]

    assert page.treatment == botox
    assert page.overridden_parts() == []
    document = client.get(f"/api/v2/pages/{page.pk}/").json()
    assert document["summary"] == "What Botox does."
    assert document["meta"]["html_url"].endswith("/locations/vancouver/botox/")


def test_a_draft_is_a_draft_with_a_first_revision(botox, vancouver, andover, owner, client):
    pages = offer(botox, [vancouver, andover], owner)

    assert pages_at(vancouver) == pages_at(andover) == {"botox": "draft"}
    assert all(page.latest_revision.user == owner for page in pages)
    assert all(page.owner == owner for page in pages)
    assert client.get(f"/api/v2/pages/{pages[0].pk}/").status_code == 404


def test_it_is_published_once_and_again(botox, vancouver, owner):
    assert len(offer(botox, [vancouver], owner)) == 1

    assert offer(botox, [vancouver], owner, live=True) == []
    assert pages_at(vancouver) == {"botox": "draft"}


def test_a_slug_in_use_is_made_unique(botox, vancouver, group):
    offer(group.treatment("Other", slug="botox-2"), [vancouver])
    offer(group.treatment("Elsewhere"), [vancouver])
    ClinicTreatmentPage.objects.filter(treatment__slug="elsewhere").update(slug="botox")

    offer(botox, [vancouver])

    assert set(pages_at(vancouver)) == {"botox", "botox-2", "botox-3"}


def test_history_says_who_offered_what(botox, vancouver, owner, admin_client):
    page = offer(botox, [vancouver], owner, live=True)[0]

    logged = PageLogEntry.objects.filter(page=page.pk, user=owner)
    assert set(logged.values_list("action", flat=True)) >= {
        "wagtail.create",
        "wagtail.publish",
        "clinicsite.offer",
    }
    for shown in (page, botox):
        url = reverse("wagtailadmin_pages:history", args=[shown.pk])
        assert "Offered “Botox” at “Vancouver”, live" in admin_client.get(url).content.decode()


def test_who_offers_is_told_of_comments(botox, vancouver, owner):
    page = offer(botox, [vancouver], owner)[0]

    assert PageSubscription.objects.get(page=page, user=owner).comment_notifications


def test_nothing_is_made_when_one_clinic_is_not_allowed(botox, vancouver, andover, editor_of):
    with pytest.raises(PermissionDenied):
        offer(botox, [vancouver, andover], editor_of(vancouver))

    assert not ClinicTreatmentPage.objects.exists()


def test_nothing_goes_live_without_the_right(botox, vancouver, editor_of):
    user = editor_of(vancouver, may=["add", "change"])

    with pytest.raises(PermissionDenied):
        offer(botox, [vancouver], user, live=True)
    assert offer(botox, [vancouver], user)


# “Offer at …”


def offer_url(treatment):
    return reverse("treatments_offer", args=[treatment.pk])


def test_chosen_clinics_get_the_page(botox, vancouver, andover, group, admin_client):
    third = group.clinic("Third")
    data = {f"clinic-{vancouver.pk}": "draft", f"clinic-{andover.pk}": "live"}

    message = said(admin_client.post(offer_url(botox), data))

    assert pages_at(vancouver) == {"botox": "draft"}
    assert pages_at(andover) == {"botox": "live"}
    assert pages_at(third) == {}
    for page in ClinicTreatmentPage.objects.all():
        assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in message
    assert "“Botox” at Vancouver (draft), “Botox” at Andover (live)" in message
    library = admin_client.get(reverse("wagtailadmin_pages:history", args=[botox.pk]))
    for clinic, state in {"Vancouver": "as a draft", "Andover": "live"}.items():
        page = ClinicTreatmentPage.objects.get(path__startswith=clinic_path(clinic))
        own = admin_client.get(reverse("wagtailadmin_pages:history", args=[page.pk]))
        for history in (library, own):
            assert f"Offered “Botox” at “{clinic}”, {state}" in history.content.decode()


def test_everywhere_at_once(botox, vancouver, andover, signed_in, editor_of, group):
    user = editor_of(vancouver)
    for permission in editor_of(andover, may=["add", "change"]).groups.all():
        user.groups.add(permission)

    signed_in(user).post(offer_url(botox), {"everywhere": "live"})

    assert pages_at(vancouver) == {"botox": "live"}
    assert pages_at(andover) == {"botox": "draft"}


def test_choosing_nothing_says_so(botox, vancouver, admin_client):
    response = admin_client.post(offer_url(botox), {f"clinic-{vancouver.pk}": ""})

    assert "Choose at least one clinic." in response.content.decode()


def test_what_is_offered_is_shown_and_not_offered_again(botox, vancouver, andover, admin_client):
    page = offer(botox, [vancouver])[0]

    content = admin_client.get(offer_url(botox)).content.decode()
    assert f"clinic-{vancouver.pk}" not in content
    assert f"clinic-{andover.pk}" in content
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in content

    admin_client.post(offer_url(botox), {f"clinic-{vancouver.pk}": "live"})
    assert pages_at(vancouver) == {"botox": "draft"}


def test_an_editor_sees_and_offers_at_his_own_clinic_only(
    botox, vancouver, andover, signed_in, editor_of
):
    offer(botox, [andover])
    client = signed_in(editor_of(vancouver))

    content = client.get(offer_url(botox)).content.decode()
    assert f"clinic-{vancouver.pk}" in content
    assert "Andover" not in content

    client.post(offer_url(botox), {f"clinic-{andover.pk}": "live"})
    assert pages_at(andover) == {"botox": "draft"}
    client.post(offer_url(botox), {f"clinic-{vancouver.pk}": "live"})
    assert pages_at(vancouver) == {"botox": "live"}


def test_live_is_no_choice_without_the_right(botox, vancouver, signed_in, editor_of):
    client = signed_in(editor_of(vancouver, may=["add", "change"]))

    assert "Offer live" not in client.get(offer_url(botox)).content.decode()
    response = client.post(offer_url(botox), {f"clinic-{vancouver.pk}": "live"})

    assert "Select a valid choice" in response.content.decode()
    assert pages_at(vancouver) == {}


def test_who_may_add_nowhere_is_refused(botox, vancouver, signed_in, editor_of, group, client):
    nobody = signed_in(editor_of(group.treatments))

    assert nobody.get(offer_url(botox)).status_code == 302
    nobody.post(offer_url(botox), {f"clinic-{vancouver.pk}": "live"})
    assert pages_at(vancouver) == {}
    assert "login" in client.get(offer_url(botox)).url


def test_a_clinics_editor_does_not_see_drafts_of_the_library(
    group, vancouver, signed_in, editor_of, admin_client
):
    secret = group.treatment("Secret", live=False)

    response = signed_in(editor_of(vancouver)).get(offer_url(secret), follow=True)

    assert "Secret" not in response.content.decode()
    assert "is not published" in admin_client.get(offer_url(secret)).content.decode()


def test_buttons_lead_there(botox, vancouver, admin_client, group):
    index = reverse("wagtailadmin_explore", args=[group.treatments.pk])
    edit = reverse("wagtailadmin_pages:edit", args=[botox.pk])
    alias = botox.create_alias(update_slug="mirror")

    assert offer_url(botox) in admin_client.get(index).content.decode()
    assert offer_url(botox) in admin_client.get(edit).content.decode()
    assert offer_url(alias) not in admin_client.get(index).content.decode()
    clinic = reverse("wagtailadmin_explore", args=[vancouver.pk])
    assert add_url(vancouver) in admin_client.get(clinic).content.decode()


def test_more_clinics_cost_no_more_queries(botox, group, admin_client, count_queries):
    def look(clinics):
        for number in range(clinics):
            offered = group.clinic(f"Offered {clinics} {number}")
            offer(botox, [offered], live=bool(number % 2))
            group.clinic(f"Not yet {clinics} {number}")
        return count_queries(lambda: admin_client.get(offer_url(botox)))

    look(1)
    assert look(3) == look(9)


# “Add from library”


def add_url(clinic):
    return reverse("treatments_add_from_library", args=[clinic.pk])


def test_several_are_added_at_once(group, botox, vancouver, admin_client):
    peel = group.treatment("Peel", slug="peel")
    data = {"treatments": [botox.pk, peel.pk], "state": "live"}

    response = admin_client.post(add_url(vancouver), data)

    assert pages_at(vancouver) == {"botox": "live", "peel": "live"}
    assert "“Peel” at Vancouver (live)" in said(response)


def test_the_library_is_shown_by_category_without_drafts_and_aliases(
    group, botox, vancouver, admin_client
):
    group.treatment("Draft", live=False)
    mirror = botox.create_alias(update_slug="mirror")
    offered = group.treatment("Offered")
    page = offer(offered, [vancouver])[0]

    response = admin_client.get(add_url(vancouver))

    groups = response.context_data["form"].groups()
    assert [(category.title, treatments) for category, treatments in groups] == [("Shelf", [botox])]
    assert mirror not in groups[0][1]
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in response.content.decode()


def test_many_are_searched_and_what_is_ticked_stays(group, botox, vancouver, admin_client):
    for number in range(13):
        group.treatment(f"Laser {number}")

    assert "Search" in admin_client.get(add_url(vancouver)).content.decode()
    response = admin_client.post(
        add_url(vancouver), {"find": "1", "search": "laser 12", "treatments": [botox.pk]}
    )

    ((_, shown),) = response.context_data["form"].groups()
    assert [treatment.title for treatment in shown] == ["Botox", "Laser 12"]
    nothing = admin_client.post(add_url(vancouver), {"find": "1", "search": "nowhere"})
    assert "No treatment of the library has these words." in nothing.content.decode()
    assert "Choose at least one treatment." not in nothing.content.decode()
    assert pages_at(vancouver) == {}


@pytest.mark.parametrize("value", ["", "99999", "x", "9" * 30])
def test_what_is_no_choice_is_refused(botox, vancouver, admin_client, value):
    data = {"treatments": [value] if value else [], "state": "draft"}

    response = admin_client.post(add_url(vancouver), data)

    assert response.status_code == 200
    assert response.context_data["form"].errors["treatments"]
    assert pages_at(vancouver) == {}


def test_a_draft_of_the_library_is_no_choice(group, vancouver, admin_client):
    draft = group.treatment("Draft", live=False)

    admin_client.post(add_url(vancouver), {"treatments": [draft.pk], "state": "draft"})

    assert pages_at(vancouver) == {}


def test_only_the_clinics_people_add(botox, vancouver, andover, signed_in, editor_of, client):
    data = {"treatments": [botox.pk], "state": "live"}
    foreign = signed_in(editor_of(andover))
    draft_only = signed_in(editor_of(vancouver, may=["add"]))

    foreign.post(add_url(vancouver), data)
    draft_only.post(add_url(vancouver), data)
    client.post(add_url(vancouver), data)
    assert pages_at(vancouver) == {}

    draft_only.post(add_url(vancouver), {**data, "state": "draft"})
    assert pages_at(vancouver) == {"botox": "draft"}


# Where the page may go


def copy(client, page, clinic, **extra):
    url = reverse("wagtailadmin_pages:copy", args=[page.pk])
    data = {"new_title": page.title, "new_slug": "copy", "new_parent_page": clinic.pk, **extra}
    return client.post(url, data)


def test_it_is_copied_to_a_clinic_that_does_not_offer_it(botox, vancouver, andover, admin_client):
    page = offer(botox, [vancouver], live=True)[0]

    assert copy(admin_client, page, andover).status_code == 302
    assert pages_at(andover) == {"copy": "draft"}

    again = copy(admin_client, page, andover)
    assert (
        "offers this treatment already" in again.context_data["form"].errors["new_parent_page"][0]
    )
    beside = copy(admin_client, page, vancouver)
    assert beside.status_code == 200
    assert pages_at(vancouver) == {"botox": "live"}


def test_it_is_moved_to_a_clinic_that_does_not_offer_it(botox, vancouver, andover, group):
    page = offer(botox, [vancouver])[0]

    assert page.can_move_to(andover)
    assert page.can_move_to(vancouver)
    assert not page.can_move_to(group.treatments)

    offer(botox, [andover])
    assert not page.can_move_to(andover)


def test_copying_a_clinic_keeps_what_it_says(group, botox, admin_client, read_document):
    from tests.api.builders import whole_clinic

    clinic = whole_clinic(group, "Vancouver")
    page = offer(botox, [clinic], live=True)[0]
    page.local_title = "Our Botox"
    page.summary = "Ours."
    page.hidden = ["risks"]
    page.practitioner_keys = [str(person.key) for person in clinic.practitioners.all()]
    page.prices = [ClinicPrice(label="Face", amount="120.00", unit="session")]
    page.risks = [ClinicRisk(kind="rare", text="Ours", severity="mild")]
    page.save_revision().publish()

    copy(admin_client, clinic, group.clinics, copy_subpages="on", publish_copies="on")

    twin = ClinicTreatmentPage.objects.exclude(pk=page.pk).get()
    assert twin.live
    there, here = read_document(twin), read_document(page)
    for name in ("title", "summary", "prices", "risks", "provenance"):
        assert there[name] == here[name]
    assert [person["name"] for person in there["practitioners"]] == ["Imani Brandt"]


@pytest.fixture
def read_document(client):
    return lambda page: client.get(f"/api/v2/pages/{page.pk}/").json()


def test_aliases_read_like_their_source(botox, vancouver, andover, read_document):
    page = offer(botox, [vancouver], live=True)[0]

    alias = page.create_alias(parent=andover, update_slug="botox")

    assert read_document(alias)["summary"] == "What Botox does."
    assert offer(botox, [andover]) == []
    page.unpublish()
    alias.refresh_from_db()
    assert not alias.live
