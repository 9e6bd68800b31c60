"""The listings behind the numbers of the home, and that of a clinic’s prices."""

import django_filters
import swapper
from django import forms
from django.db.models import Q
from django.urls import path
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.ui.tables.pages import PageStatusColumn, PageTypeColumn
from wagtail.admin.views.pages.listing import IndexView
from wagtail.permissions import policy_registry

from delivery.admin.listings import updated_column
from locations.timezones import local_date
from treatments.clinic_listing import ClinicTreatmentIndexView, ClinicTreatmentListingViewSet
from treatments.prices import current
from treatments.querysets import clinic_timezone

from .approvals import APPROVALS, NAME, pages_waiting_for
from .places import clinics_of, own_pages, shared_pages, shared_paths
from .rows import edit_url
from .states import NAMES, condition

# The library and the shared questions, where places are chosen; the others are clinics’ ids.
SHARED = "shared"


def places_of(request):
    """Return the places that the person of `request` may choose from: value and name."""
    clinics = clinics_of(request.user)
    places = [(str(clinic.pk), clinic.get_admin_display_title()) for clinic in clinics]
    if shared_paths(request.user):
        places.append((SHARED, "Library and shared questions"))
    return places


class PlaceFilter(django_filters.ChoiceFilter):
    """Narrows to the pages of one clinic, or to what the clinics share."""

    @property
    def field(self):
        self.extra["choices"] = places_of(self.parent.request)
        return super().field


class WorkFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        label="State",
        choices=[(APPROVALS, NAME), *NAMES.items()],
        empty_label="Any",
        widget=forms.RadioSelect,
        method="in_state",
    )
    place = PlaceFilter(
        label="Place", empty_label="All", widget=forms.RadioSelect, method="at_place"
    )

    class Meta:
        model = swapper.load_model("wagtailcore", "Page")
        fields = []

    def in_state(self, pages, name, state):
        if state == APPROVALS:
            return pages.filter(pk__in=pages_waiting_for(self.request.user))
        return pages.filter(condition(state))

    def at_place(self, pages, name, place):
        if place == SHARED:
            return pages.filter(pk__in=shared_pages(self.request.user).values("pk"))
        clinic = next(c for c in clinics_of(self.request.user) if str(c.pk) == place)
        return pages.filter(path__startswith=clinic.path)


class WorkView(IndexView):
    """The pages on which somebody has rights, and those that wait for him, by state and place."""

    model = swapper.load_model("wagtailcore", "Page")
    permission_policy = policy_registry.get_by_type(model)
    page_title = "Pages by state"
    header_icon = "doc-empty-inverse"
    filterset_class = WorkFilterSet
    index_url_name = "tenancy_work"
    index_results_url_name = "tenancy_work_results"
    is_searchable = False
    # Without the menu of each page: for an editor, Wagtail asks of every row what lies below it.
    columns = [
        TitleColumn(
            "title",
            label="Page",
            accessor="get_admin_display_title",
            sort_key="title",
            get_url=lambda page: edit_url(page.pk),
        ),
        *(column for column in IndexView.base_columns if column.name == "parent"),
        PageTypeColumn("type", label="Type", accessor="page_type_display_name", width="15%"),
        updated_column(),
        PageStatusColumn("status", label="Status", sort_key="live", width="12%"),
    ]

    def get_base_queryset(self):
        user = self.request.user
        mine = Q(pk__in=own_pages(user).values("pk")) | Q(pk__in=pages_waiting_for(user))
        return self.annotate_queryset(self.model.objects.filter(mine))


def prices_today(page):
    """Return the prices that hold on the clinic's present day, one after the other."""
    return "; ".join(map(str, current(page.prices.all(), local_date(page.clinic_timezone))))


class PriceColumn(Column):
    def get_value(self, page):
        return prices_today(page) or "No price"


class ClinicPricesView(ClinicTreatmentIndexView):
    page_title = "Prices"

    def annotate_queryset(self, pages):
        return super().annotate_queryset(pages).annotate(clinic_timezone=clinic_timezone())

    def to_row_dict(self, item):
        return {**super().to_row_dict(item), "prices": prices_today(item)}


class ClinicPricesViewSet(ClinicTreatmentListingViewSet):
    """What the clinics’ treatments cost; each leads to where its prices are changed."""

    index_view_class = ClinicPricesView
    name = "clinic_prices"
    icon = "tag"
    menu_label = "Prices"
    add_to_admin_menu = False
    columns = [
        TitleColumn(
            "title",
            label="Treatment",
            sort_key="title",
            get_url=lambda page: edit_url(page.pk, "tab-prices_and_people"),
        ),
        Column("clinic_title", label="Clinic", sort_key="clinic_title", width="20%"),
        PriceColumn("prices", label="Prices today", width="40%"),
        PageStatusColumn("live", label="Status", sort_key="live", width="12%"),
    ]
    export_headings = {**ClinicTreatmentListingViewSet.export_headings, "prices": "Prices today"}
    export_filename = "clinic-prices"


urlpatterns = [
    path("work/", WorkView.as_view(), name="tenancy_work"),
    path("work/results/", WorkView.as_view(results_only=True), name="tenancy_work_results"),
]
