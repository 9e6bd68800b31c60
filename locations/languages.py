"""Spoken languages: BCP 47 tags for machines, names for people.

Editors write what comes to mind ("English, Punjabi, zh-Hant"); kept are canonical tags.
"""

import re
from functools import cache

import pycountry
from django.conf.locale import LANG_INFO
from django.core.exceptions import ValidationError
from django.db import models

# What people in a clinic call a language, where ISO 639 has another name for it.
_EVERYDAY_NAMES = {"yue": "Cantonese", "cmn": "Mandarin", "fa": "Persian", "tl": "Tagalog"}
_OTHER_NAMES = {"farsi": "fa", "filipino": "fil", "mandarin chinese": "cmn", "panjabi": "pa"}
# A script, then a region: the subtags that matter for spoken languages.
_SUBTAGS = re.compile(r"([A-Z][a-z]{3})?(^|-|$)([A-Z]{2}|419)?")
_YEARS = re.compile(r"\s*\([^)]*\d[^)]*\)")


class LanguagesField(models.CharField):
    """Several languages in one line of text: canonical BCP 47 tags, joined by `", "`."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 255)
        super().__init__(*args, **kwargs)

    def clean(self, value, model_instance):
        return super().clean(", ".join(parse_languages(value or "")), model_instance)


def parse_languages(text):
    """Return the canonical tags in a comma-separated text of names and tags, each once.

    Raises `ValidationError` that names every part that is no language.
    """
    parts = [part.strip() for part in re.split(r"[,;\n]", text) if part.strip()]
    tags = {part: _tag(part) for part in parts}
    unknown = [f"“{part}”" for part, tag in tags.items() if tag is None]
    if unknown:
        raise ValidationError(
            f"Not a known language: {', '.join(unknown)}. Write names or BCP 47 codes with "
            "commas between them, such as: English, fr-CA, zh-Hant.",
            code="unknown_language",
        )
    return list(dict.fromkeys(tags.values()))


def language_shapes(text):
    """Return `[{"code": "zh-Hant", "name": "Chinese (Traditional)"}, ...]` of stored tags."""
    tags = [tag.strip() for tag in (text or "").split(",") if tag.strip()]
    return [{"code": tag, "name": language_name(tag)} for tag in tags]


@cache
def language_name(tag):
    """Return the English name of a canonical tag; the tag itself if it has none."""
    code, *subtags = tag.split("-")
    language = _language(code)
    if language is None:
        return tag
    details = [_subtag_name(subtag) for subtag in subtags]
    name = _plain_name(code, language)
    return f"{name} ({', '.join(details)})" if details else name


def _tag(part):
    """Return the canonical tag of a tag or a name, or None.

    Tags come first: "en" is English, though there is a language by the name of En.
    """
    return _canonical_tag(part) or _codes_by_name().get(part.casefold())


def _canonical_tag(part):
    code, *subtags = re.split(r"[-_]", part)
    language = _language(code.lower())
    canonical = [_canonical_subtag(subtag) for subtag in subtags]
    if language is None or None in canonical or not _SUBTAGS.fullmatch("-".join(canonical)):
        return None
    return "-".join([getattr(language, "alpha_2", language.alpha_3), *canonical])


def _language(code):
    key = {2: "alpha_2", 3: "alpha_3"}.get(len(code))
    return pycountry.languages.get(**{key: code}) if key else None


def _canonical_subtag(subtag):
    if pycountry.scripts.get(alpha_4=subtag.title()):
        return subtag.title()
    if pycountry.countries.get(alpha_2=subtag.upper()) or subtag == "419":
        return subtag.upper()
    return None


def _subtag_name(subtag):
    if script := pycountry.scripts.get(alpha_4=subtag):
        return {"Hans": "Simplified", "Hant": "Traditional"}.get(subtag, script.name)
    country = pycountry.countries.get(alpha_2=subtag)
    return country.name if country else "Latin America"


def _plain_name(code, language):
    known = LANG_INFO.get(code, {}).get("name")
    return _EVERYDAY_NAMES.get(code) or known or _YEARS.sub("", language.name)


@cache
def _codes_by_name():
    names = {}
    for language in pycountry.languages:
        code = getattr(language, "alpha_2", language.alpha_3)
        # Languages with a two-letter code win over namesakes.
        if hasattr(language, "alpha_2"):
            names[_plain_name(code, language).casefold()] = code
        names.setdefault(language.name.casefold(), code)
    names |= {name.casefold(): code for code, name in _EVERYDAY_NAMES.items()}
    return names | _OTHER_NAMES
