"""Schemathesis writes, with a token, what the description of v3 allows, and what it does not."""

import os
import re
import subprocess
import sys
from pathlib import Path
from shutil import copytree

import pytest
from django.contrib.auth import get_user_model
from wagtail.images import get_image_model
from wagtail.models import APIToken, Page

HERE = Path(__file__).parent
SCHEMATHESIS = Path(sys.executable).with_name("schemathesis")

# The lists of what the demo has, from which the configuration takes its numbers.
DICTIONARIES = """
[dictionaries]
pages.values = {pages}
images.values = {images}
types.values = ["faq.FAQPage", "treatments.TreatmentPage"]
"""


@pytest.fixture
def own_copy(demo_site, settings, tmp_path):
    """Serve a copy of the demo with pictures of its own: what is deleted takes its file along."""
    settings.MEDIA_ROOT = copytree(settings.MEDIA_ROOT, tmp_path / "pictures")
    settings.WAGTAILAPI_DOCS_ENABLED = True
    return demo_site


@pytest.fixture
def configuration(own_copy, tmp_path):
    def numbers(queryset):
        return list(queryset.order_by("pk").values_list("pk", flat=True))

    file = tmp_path / "schemathesis.toml"
    file.write_text(
        (HERE / "schemathesis_v3.toml").read_text()
        + DICTIONARIES.format(
            # Without the home page, with which all others would go.
            pages=numbers(Page.objects.filter(depth__gt=2)),
            images=numbers(get_image_model().objects.all()),
        )
    )
    return file


def test_schemathesis_finds_no_failure(own_copy, configuration, client, tmp_path):
    admin = get_user_model().objects.get(username="admin")
    token = APIToken.create_token(user=admin, name="schemathesis")[1]
    # Made for each request, which takes longer than it would be waited for on a busy machine.
    description = tmp_path / "openapi.json"
    description.write_bytes(client.get("/api/v3-preview/openapi.json").content)
    place = [description, "--url", own_copy]

    done = subprocess.run(
        [SCHEMATHESIS, "--config-file", configuration, "run", *place, "--no-color"],
        env={**os.environ, "CLINICSITE_TOKEN": token},
        capture_output=True,
        text=True,
        timeout=1_000,
        check=False,
        cwd=tmp_path,  # it leaves a cache behind
    )

    assert done.returncode == 0, (done.stdout + done.stderr)[-8_000:]
    selected, tested = re.search(r"Selected: (\d+)/\d+\s+Tested: (\d+)", done.stdout).groups()
    assert tested == selected != "0"
