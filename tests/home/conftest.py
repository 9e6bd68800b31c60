"""Two groups of clinics on one installation, each with a site of its own."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from wagtail.models import Page, Site

from home.models import HomePage


def make_site(title, hostname, is_default):
    root = Page.get_first_root_node()
    home = root.add_child(instance=HomePage(title=title, slug=hostname.split(".")[0]))
    return Site.objects.create(
        hostname=hostname, site_name=title, root_page=home, is_default_site=is_default
    )


@pytest.fixture
def north(db):
    Site.objects.all().delete()
    return make_site("North Clinics", "north.example", is_default=True)


@pytest.fixture
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
