"""A range such as “about 20–40 minutes”, as an immutable value."""

from dataclasses import dataclass

from django.db import models

from delivery.documents.shapes import range_shape

ISO8601_UNITS = {
    "minute": "PT{}M",
    "hour": "PT{}H",
    "day": "P{}D",
    "week": "P{}W",
    "month": "P{}M",
    "year": "P{}Y",
}


class Unit(models.TextChoices):
    MINUTE = "minute", "minutes"
    HOUR = "hour", "hours"
    DAY = "day", "days"
    WEEK = "week", "weeks"
    MONTH = "month", "months"
    YEAR = "year", "years"


class Qualifier(models.TextChoices):
    NONE = "", "nothing to add"
    ABOUT = "about", "about"
    UP_TO = "up_to", "up to"
    AT_LEAST = "at_least", "at least"
    USUALLY = "usually", "usually"


# With these words a single number is the amount itself, and not one end of an open range.
APPROXIMATE = (Qualifier.ABOUT, Qualifier.USUALLY)


@dataclass(frozen=True)
class Range:
    """An amount between two bounds; an open end is None.

    `unit` is singular ("minute", "session"). `zero_text` is what nothing at all is called, and
    `open_text` what an amount without an upper end is called, with `{}` for it.
    """

    min: int | None
    max: int | None
    unit: str
    qualifier: str = ""
    zero_text: str = "none"
    open_text: str = "at least {}"

    def __str__(self):
        return self.text

    @property
    def text(self):
        """The range in plain English, such as `about 20–40 minutes` or `up to 3 days`."""
        low, high = self.min, self.max
        if not low and high == 0:
            return self.zero_text
        if high is None:
            if self.qualifier in APPROXIMATE:
                return f"{self.qualifier} {self._amount(low)}"
            return self.open_text.format(self._amount(low))
        if not low:
            word = f"{self.qualifier} " if self.qualifier == Qualifier.USUALLY else ""
            about = "about " if self.qualifier == Qualifier.ABOUT else ""
            return f"{word}up to {about}{self._amount(high)}"
        amount = self._amount(high) if low == high else f"{low}–{self._amount(high)}"
        return f"{Qualifier(self.qualifier).label} {amount}" if self.qualifier else amount

    @property
    def bounds(self):
        """Both ends as they are meant: `about 3 days` is not open, but 3 at either end."""
        if self.max is None and self.qualifier in APPROXIMATE:
            return self.min, self.min
        return self.min, self.max

    @property
    def iso8601(self):
        """`{"min": "PT20M", "max": "PT40M"}`, None at an open end; None without a time unit."""
        pattern = ISO8601_UNITS.get(self.unit)
        if pattern is None:
            return None
        return {
            name: None if number is None else pattern.format(number)
            for name, number in zip(("min", "max"), self.bounds, strict=True)
        }

    def shape(self):
        """The range as the API gives it: `{"min", "max", "unit", "text", "iso8601"}`."""
        return range_shape(*self.bounds, self.unit, self.text, self.iso8601)

    def _amount(self, number):
        return f"{number} {self.unit}" if number == 1 else f"{number} {self.unit}s"
