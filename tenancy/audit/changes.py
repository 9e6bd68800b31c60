"""What changed between two versions of a page, in words: a pure function of their content."""

import json
from decimal import Decimal

from django.db import models
from django.utils.html import strip_tags
from django.utils.text import Truncator, capfirst
from modelcluster.models import get_all_child_relations
from wagtail.fields import RichTextField, StreamField
from wagtail.models import COMMENTS_RELATION_NAME

from delivery.documents.references import base_page_model
from treatments.overrides.words import section_name

from .hours import exception_changes, week_changes
from .kinds import OF_CONTENT, kind_of
from .prices import price_changes
from .rows import by_id, content, paired

# Of what every page has, only this is content; the rest says where the page stands and its state.
OF_EVERY_PAGE = {
    "title",
    "slug",
    "seo_title",
    "search_description",
    "show_in_menus",
    "go_live_at",
    "expire_at",
}

# A value up to this length is quoted; of longer ones only the name is said.
SHORT = 80

NOTHING = "nothing"

RANGE_ENDS = {"min": "from", "max": "to", "unit": "unit", "qualifier": "qualifier"}

ROWS = {
    "opening_hours": lambda model, before, after, currency: week_changes(before, after),
    "opening_exceptions": lambda model, before, after, currency: exception_changes(before, after),
    "prices": lambda model, before, after, currency: price_changes(
        before, after, dict(model._meta.get_field("unit").choices), currency
    ),
    "practitioners": lambda model, before, after, currency: _people(model, before, after),
}


def changes(model, before, after, currency=""):
    """Return `{kind: [line, …]}` for what differs between two versions of a page of `model`.

    `before` and `after` are contents as `Revision.content` holds them, or parts of them: what
    `after` leaves out has not changed. Without `before`, the page is new to whoever reads it: its
    prices, hours and people are said to be added, and nothing else. `currency` is the clinic's.
    """
    found = {}
    for name, label, lines_of in _readers(model, currency, is_new=before is None):
        if name not in after:
            continue
        was = (before or {}).get(name)
        if was == after[name]:
            continue
        lines = lines_of(label, was, after[name])
        if lines:
            found.setdefault(kind_of(name), []).extend(lines)
    return {kind: found[kind] for kind in OF_CONTENT if kind in found}


def content_names(model):
    """Return the names of the fields and rows of `model` that are content."""
    return {name for name, _, _ in _readers(model, "", is_new=False)}


def _readers(model, currency, is_new):
    """Give the name, the label and the function that compares, of each field and rows."""
    for relation in get_all_child_relations(model):
        name = relation.get_accessor_name()
        if name == COMMENTS_RELATION_NAME or (is_new and name not in ROWS):
            continue
        label = capfirst(str(relation.related_model._meta.verbose_name_plural))
        yield name, label, _rows_reader(name, relation.related_model, currency)
    if is_new:
        return
    state = {field.name for field in base_page_model()._meta.fields} - OF_EVERY_PAGE
    fields = [*model._meta.concrete_fields, *model._meta.many_to_many]
    for field in fields:
        if field.name not in state and field.editable and not field.primary_key:
            yield field.name, _label(model, field), _field_reader(field)


def _rows_reader(name, row_model, currency):
    compare = ROWS.get(name)
    if compare is None:
        return _counts
    # Content that was kept before a field was added lacks it.
    blank = {field.name: _blank(field) for field in row_model._meta.concrete_fields[1:]}

    def lines(label, before, after):
        before, after = ([{**blank, **row} for row in rows] for rows in (before or [], after))
        return compare(row_model, before, after, currency)

    return lines


def _blank(field):
    if field.has_default():
        return None if callable(field.default) else field.default
    return "" if field.empty_strings_allowed and not field.null else None


def _counts(label, before, after):
    """“Questions: 1 added, 2 changed”: of rows whose words would be too long."""
    pairs = paired(before or [], after, by_id, _as_text)
    counts = {
        "added": sum(old is None for old, _ in pairs),
        "removed": sum(new is None for _, new in pairs),
        "changed": sum(bool(old and new) and content(old) != content(new) for old, new in pairs),
    }
    said = ", ".join(f"{count} {what}" for what, count in counts.items() if count)
    # A row that was stored in the meantime has an id now, and is the same.
    moved = [_as_text(row) for row in before or []] != [_as_text(row) for row in after]
    return [f"{label}: {said or 'another order'}"] if said or moved else []


def _as_text(row):
    return json.dumps(content(row), sort_keys=True, default=str)


def _people(model, before, after):
    lines = []
    for old, new in paired(before, after, lambda row: row.get("key"), lambda row: row["name"]):
        name = (new or old)["name"] or "Somebody without a name"
        if old is None or new is None:
            lines.append(f"{name}: {'removed' if new is None else 'added'}")
        elif content(old) != content(new):
            said = [
                str(field.verbose_name)
                for field in model._meta.concrete_fields
                if field.name in content(new) and old.get(field.name) != new[field.name]
            ]
            lines.append(f"{name}: {', '.join(said)}")
    return lines


def _field_reader(field):
    if isinstance(field, StreamField):
        return _sections
    long = isinstance(field, models.JSONField | RichTextField)
    if field.is_relation or long:
        return lambda label, before, after: [label]
    choices = dict(field.flatchoices)
    is_decimal = isinstance(field, models.DecimalField)
    return lambda label, before, after: _values(
        label, *(_said(value, choices, is_decimal) for value in (before, after))
    )


def _values(label, was, now):
    if was == now:
        return []
    if max(len(was), len(now)) > SHORT:
        return [label]
    return [f"{label}: {was} → {now}"]


def _said(value, choices, is_decimal):
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(map(str, value)) or NOTHING
    if is_decimal and value is not None:
        return f"{Decimal(value).normalize():f}"
    text = str(choices.get(value, "" if value is None else value))
    return ", ".join(line.strip() for line in text.splitlines() if line.strip()) or NOTHING


def _sections(label, before, after):
    """“Section “Aftercare” added”, for each block of a stream."""
    old, new = (json.loads(stream or "[]") for stream in (before, after))
    lines = []
    pairs = paired(old, new, lambda block: block.get("id"), _without_ids)
    for was, now in pairs:
        if was is None or now is None:
            end = " removed" if now is None else " added"
        elif _without_ids(was) != _without_ids(now):
            end = ""
        else:
            continue
        lines.append(f"{_section(now or was)}{end}")
    if not lines and [_without_ids(block) for block in old] != [_without_ids(b) for b in new]:
        return [f"Order of the {label[:1].lower()}{label[1:]}"]
    return lines


def _section(block):
    value = block["value"]
    if isinstance(value, dict):
        key = value.get("key")
        key = value.get("custom_key") if key == "custom" else key
        heading = value.get("heading") or (key and section_name(key))
        if heading:
            return f"Section “{Truncator(strip_tags(str(heading))).chars(SHORT)}”"
    return "A section"


def _without_ids(raw):
    if isinstance(raw, dict):
        return {name: _without_ids(value) for name, value in raw.items() if name != "id"}
    if isinstance(raw, list):
        return [_without_ids(value) for value in raw]
    return raw


def _label(model, field):
    """The field's label; a range stands in several fields and has one name."""
    ranges = model.get_ranges() if hasattr(model, "get_ranges") else {}
    name, _, end = field.name.rpartition("_")
    if name in ranges and end in {"min", "max", "unit", "qualifier"}:
        return f"{ranges[name].label}, {RANGE_ENDS[end]}"
    return capfirst(str(field.verbose_name))
