"""People with tokens, and whole requests for the tests of the write API."""

import json

import pytest
from wagtail.models import APIToken, Page

from tenancy.models import ClinicGroup
from tests.api.builders import links_to, make_image, shelf
from tests.built_once import built_once
from tests.world import make_person
from treatments.models import Area, Concern, Product

ROOT = "/api/v3-preview"


@built_once
def central_manager(andover):
    return make_person("central-manager", ClinicGroup.objects.get().managers)


@pytest.fixture
def failures_are_answers(client):
    """Let a failure of the server be a response with 500, as over the network."""
    client.raise_request_exception = False


@pytest.fixture
def ask(client):
    """Give `ask(user, method, path, body)`: the response to that person’s token, or to none."""
    tokens = {}

    def ask(user, method, path, body=None, content_type="application/json", **headers):
        if user and user not in tokens:
            tokens[user] = APIToken.create_token(user=user, name="script")[1]
        if user:
            headers["Authorization"] = f"Bearer {tokens[user]}"
        data = body if isinstance(body, str | bytes) else "" if body is None else json.dumps(body)
        return client.generic(method, f"{ROOT}{path}", data, content_type, headers=headers)

    return ask


@pytest.fixture
def write(ask):
    """Give `write(user, body, page=None)`: creates a page, or changes one."""

    def write(user, body, page=None):
        if page is None:
            return ask(user, "POST", "/pages/", body)
        return ask(user, "PATCH", f"/pages/{page.pk}/", body)

    return write


@built_once
def registers():
    """The entries that the requests name by slug."""
    return {
        "category": shelf("Injectables"),
        "concern": Concern.objects.create(title="Frown lines", slug="frown-lines"),
        "area": Area.objects.create(title="Forehead", slug="forehead"),
        "product": Product.objects.create(brand="Botox", slug="botox-brand"),
    }


@built_once
def library(group_tree, registers, andover):
    """Two treatments and a question that are live, and a picture that all may choose."""
    group_tree.peel = group_tree.treatment("Peel", slug="peel")
    group_tree.filler = group_tree.treatment("Filler", slug="filler")
    shared = ClinicGroup.objects.get().shared_collection
    group_tree.picture = make_image("Face", collection=shared)
    group_tree.ask_first = group_tree.question("Does it hurt?", slug="does-it-hurt")
    return group_tree


def locations(response):
    """Return where a request was refused."""
    assert response.status_code == 422, (response.status_code, response.content)
    return {tuple(error.get("loc", ())) for error in response.json()["errors"]}


def section(*blocks, key="overview", **value):
    return {
        "type": "section",
        "value": {"key": key, "heading": "Overview", "content": [*blocks], **value},
    }


def paragraph(text="<p>It relaxes muscles.</p>"):
    return {"type": "paragraph", "value": text}


def new_treatment(parent, **fields):
    meta = {"type": "treatments.TreatmentPage", "parent_id": parent.pk, **fields.pop("meta", {})}
    return {
        "meta": meta,
        "title": "Botox",
        "summary": "Relaxes lines.",
        "category": {"slug": "injectables"},
        "body": [section(paragraph())],
        **fields,
    }


def whole_treatment(library):
    """A treatment with something in every part, everything that can be chosen by slug so."""
    picture = {"image": library.picture.pk, "alt_text": "A face", "decorative": False}
    return new_treatment(
        library.treatments,
        slug="botox",
        class_label="Neuromodulators",
        hero_image=library.picture.pk,
        session_min=20,
        session_max=40,
        downtime_min=0,
        downtime_max=0,
        comfort="mild",
        reviewer="Dr A. Osei",
        reviewed_on="2026-09-14",
        renew_review=True,
        concerns=[{"concern": {"slug": "frown-lines"}}],
        areas=[{"area": {"slug": "forehead"}}],
        products=[{"product": {"slug": "botox-brand"}}],
        indications=[
            {"use": "Glabellar lines", "jurisdiction": "CA", "product": {"slug": "botox-brand"}}
        ],
        contraindications=[{"kind": "absolute", "text": "Infection of the skin"}],
        risks=[{"kind": "expected", "text": "Bruising", "severity": "mild"}],
        citations=[{"title": "A trial", "publisher": "A journal", "year": 2014, "claim": "Ok"}],
        faqs=[
            {"faq": {"slug": "does-it-hurt"}},
            {"question": "How long?", "answer": "<p>Twenty minutes.</p>"},
        ],
        pairings=[
            {
                "treatment": {"slug": "peel"},
                "kind": "pairs_with",
                "order": "after",
                "gap_min_days": 7,
                "rationale": "They add up.",
            },
            {"treatment": library.filler.pk, "kind": "alternative", "rationale": "Or that."},
        ],
        body=[
            section(
                paragraph(links_to(library.peel)),
                {"type": "image", "value": {"image": picture, "caption": "Before"}},
                {"type": "steps", "value": {"items": [{"title": "First", "text": "<p>Sit.</p>"}]}},
                {"type": "do_and_dont", "value": {"do": ["Rest"]}},
                {"type": "quote", "value": {"text": "Less is more."}},
                {
                    "type": "table",
                    "value": {
                        "caption": "Depths",
                        "columns": [
                            {"type": "text", "heading": "Depth"},
                            {"type": "number", "heading": "Days"},
                        ],
                        "rows": [{"values": ["Light", 1.5]}, {"values": ["Deep", None]}],
                    },
                },
                {"type": "callout", "value": {"title": "Mind", "text": "<p>Sun.</p>"}},
                {"type": "video", "value": {"url": "https://video.example/1", "title": "A visit"}},
                {
                    "type": "before_after",
                    "value": {"before": picture, "after": picture, "consent": True},
                },
                {"type": "treatment_cards", "value": {"treatments": [{"slug": "peel"}]}},
                {
                    "type": "call_to_action",
                    "value": {"label": "Read on", "page": library.peel.pk},
                },
                {"type": "contact_panel", "value": {"heading": "Talk to us"}},
            ),
            section(paragraph(), key="custom", custom_key="medical_uses", heading="Medical uses"),
        ],
    )


def latest(response):
    """Return the latest draft of the page that a response is about."""
    assert response.status_code in {200, 201}, response.content
    return Page.objects.get(pk=response.json()["id"]).get_latest_revision_as_object()
