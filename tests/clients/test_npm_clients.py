"""Clients written for Wagtail's API work unchanged."""

import os
import subprocess
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model

from faq.models import FAQPage

HERE = Path(__file__).parent


@pytest.fixture
def leaflet(demo_site):
    """A document with a tag, to which a question of the demo links."""
    file = ContentFile(b"Drink water.", "leaflet.txt")
    document = get_document_model().objects.create(title="Aftercare leaflet", file=file)
    document.tags.add("aftercare")
    page = FAQPage.objects.live().first()
    page.answer += f'<p><a linktype="document" id="{document.pk}">The leaflet</a></p>'
    page.save_revision().publish()
    return document


@pytest.mark.usefixtures("leaflet")
def test_wagtail_js(demo_site):
    run = subprocess.run(
        ["node", "--test", "wagtail-js.test.js"],
        cwd=HERE,
        env=os.environ | {"CLINICSITE_URL": demo_site},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
