"""A site with something of everything, and a visitor who reads its pages."""

import json
from dataclasses import dataclass
from functools import cached_property, partial
from html.parser import HTMLParser

import pytest
from wagtail.models import Page, Site

from faq.models import FAQTopic
from home.models import (
    BrandSettings,
    BrandSocialLink,
    FooterNavigationItem,
    MainNavigationItem,
    NavigationSettings,
)
from tests.api.builders import SiteTree, block, make_image, make_site
from tests.built_once import built_once
from tests.site.clinic_treatments import whole_offer

HOST = "north.example"


class Elements(HTMLParser):
    """The elements of a document as `(tag, attributes)`, and its text."""

    def __init__(self, html):
        super().__init__()
        self.found, self.words, self.hidden = [], [], 0
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.words.append(data)

    def of(self, tag):
        return [attributes for name, attributes in self.found if name == tag]

    @property
    def text(self):
        return " ".join(" ".join(self.words).split())


@dataclass
class Visit:
    """What a visitor got: the status, the HTML and its elements."""

    status: int
    html: str

    @cached_property
    def elements(self):
        return Elements(self.html)

    @property
    def text(self):
        return self.elements.text


@pytest.fixture
def visit(client):
    """Read a page as a stranger: `visit("/treatments/")`."""

    return partial(visit_of, client)


def visit_of(client, path, host=HOST):
    response = client.get(path, headers={"host": host})
    return Visit(response.status_code, response.content.decode())


@built_once
def tree() -> SiteTree:
    """The default site, in an otherwise empty tree, with its brand and menus."""
    Site.objects.all().delete()
    for page in Page.get_first_root_node().get_children():
        page.delete()
    tree = make_site("North", HOST, is_default=True)
    brand = BrandSettings(
        site=tree.site,
        name="North Skin",
        tagline="Plainly explained",
        legal_name="North Skin Ltd",
        phone="+16045550100",
        email="hello@north.example",
        booking_url="https://book.example/",
        disclaimer="<p>Results differ.</p>",
        primary_colour="#123456",
        logo=make_image("Logo"),
    )
    brand.social_links = [BrandSocialLink(label="Instagram", url="https://social.example/")]
    brand.save()
    menus = NavigationSettings(site=tree.site)
    menus.main_items = [MainNavigationItem(page=tree.treatments)]
    menus.footer_items = [FooterNavigationItem(label="Jobs", url="/jobs/")]
    menus.save()
    return tree


@built_once
def whole_site(tree):
    """Every page type with something in every part; the pages' paths by what they are."""
    offered = whole_offer(tree, "Peel", "Door")
    topic = FAQTopic.objects.create(title="Comfort", slug="comfort")
    question = tree.question("Does it hurt?", "<p>A little.</p>", topic=topic)
    tree.home.headline = "Skin, plainly"
    tree.home.introduction = "<p>Welcome in.</p>"
    tree.home.hero_image = make_image("Front")
    tree.home.body = json.dumps(
        [
            block("paragraph", "<p>How we work.</p>"),
            block("contact_panel", {"heading": "Talk to us", "text": "", "clinic": None}),
        ]
    )
    tree.home.save_revision().publish()
    return {
        "home": "/",
        "treatments": tree.treatments.url_path.removeprefix(tree.home.url_path[:-1]),
        "treatment": "/treatments/peel/",
        "questions": "/faq/",
        "question": question.url_path.removeprefix(tree.home.url_path[:-1]),
        "clinics": "/locations/",
        "clinic": "/locations/door/",
        "treatment at a clinic": offered.url_path.removeprefix(tree.home.url_path[:-1]),
    }
