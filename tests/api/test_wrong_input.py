"""Whatever is asked, the answer is a document or a refusal with a reason, and never an error."""

import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.api.builders import block, make_document, make_image
from tests.built_once import built_once

pytestmark = [pytest.mark.proof, pytest.mark.sql]

ENDPOINTS = ("pages", "images", "documents", "redirects")
ANYWHERE = (
    "limit",
    "offset",
    "fields",
    "order",
    "search",
    "search_operator",
    "rich_text_format",
    "_",
    "format",
    "type",
    "child_of",
    "ancestor_of",
    "descendant_of",
    "translation_of",
    "locale",
    "site",
    "id",
    "title",
    "slug",
    "show_in_menus",
    "first_published_at",
    "nonsense",
)
OF_TYPES = {
    "treatments.TreatmentPage": (
        "category",
        "concern",
        "pairs_with",
        "session_max",
        "downtime_max",
        "longevity_min",
        "sessions_max",
        "age",
        "comfort",
        "summary",
        "body",
        "hero_image",
    ),
    "faq.FAQPage": ("topic", "answer", "answers", "question"),
    "locations.LocationPage": (
        "country",
        "subdivision",
        "status",
        "phone",
        "email",
        "languages",
        "currency",
        "coordinates",
        "hours",
    ),
    "home.HomePage": ("headline", "introduction", "body"),
}
NASTY = (
    "",
    " ",
    "0",
    "-1",
    "1.5",
    "²",
    "٣",
    "NaN",
    "-Infinity",
    "1e999",
    "9" * 19,
    "9" * 30,
    "-" + "9" * 30,
    "+99999999999999999999",
    " 99999999999999999999",
    "9_999_999_999_999_999_999",
    "9" * 5000,
    "true",
    "None",
    "null",
    "root",
    "abc",
    "a,b",
    ",",
    "*",
    "_",
    "-",
    "?",
    "--id",
    "\x00",
    "a\x00b",
    "\x1f",
    "\ufffd",
    "\U0001f489",
    "\u202etxet",
    "'; DROP TABLE wagtailcore_page; --",
    "%",
    "%25%00",
    "\\",
    '"',
    '"unclosed',
    'five 5" needles',
    "NEAR(a b)",
    "a AND OR NOT",
    "title:",
    "(",
    ")",
    "a(b(c))",
    "a(" * 900,
    "title," * 300 + "title",
    "a " * 1000,
    "a " * 99,
    "/",
    "//",
    "/../../",
    "[]",
    "{}",
    "<script>alert(1)</script>",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-14:00",
    "2026-13-45",
    "2026-02-03",
    "+1",
    "+1604555014200000000000",
    "north.example",
    "north.example:abc",
    "north.example:99999999999999999999",
    "auth.User",
)


@built_once
def filled(north):
    """A site with something behind every endpoint."""
    image = make_image()
    image.tags.add("face")
    make_document()
    north.question("Does it hurt?")
    north.clinic("Vancouver")
    return north.treatment(
        "Peel", hero_image=image, blocks=[block("paragraph", "<p>a b</p>")], downtime_max=2
    )


def check(response):
    """Fail for any answer that is neither a document nor a refusal in words."""
    assert response.status_code in {200, 302, 400, 404}, response.content[:300]
    if response.status_code in {400, 404}:
        answer = response.json()
        assert set(answer) == {"message"}
        assert len(answer["message"]) < 6000
        if response.status_code == 400:
            assert answer["message"]


def nasty(client, path, name, **params):
    for value in NASTY:
        check(client.get(f"/api/v2/{path}", {**params, name: value}))


@pytest.mark.parametrize("name", ANYWHERE)
def test_nasty_values_in_lists_of_pages(client, filled, name):
    nasty(client, "pages/", name)
    nasty(client, "pages/", name, type="treatments.TreatmentPage", search="peel")


@pytest.mark.parametrize(("page_type", "names"), OF_TYPES.items())
def test_nasty_values_in_the_parameters_of_a_type(client, filled, page_type, names):
    for name in names:
        nasty(client, "pages/", name, type=page_type)


def test_nasty_values_in_details(client, filled):
    for name in ("fields", "rich_text_format", "search", "order", "site", "_"):
        nasty(client, f"pages/{filled.pk}/", name)


def test_nasty_values_in_finding(client, filled):
    for name in ("id", "html_path", "site", "fields"):
        nasty(client, "pages/find/", name)
        nasty(client, "redirects/find/", name)


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_finding_refuses_a_format_that_there_is_not(client, filled, endpoint):
    answer = client.get(f"/api/v2/{endpoint}/find/", {"id": 1, "rich_text_format": "word"})
    assert answer.status_code == 400
    assert "rich_text_format" in answer.json()["message"]


@pytest.mark.parametrize("endpoint", ["images", "documents", "redirects"])
def test_nasty_values_in_other_lists(client, filled, endpoint):
    for name in ("fields", "order", "search", "limit", "offset", "id", "tags"):
        nasty(client, f"{endpoint}/", name)


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_ids_in_the_path(client, filled, endpoint):
    for pk in ("0", "-1", "9" * 19, "9" * 30, "9" * 4000, "x", "%00", "%ff", "1.5", "²", "1/2"):
        assert client.get(f"/api/v2/{endpoint}/{pk}/").status_code == 404


def test_bytes_that_are_no_text(client, filled):
    for query in ("search=%ff%fe", "title=%ed%a0%80", "%ff=1", "fields=%c3%28", "type=%80", "&&=&"):
        check(client.get(f"/api/v2/pages/?{query}"))


def test_parameters_given_again_and_again(client, filled):
    check(client.get("/api/v2/pages/?" + "&".join(["limit=1"] * 500)))
    check(client.get("/api/v2/pages/?" + "&".join(f"p{number}=1" for number in range(500))))
    check(client.get("/api/v2/pages/?limit=1&limit=x"))


def test_a_detail_knows_its_parameters_too(read, filled):
    assert read.refusal(f"pages/{filled.pk}/", field="title") == (
        "query parameter is not an operation or a recognised field: field (did you mean fields?)"
    )
    for endpoint in (f"pages/{filled.pk}/", "images/1/", "documents/1/"):
        assert read.refusal(endpoint, search="peel") == "search is for lists: leave it out here"


def test_values_that_are_too_long(client, read, filled):
    assert read.refusal("pages/", fields="a," * 1500) == (
        "fields is too long: 2000 characters are the most"
    )
    assert read.refusal("pages/", search="a " * 150) == (
        "search is too long: 200 characters are the most"
    )
    assert read.refusal("images/", tags="face," * 20) == "tags: 10 tags at once are the most"
    assert read.refusal("pages/", offset=1_000_001) == "offset cannot be higher than 1000000"


def test_a_search_of_many_words(client, filled):
    for separator in (" ", "-", '"', " OR ", "*"):
        text = separator.join("abcdefghijk" * 20)[:200]
        for operator in ("and", "or"):
            check(client.get("/api/v2/pages/", {"search": text, "search_operator": operator}))


texts = st.one_of(st.sampled_from(NASTY), st.text(max_size=40), st.integers().map(str))
names = st.one_of(
    st.sampled_from([*ANYWHERE, *itertools.chain(*OF_TYPES.values())]), st.text(max_size=10)
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    endpoint=st.sampled_from(ENDPOINTS),
    page_type=st.sampled_from([None, *OF_TYPES]),
    params=st.dictionaries(names, texts, max_size=5),
)
def test_any_parameters_together(client, filled, endpoint, page_type, params):
    if page_type and endpoint == "pages":
        params = {"type": page_type, **params}
    check(client.get(f"/api/v2/{endpoint}/", params))


words = st.sampled_from(
    ["*", "_", "-", "(", ")", ",", " ", "title", "hero_image", "alt", "pairings", "body", "parent"]
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(fields=st.lists(words, max_size=12).map("".join))
def test_any_fields(client, filled, fields):
    check(client.get(f"/api/v2/pages/{filled.pk}/", {"fields": fields}))
    params = {"type": "treatments.TreatmentPage", "fields": fields}
    check(client.get("/api/v2/pages/", params))
