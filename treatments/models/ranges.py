"""Ranges such as “about 20–40 minutes”: several columns that read as one value.

    class QuickFacts(RangesMixin):
        session = DurationRange("Length of a session", default_unit="minute")

gives the model `session_min`, `session_max`, `session_unit` and `session_qualifier`, and `session`
reads back as a `Range` or None.
"""

from functools import cache

from django.db import models
from django.db.models import Case, ExpressionWrapper, F, FloatField, Q, Value, When
from django.db.models.functions import Cast, Coalesce

from delivery.schema import fixed
from delivery.schema.shapes import one_of_texts
from treatments.ranges import APPROXIMATE, ISO8601_UNITS, Qualifier, Range, Unit

from .base import CheckedModel

# A year is twelve months exactly and 365 days, so that equal lengths compare as equal.
MINUTES = {
    "minute": 1,
    "hour": 60,
    "day": 1_440,
    "week": 10_080,
    "month": 43_800,
    "year": 525_600,
}


class RangeAttribute:
    """The part that both kinds of range share: bounds, reading back and validation."""

    def __init__(self, label, help_text="", zero_text="none", open_text="at least {}"):
        self.label = label
        self.help_text = help_text
        self.zero_text = zero_text
        self.open_text = open_text
        self.name, self.field_names = None, []

    def contribute_to_class(self, cls, name):
        self.name = name
        fields = {f"{name}_{suffix}": field for suffix, field in self.make_fields().items()}
        self.field_names = list(fields)
        for field_name, field in fields.items():
            cls.add_to_class(field_name, field)
        setattr(cls, name, self)

    def make_fields(self):
        """Return the columns by the ending of their name."""
        return {
            "min": models.PositiveSmallIntegerField(f"{self.label}: from", null=True, blank=True),
            "max": models.PositiveSmallIntegerField(f"{self.label}: to", null=True, blank=True),
        }

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        low, high = self._bounds(instance)
        if low is None and high is None:
            return None
        return Range(
            low, high, self.unit(instance), self.qualifier(instance), self.zero_text, self.open_text
        )

    def __set__(self, instance, value):
        raise AttributeError(f"Set {', '.join(self.field_names)} instead of {self.name}.")

    def unit(self, instance):
        raise NotImplementedError

    def qualifier(self, instance):
        return ""

    def errors(self, instance):
        """Return what is wrong with the range, as messages by field name."""
        low, high = self._bounds(instance)
        if low is not None and high is not None and low > high:
            return {
                f"{self.name}_max": f"The range runs backwards: {high} is less than {low}. "
                "Put the smaller number first."
            }
        return {}

    def _bounds(self, instance):
        return getattr(instance, f"{self.name}_min"), getattr(instance, f"{self.name}_max")


class DurationRange(RangeAttribute):
    """A length of time, in a unit that the editor chooses."""

    def __init__(self, label, default_unit, **kwargs):
        super().__init__(label, **kwargs)
        self.default_unit = default_unit

    def make_fields(self):
        return {
            **super().make_fields(),
            "unit": models.CharField(
                f"{self.label}: unit",
                max_length=6,
                choices=Unit,
                default=self.default_unit,
                blank=True,
            ),
            "qualifier": models.CharField(
                f"{self.label}: how to put it",
                max_length=8,
                choices=Qualifier,
                default=Qualifier.NONE,
                blank=True,
            ),
        }

    def schema(self, schemas):
        units = one_of_texts(Unit.values)
        return schemas.named("DurationRange", lambda: fixed.range_schema(schemas, units, True))

    def unit(self, instance):
        return getattr(instance, f"{self.name}_unit")

    def qualifier(self, instance):
        return getattr(instance, f"{self.name}_qualifier")

    def errors(self, instance):
        low, high = self._bounds(instance)
        if low is None and high is None:
            return {}
        errors = super().errors(instance)
        if not self.unit(instance):
            errors[f"{self.name}_unit"] = "Choose what the numbers count: minutes, days, months …"
        return self._wording_errors(self.qualifier(instance), low, high) | errors

    def _wording_errors(self, qualifier, low, high):
        """Return what makes a range say the opposite of its numbers, or nothing at all."""
        first, last = f"{self.name}_min", f"{self.name}_max"
        if qualifier == Qualifier.UP_TO and high is None:
            return {last: "“Up to” needs the longest time: fill in “to”."}
        if qualifier == Qualifier.UP_TO and low:
            return {
                first: "“Up to” has no shortest time: leave “from” blank, "
                "or choose another way to put it."
            }
        if qualifier == Qualifier.AT_LEAST and low is None:
            return {first: "“At least” needs the shortest time: fill in “from”."}
        if qualifier == Qualifier.AT_LEAST and high is not None:
            return {
                last: "“At least” has no longest time: leave “to” blank, "
                "or choose another way to put it."
            }
        if low == 0 and high is None:
            return {
                last: "From nothing on is any length of time: fill in “to”, or put 0 there as well "
                "if there is none."
            }
        return {}

    def lower(self, unit, prefix=""):
        """Return the lower end in `unit` as a database expression; NULL where it is open.

        `prefix` is the lookup from the queryset's model to this one, such as `"treatment__"`.
        """
        return self._in_unit(F(f"{prefix}{self.name}_min"), unit, prefix)

    def upper(self, unit, prefix=""):
        """Return the upper end in `unit` as a database expression; NULL where it is open."""
        column = f"{prefix}{self.name}"
        approximate = Q(**{f"{column}_qualifier__in": [str(word) for word in APPROXIMATE]})
        high = Case(
            When(approximate, then=Coalesce(F(f"{column}_max"), F(f"{column}_min"))),
            default=F(f"{column}_max"),
        )
        return self._in_unit(high, unit, prefix)

    def _in_unit(self, number, unit, prefix):
        minutes = Case(
            *(
                When(**{f"{prefix}{self.name}_unit": name}, then=Value(float(minutes)))
                for name, minutes in MINUTES.items()
            ),
            default=None,
            output_field=FloatField(),
        )
        return ExpressionWrapper(
            Cast(number, FloatField()) * minutes / Value(float(MINUTES[unit])),
            output_field=FloatField(),
        )


class CountRange(RangeAttribute):
    """A plain number of things, whose unit is always the same ("session", "year")."""

    def __init__(self, label, unit, **kwargs):
        super().__init__(label, **kwargs)
        self.fixed_unit = unit

    def schema(self, schemas):
        name, is_duration = f"{self.fixed_unit.title()}Range", self.fixed_unit in ISO8601_UNITS
        unit = one_of_texts([self.fixed_unit])
        return schemas.named(name, lambda: fixed.range_schema(schemas, unit, is_duration))

    def unit(self, instance):
        return self.fixed_unit


class RangesMixin(CheckedModel):
    """A model with ranges: validates every one of them."""

    class Meta:
        abstract = True

    @classmethod
    @cache
    def get_ranges(cls):
        """Return the ranges of the model by name, in the order in which they are declared."""
        found = {}
        for base in reversed(cls.__mro__):
            for name, value in vars(base).items():
                if isinstance(value, RangeAttribute):
                    found[name] = value
        return found

    def field_errors(self):
        errors = super().field_errors()
        for attribute in self.get_ranges().values():
            errors.update(attribute.errors(self))
        return errors
