"""Schemathesis asks for everything that the description allows, and for what it does not."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
SCHEMATHESIS = Path(sys.executable).with_name("schemathesis")


def test_schemathesis_finds_no_failure(demo_site, tmp_path):
    address = f"{demo_site}/api/v2/openapi.json"
    done = subprocess.run(
        [SCHEMATHESIS, "--config-file", HERE / "schemathesis.toml", "run", address, "--no-color"],
        capture_output=True,
        text=True,
        timeout=1_000,
        check=False,
        cwd=tmp_path,  # it leaves a cache behind
    )

    assert done.returncode == 0, (done.stdout + done.stderr)[-8_000:]
    assert "Tested: 0" not in done.stdout
