"""What a library page says, part by part, for telling whether a part has changed.

Only what a reader takes in counts (see `treatments.reviewed_text`): markup, ids and how wide a
space is do not make an override stale.
"""

from treatments import reviewed_text
from treatments.reviewed_text import fingerprint

from .merge import pairing_key, section_key

# Fields of one value, by part key; each range is one part, made of several columns.
FIELDS = (
    "title",
    "class_label",
    "summary",
    "hero_image",
    "comfort",
    "anaesthesia",
    "seo_title",
    "search_description",
    "social_image",
)
ROWS = (
    "products",
    "areas",
    "concerns",
    "indications",
    "contraindications",
    "risks",
    "citations",
)
# What is no words to a reader: it tells blocks apart.
CODES = ("block", "key", "custom_key")


def shared_parts(page):
    """Return `{part key: what it says}` of a library page, without the parts that are empty."""
    parts = {name: reviewed_text.part(page, name) for name in FIELDS}
    parts |= {name: reviewed_text.rows(page, name) for name in ROWS}
    parts |= {name: _range(page, attribute) for name, attribute in page.get_ranges().items()}
    parts |= _sections(page)
    for row in reviewed_text.rows(page, "pairings"):
        parts.setdefault(pairing_key(row["treatment"]), [row])
    return {key: said for key, said in parts.items() if said}


def _range(page, attribute):
    value = attribute.__get__(page)
    return value and value.text


def _sections(page):
    said = {}
    for section in reviewed_text.stream(page.body):
        says = section["says"] or {}
        key = says.get("key", "")
        key = says.get("custom_key", "") if key == "custom" else key
        if key:
            said.setdefault(section_key(key), says)
    return said


def seals(parts):
    """Return `{part key: fingerprint}` of the parts that `shared_parts` gives."""
    return {key: fingerprint(said) for key, said in parts.items()}


def dated(new, stored, now):
    """Return `{part key: {"seal", "since"}}`: since when each part has said what it says.

    `new` are fingerprints, `stored` the dated ones so far; `now` is an aware datetime.
    """
    return {
        key: stored[key]
        if stored.get(key, {}).get("seal") == seal
        else {"seal": seal, "since": now.isoformat()}
        for key, seal in new.items()
    }


def lines(key, said):
    """Return the lines of text in what a part says, in reading order; a row is one line."""
    if key in ROWS or key.startswith(pairing_key("")):
        return [" · ".join(v for v in row.values() if v and isinstance(v, str)) for row in said]
    return list(_texts(said))


def _texts(said):
    if isinstance(said, str):
        yield said
    elif isinstance(said, dict):
        for name, value in said.items():
            if name not in CODES:
                yield from _texts(value)
    elif isinstance(said, list):
        for value in said:
            yield from _texts(value)
