"""The sweep tries every address, tells what it should, and sees what must not be."""

import pytest
from django.http import HttpResponse
from django.test import override_settings
from django.urls import include, path, reverse
from wagtail.models import Page

from .calls import Sweep
from .cases import LEFT_OUT
from .harm import HARMFUL
from .marks import READERS, secrets_in
from .plant import ROLES
from .routes import routes

pytestmark = pytest.mark.django_db

# What nobody is shown in reply to a GET, not even San Diego's own people.
NEVER_SHOWN = {
    "preview": "the form of an open preview is drawn, not told",
    "webhookkey": "the secret of a webhook is shown to who posts that he wants to see it",
}


def test_every_address_has_a_case(sweep):
    assert not sweep.without_case, "No case for:\n" + "\n".join(sweep.without_case)


def test_what_is_left_out_is_there():
    assert LEFT_OUT.keys() <= {route.name for route in routes()}


def test_its_own_people_see_every_secret(sweep):
    planted = {kind for text in sweep.rows.texts() for kind in secrets_in(text)}

    assert READERS.keys() <= planted
    assert not planted - sweep.seen - NEVER_SHOWN.keys()


def test_what_is_sent_does_harm_where_it_is_allowed(sweep):
    expected = {(method, name) for method, names in HARMFUL.items() for name in names}
    harmless = set(expected)
    for call in sweep.calls():
        if (call.method, call.route.name) in harmless and any(
            sweep.outcome(role, call).changed for role in ("superuser", "san_diego_manager")
        ):
            harmless.remove((call.method, call.route.name))

    assert not harmless


def test_everybody_is_who_he_says(sweep):
    for role in ROLES:
        allowed = role != "nobody"
        home = sweep.open(role, reverse("wagtailadmin_home"))
        token = sweep.open(role, reverse("wagtailapi_v3:whoami"))
        assert (home.status_code, token.status_code) == ((200, 200) if allowed else (302, 401))


def all_drafts(request):
    return HttpResponse("\n".join(Page.objects.filter(live=False).values_list("title", flat=True)))


def rename(request, page_id):
    if request.method == "POST":
        Page.objects.filter(pk=page_id).update(title="intruder")
    return HttpResponse("Thank you.")


def crash(request, page_id):
    raise ZeroDivisionError


class Unscoped:
    """A URLconf with views that forget to ask who is there."""

    urlpatterns = [
        path("all-drafts/", all_drafts, name="all_drafts"),
        path("rename/<int:page_id>/", rename, name="rename"),
        path("crash/<int:page_id>/", crash, name="crash"),
        path("gadgets/<int:gadget_id>/", all_drafts, name="gadget"),
        path("", include("clinicsite.urls")),
    ]


@override_settings(ROOT_URLCONF=Unscoped)
def test_a_view_that_forgets_to_ask_is_caught(world):
    added = {"all_drafts", "rename", "crash", "gadget"}
    sweep = Sweep(world, [route for route in routes() if route.name in added])

    _, findings = sweep.run("nobody")

    found = {(each.call.route.name, each.call.method, each.what.split()[0]) for each in findings}
    assert ("all_drafts", "GET", "tells") in found
    assert ("rename", "POST", "changes") in found
    assert ("rename", "GET", "changes") not in found
    assert ("crash", "GET", "crashes:") in found
    assert sweep.without_case == ["/gadgets/<int:gadget_id>/ (gadget)"]
