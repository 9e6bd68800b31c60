"""What a library page says, part by part, for telling whether a part has changed.

Only what a reader takes in counts (see `treatments.reviewed_text`): markup, ids and how wide a
space is do not make an override stale.
"""

import json

from django.db.models import BooleanField, ForeignKey, prefetch_related_objects

from treatments import reviewed_text
from treatments.querysets import edge_of
from treatments.reviewed_text import fingerprint

from .keys import pairing_key, section_key

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
PICTURES = ("hero_image", "social_image")
ROWS = (
    "products",
    "areas",
    "concerns",
    "indications",
    "contraindications",
    "risks",
    "citations",
)
# What `shared_parts` reads beside the page, for many pages in a fixed number of queries.
LOOKUPS = (
    *ROWS,
    "pairings",
    "products__product",
    "areas__area",
    "concerns__concern",
    "indications__product",
    *PICTURES,
)
LOCAL_LOOKUPS = tuple(
    name for name in LOOKUPS if name.split("__")[0] not in ("products", "areas", "concerns")
)
# What is no words to a reader: it tells blocks apart, and says where a clinic's section stands.
CODES = ("block", "key", "custom_key", "tone", "position", "anchor", "custom_anchor")


def shared_parts(page):
    """Return `{part key: what it says}` of a library page, without the parts that are empty."""
    return _parts(page, page.title, page.body)


def local_parts(page):
    """Return `{part key: what it says}` of what a clinic's page says itself."""
    return _parts(page, page.local_title, page.sections)


def _parts(page, title, sections):
    parts = {"title": reviewed_text.plain(title)}
    parts |= {name: _field(page, name) for name in FIELDS if name not in ("title", *PICTURES)}
    parts |= {name: _picture(getattr(page, name)) for name in PICTURES}
    parts |= {name: _rows(page, name) for name in ROWS if hasattr(page, name)}
    parts |= {name: _range(page, attribute) for name, attribute in page.get_ranges().items()}
    parts |= _sections(sections)
    parts |= _pairings(page)
    return {key: said for key, said in parts.items() if said}


def _field(page, name):
    return _words(page, page._meta.get_field(name))


def _words(record, field):
    """Return how a field of a page or of a row reads; `""` when it is empty."""
    value = getattr(record, field.name)
    if isinstance(field, BooleanField):
        return str(field.verbose_name) if value else ""
    if field.choices and value:
        value = getattr(record, f"get_{field.name}_display")()
    return reviewed_text.plain("" if value is None else str(value))


def _picture(image):
    # Two pictures may be described in the same words.
    return image and {"image": image.pk, "description": image.default_alt_text}


def _rows(page, name):
    """Return how the rows of a relation read: `[{field: words}]`, in an order of their own."""
    rows, relation = list(getattr(page, name).all()), page._meta.get_field(name)
    fields = [
        field
        for field in relation.related_model._meta.concrete_fields
        if field not in (relation.field, relation.related_model._meta.pk)
        and field.name != "sort_order"
    ]
    prefetch_related_objects(rows, *[f.name for f in fields if isinstance(f, ForeignKey)])
    said = [{field.name: _words(row, field) for field in fields} for row in rows]
    return sorted(said, key=lambda row: json.dumps(row, ensure_ascii=False))


def _pairings(page):
    said = {}
    for row in page.pairings.all():
        if row.treatment_id:
            names = ("kind", "order", "rationale")
            words = {name: _words(row, row._meta.get_field(name)) for name in names}
            gap = edge_of(row, page.pk).gap
            said.setdefault(pairing_key(row.treatment_id), [{**words, "gap": gap and gap.text}])
    return said


def _range(page, attribute):
    value = attribute.__get__(page)
    return value and value.text


def _sections(sections):
    said = {}
    for section in reviewed_text.stream(sections):
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
        return [" · ".join(filter(None, row.values())) for row in said]
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
