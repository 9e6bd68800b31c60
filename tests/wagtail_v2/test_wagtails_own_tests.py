"""Wagtail's own tests of API v2 run against Clinicsite's endpoints, in Wagtail's test project."""

import json
import os
import subprocess
import sys
from pathlib import Path

from django.db import connection

from .exceptions import EXCEPTIONS

REPOSITORY = Path(__file__).resolve().parents[2]
PROJECT = Path(__file__).parent / "project"

SUITES = (
    "wagtail.api.v2.tests",
    "wagtail.contrib.redirects.tests.test_redirects_api",
    "wagtail.documents.tests.test_serializers",
)


def database():
    """The variables by which Wagtail's settings name a database: a new one beside the present."""
    if connection.vendor == "sqlite":
        return {}
    settings = connection.settings_dict
    return {
        "DATABASE_ENGINE": settings["ENGINE"],
        "DATABASE_NAME": f"{settings['NAME']}_wagtail_v2",
        **{f"DATABASE_{key}": str(settings[key]) for key in ("USER", "PASSWORD", "HOST", "PORT")},
    }


def outcome_of(suites, file):
    """Run Wagtail's tests; return how each ended (see `project/v2_runner.py`)."""
    run = subprocess.run(
        [sys.executable, "-m", "django", "test", "--noinput", "--verbosity=0", *suites],
        cwd=file.parent,
        env={
            **{key: value for key, value in os.environ.items() if not key.startswith("DATABASE_")},
            **database(),
            "DJANGO_SETTINGS_MODULE": "v2_settings",
            "PYTHONPATH": os.pathsep.join([str(PROJECT), str(REPOSITORY)]),
            "WAGTAIL_V2_OUTCOME": str(file),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return json.loads(file.read_text())


def test_wagtails_own_tests_pass_but_for_the_exceptions(tmp_path):
    outcome = outcome_of(SUITES, tmp_path / "outcome.json")
    ran, failed = set(outcome["ran"]) - set(outcome["skipped"]), outcome["failed"]

    unexpected = {test: words for test, words in failed.items() if test not in EXCEPTIONS}
    assert not unexpected, "\n".join(f"{test}\n{words}" for test, words in unexpected.items())
    assert not EXCEPTIONS.keys() - failed.keys(), "These pass, and are no exceptions."
    # A module that is not found, or is empty, must not look like success.
    assert {test.rsplit(".", 2)[0] for test in ran} == {
        "wagtail.api.v2.tests.test_documents",
        "wagtail.api.v2.tests.test_images",
        "wagtail.api.v2.tests.test_pages",
        "wagtail.api.v2.tests.test_renderer_classes",
        "wagtail.api.v2.tests.tests",
        "wagtail.contrib.redirects.tests.test_redirects_api",
        "wagtail.documents.tests.test_serializers",
    }
    assert not outcome["skipped"]
