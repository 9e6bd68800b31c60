"""What a change outdates is kept after the answer; how that goes on is shown, and done in steps."""

import time

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.models import APIToken, Page, Site
from wagtail.test.utils.form_data import (
    inline_formset,
    nested_form_data,
    rich_text,
)

from delivery.published import progress
from delivery.published.middleware import PublishedDocumentsMiddleware
from delivery.published.models import Document, Touch
from delivery.published.progress import documents_left
from delivery.published.upkeep import keeping, waiting
from delivery.published.upkeep.building import outdated_documents
from delivery.published.upkeep.checking import differences
from faq.models import FAQPage
from tests.api.builders import make_site, offer
from tests.built_once import built_once
from treatments.models import TreatmentFAQ, TreatmentPage

COOKIE = "documents_progress"
ADDRESS = "/admin/documents/progress/"


@built_once
def tree():
    """A treatment with a question, at three clinics; everything is kept."""
    Site.objects.all().delete()
    for page in Page.get_first_root_node().get_children():
        page.delete()
    tree = make_site("Group", "group.example", is_default=True)
    question = tree.question("Does it hurt?", slug="hurt")
    peel = tree.treatment("Peel")
    peel.faqs = [TreatmentFAQ(faq=question)]
    peel.save()
    for name in ("Andover", "Burnaby", "Calgary"):
        offer(peel, tree.clinic(name, slug=name.lower()))
    keeping.keep(None)
    assert not documents_left()
    return tree


@built_once
def question(tree):
    return FAQPage.objects.get(slug="hurt")


@pytest.fixture
def editor(commits, tree, client):
    """Somebody who may everything, and whose changes are committed."""
    client.force_login(User.objects.create_superuser("editor", password="password"))
    return client


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(waiting, "PATIENCE", 0)


def publish(client, page, title="Does it sting?"):
    fields = {"title": title, "slug": page.slug, "topic": page.topic_id or "", "answers": ""}
    fields |= {"answer": rich_text("<p>A little.</p>"), "comments": inline_formset([])}
    answer = client.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        nested_form_data(fields | {"action-publish": "1"}),
    )
    assert answer.status_code == 302
    page.refresh_from_db()
    assert page.title == title
    return answer


def step(client):
    """Ask for one step as the script does; return how many are left to be made."""
    answer = client.post(ADDRESS)
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    found = answer.json()
    assert found.keys() == {"left", "is_done"}
    return 0 if found["is_done"] else found["left"]


def unpublish(client, tree):
    page = tree.question("Why?")
    return client.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))


def delete_two(client, tree):
    pages = [tree.question("Why?"), tree.question("When?")]
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    return client.post(f"{address}?" + "&".join(f"id={page.pk}" for page in pages))


def rename_site(client, tree):
    data = {"hostname": "other.example", "port": 80, "site_name": "", "is_default_site": "on"}
    address = reverse("wagtailsites:edit", args=[tree.site.pk])
    return client.post(address, data | {"root_page": tree.home.pk})


def test_it_is_kept_when_the_answer_is_closed(editor, question):
    answer = publish(editor, question)

    assert COOKIE in answer.cookies
    assert not documents_left()
    assert step(editor) == 0
    assert COOKIE not in editor.get("/admin/").cookies


def test_who_publishes_does_not_wait(commits, tree, question, rf):
    def change(request):
        question.title = "Does it sting?"
        question.save_revision().publish()
        return HttpResponse()

    answer = PublishedDocumentsMiddleware(change)(rf.post("/admin/"))
    assert documents_left()
    # A reader meanwhile is told the truth.
    read = Client().get(f"/api/v2/pages/{question.pk}/", headers={"host": "group.example"})
    assert read.json()["title"] == "Does it sting?"
    answer.close()
    assert answer.closed
    assert not documents_left()


def test_it_waits_for_those_who_rely_on_what_was(commits, tree, question, rf, monkeypatch):
    committed = []

    def change(request):
        question.save_revision().publish()
        committed.append(time.monotonic())
        return HttpResponse()

    monkeypatch.setattr(keeping, "LEASE", 0.2)
    PublishedDocumentsMiddleware(change)(rf.post("/admin/"))
    # The commit was a little before.
    assert time.monotonic() - committed[0] > 0.1


def test_a_failure_to_keep_leaves_the_answer(commits, tree, question, rf, monkeypatch):
    def change(request):
        question.save_revision().publish()
        return HttpResponse()

    def failing(*args):
        raise RuntimeError

    monkeypatch.setattr(keeping, "keep", failing)
    answer = PublishedDocumentsMiddleware(change)(rf.post("/admin/"))
    answer.close()
    assert answer.closed
    assert documents_left()


def test_what_takes_longer_is_kept_in_steps(editor, question, impatient, monkeypatch):
    answer = publish(editor, question)
    cookie = answer.cookies[COOKIE]
    assert (cookie["path"], cookie["samesite"], cookie["httponly"]) == ("/admin/", "Lax", "")
    assert int(cookie["max-age"]) == 600

    build = keeping.build

    def slow(*args):
        time.sleep(0.3)
        return build(*args)

    monkeypatch.setattr(keeping, "build", slow)
    monkeypatch.setattr(keeping, "AT_ONCE", 1)
    monkeypatch.setattr(progress, "STEP", 0.5)
    left = []
    while not left or left[-1]:
        left.append(step(editor))
        assert len(left) < 50

    assert len(left) > 2
    assert left == sorted(set(left), reverse=True)
    assert "Does it sting?" in Document.objects.get(page_id=question.pk).body
    assert list(differences()) == []


@pytest.mark.parametrize("change", [unpublish, delete_two, rename_site])
def test_every_change_in_the_admin_is_followed(editor, tree, impatient, change):
    answer = change(editor, tree)

    assert answer.status_code == 302
    assert COOKIE in answer.cookies


def test_all_transactions_of_a_request_are_kept_together(commits, tree, rf, monkeypatch):
    given, keep = [], keeping.keep
    pages = [tree.question(title) for title in ("Why?", "When?", "Where?")]

    def noted(seconds):
        given.append(seconds)
        return keep(seconds)

    def publish_all(request):
        for page in pages:
            page.save_revision().publish()
        return HttpResponse()

    monkeypatch.setattr(keeping, "keep", noted)
    PublishedDocumentsMiddleware(publish_all)(rf.post("/admin/")).close()
    assert not documents_left()

    assert given == [waiting.PATIENCE]


def test_the_api_sets_no_cookie(editor, question, impatient):
    token = APIToken.create_token(user=User.objects.get(username="editor"), name="script")[1]
    answer = Client().patch(
        f"/api/v3-preview/pages/{question.pk}/",
        {"title": "Does it sting?", "meta": {"action": "publish"}},
        "application/json",
        headers={"authorization": f"Bearer {token}"},
    )

    assert answer.status_code == 200
    assert not answer.cookies
    assert outdated_documents().exists()
    read = Client().get(f"/api/v2/pages/{question.pk}/", headers={"host": "group.example"})
    assert read.json()["title"] == "Does it sting?"
    assert not read.cookies


def test_a_process_without_a_request_takes_its_time(editor, question, impatient):
    question.title = "Does it sting?"
    question.save_revision().publish()

    assert not Touch.objects.exists()
    assert not outdated_documents().exists()


@pytest.mark.parametrize("may_sign_in", [True, False])
def test_nobody_else_goes_on_with_it(editor, question, impatient, may_sign_in):
    publish(editor, question)
    left = documents_left()
    stranger = Client()
    if may_sign_in:
        stranger.force_login(User.objects.create_user("stranger", password="password"))

    answer = stranger.post(ADDRESS)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/admin/login/")
    by_script = stranger.post(ADDRESS, headers={"x-requested-with": "XMLHttpRequest"})
    assert by_script.status_code == 403
    assert documents_left() == left


def test_looking_at_the_address_does_nothing(editor, question, impatient):
    publish(editor, question)
    left = documents_left()

    assert editor.get(ADDRESS).status_code == 405
    assert documents_left() == left


def test_what_cannot_be_made_is_said_to_be_left(editor, question, impatient, monkeypatch):
    def broken(page):
        raise ZeroDivisionError

    publish(editor, question)
    monkeypatch.setattr(TreatmentPage, "review", property(broken))
    answers = [editor.post(ADDRESS).json() for _ in range(3)]

    assert answers[0]["left"] > 0
    assert answers[0]["is_done"]
    assert answers == answers[:1] * 3


@pytest.mark.parametrize("name", ["settle", "build"])
def test_a_step_that_fails_says_so_by_the_number(editor, question, impatient, monkeypatch, name):
    def failing(*args):
        raise RuntimeError

    publish(editor, question)
    left = documents_left()
    monkeypatch.setattr(keeping, name, failing)

    assert step(editor) == step(editor) == left
    monkeypatch.undo()
    while step(editor):
        pass
    assert list(differences()) == []


def test_without_published_documents_nothing_is_left(editor, question, impatient, settings):
    publish(editor, question)
    settings.CLINICSITE = {**settings.CLINICSITE, "PUBLISHED_DOCUMENTS": False}

    assert step(editor) == 0
