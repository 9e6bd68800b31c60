"""Query parameters of treatment lists that are more than one comparison."""

from django.db.models import Q

from delivery.filters import NumberFilter, SlugFilter
from treatments.pairings import PAIRS_WITH
from treatments.querysets import pairing_model, treatment_model


class PairsWithFilter(SlugFilter):
    """`pairs_with=chemical-peel`: what goes well with any of these public treatments.

    It does not matter which of the two pages made the pairing.
    """

    def __init__(self, name, description=""):
        super().__init__(name, "slug", description=description)

    def apply(self, queryset, value, visibility):
        treatments = treatment_model().objects.all()
        named = visibility.public_pages(super().apply(treatments, value, visibility)).values("pk")
        pairings = pairing_model().objects.filter(kind=PAIRS_WITH)
        return queryset.filter(
            Q(pk__in=pairings.filter(treatment__in=named).values("page"))
            | Q(pk__in=pairings.filter(page__in=named).values("treatment"))
        )


class WithinFilter(NumberFilter):
    """`age=35`: the number lies between two columns, of which one may be open.

    `lookup` is the name that the columns share before `_min` and `_max`. Pages without the fact
    are left out.
    """

    def apply(self, queryset, value, visibility):
        number = self.number(value)
        low, high = f"{self.lookup}_min", f"{self.lookup}_max"
        return queryset.filter(
            Q(**{f"{low}__lte": number}) | Q(**{f"{low}__isnull": True}),
            Q(**{f"{high}__gte": number}) | Q(**{f"{high}__isnull": True}),
        ).exclude(**{f"{low}__isnull": True, f"{high}__isnull": True})
