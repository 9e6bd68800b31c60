"""Every document of the demo is what the description says, whichever way it is asked for."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model

from home.models import HomePage
from tests.built_once import built_once
from tests.home import demo_site

pytestmark = pytest.mark.proof

API = "/api/v2"
# Beside the default: everything, parts of parts, and hardly anything.
SELECTIONS = (None, "*", "_,title", "-id,-title", "_,type")
TREATMENT_SELECTION = "_,hero_image(_,alt,renditions),pairings(-treatment),downtime(_,text),review"
CLINIC_HOST = "andover.clinics.example"
FILES = {"images": "Picture", "documents": "File", "redirects": "Redirect"}


class Reader:
    """Reads addresses of a host and notes what is not as described."""

    def __init__(self, description, host):
        self.description = description
        self.host = host
        self.faults = {}
        self.read = 0

    def get(self, address, described, **params):
        params = {name: value for name, value in params.items() if value is not None}
        answer = Client().get(f"{API}/{address}", params, headers={"host": self.host})
        assert answer.status_code == 200, (address, params, answer.content[:300])
        document = answer.json()
        schema = self.description.answer(f"{API}/{described}")
        self.read += 1
        if errors := self.description.errors(document, schema):
            self.faults[f"{address} {params}"] = errors[:3]
        return document

    def any(self, path):
        """Read an address with the examples of what it must be given, whatever it answers."""
        given = self.description.operation(path)["parameters"]
        params = {each["name"]: each["example"] for each in given if each.get("required")}
        answer = Client().get(path, params, headers={"host": self.host})
        schema = self.description.answer(path, answer.status_code)
        if errors := self.description.errors(answer.json(), schema):
            self.faults[f"{path} {params}"] = errors[:3]

    def whole(self, address, component, **params):
        """Read a document that must be whole, and not only a part of one."""
        document = self.get(address, f"{address.partition('/')[0]}/{{pk}}/", **params)
        if errors := self.description.errors_of(document, component):
            self.faults[f"{address} {params} as {component}"] = errors[:3]
        return document


@built_once
def filled():
    """Give the demo a site for each clinic, a redirect of either kind and a document."""
    demo_site.build(base_url=f"https://{demo_site.HOST}", sites=True)
    home = HomePage.objects.get(depth=2)
    Redirect.objects.create(old_path="/old", redirect_page=home)
    Redirect.objects.create(
        old_path="/away", redirect_link="https://away.example/", is_permanent=False
    )
    leaflet = get_document_model().objects.create(
        title="Leaflet", file=ContentFile(b"Read me.", name="leaflet.txt")
    )
    home.introduction = f'<p><a linktype="document" id="{leaflet.pk}">Leaflet</a></p>'
    home.save_revision().publish()


@pytest.mark.parametrize("host", [demo_site.HOST, CLINIC_HOST])
def test_every_document_is_as_described(demo, filled, description, host):
    reader = Reader(description, host)
    types = description.components["PageType"]["enum"]
    listed = reader.get("pages/", "pages/", limit=100)["items"]
    for item in listed:
        page_type = item["meta"]["type"].partition(".")[2]
        reader.whole(f"pages/{item['id']}/", page_type)
        reader.whole(f"pages/{item['id']}/", page_type, fields="*", rich_text_format="markdown")
        assert not description.errors_of(item, "PageSummary")
    for page_type in (None, *types):
        for selection in SELECTIONS:
            reader.get("pages/", "pages/", type=page_type, fields=selection, limit=100)
    for page_type in ("treatments.TreatmentPage", "treatments.ClinicTreatmentPage"):
        reader.get("pages/", "pages/", type=page_type, fields=TREATMENT_SELECTION)
    for endpoint, component in FILES.items():
        for selection in (None, "*", "_,id", "-id"):
            reader.get(f"{endpoint}/", f"{endpoint}/", fields=selection, limit=100)
        for item in reader.get(f"{endpoint}/", f"{endpoint}/", limit=100)["items"]:
            assert not description.errors_of(item, f"{component}Summary")
            reader.whole(f"{endpoint}/{item['id']}/", component)

    for path, methods in description.document["paths"].items():
        if "{" not in path and "200" in methods["get"]["responses"]:
            reader.any(path)

    assert not reader.faults
    assert {item["meta"]["type"] for item in listed} > {"treatments.ClinicTreatmentPage"}
    assert reader.read > 2 * len(listed)
