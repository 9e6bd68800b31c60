"""Whatever is done to a clinic's treatment by an action of ours is in the log of its page."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from wagtail.models import PageLogEntry

from tests.built_once import built_once
from tests.tenancy.audited import offered, reprice
from treatments.models import ClinicTreatmentPage, TreatmentPage
from treatments.offering.offers import offer


@pytest.fixture
def central(db, client):
    """Somebody who may do everything, logged in."""
    user = get_user_model().objects.create_superuser("central", "central@example.com", "secret")
    client.force_login(user)
    return user


@built_once
def botox(group_tree, andover):
    return offered(group_tree, andover)


@pytest.fixture
def said(botox):
    """Return a function that gives what the log has said of the page since the test began."""
    last = PageLogEntry.objects.order_by("-pk").values_list("pk", flat=True).first()

    def since(page=botox):
        entries = PageLogEntry.objects.filter(page=page.pk, pk__gt=last).order_by("pk")
        return [(entry.message, entry.user and entry.user.username) for entry in entries]

    return since


def post(client, name, *args, **data):
    return client.post(reverse(name, args=args), data)


def test_offering_is_said_of_the_clinics_page_and_of_the_librarys(
    client, central, group_tree, andover, said, botox
):
    peel = group_tree.treatment("Peel")
    chosen = {f"clinic-{andover.page.pk}": "live"}
    post(client, "treatments_offer", peel.pk, **chosen)

    page = ClinicTreatmentPage.objects.get(treatment=peel)
    message = ("Offered “Peel” at “Andover”, live", "central")
    assert message in said(page)
    assert ("Published", "central") in said(page)
    assert message in said(peel)


def test_adding_from_the_library_is_said_of_each_page(client, manager, group_tree, andover, said):
    pages = [group_tree.treatment(title) for title in ("Peel", "Filler")]
    client.force_login(manager)
    chosen = {"treatments": [page.pk for page in pages], "state": "draft"}
    post(client, "treatments_add_from_library", andover.page.pk, **chosen)

    for page in ClinicTreatmentPage.objects.filter(treatment__in=pages):
        message = f"Offered “{page.treatment.title}” at “Andover”, as a draft"
        assert (message, "andover-manager") in said(page)


def test_withdrawing_is_said(client, manager, botox, said):
    client.force_login(manager)
    post(client, "treatments_withdraw", botox.pk)

    assert said() == [("Unpublished", "andover-manager")]


def test_withdrawal_with_a_deleted_treatment_is_said(client, central, botox, said):
    library = botox.treatment
    fate = {"clinics-answered": "1", f"fate-{library.pk}": "withdraw"}
    post(client, "wagtailadmin_pages:delete", library.pk, **fate)

    assert not TreatmentPage.objects.filter(pk=library.pk).exists()
    assert said() == [
        ("Unpublished", "central"),
        ("Withdrawn with the library’s “Botox”, which was deleted", "central"),
    ]


def test_another_treatment_is_said(client, central, botox, group_tree, said):
    library, other = botox.treatment, group_tree.treatment("Peel")
    fate = {"clinics-answered": "1", f"fate-{library.pk}": "move"}
    fate[f"treatment-{library.pk}"] = other.pk
    post(client, "wagtailadmin_pages:delete", library.pk, **fate)

    message = "Shows “Peel” of the library in the place of “Botox”"
    assert (message, "central") in said()
    assert ("Published", "central") in said()


@pytest.mark.parametrize(
    ("name", "part", "message", "changed"),
    [
        ("keep", "summary", "Kept this clinic’s own: Summary", None),
        (
            "share",
            "summary",
            "Used the shared text again: Summary",
            {"text": ["Summary: Our words. → nothing"]},
        ),
        (
            "hide",
            "class_label",
            "Hid at this clinic: Name without a brand",
            {"text": ["Not shown at this clinic"]},
        ),
    ],
)
def test_a_decision_about_shared_text_is_said(
    client, editor, botox, said, name, part, message, changed
):
    library = botox.treatment
    library.class_label = "Neuromodulators"
    library.save_revision().publish()
    draft = botox.get_latest_revision_as_object()
    draft.summary = "Our words."
    draft.save_revision().publish()
    library.summary = "New shared words."
    library.save_revision().publish()
    client.force_login(editor)

    post(client, f"treatments_override_{name}", botox.pk, part)

    assert said()[-1] == (message, "andover-editor")
    entry = PageLogEntry.objects.filter(page=botox.pk).order_by("-pk").first()
    assert entry.data.get("changes") == changed
    assert entry.uuid is not None


def test_the_librarys_new_name_is_said_of_the_pages_that_take_it(
    botox, group_tree, san_diego, said, count_queries
):
    library = botox.treatment
    named = offer(library, [san_diego.page])[0]
    named.local_title = "Our Botox"
    named.save_revision().publish()
    library.title = "Neuromodulators"
    library.save()

    assert said() == [("Renamed from 'Botox' to 'Neuromodulators'", None)]
    assert "Neuromodulators" not in str(said(named))


def test_the_pages_own_history_shows_the_entries(client, manager, botox):
    reprice(botox, "14.00", user=manager)
    client.force_login(manager)

    text = client.get(reverse("wagtailadmin_pages:history", args=[botox.pk])).text

    assert "Draft changed outside the editor" in text
    assert "Offered “Botox” at “Andover”, live" in text
    assert "Unknown" not in text
