"""Another Wagtail project, in `project/`, installs the wheel of Clinicsite as a stranger would."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
PROJECT = Path(__file__).parent / "project"

# The project's own tests run in the project (see test_hosts.py).
collect_ignore = ["project"]

# What a build or an installation of the repository itself leaves behind must not reach the wheel.
NOT_SOURCE = shutil.ignore_patterns(
    ".*", "__pycache__", "build", "dist", "*.egg-info", "node_modules", "screenshots", "var"
)


def run(*arguments, **options):
    """Run Python and return what it wrote; fail with it when it fails."""
    outcome = subprocess.run(
        [sys.executable, *map(str, arguments)],
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        **options,
    )
    if outcome.returncode:
        pytest.fail(f"{' '.join(map(str, arguments))}\n{outcome.stdout}", pytrace=False)
    return outcome.stdout


def pip(*arguments):
    run("-m", "pip", "--quiet", "--disable-pip-version-check", "--no-input", *arguments)


@pytest.fixture(scope="session")
def source(tmp_path_factory):
    """A fresh copy of the repository."""
    return shutil.copytree(
        REPOSITORY, tmp_path_factory.mktemp("source") / "clinicsite", ignore=NOT_SOURCE
    )


@pytest.fixture(scope="session")
def wheel(source, tmp_path_factory):
    """The wheel, built without a network from what is installed here."""
    folder = tmp_path_factory.mktemp("wheel")
    offline = ("--no-deps", "--no-index", "--no-build-isolation")
    pip("wheel", *offline, "--wheel-dir", folder, source)
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="session")
def installed(wheel, tmp_path_factory):
    """The folder that the wheel is installed in."""
    folder = tmp_path_factory.mktemp("installed")
    pip("install", "--no-deps", "--no-index", "--target", folder, wheel)
    return folder


@pytest.fixture
def manage(installed, tmp_path):
    """Give `manage("all_apps", "check")`: a command of a copy of the project, far from here."""
    project = shutil.copytree(PROJECT, tmp_path / "project", ignore=NOT_SOURCE)

    def manage(settings, *arguments):
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": f"hostsite.settings.{settings}",
            "HOSTSITE_WHEEL": str(installed),
            "PYTHONPATH": str(installed),
        }
        return run(project / "manage.py", *arguments, cwd=project, env=environment)

    manage.project = project
    return manage
