"""A small library of treatments, the registers it chooses from, and people with rights on it."""

import json
from functools import partial

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.test import Client
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import GroupPagePermission, Page, Site
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from tests.api.builders import make_site
from tests.built_once import built_once
from treatments.models import (
    Area,
    Concern,
    Pairing,
    Product,
    TreatmentCategory,
    TreatmentIndexPage,
    TreatmentPage,
)

RANGES = ("session", "downtime", "onset", "longevity", "interval")
ROWS = (
    "concerns",
    "areas",
    "products",
    "indications",
    "contraindications",
    "risks",
    "citations",
    "faqs",
    "pairings",
)


@built_once
def home():
    return Site.objects.get(is_default_site=True).root_page


@built_once
def library(home):
    return home.add_child(instance=TreatmentIndexPage(title="Treatments", slug="treatments"))


@built_once
def skin():
    return TreatmentCategory.objects.create(title="Skin", slug="skin")


@built_once
def texture():
    return Concern.objects.create(title="Texture", slug="texture")


@built_once
def neck():
    return Area.objects.create(title="Neck", slug="neck")


@built_once
def brand():
    return Product.objects.create(
        brand="Examplin", slug="examplin", mark="®", active_ingredient="exampletoxin"
    )


@built_once
def picture():
    return get_image_model().objects.create(
        title="Room", file=get_test_image_file(), description="A treatment room"
    )


@pytest.fixture
def section():
    """Give the raw value of a section: `section("overview", ("paragraph", "<p>…</p>"))`."""
    return raw_section


def raw_section(key, *content, custom_key="", heading="What it is"):
    return {
        "type": "section",
        "value": {
            "key": key,
            "custom_key": custom_key,
            "heading": heading,
            "content": [{"type": kind, "value": value} for kind, value in content],
        },
    }


@pytest.fixture
def treat(library, skin):
    """Create a treatment: `treat("Chemical peel", live=False, downtime_max=3)`."""
    return partial(add_treatment, library, skin)


def add_treatment(library, category, /, title, **fields):
    """Create a treatment in a library; the category is that of `fields`, if they name one."""
    body = fields.pop("body", [raw_section("overview", ("paragraph", "<p>A treatment.</p>"))])
    fields = {"category": category, "summary": f"{title} in brief.", **fields}
    return library.add_child(instance=TreatmentPage(title=title, body=json.dumps(body), **fields))


@built_once
def peel(library, skin):
    return add_treatment(library, skin, "Chemical peel", slug="chemical-peel")


@built_once
def laser(library, skin):
    return add_treatment(
        library, skin, "Laser resurfacing", slug="laser", downtime_min=5, downtime_max=7
    )


@pytest.fixture
def pair():
    """Pair two treatments as they are live: `pair(peel, laser, kind="do_not_combine")`."""

    def pair(page, other, **fields):
        fields.setdefault("rationale", "They complete each other.")
        return Pairing.objects.create(page=page, treatment=other, **fields)

    return pair


@pytest.fixture
def form_data(skin):
    """Give what the editor posts: `form_data(pairings=[{…}], downtime_min=5)`."""

    def form_data(**changes):
        data = {
            "title": "Chemical peel",
            "slug": "chemical-peel",
            "class_label": "",
            "category": skin.pk,
            "summary": "A peel in brief.",
            "hero_image": "",
            "body": streamfield([posted_section("overview")]),
            "comfort": "",
            "anaesthesia": "",
            "sessions_min": "",
            "sessions_max": "",
            "age_min": "",
            "age_max": "",
            "reviewer": "",
            "reviewer_credentials": "",
            "reviewed_on": "",
            "review_due": "",
            "seo_title": "",
            "search_description": "",
            "social_image": "",
            "comments": inline_formset([]),
        }
        for name in RANGES:
            data.update(
                {
                    f"{name}_min": "",
                    f"{name}_max": "",
                    f"{name}_unit": "day",
                    f"{name}_qualifier": "",
                }
            )
        for name in ROWS:
            rows = changes.pop(name, [])
            initial = sum(1 for row in rows if row.get("id"))
            data[name] = inline_formset(
                [{"id": "", "ORDER": str(i), **row} for i, row in enumerate(rows, start=1)],
                initial=initial,
            )
        data.update(changes)
        return nested_form_data(data)

    return form_data


def posted_section(key, custom_key="", heading="What it is", text="<p>A peel.</p>"):
    """Give a section as the editor posts it."""
    return (
        "section",
        {
            "key": key,
            "custom_key": custom_key,
            "heading": heading,
            "content": streamfield([("paragraph", rich_text(text))]),
        },
    )


@pytest.fixture
def user_with(django_user_model):
    """Create a person in the admin who has the named permissions of `treatments`."""

    def user_with(*codenames):
        group = Group.objects.create(name=f"With {codenames}")
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        for codename in codenames:
            group.permissions.add(
                Permission.objects.get(content_type__app_label="treatments", codename=codename)
            )
        user = django_user_model.objects.create_user("someone", password="password")
        user.groups.add(group)
        return user

    return user_with


@pytest.fixture
def update_search():
    """Bring the search index up to date, as the end of a transaction would."""
    return lambda: call_command("update_index", verbosity=0)


@built_once
def group():
    """A site in an otherwise empty tree, with the makers of `SiteTree`: a library and clinics."""
    Site.objects.all().delete()
    for page in Page.get_first_root_node().get_children():
        page.delete()
    return make_site("Group", "localhost", is_default=True)


@pytest.fixture
def editor_of(django_user_model):
    """Create an editor of a page and what is below it: `editor_of(clinic, may=["add"])`."""

    def editor_of(*pages, may=("add", "change", "publish")):
        name = f"{'-'.join(page.slug for page in pages)} {' '.join(may)}"
        editors = Group.objects.create(name=name)
        editors.permissions.add(Permission.objects.get(codename="access_admin"))
        for page in pages:
            for action in may:
                GroupPagePermission.objects.create(group=editors, page=page, permission_type=action)
        user = django_user_model.objects.create_user(name.replace(" ", "-"), password="password")
        user.groups.add(editors)
        return user

    return editor_of


@pytest.fixture
def signed_in():
    """Give the client of a person: `signed_in(user).get(…)`."""

    def signed_in(user):
        client = Client()
        client.force_login(user)
        return client

    return signed_in
