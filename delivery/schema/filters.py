"""The query parameters that narrow and order lists: plain fields, and the filters of page types."""

from django.db import models
from taggit.managers import TaggableManager

from delivery.documents.shapes import type_name
from delivery.endpoints.backends import MOST_TAGS, is_plain_column
from delivery.endpoints.filters import LARGEST, ChoiceFilter, NumberFilter, SlugFilter
from delivery.endpoints.parameters import LONGEST_VALUE

from .fields import MOST_CHOICES
from .operations import parameter
from .parameters import LARGEST_ID
from .shapes import any_of, array, boolean, integer, number, one_of_texts, text

SLUGS = array(text(pattern=r"^[\w-]+$"), minItems=1)


def order(names):
    """Return `order` for the names that a list can be ordered by."""
    criteria = [sign + name for name in names for sign in ("", "-")]
    return parameter(
        "order",
        array(one_of_texts(["random", *criteria])),
        "What the list is ordered by; `-` in front for descending. `random` stands alone and "
        "takes no `offset`.",
    )


def orderable(view, model):
    """Return the names that a model's list can be ordered by."""
    composed = getattr(model, "api_composed_fields", ())
    names = view.get_available_fields(model, db_fields_only=True)
    plain = [name for name in names if name not in composed and is_plain_column(model, name)]
    return list(dict.fromkeys([*plain, *getattr(model, "api_orderings", ())]))


def equality(view, model):
    """Return `{name: schema}` of the plain fields that a list can be narrowed by."""
    found = {}
    for name in sorted(view.filterable_fields(model)):
        field = model._meta.get_field(name)
        found[name] = _equality_schema(field)
    return found


# The schema of a value that a column is compared with; the first kind that fits counts.
COLUMNS = (
    (TaggableManager, array(text(), minItems=1, maxItems=MOST_TAGS)),
    (models.BooleanField, boolean()),
    (models.ForeignKey, integer(minimum=0, maximum=LARGEST_ID)),
    (models.IntegerField, integer()),
    (models.DecimalField, number()),
    (models.FloatField, number()),
    (models.DateTimeField, text(format="date-time")),
    (models.DateField, text(format="date")),
    (models.UUIDField, text(format="uuid")),
    (object, text(maxLength=LONGEST_VALUE)),
)


def _equality_schema(field):
    return next(schema for kind, schema in COLUMNS if isinstance(field, kind))


def filter_schema(list_filter):
    """Return the schema of one of a page type's `api_filters`; its own word comes first."""
    declared = getattr(list_filter, "schema", None)
    if callable(declared):
        return declared()
    if isinstance(list_filter, NumberFilter):
        return number(minimum=0, maximum=int(LARGEST))
    if isinstance(list_filter, ChoiceFilter):
        values = list(map(str, list_filter.values))
        few = len(values) <= MOST_CHOICES
        return array(one_of_texts(values) if few else text(), minItems=1)
    if isinstance(list_filter, SlugFilter):
        return SLUGS
    return text(maxLength=LONGEST_VALUE)


def filters_of_types(view, page_models):
    """Return the parameters that belong to single page types, each with the types it needs.

    A parameter of several types takes what any of them takes.
    """
    schemas, words, types = {}, {}, {}
    base = set(equality(view, view.model))
    for model in page_models:
        name_of_type = f"`{type_name(model)}`"
        for name, schema in equality(view, model).items():
            if name not in base:
                schemas.setdefault(name, []).append(schema)
                types.setdefault(name, []).append(name_of_type)
        for each in getattr(model, "api_filters", ()):
            schemas.setdefault(each.name, []).append(filter_schema(each))
            types.setdefault(each.name, []).append(name_of_type)
            words.setdefault(each.name, _words(each))
    return [
        parameter(name, any_of(schemas[name]), _needing(words.get(name, ""), types[name]))
        for name in sorted(schemas)
    ]


def _words(list_filter):
    unit = getattr(list_filter, "unit", "")
    words = list_filter.description.rstrip(".")
    return f"{words}, in {unit}." if unit and words else f"{words}." if words else ""


def _needing(words, types):
    needed = f"Needs `type` to be {' or '.join(dict.fromkeys(types))}."
    return f"{words} {needed}".strip()
