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


def clinic_treatments():
    """Return `[(clinic's slug, entry)]` of the treatments of all clinics."""
    return [
        (clinic, entry)
        for clinic, file in texts("clinic_treatments").items()
        for entry in file["treatment"]
    ]


def earlier_treatment(slug):
    """Return a treatment as it read before its present wording; mostly they are the same."""
    present, before = texts("treatments")[slug], texts("earlier").get(slug, {})
    reworded = {section["key"]: section for section in before.get("sections", [])}
    sections = [reworded.get(section["key"], section) for section in present["sections"]]
    return {**present, **before, "sections": sections}
