"""Builds the demo for tests, and reads its pages as a front end would."""

import html
import io
import re
from dataclasses import dataclass
from itertools import chain
from urllib.parse import urlsplit

from django.core.management import call_command
from django.test import Client
from wagtail.models import Page

TAG = re.compile(r"<[^>]+>")
HOST = "clinics.example"
# Members of documents that no reader sees.
UNREAD = {"id", "type", "slug", "path", "url", "source_url", "renditions", "hours"}


def build(**options):
    call_command("demo", password="clinicsite-demo", verbosity=0, stdout=io.StringIO(), **options)


def snapshot():
    pages = Page.objects.order_by("path").values_list("pk", "url_path", "latest_revision", "live")
    return list(pages)


def get(address, **params):
    """GET from the API what a front end gets."""
    response = Client().get(f"/api/v2/{address}", params, follow=True, headers={"host": HOST})
    assert response.status_code == 200, (address, params, response.content[:500])
    return response.json()


def find(path):
    """GET the document of the page at `path`."""
    return get("pages/find/", html_path=path)


def strings(value, leave_out=()):
    """Yield every text of a structure of dictionaries and lists."""
    if isinstance(value, dict):
        value = [item for name, item in value.items() if name not in leave_out]
    if isinstance(value, list):
        for item in value:
            yield from strings(item, leave_out)
    elif isinstance(value, str):
        yield value


def words(value):
    """Return what a reader takes in of a value: its texts in one line, without markup."""
    text = " ".join(TAG.sub(" ", item) for item in strings(value, UNREAD))
    return " ".join(html.unescape(text).split())


@dataclass
class Section:
    """A section of a page: `section.text`, `section.blocks("contact_panel")`."""

    heading: str
    content: list

    def blocks(self, kind):
        return [block["value"] for block in self.content if block["type"] == kind]

    @property
    def text(self):
        return words(self.content)

    @property
    def links(self):
        return re.findall(r'<a href="([^"]*)"', " ".join(strings(self.content)))


class TreatmentDocument:
    """The document of a treatment at a clinic."""

    def __init__(self, document):
        self.document = document
        self.sections = {
            block["value"]["key"]: Section(block["value"]["heading"], block["value"]["content"])
            for block in document["body"]
        }

    def __getitem__(self, name):
        return self.document[name]

    @property
    def keys(self):
        return list(self.sections)

    @property
    def questions(self):
        return {row["question"]: words(row["answer"]) for row in self["faqs"]}

    @property
    def pairings(self):
        return {row["treatment"]["slug"]: row for row in self["pairings"]}

    @property
    def texts(self):
        """All that the page says, text by text; its references and addresses left out."""
        parts = ("title", "summary", "body", "indications", "contraindications", "risks", "faqs")
        said = [self.document.get(name) for name in (*parts, "citations", "prices")]
        return [words(text) for text in strings(said, UNREAD)]

    @property
    def prose(self):
        return " ".join(self.texts)

    def sentences(self, *containing):
        """Return the sentences that contain all the given words."""
        found = chain.from_iterable(re.split(r"(?<=[.?!])\s+", text) for text in self.texts)
        return [sentence for sentence in found if all(word in sentence for word in containing)]


def read_treatments():
    """Return `{path: Page}` of every treatment of every clinic and of the library's first."""
    clinics = get("pages/", type="treatments.ClinicTreatmentPage", limit=50)["items"]
    paths = [urlsplit(item["meta"]["html_url"]).path for item in clinics]
    return {
        path: TreatmentDocument(find(path)) for path in ["/treatments/neuromodulators/", *paths]
    }
