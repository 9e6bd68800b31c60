"""The example of a migration runs against the demo, as its README says."""

import json
import subprocess
import sys
from pathlib import Path

from django.contrib.auth import get_user_model
from wagtail.models import APIToken, WorkflowState

from treatments.models import ClinicTreatmentPage, TreatmentPage

SCRIPT = Path(__file__).parents[2] / "examples" / "migration" / "migrate.py"


def run(*arguments):
    return subprocess.run(
        [sys.executable, SCRIPT, *arguments],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def token_of(username):
    user = get_user_model().objects.get(username=username)
    return APIToken.create_token(user=user, name="migration")[1]


def test_a_treatment_is_brought_in_reviewed_and_published(demo_site):
    done = run(demo_site, token_of("admin"), "andover")

    assert done.returncode == 0, done.stdout + done.stderr
    treatment = TreatmentPage.objects.get(slug="cold-facial")
    assert treatment.live
    assert len(treatment.api_document["body"]) == 2
    assert len(treatment.api_document["faqs"]) == 2
    assert [pair["treatment"]["slug"] for pair in treatment.api_document["pairings"]]
    offered = ClinicTreatmentPage.objects.get(treatment=treatment)
    assert offered.live
    assert offered.full_url in done.stdout
    assert WorkflowState.objects.filter(object_id=str(offered.pk)).exists()
    document = offered.api_document
    assert "One session" in json.dumps(document["prices"])
    assert [section["value"]["key"] for section in document["body"]] == [
        "overview",
        "here",
        "aftercare",
    ]


def test_what_is_refused_is_said_with_its_place(demo_site):
    token = token_of("admin")
    run(demo_site, token, "andover")

    again = run(demo_site, token, "andover")

    assert again.returncode == 1
    assert "slug: " in again.stderr


def test_without_the_right_there_is_nothing_to_write_in(demo_site):
    done = run(demo_site, token_of("andover-editor"), "andover")

    assert done.returncode == 1
    assert "treatments.TreatmentIndexPage" in done.stderr
