"""Query parameters of treatment lists that are more than one comparison."""

from django.db.models import Q

from delivery.endpoints.filters import NumberFilter, SlugFilter
from treatments.pairings import PAIRS_WITH
from treatments.querysets import location_model, pages_below, pairing_edges, treatment_model


class PairsWithFilter(SlugFilter):
    """`pairs_with=chemical-peel`: what goes well with any of these public treatments.

    It is what their documents list as going well with them: it does not matter which of the two
    pages made the pairing, and where the pages contradict each other the warning holds.
    """

    def __init__(self, name, description=""):
        super().__init__(name, "slug", description=description)

    def apply(self, queryset, value, visibility):
        treatments = treatment_model().objects.all()
        named = visibility.public_pages(super().apply(treatments, value, visibility))
        seen = pairing_edges(list(named.values_list("pk", flat=True))).values()
        others = {edge.other for edges in seen for edge in edges if edge.kind == PAIRS_WITH}
        return queryset.filter(pk__in=others)


class ClinicFilter(SlugFilter):
    """`clinic=vancouver`: the treatments of any of these public clinics."""

    def __init__(self, name, description=""):
        super().__init__(name, "slug", description=description)

    def apply(self, queryset, value, visibility):
        clinics = visibility.public_pages(
            super().apply(location_model().objects.all(), value, visibility)
        )
        paths = set(clinics.values_list("path", flat=True))
        return queryset.filter(pk__in=pages_below(paths, queryset.model).values("pk"))


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
