"""Types of plain values: of the fields of models and forms, and of the blocks that hold them."""

import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from django.db import models
from pydantic import Field, WithJsonSchema
from wagtail.fields import RichTextField

from .values import Text, choice_type, html_type

# What JSON carries without loss, in either direction from nought.
BIGGEST = 2**53 - 1
# A longer list of choices is a register of its own, as that of countries; the form looks in it.
LONGEST_ENUMERATION = 60

WHOLE_NUMBERS = (
    (models.PositiveSmallIntegerField, 0, 2**15 - 1),
    (models.SmallIntegerField, -(2**15), 2**15 - 1),
    (models.PositiveBigIntegerField, 0, BIGGEST),
    (models.PositiveIntegerField, 0, 2**31 - 1),
    (models.BigIntegerField, -BIGGEST, BIGGEST),
    (models.IntegerField, -(2**31), 2**31 - 1),
)
PLAIN = (
    (models.BooleanField, bool),
    (models.DateTimeField, datetime.datetime),
    (models.DateField, datetime.date),
    (models.TimeField, datetime.time),
    (models.DecimalField, Decimal),
    (models.FloatField, Annotated[float, Field(allow_inf_nan=False)]),
)

AnyChoices = list[Text]


def whole_number(low=-BIGGEST, high=BIGGEST):
    return Annotated[int, Field(ge=low, le=high)]


def limited_text(max_length=None):
    return Annotated[Text, Field(max_length=max_length)] if max_length else Text


def literal(values):
    return Literal[tuple(values)]


def field_type(field):
    """Return the type of what is sent for a field of a model; null is what is missing."""
    if isinstance(field, models.ForeignKey | models.OneToOneField):
        return choice_type([field.related_model])
    if isinstance(field, models.ManyToManyField):
        return list[choice_type([field.related_model])]
    if isinstance(field, RichTextField):
        return html_type(field.features)
    return plain_type(field) | None


def plain_type(field):
    """Return the type of a field that is no reference and no rich text."""
    if isinstance(field, models.JSONField):
        return AnyChoices
    if field.choices and not callable(field.choices):
        values = [value for value, _ in field.flatchoices]
        if len(values) <= LONGEST_ENUMERATION:
            return literal([*values, *([""] if field.blank and "" not in values else [])])
    for kind, low, high in WHOLE_NUMBERS:
        if isinstance(field, kind):
            return whole_number(low, high)
    for kind, plain in PLAIN:
        if isinstance(field, kind):
            return plain
    return limited_text(field.max_length)


def shown(schema):
    """Return the type of a value that is shown: JSON of that schema, but whatever is stored.

    A choice that was taken away since must still be readable.
    """
    return Annotated[Any, WithJsonSchema(schema)]
