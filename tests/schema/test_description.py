"""The description is valid, says everything exactly, and is served cheaply."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client, override_settings
from openapi_spec_validator import OpenAPIV31SpecValidator
from wagtail import blocks
from wagtail.api import APIField

from delivery.documents.fields import DeliveryField
from delivery.endpoints.files import DocumentsViewSet, ImagesViewSet
from delivery.endpoints.pages import PagesViewSet
from delivery.endpoints.redirects import RedirectsViewSet
from delivery.endpoints.sitemap import SitemapViewSet
from delivery.published.feed.viewsets import ChangesViewSet
from delivery.resolve.viewsets import ResolveViewSet
from delivery.schema.blocks import schema_of_block
from delivery.schema.components import Schemas
from delivery.schema.document import describe as describe_api
from home.api.viewsets import SiteViewSet
from home.models import HomePage
from treatments.models import TreatmentPage

ADDRESS = "/api/v2/openapi.json"
# Every endpoint takes these two, and neither says anything to a caller.
NOT_DESCRIBED = {"_", "format"}


def parts(schema, place=""):
    """Yield every schema in a schema with its place."""
    if isinstance(schema, list):
        for index, each in enumerate(schema):
            yield from parts(each, f"{place}/{index}")
    elif isinstance(schema, dict):
        yield place, schema
        for key, each in schema.items():
            if key in ("properties", "patternProperties"):
                for name, inner in each.items():
                    yield from parts(inner, f"{place}/{name}")
            elif key in ("items", "anyOf", "oneOf", "additionalProperties"):
                yield from parts(each, f"{place}/{key}")


def test_it_is_valid_openapi(description):
    OpenAPIV31SpecValidator(description.document).validate()

    assert description.document["openapi"].startswith("3.1")


def test_nothing_of_ours_is_left_undescribed(db):
    assert describe_api()[1] == []


def test_every_schema_says_what_it_takes(description):
    says = {"type", "$ref", "anyOf", "oneOf", "const", "enum"}
    vague = [
        place
        for name, component in description.components.items()
        for place, schema in parts(component, name)
        if not says & schema.keys()
        or (schema.get("type") == "array" and "items" not in schema)
        or (schema.get("type") == "object" and "additionalProperties" not in schema)
    ]

    assert not vague


def test_it_is_the_same_whenever_it_is_made(describe):
    assert json.dumps(describe().document) == json.dumps(describe().document)


def test_every_address_of_the_router_is_there(description):
    for endpoint in ("pages", "images", "documents", "redirects"):
        for address in ("", "find/", "{pk}/"):
            assert f"/api/v2/{endpoint}/{address}" in description.document["paths"]


def test_it_is_served_with_an_etag_and_without_a_query(client, db, count_queries):
    first = client.get(ADDRESS)
    again = client.get(ADDRESS, headers={"if-none-match": first["ETag"]})

    assert first.status_code == 200
    assert first["Content-Type"] == "application/json"
    assert first.json()["openapi"].startswith("3.1")
    assert "public" in first["Cache-Control"]
    assert again.status_code == 304
    assert count_queries(lambda: client.get(ADDRESS)) == 0


def test_it_is_only_read():
    answer = Client(enforce_csrf_checks=True).post(ADDRESS)

    assert answer.status_code == 405
    assert set(answer["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


@pytest.mark.parametrize("address", ["pages/none/", "pages/1/more/", "nowhere/", ""])
def test_addresses_that_lead_nowhere_answer_as_all_errors_do(description, client, address):
    answer = client.get(f"/api/v2/{address}")

    assert answer.status_code == 404
    assert not description.errors_of(answer.json(), "Error")


def test_a_missing_slash_is_added(client, db):
    assert client.get("/api/v2/pages").status_code == 301


def test_any_origin_may_read_it(client):
    answer = client.get(ADDRESS, headers={"origin": "https://front.example"})

    assert answer["Access-Control-Allow-Origin"] == "*"


def test_the_command_prints_what_is_served(client, db):
    printed, complaints = StringIO(), StringIO()
    call_command("openapi", stdout=printed, stderr=complaints)

    assert json.loads(printed.getvalue()) == client.get(ADDRESS).json()
    assert complaints.getvalue() == ""


def test_a_new_field_of_a_page_type_is_described(monkeypatch, describe):
    fields = [*HomePage.api_fields, APIField("owner_name"), APIField("expired")]
    monkeypatch.setattr(HomePage, "api_fields", fields)
    monkeypatch.setattr(HomePage, "owner_name", property(owner_name), raising=False)

    home = describe().components["HomePage"]

    assert home["properties"]["owner_name"]["type"] == ["string", "null"]
    assert home["properties"]["expired"]["type"] == "boolean"
    assert {"owner_name", "expired"} <= set(home["required"])


def owner_name(page) -> str:
    return "North"


@pytest.mark.parametrize("names", [("card",), ("small", "large")])
def test_the_sizes_of_pictures_are_those_of_the_settings(describe, names):
    sizes = dict.fromkeys(names, "width-10")
    with override_settings(CLINICSITE={"IMAGE_RENDITIONS": sizes}):
        assert tuple(describe().components["Renditions"]["properties"]) == names


@pytest.mark.parametrize(("i18n", "required"), [(True, True), (False, False)])
def test_the_locale_is_always_there_where_a_site_has_several(describe, i18n, required):
    with override_settings(WAGTAIL_I18N_ENABLED=i18n):
        meta = describe().components["HomePage"]["properties"]["meta"]

    assert "locale" in meta["properties"]
    assert ("locale" in meta["required"]) is required


def test_blocks_are_told_apart_by_type(description):
    union = description.components["ContentBlock"]
    mapping = union["discriminator"]["mapping"]

    assert union["discriminator"]["propertyName"] == "type"
    assert {each["$ref"] for each in union["oneOf"]} == set(mapping.values())
    for name, reference in mapping.items():
        block = description.components[reference.rpartition("/")[2]]
        assert block["properties"]["type"]["const"] == name
        assert set(block["required"]) == {"type", "value", "id"}


def test_page_types_are_told_apart_by_type(description):
    types = [
        description.components[each["$ref"].rpartition("/")[2]]["properties"]["meta"]["properties"][
            "type"
        ]["const"]
        for each in description.components["Page"]["oneOf"]
    ]

    assert len(types) == len(set(types))
    assert {"treatments.TreatmentPage", "locations.LocationPage"} <= set(types)


def test_filters_have_their_values_and_say_what_they_need(description):
    found = {each["name"]: each for each in description.operation("/api/v2/pages/")["parameters"]}

    assert found["comfort"]["schema"]["items"]["enum"][0] == "none"
    assert found["downtime_max"]["schema"] == {"type": "number", "minimum": 0, "maximum": 1_000_000}
    assert "`treatments.TreatmentPage`" in found["downtime_max"]["description"]
    assert "days" in found["downtime_max"]["description"]
    assert "-downtime" in found["order"]["schema"]["items"]["enum"]
    assert found["limit"]["schema"]["maximum"] == 100


def test_every_filter_of_every_page_type_is_a_parameter(description):
    names = {each.name for each in TreatmentPage.api_filters}

    assert names <= set(description.parameters("/api/v2/pages/"))


@pytest.mark.parametrize("view", [PagesViewSet, ImagesViewSet, DocumentsViewSet, RedirectsViewSet])
def test_every_parameter_of_a_list_and_of_its_details_is_described(description, view):
    address = f"/api/v2/{view.endpoint}/"
    listed, found, whole = (
        set(description.parameters(address + end)) for end in ("", "find/", "{pk}/")
    )

    assert view.known_query_parameters - NOT_DESCRIBED <= listed
    assert view.find_query_parameters <= found
    assert {"fields", "rich_text_format", "site"} <= found & whole


@pytest.mark.parametrize(
    ("address", "view"),
    [
        ("changes", ChangesViewSet),
        ("resolve", ResolveViewSet),
        ("site", SiteViewSet),
        ("sitemap", SitemapViewSet),
    ],
)
def test_every_parameter_of_a_single_address_is_described(description, address, view):
    assert set(description.parameters(f"/api/v2/{address}/")) == view.query_parameters


# A project's own blocks and fields


class Weather(blocks.Block):
    class Meta:
        default = None

    def get_api_representation(self, value, context=None):
        return {"sky": "clear"}


class Tidied(blocks.StructBlock):
    line = blocks.CharBlock()

    def finish_document(self, document):
        return {}


class Told(blocks.StructBlock):
    line = blocks.CharBlock()

    def finish_document(self, document):
        return {"words": document["line"]}

    def describe(self, properties, schemas):
        return {"words": properties["line"]}


def test_a_block_that_nothing_is_known_of_takes_anything(db):
    schemas = Schemas()
    stream = blocks.StreamBlock([("weather", Weather()), ("tidied", Tidied())])
    schema_of_block(stream, schemas)

    assert schemas.undescribed == ["Weather", "Tidied"]


def test_a_block_that_describes_itself_is_believed(db):
    schemas = Schemas()
    reference = schema_of_block(Told(), schemas)

    assert schemas.resolve(reference)["required"] == ["words"]
    assert schemas.undescribed == []


def test_a_field_that_nothing_is_known_of_takes_anything(monkeypatch, db):
    mystery = APIField("mystery", serializer=DeliveryField(source="title"))
    monkeypatch.setattr(HomePage, "api_fields", [*HomePage.api_fields, mystery])

    description, undescribed = describe_api()

    assert any("mystery" in each for each in undescribed)
    OpenAPIV31SpecValidator(description).validate()
