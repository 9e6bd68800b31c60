"""Clients written for Wagtail's API work unchanged."""

import os
import subprocess
from pathlib import Path

HERE = Path(__file__).parent


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
