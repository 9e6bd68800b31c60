"""Reads the demo's texts from the TOML files of `content/`."""

import tomllib
from functools import cache
from pathlib import Path

CONTENT = Path(__file__).parent / "content"


@cache
def text(name):
    """Return one file as a dictionary: `text("site")`."""
    return tomllib.loads((CONTENT / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def texts(folder):
    """Return `{stem: dictionary}` of all files of a folder, in alphabetical order."""
    return {
        path.stem: text(f"{folder}/{path.stem}")
        for path in sorted((CONTENT / folder).glob("*.toml"))
    }


def shared_questions():
    """Return the shared questions of all files, as a list of dictionaries."""
    return [question for file in texts("faqs").values() for question in file["faq"]]
