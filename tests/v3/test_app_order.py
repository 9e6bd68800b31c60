"""An order of apps in which the schemas would be ignored is an error of `manage.py check`."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.proof

ROOT = Path(__file__).parents[2]

SETTINGS = """
from clinicsite.settings.test import *

INSTALLED_APPS.remove("delivery.writing")
INSTALLED_APPS.insert({place}, "delivery.writing")
"""


def check(folder, place):
    (folder / "ordered.py").write_text(SETTINGS.format(place=place))
    return subprocess.run(
        [sys.executable, ROOT / "manage.py", "check"],
        env=os.environ
        | {"DJANGO_SETTINGS_MODULE": "ordered", "PYTHONPATH": f"{folder}{os.pathsep}{ROOT}"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_the_app_behind_wagtails_is_an_error(tmp_path):
    found = check(tmp_path, "len(INSTALLED_APPS)")

    assert found.returncode != 0
    assert "delivery.writing.E001" in found.stderr
    assert "before every app of Wagtail's" in found.stderr


def test_the_app_in_front_of_wagtails_is_none(tmp_path):
    found = check(tmp_path, 'INSTALLED_APPS.index("wagtail.contrib.redirects")')

    assert found.returncode == 0, found.stderr
