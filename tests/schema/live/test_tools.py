"""Tools of others read the description and find nothing wrong: linters, and a maker of types."""

import json
import re
import subprocess
from pathlib import Path
from shutil import copy

import pytest

from delivery.schema.document import openapi

HERE = Path(__file__).parent
TOOLS = HERE / "node_modules" / ".bin"
# How openapi-typescript writes headers that are not described.
HEADERS = re.compile(r"headers: \{\n(.*\n)*?\s*\};")
STRICT = ("--strict", "--exactOptionalPropertyTypes", "--noUncheckedIndexedAccess", "--noEmit")


@pytest.fixture
def written(db, tmp_path):
    """The description in a file."""
    file = tmp_path / "openapi.json"
    file.write_text(json.dumps(openapi()))
    return file


def run(name, *arguments, folder=HERE):
    done = subprocess.run(
        [TOOLS / name, *map(str, arguments)],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert done.returncode == 0, (done.stdout + done.stderr)[-4_000:]


def test_spectral_finds_nothing_wrong(written):
    run("spectral", "lint", written, "--ruleset", HERE / "spectral.yaml", "--fail-severity", "warn")


def test_redocly_finds_nothing_wrong(written):
    run("redocly", "lint", written, "--config", HERE / "redocly.yaml", "--max-problems", "20")


def test_the_types_made_of_it_are_exact(written, tmp_path):
    types = tmp_path / "api.d.ts"
    run("openapi-typescript", written, "--output", types)
    copy(HERE / "narrowing.ts", tmp_path)
    run("tsc", *STRICT, "--module", "nodenext", tmp_path / "narrowing.ts")

    said = HEADERS.sub("", types.read_text())
    assert not re.search(r"\bunknown\b|: any\b", re.sub(r"/\*\*?(.|\n)*?\*/", "", said))
