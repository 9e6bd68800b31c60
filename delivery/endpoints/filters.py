"""Query parameters of the pages API that narrow a list of one page type.

A page type lists them in `api_filters`:

    api_filters = [
        SlugFilter("category", "category__slug"),
        NumberFilter("downtime_max", "downtime_max", "lte", unit="days"),
        ChoiceFilter("comfort", "comfort", Comfort.choices),
    ]

A value that has the right form but matches nothing gives an empty list; a value of the wrong form
is a 400 that says which form is right. Names of what is not public match nothing.
"""

import re
from decimal import Decimal, InvalidOperation

SLUG = re.compile(r"^[\w-]+$")
LARGEST = Decimal(1_000_000)
SHOWN_CHOICES = 30


class ListFilter:
    """The base: a named parameter and the field path or expression that it narrows by."""

    def __init__(self, name, lookup, description=""):
        self.name = name
        self.lookup = lookup
        self.description = description

    def apply(self, queryset, value, visibility):
        """Return the queryset narrowed by a raw value; raise ValueError if its form is wrong."""
        raise NotImplementedError

    def refuse(self, value, expected):
        raise ValueError(f"{self.name}: '{value[:100]}' is not valid; {expected}")


class SlugFilter(ListFilter):
    """`category=skin` or `area=lips,chin`: any of the slugs.

    `lookup` is a field path from the page. Where the slug belongs to a page, give `public` the
    path to that page, so that only public ones are matched.
    """

    def __init__(self, name, lookup, public=None, description=""):
        super().__init__(name, lookup, description)
        self.public = public

    def apply(self, queryset, value, visibility):
        slugs = value.split(",")
        if not all(SLUG.match(slug) for slug in slugs):
            self.refuse(value, "expected a slug, or several separated by commas")
        # A subquery by primary key: a join over rows would list a page twice.
        matching = queryset.model._default_manager.filter(**{f"{self.lookup}__in": slugs})
        if self.public:
            matching = visibility.public_pages(matching, prefix=f"{self.public}__")
        return queryset.filter(pk__in=matching.values("pk"))


class ChoiceFilter(ListFilter):
    """`comfort=mild` or `comfort=none,mild`: any of a fixed set of values.

    `choices` are Django's pairs, plain values, or a function that returns either.
    """

    def __init__(self, name, lookup, choices, description=""):
        super().__init__(name, lookup, description)
        self.choices = choices

    @property
    def values(self):
        choices = self.choices() if callable(self.choices) else self.choices
        return [choice[0] if isinstance(choice, tuple | list) else choice for choice in choices]

    def apply(self, queryset, value, visibility):
        chosen = value.split(",")
        allowed = self.values
        if not set(chosen) <= set(allowed):
            shown = ", ".join(allowed[:SHOWN_CHOICES])
            shown += ", …" if len(allowed) > SHOWN_CHOICES else ""
            self.refuse(value, f"expected one of {shown}")
        return queryset.filter(**{f"{self.lookup}__in": chosen})


class NumberFilter(ListFilter):
    """`downtime_max=2`: a bound on a number or on a database expression.

    `lookup` is a field name or an expression, `comparison` one of `lte`, `gte`, `exact`; `unit`
    says in what the number is given. Pages without the fact are left out.
    """

    def __init__(self, name, lookup, comparison="lte", unit="", description=""):
        super().__init__(name, lookup, description)
        self.comparison = comparison
        self.unit = unit

    def apply(self, queryset, value, visibility):
        number = self.number(value)
        if isinstance(self.lookup, str):
            return queryset.filter(**{f"{self.lookup}__{self.comparison}": number})
        alias = f"_{self.name}"
        return queryset.alias(**{alias: self.lookup}).filter(
            **{f"{alias}__{self.comparison}": number}
        )

    def number(self, value):
        """Return the raw value as a float, which Django rounds the right way for whole numbers.

        Raises ValueError for what is no number or out of bounds.
        """
        try:
            number = Decimal(value)
        except InvalidOperation:
            number = None
        if number is None or not number.is_finite() or not 0 <= number <= LARGEST:
            of = f" of {self.unit}" if self.unit else ""
            self.refuse(value, f"expected a number{of} from 0 to {LARGEST:,}")
        return float(number)
