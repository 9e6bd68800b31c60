"""The screens: who sees them, what they do, and that no secret is on them."""

import json
import re

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import ModelLogEntry, ReferenceIndex, Site

from delivery.webhooks.models import Delivery, Endpoint, EndpointSecret
from tenancy.models import ClinicGroup
from tests.api.builders import make_site
from tests.world import make_person, open_in

from .conftest import hang, status

URL = "https://receiver.example/hook/s3cr3t-path"


@pytest.fixture
def root(admin_user, client):
    client.force_login(admin_user)
    return client


@pytest.fixture
def sent(receiver, endpoint, publish):
    """An endpoint whose receiver failed once, and the message that waits for it."""
    there = receiver(status(500, b"<script>alert(1)</script>"), status(200))
    made = endpoint(there)
    publish()
    made.there = there
    made.refresh_from_db()
    return made, Delivery.objects.get()


@pytest.fixture
def follow(monkeypatch):
    """Give a function that posts and returns the page that follows.

    The view's own transactions end within it, as they do outside a test.
    """

    def post(client, view, *args, **data):
        with monkeypatch.context() as patch:
            patch.setattr("django.db.transaction.on_commit", lambda call, **options: call())
            response = client.post(reverse(view, args=args), data)
        return client.get(response["Location"])

    return post


def form(**changes):
    data = {"name": "Website", "url": URL, "is_active": "on", "all_sites": "on", **changes}
    return {name: value for name, value in data.items() if value is not None}


def test_a_webhook_is_added_and_its_secret_shown_when_asked_for(root, follow):
    page = follow(root, "webhooks:add", **form(page_types=["faq.FAQPage"])).content.decode()

    made = Endpoint.objects.get()
    key = made.secrets.get().key
    assert made.page_types == ["faq.FAQPage"]
    assert "Show the secret" in page
    assert key not in page
    shown = root.post(reverse("webhooks:secret", args=[made.pk]), {"action": "show"})
    assert key in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"url": "http://receiver.example/"},
        {"url": "https://10.0.0.1/"},
        {"url": "\x00"},
        {"url": ""},
        {"name": ""},
        {"page_types": ["no.Such"]},
        {"sites": ["999"]},
        {"sites": ["x"]},
        {"sites": [], "all_sites": None},
    ],
)
def test_what_is_wrong_is_said_at_its_field(root, wrong):
    response = root.post(reverse("webhooks:add"), form(**wrong))
    assert response.status_code == 200
    assert set(response.context_data["form"].errors) == set(wrong) - {"all_sites"}
    assert not Endpoint.objects.exists()


def test_the_form_of_a_webhook_keeps_its_choices(root, endpoint):
    made = endpoint(URL, page_types=["faq.FAQPage", "treatments.TreatmentPage"])
    page = root.get(reverse("webhooks:edit", args=[made.pk]))
    assert page.context_data["form"]["page_types"].value() == made.page_types
    root.post(reverse("webhooks:edit", args=[made.pk]), form(name="New name"))
    made.refresh_from_db()
    assert (made.name, made.page_types) == ("New name", [])


def test_every_site_or_some_is_chosen_and_not_both(root):
    site = Site.objects.get()
    both = root.post(reverse("webhooks:add"), form(sites=[site.pk]))
    assert "one or the other" in both.content.decode()
    root.post(reverse("webhooks:add"), form(sites=[site.pk], all_sites=None))
    assert list(Endpoint.objects.get().sites.all()) == [site]


def test_a_new_secret_and_the_end_of_the_old(root, endpoint, follow):
    made = endpoint(URL)
    old = made.valid_keys()
    page = follow(root, "webhooks:secret", made.pk, action="new").content.decode()
    assert "End the old secret now" in page
    assert len(made.valid_keys()) == 2
    page = follow(root, "webhooks:secret", made.pk, action="retire").content.decode()
    assert "End the old secret now" not in page
    [new] = made.valid_keys()
    assert [new] != old
    assert root.post(reverse("webhooks:secret", args=[made.pk]), {"action": "x"}).status_code == 302


def test_the_list_and_the_form_say_how_it_goes(root, sent):
    made, _ = sent
    page = root.get(reverse("webhooks:index")).content.decode()
    assert "Failing" in page
    assert "The receiver answered 500." in page
    page = root.get(reverse("webhooks:edit", args=[made.pk])).content.decode()
    assert "1 failure in a row" in page
    assert "1 message waits to be sent" in page
    assert "Try now" in page


def test_try_now_sends_what_waits_at_once(root, sent, follow):
    made, delivery = sent
    page = follow(root, "webhooks:try", made.pk).content.decode()
    assert "Website has taken the message." in page
    delivery.refresh_from_db()
    made.refresh_from_db()
    assert delivery.status == Delivery.DELIVERED
    assert made.state == "Working"


def test_try_now_ends_a_pause(root, sent, follow, option):
    made, _ = sent
    Endpoint.objects.update(paused_at="2026-11-20T10:00Z", probe_at="2099-01-01T00:00Z")
    assert "Paused since" in root.get(reverse("webhooks:edit", args=[made.pk])).content.decode()
    follow(root, "webhooks:try", made.pk)
    made.refresh_from_db()
    assert made.paused_at is None


def test_a_test_is_sent_and_not_repeated(root, receiver, endpoint, follow):
    there = receiver(status(200), status(404))
    made = endpoint(there)
    assert "has taken" in follow(root, "webhooks:test", made.pk).content.decode()
    assert "The receiver answered 404." in follow(root, "webhooks:test", made.pk).content.decode()
    assert [json.loads(body)["type"] for _, _, _, body in there.requests] == ["test", "test"]
    assert set(Delivery.objects.values_list("status", flat=True)) == {"delivered", "failed"}


def test_a_test_of_a_receiver_that_hangs_comes_back(root, receiver, endpoint, follow, option):
    option(REQUEST_BUDGET=0.5)
    made = endpoint(receiver(hang))
    assert "did not answer in time" in follow(root, "webhooks:test", made.pk).content.decode()


def test_the_log_shows_what_was_sent_and_sends_it_again(root, sent, follow):
    made, delivery = sent
    page = root.get(reverse("webhook_log:index"), {"endpoint": made.pk}).content.decode()
    assert "Waiting" in page
    assert "The receiver answered 500." in page
    page = root.get(reverse("webhook_log:inspect", args=[delivery.pk])).content.decode()
    assert "&lt;script&gt;" in page
    assert "<script>alert" not in page
    assert "documents.changed" in page

    page = follow(root, "webhook_log:send", delivery.pk).content.decode()
    assert "Website has taken the message." in page
    assert len(made.there.requests) == 2


def test_to_who_is_switched_off_nothing_is_sent(root, sent, follow):
    made, delivery = sent
    Endpoint.objects.update(is_active=False)
    for name, pk in (
        ("webhooks:test", made.pk),
        ("webhooks:try", made.pk),
        ("webhook_log:send", delivery.pk),
    ):
        assert "switched off" in follow(root, name, pk).content.decode()
    assert len(made.there.requests) == 1


def test_the_queries_of_the_lists_do_not_grow(root, sent, count_queries, publish, endpoint):
    lists = [reverse("webhooks:index"), reverse("webhook_log:index")]
    [root.get(url) for url in lists]
    few = [count_queries(lambda url=url: root.get(url)) for url in lists]
    for _ in range(4):
        endpoint(URL)
    publish()
    assert [count_queries(lambda url=url: root.get(url)) for url in lists] == few


def routes(made, delivery):
    return [
        *(("get", name, []) for name in ("webhooks:index", "webhooks:add", "webhook_log:index")),
        *(("get", f"webhooks:{name}", [made.pk]) for name in ("edit", "delete", "history")),
        *(("post", f"webhooks:{name}", [made.pk]) for name in ("edit", "delete", "test", "try")),
        *((method, "webhooks:secret", [made.pk]) for method in ("get", "post")),
        ("get", "webhook_log:inspect", [delivery.pk]),
        ("post", "webhook_log:send", [delivery.pk]),
    ]


@pytest.fixture
def team_of(db):
    """Give a function that gives the team of a role, at a clinic or of the group."""

    def team(role):
        clinic = open_in(make_site("Group", "group.example"), "Andover")
        teams = {"editor": clinic.editors, "manager": clinic.managers}
        return teams.get(role) or ClinicGroup.objects.get().editors

    return team


@pytest.mark.parametrize("role", ["stranger", "editor", "manager", "central_editor"])
def test_nobody_else_gets_in(role, sent, client, team_of):
    made, delivery = sent
    if role != "stranger":
        client.force_login(make_person(role, team_of(role)))
    before = (Endpoint.objects.get(), Delivery.objects.get(), EndpointSecret.objects.get())
    home = client.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("webhooks:index") not in home

    for method, name, args in routes(made, delivery):
        response = getattr(client, method)(reverse(name, args=args), {"action": "show"})
        assert response.status_code == 302, name
        assert not response["Location"].startswith("/admin/webhook"), name

    after = (Endpoint.objects.get(), Delivery.objects.get(), EndpointSecret.objects.get())
    assert [vars(a) | {"_state": 0} for a in before] == [vars(a) | {"_state": 0} for a in after]
    assert len(made.there.requests) == 1


def test_who_may_read_the_log_may_not_send_or_see_webhooks(sent, client):
    made, delivery = sent
    readers = Group.objects.create(name="Readers")
    names = ["access_admin", "view_delivery"]
    readers.permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(make_person("reader", readers))

    page = client.get(reverse("webhook_log:inspect", args=[delivery.pk]))
    assert page.status_code == 200
    assert "Send again" not in page.content.decode()
    assert client.post(reverse("webhook_log:send", args=[delivery.pk])).status_code == 302
    assert client.post(reverse("webhooks:secret", args=[made.pk])).status_code == 302
    assert client.get(reverse("webhooks:index")).status_code == 302
    assert len(made.there.requests) == 1


@pytest.mark.parametrize("name", ["test", "try", "send"])
def test_a_link_does_nothing(root, sent, name):
    made, _ = sent
    url = reverse(f"webhook{'_log' if name == 'send' else 's'}:{name}", args=[made.pk])
    assert root.get(url).status_code == 405
    assert len(made.there.requests) == 1


@pytest.mark.parametrize("name", ["webhooks:edit", "webhooks:secret", "webhook_log:inspect"])
def test_what_is_not_there_is_not_found(root, db, name):
    assert root.get(reverse(name, args=[999])).status_code == 404


def test_no_secret_stands_anywhere_but_where_it_is_asked_for(root, sent, caplog):
    """Neither in a list, a form, a history, a log, a repr, an error page nor the references."""
    made, delivery = sent
    key = made.valid_keys()[0]
    root.post(reverse("webhooks:secret", args=[made.pk]), {"action": "show"})
    root.post(reverse("webhooks:edit", args=[made.pk]), form())
    urls = [reverse(name, args=args) for method, name, args in routes(made, delivery)]
    urls += [reverse("webhooks:index") + "?export=csv", "/admin/reports/site-history/"]
    shown = [root.get(url).getvalue().decode() for url in urls]
    secret = made.secrets.get()
    shown += [repr(x) for x in (made, secret, delivery, made.valid_keys(), [key])]
    shown += [str(x) for x in (made, secret, delivery)]
    shown += [str(entry.data) for entry in ModelLogEntry.objects.all()]
    shown += [str(vars(row)) for row in ReferenceIndex.objects.all()]
    shown.append(caplog.text)
    assert not [text for text in shown if str.__str__(key) in text]
    assert ModelLogEntry.objects.filter(action="webhooks.secret.show").exists()


def test_an_error_page_does_not_tell_the_secret(root, endpoint, rf):
    from django.views.debug import ExceptionReporter

    from delivery.webhooks import signing

    made = endpoint(URL)
    keys = made.valid_keys()
    try:
        signing.headers(keys, "id", 1, "no bytes")
    except TypeError as error:
        report = ExceptionReporter(rf.get("/"), type(error), error, error.__traceback__)
        html, text = report.get_traceback_html(), report.get_traceback_text()
    secret = re.escape(str.__str__(keys[0]).removeprefix("whsec_"))
    assert not re.search(secret, html + text)
    assert "signing.py" in html
