"""Whatever is sent with a token, the server has an answer: no request makes it fail."""

import copy
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.api.builders import offer
from treatments.models import ClinicTreatmentPage

from .conftest import paragraph, section, whole_treatment

pytestmark = [
    pytest.mark.proof,
    pytest.mark.django_db,
    pytest.mark.usefixtures("failures_are_answers"),
]

EXAMPLES = 150
QUIET = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]

HOSTILE = [
    None,
    True,
    0,
    -1,
    1.5,
    2**63,
    -(2**70),
    1e308,
    "",
    "x",
    "x" * 5000,
    "\x00",
    "\ud800",
    "{treatment} {nobody} {",
    '<p><a linktype="page" id="x">a</a><a linktype="page">b</a><embed embedtype="image"/></p>',
    "</ul><li><p>" * 3,
    '<p><a href="javascript:alert(1)">a</a><a linktype="page" id="99999999999999999999">b</a></p>',
    [],
    [None],
    [[]],
    {},
    {"id": None},
    {"id": "x"},
    {"id": 2**70},
    {"slug": None},
    {"slug": "\x00"},
    {"slug": ""},
    {"type": "section"},
    {
        "format": "db_markdown",
        "content": "# [a](wagtail://page/x) ![b](wagtail://image/1)\n|a|\n|-",
    },
    {"format": "db_html"},
    "0001-01-01",
    "9999-12-31T23:59:59Z",
    "NaN",
    "1e400",
]


def places(value, path=()):
    """Give the path of everything within a JSON value."""
    yield path
    if isinstance(value, dict | list):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from places(item, (*path, key))


# What means something somewhere: rich text, a choice, a block, a row.
NAMES = ["format", "content", "id", "slug", "type", "value", "meta"]


def put(value, path, new):
    if not path:
        return new
    value = copy.copy(value)
    value[path[0]] = put(value[path[0]], path[1:], new)
    return value


@st.composite
def spoilt(draw, request):
    """Give a right request with something hostile in a place or two, or added to an object."""
    for _ in range(draw(st.integers(1, 2))):
        path = draw(st.sampled_from(list(places(request))))
        hostile = draw(st.sampled_from(HOSTILE))
        if draw(st.booleans()):
            hostile = {draw(st.sampled_from(NAMES)): hostile, "content": "", "type": "paragraph"}
        request = put(request, path, hostile)
    return request


def test_rich_text_of_any_format(write, central_manager, andover, library):
    for hostile in HOSTILE:
        text = {"format": hostile, "content": ""}
        body = [section(paragraph(text), {"type": "callout", "value": {"text": text}})]
        for wrong in ({"body": body}, {"faqs": [{"question": "Why?", "answer": text}]}):
            refused = write(central_manager, wrong, library.peel)
            assert refused.status_code == 422, (hostile, refused.content)
            assert refused.json()["errors"][0]["loc"][0] in wrong


def test_any_block_with_any_value(write, central_manager, library):
    right = whole_treatment(library)["body"][0]["value"]["content"]
    body = json.dumps([section({"type": "T", "value": "V"})])
    for kind in {each["type"] for each in right}:
        for hostile in HOSTILE:
            wrong = body.replace('"T"', f'"{kind}"').replace('"V"', json.dumps(hostile))
            response = write(central_manager, {"body": json.loads(wrong)}, library.peel)
            assert response.status_code in {200, 422}, (kind, hostile, response.content)


def answers(ask, user, method, path, body):
    data = body if isinstance(body, bytes) else json.dumps(body)
    response = ask(user, method, path, data)
    assert response.status_code < 500, (method, path, body, response.content)
    if response.status_code == 422:
        assert response.json()["errors"], response.content
    return response


def test_a_treatment_that_is_spoilt_anywhere(ask, central_manager, library):
    right = whole_treatment(library)
    page = library.peel
    assert answers(ask, central_manager, "POST", "/pages/", right).status_code == 201

    @settings(max_examples=EXAMPLES, suppress_health_check=QUIET, database=None)
    @given(body=spoilt(right), is_new=st.booleans(), publish=st.booleans())
    def check(body, is_new, publish):
        if isinstance(body, dict) and isinstance(body.get("meta"), dict) and publish:
            body["meta"] = {**body["meta"], "action": "publish"}
        if is_new:
            answers(ask, central_manager, "POST", "/pages/", body)
        else:
            answers(ask, central_manager, "PATCH", f"/pages/{page.pk}/", body)
            read = ask(central_manager, "GET", f"/pages/{page.pk}/?version=draft")
            assert read.status_code == 200, read.content

    check()


def test_a_clinics_treatment_that_is_spoilt_anywhere(ask, manager, andover, library):
    value = {"key": "custom", "custom_key": "x", "heading": "H", "content": [paragraph()]}
    right = {
        "meta": {"type": "treatments.ClinicTreatmentPage", "parent_id": andover.page.pk},
        "treatment": {"slug": "filler"},
        "slug": "filler",
        "local_title": "Ours",
        "go_live_at": "2098-01-01T00:00:00Z",
        "practitioner_keys": ["x"],
        "hidden": ["summary"],
        "booking_url": "https://book.example/x",
        "sections": [{"type": "add", "value": {**value, "anchor": "overview"}}],
        "prices": [{"label": "One", "amount": "3.50", "valid_from": "2098-01-01"}],
        "pairings": [{"treatment": {"slug": "peel"}, "rationale": "x"}],
        "faqs": [{"faq": {"slug": "does-it-hurt"}}],
    }
    page = offer(library.peel, andover.page)

    @settings(max_examples=EXAMPLES, suppress_health_check=QUIET, database=None)
    @given(body=spoilt(right), is_new=st.booleans())
    def check(body, is_new):
        if is_new:
            answers(ask, manager, "POST", "/pages/", body)
            ClinicTreatmentPage.objects.exclude(pk=page.pk).delete()
            andover.page.refresh_from_db()
        else:
            answers(ask, manager, "PATCH", f"/pages/{page.pk}/", body)

    check()


@pytest.mark.parametrize("body", [b"", b"{", b"null", b"[]", b'"x"', b"\xff", b"[" * 99_999])
def test_what_is_no_request(ask, admin_user, library, body):
    for method, path in (
        ("POST", "/pages/"),
        ("PATCH", f"/pages/{library.peel.pk}/"),
        ("POST", f"/pages/{library.peel.pk}/actions/copy/"),
        ("POST", f"/pages/{library.peel.pk}/actions/move/"),
    ):
        assert answers(ask, admin_user, method, path, body).status_code >= 400 or body == b""
