"""The TypeScript client: its types are those of the API, and it reads the demo."""

import json
import os
import re
import subprocess
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.test import RequestFactory
from wagtail.contrib.redirects.models import Redirect

from delivery.preview import drafts
from delivery.preview.models import ShareLink
from delivery.schema.document import openapi
from faq.models import FAQPage
from treatments.models import TreatmentPage

CLIENT = Path(__file__).parents[2] / "clients" / "typescript"
TYPES = CLIENT / "src" / "schema.ts"
COMMENTS = re.compile(r"/\*.*?\*/|//.*?$", re.S | re.M)
# A comparison of texts, such as `order: "any"`, is no type.
TEXTS = re.compile(r'"[^"\n]*"')


def run(*command, **options):
    done = subprocess.run(
        command, cwd=CLIENT, capture_output=True, text=True, timeout=300, check=False, **options
    )
    assert done.returncode == 0, (done.stdout + done.stderr)[-6_000:]
    return done.stdout


@pytest.mark.usefixtures("db")
def test_its_types_are_made_of_the_description(tmp_path):
    made = tmp_path / "schema.ts"
    run("node", "scripts/generate.js", made, input=json.dumps(openapi()))

    same = made.read_text() == TYPES.read_text()
    assert same, "run: python manage.py openapi | npm run generate"


def test_its_types_leave_nothing_open():
    said = TEXTS.sub("", COMMENTS.sub("", TYPES.read_text()))

    assert re.findall(r".*\b(?:any|unknown)\b.*", said) == []


def test_what_a_front_end_relies_on_is_typed():
    run("npm", "run", "check")


@pytest.fixture
def drafted(demo_site):
    """A redirect, a gone page's path, a draft's token and the secret of a link to another draft."""
    peel = TreatmentPage.objects.get(slug="chemical-peel")
    Redirect.objects.create(old_path="/peels", redirect_page=peel)
    editor = get_user_model().objects.get(username="admin")
    first, second, third = FAQPage.objects.filter(live=True).order_by("pk")[:3]
    gone = first.get_url_parts()[2]
    first.unpublish()
    second.answer = "<p>Not yet public.</p>"
    request = RequestFactory().get("/")
    request.user = editor
    token = drafts.keep(second, request)
    third.title = "What is shared?"
    third.save_revision()
    return {
        "CLINICSITE_URL": demo_site,
        "CLINICSITE_GONE": gone,
        "CLINICSITE_TOKEN": token,
        "CLINICSITE_SHARE": ShareLink.make(third, editor, 1)[1],
    }


def test_it_reads_the_demo(drafted):
    run("npm", "run", "build")
    run("npm", "test", env=os.environ | drafted)
