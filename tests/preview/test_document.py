"""The document of a draft: for who has its token, and for nobody else."""

import gzip
import json
from datetime import timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.signing import TimestampSigner
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page
from wagtail_headless_preview.models import HeadlessPreviewMixin, PagePreview

from delivery.preview.views import NOT_FOUND
from faq.models import FAQPage
from locations.models import LocationPage
from tests.api.builders import (
    block,
    make_image,
    offer,
    private_collection,
    restrict,
    section,
    unsaved_below,
)
from tests.preview.conftest import API, led_to, preview
from treatments.models import ClinicPrice, ClinicTreatmentPage, TreatmentPage

pytestmark = pytest.mark.usefixtures("front_end")


def read(parameters, **extra):
    """Ask for a draft as a stranger."""
    return Client().get(API, parameters, **extra)


def assert_sealed(response):
    assert response.headers["Cache-Control"] == "no-store, private"
    assert "ETag" not in response.headers
    assert "Cookie" not in response.headers.get("Vary", "")
    assert not response.cookies


def assert_nothing(response):
    assert (response.status_code, response.json()) == (404, NOT_FOUND)
    assert_sealed(response)


def document(page):
    response = read(preview(page).parameters)
    assert response.status_code == 200
    return response.json()


def test_what_is_typed_is_read_before_it_is_saved(question, type_into, client):
    url = type_into(question, title="Typed just now")
    response = read(led_to(client.get(url)).parameters)
    found = response.json()
    assert response.status_code == 200
    assert (found["id"], found["title"]) == (question.pk, "Typed just now")
    assert found["answer"] == "<p>Behind the house.</p>"
    assert_sealed(response)


def test_a_draft_comes_compressed(question):
    question.answer = "<p>Much text.</p>" * 200
    parameters = preview(question).parameters
    response = read(parameters, headers={"accept-encoding": "gzip"})
    assert response.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(response.content) == read(parameters).content
    assert_sealed(response)


def test_any_front_end_may_read_it_in_a_browser(question):
    response = read(preview(question).parameters, headers={"origin": "https://www.group.example"})
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response.headers


def test_a_page_that_was_never_saved(index, client, editor):
    client.force_login(editor)
    url = reverse("wagtailadmin_pages:preview_on_add", args=["faq", "faqpage", index.pk])
    words = {
        "title": "Is it new?",
        "slug": "is-it-new",
        "answer": "null",
        "comments-TOTAL_FORMS": 0,
    }
    words |= {"comments-INITIAL_FORMS": 0}
    assert client.post(url, words).json()["is_available"]
    before = Page.objects.count()
    found = read(led_to(client.get(url)).parameters).json()
    assert (found["id"], found["title"]) == (None, "Is it new?")
    assert found["meta"]["html_url"] == "http://group.example/locations/andover/faq/is-it-new/"
    assert Page.objects.count() == before


def test_new_pages_of_kinds_with_rows_and_blocks(group_tree, andover):
    botox = group_tree.treatment("Botox")
    image = make_image("Door")
    body = json.dumps([section([block("paragraph", "<p>At {clinic}.</p>")])])
    treatment = TreatmentPage(
        title="Peel", slug="peel", category=botox.category, hero_image=image, body=body
    )
    assert document(unsaved_below(group_tree.treatments, treatment))["hero_image"]["id"] == image.pk
    offered = ClinicTreatmentPage(treatment=botox, title="x", slug="botox", summary="Ours.")
    offered.prices = [ClinicPrice(label="Session", amount="13.00")]
    found = document(unsaved_below(andover.page, offered))
    assert (found["summary"], found["clinic"]["title"]) == ("Ours.", "Andover")
    assert found["prices"]["current"][0]["price"]["currency"] == "GBP"
    clinic = LocationPage(title="Leeds", slug="leeds", country="GB", timezone="Europe/London")
    assert document(unsaved_below(group_tree.clinics, clinic))["title"] == "Leeds"


def test_a_new_clinic_does_not_show_what_came_to_stand_at_its_place(group_tree, andover):
    """A page below the place that was free for it when it was kept belongs to another."""
    clinic = LocationPage(title="Leeds", slug="leeds", country="GB", timezone="Europe/London")
    passing = group_tree.clinics.add_child(instance=Page(title="Passing"))
    clinic.depth, clinic.path = passing.depth, passing.path
    clinic.set_url_path(group_tree.clinics)
    passing.delete()
    parameters = preview(clinic).parameters
    other = group_tree.clinic("Bath")
    assert other.path == clinic.path
    offer(group_tree.treatment("Botox"), other)
    assert read(parameters).json()["treatments"] == []


def test_a_draft_below_a_draft_and_of_a_clinic_in_the_making(group_tree):
    clinic = group_tree.clinic("Leeds", live=False)
    treatment = group_tree.treatment("Botox", live=False)
    page = offer(treatment, clinic, live=False, summary="Not yet.")
    found = document(page)
    assert found["summary"] == "Not yet."
    assert found["meta"]["parent"] is None
    # What a draft refers to is as public as ever.
    assert found["library"] is None
    assert "Leeds" not in json.dumps(found["clinic"])


def test_what_is_private_stays_so(group_tree):
    hidden = make_image("Secret", collection=private_collection())
    page = group_tree.treatment("Peel", hero_image=hidden)
    draft = group_tree.question("Other draft", "<p>s3cret</p>", live=False)
    page.body = json.dumps(
        [section([block("paragraph", f'<p><a linktype="page" id="{draft.pk}">there</a></p>')])]
    )
    found = document(page)
    assert found["hero_image"] is None
    assert "Other draft" not in json.dumps(found)
    assert "other-draft" not in json.dumps(found)


def test_a_page_behind_a_password_is_read_with_its_token(question):
    restrict(question, "password", password="x")
    assert document(question)["title"] == question.title


# What is refused


@pytest.mark.parametrize(
    "change",
    [
        {"token": ""},
        {"token": None},
        {"content_type": None},
        {"content_type": ""},
        {"content_type": "faq.faqindexpage"},
        {"content_type": "treatments.treatmentpage"},
        {"content_type": "no.such"},
        {"content_type": "\x00"},
        {"content_type": "é" * 5000},
        {"token": "x"},
        {"token": "id=1:1:1"},
        {"token": "\x00"},
        {"token": "é\ud800".encode("utf-8", "surrogatepass")},
        {"token": ":" * 100_000},
        {"token": "x" * 2_000_000},
        {"share": ""},
        {"share": "x"},
        {"share": "\x00"},
        {"share": "x" * 2_000_000},
    ],
)
def test_any_fault_is_the_same_404(question, change):
    parameters = {**preview(question).parameters, **change}
    assert_nothing(read({name: value for name, value in parameters.items() if value is not None}))


def test_a_token_that_is_tampered_with(question, index):
    parameters = preview(question).parameters
    token = parameters["token"]
    for wrong in (
        token.replace(f"id={question.pk}", f"id={index.pk}"),
        token[:-1],
        token + "x",
        token.upper(),
        token.rpartition(":")[0],
    ):
        assert wrong != token
        assert_nothing(read({**parameters, "token": wrong}))


def test_a_token_that_was_signed_for_something_else(question):
    parameters = preview(question).parameters
    name = parameters["token"].rsplit(":", 2)[0]
    assert_nothing(read({**parameters, "token": TimestampSigner(salt="other").sign(name)}))
    signer = HeadlessPreviewMixin.get_preview_signer()
    assert_nothing(read({**parameters, "token": signer.sign("id=1;by=1")}))
    assert read({**parameters, "token": signer.sign(name)}).status_code == 200


def test_a_token_ends(question, settings, monkeypatch):
    parameters = preview(question).parameters
    settings.CLINICSITE = {**settings.CLINICSITE, "PREVIEW_MAX_AGE": 3600}
    moment = timezone.now().timestamp()
    monkeypatch.setattr("django.core.signing.time.time", lambda: moment + 3500)
    assert read(parameters).status_code == 200
    monkeypatch.setattr("django.core.signing.time.time", lambda: moment + 3700)
    assert_nothing(read(parameters))


def test_a_deleted_page_has_no_draft(question):
    parameters = preview(question).parameters
    question.delete()
    assert_nothing(read(parameters))


def test_a_new_page_whose_parent_is_gone(index):
    page = FAQPage(title="New", slug="new")
    parameters = preview(unsaved_below(index, page)).parameters
    index.delete()
    assert_nothing(read(parameters))


def test_a_draft_that_cannot_be_made_is_a_404_and_stands_in_the_log(question, monkeypatch, caplog):
    parameters = preview(question).parameters
    monkeypatch.setattr("delivery.preview.views.page_document", lambda *args: 1 / 0)
    assert_nothing(read(parameters))
    assert "ZeroDivisionError" in caplog.text


def test_a_page_that_moved_is_shown_where_it_stands_now(question, group_tree):
    parameters = preview(question).parameters
    question.move(group_tree.questions, pos="last-child")
    found = read(parameters).json()
    assert found["meta"]["html_url"] == f"http://group.example/faq/{question.slug}/"


def test_only_reading_is_answered(question):
    parameters = preview(question).parameters
    assert Client().head(API, parameters).status_code == 200
    for method in ("post", "put", "patch", "delete"):
        assert getattr(Client(), method)(API).status_code == 405


# What is kept


def test_typing_keeps_one_row_for_an_editor_and_a_page(question, type_into, client, manager):
    first = led_to(client.get(type_into(question, title="One")))
    second = led_to(client.get(type_into(question, title="Two")))
    assert PagePreview.objects.count() == 1
    assert read(first.parameters).json()["title"] == "Two"
    other = led_to(client.get(type_into(question, manager, title="Three")))
    assert PagePreview.objects.count() == 2
    assert read(second.parameters).json()["title"] == "Two"
    assert read(other.parameters).json()["title"] == "Three"


def test_an_old_revision_is_not_changed_by_typing(question, type_into, client):
    revision = question.get_latest_revision()
    url = type_into(question, title="Typed since")
    old = reverse("wagtailadmin_pages:revisions_view", args=[question.pk, revision.pk])
    looked_at = led_to(client.get(old))
    client.get(url)
    assert read(looked_at.parameters).json()["title"] == "Is there parking?"


def kept(days, question):
    PagePreview.objects.create(
        token=f"of {days} days ago",
        content_type=ContentType.objects.get_for_model(question),
        content_json="{}",
    )
    day = timezone.localdate() - timedelta(days=days)
    PagePreview.objects.filter(token=f"of {days} days ago").update(created_at=day)


def test_old_drafts_go_when_another_is_kept(question):
    kept(3, question)
    kept(0, question)
    preview(question)
    assert PagePreview.objects.count() == 2
    assert not PagePreview.objects.filter(token__contains="3 days").exists()


def test_a_draft_that_is_kept_again_is_new(question):
    parameters = preview(question).parameters
    PagePreview.objects.update(created_at=timezone.localdate() - timedelta(days=1))
    preview(question)
    assert PagePreview.objects.get().created_at >= timezone.localdate()
    assert read(parameters).status_code == 200
