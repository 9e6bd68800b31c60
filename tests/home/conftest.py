"""Two groups of clinics on one installation, each with a site of its own."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from PIL import Image
from wagtail.models import Page, Site

from home.models import HomePage
from tests.built_once import built_once
from tests.home import demo_site


def make_site(title, hostname, is_default):
    root = Page.get_first_root_node()
    home = root.add_child(instance=HomePage(title=title, slug=hostname.split(".")[0]))
    return Site.objects.create(
        hostname=hostname, site_name=title, root_page=home, is_default_site=is_default
    )


@built_once
def north():
    Site.objects.all().delete()
    return make_site("North Clinics", "north.example", is_default=True)


@built_once
def south(north):
    return make_site("South Clinics", "south.example", is_default=False)


@pytest.fixture
def png():
    """Make an upload: `png("face.png")`."""

    def png(name="picture.png"):
        content = io.BytesIO()
        Image.new("RGB", (40, 30), "teal").save(content, "PNG")
        return SimpleUploadedFile(name, content.getvalue(), content_type="image/png")

    return png


@pytest.fixture(scope="session")
def demo_treatments(built_demo, databases, django_db_blocker):
    """The treatments of the demo's clinics as they are read, and the library's neuromodulators.

    `{path: demo_site.TreatmentDocument}`.
    """
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=built_demo.media):
        before = databases.used
        databases.use(built_demo.database)
        pages = demo_site.read_treatments()
        databases.use(before)
    return pages
