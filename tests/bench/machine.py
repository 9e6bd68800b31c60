"""What a run was made on."""

import os
import platform
import shutil
import subprocess
from importlib.metadata import version
from pathlib import Path

PACKAGES = ("Django", "wagtail", "djangorestframework", "gunicorn", "psycopg", "orjson")


def machine():
    """Return `{what: value}` of the machine and of the software that decides the figures."""
    return {
        "Processor": f"{processor()}, {os.cpu_count()} cores",
        "Memory": f"{memory():.0f} GB",
        "System": f"{platform.system()} {platform.release()}",
        "Python": platform.python_version(),
        **{name: version(name) for name in PACKAGES},
        "wrk": load_tool(),
    }


def processor():
    for line in _lines("/proc/cpuinfo"):
        name, _, value = line.partition(":")
        if name.strip() == "model name":
            return value.strip()
    return platform.machine()


def memory():
    """Return the machine's memory in gigabytes."""
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9


def load_tool():
    if not shutil.which("wrk"):
        return "not there"
    said = subprocess.run(["wrk", "--version"], capture_output=True, text=True, check=False)
    first = (said.stdout + said.stderr).split("[")[0]
    return first.removeprefix("wrk").strip()


def _lines(path):
    file = Path(path)
    return file.read_text().splitlines() if file.is_file() else []
