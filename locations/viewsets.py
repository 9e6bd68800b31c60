"""The admin's listing of clinics."""

import django_filters
import swapper
from django import forms
from django_countries import countries
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.permissions import policy_registry

from delivery.admin.listings import (
    COMMON_EXPORT,
    COMMON_HEADINGS,
    ContentFilterSet,
    ContentIndexView,
    ContentListingViewSet,
    updated_column,
)

LocationPage = swapper.load_model("locations", "LocationPage")


class CountryFilter(django_filters.MultipleChoiceFilter):
    """Offers the countries of the clinics that a person may explore, by name."""

    @property
    def field(self):
        explorable = policy_registry.get_by_type(LocationPage).explorable_instances(
            self.parent.request.user
        )
        clinics = LocationPage.objects.filter(pk__in=explorable.values_list("pk", flat=True))
        codes = clinics.order_by().values_list("country", flat=True).distinct()
        names = [(code, countries.name(code)) for code in codes if code]
        self.extra["choices"] = sorted(names, key=lambda choice: choice[1])
        return super().field


class ClinicFilterSet(ContentFilterSet):
    country = CountryFilter(widget=forms.CheckboxSelectMultiple)
    status = django_filters.MultipleChoiceFilter(
        label="Open to patients",
        choices=LocationPage.Status.choices,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = LocationPage
        fields = []


class ClinicIndexView(ContentIndexView):
    """The clinics that a person may explore."""

    def to_row_dict(self, item):
        row = super().to_row_dict(item)
        # A number of a spreadsheet would lose its plus.
        row["phone"] = item.phone.as_international if item.phone else ""
        return row


class ClinicListingViewSet(ContentListingViewSet):
    model = LocationPage
    index_view_class = ClinicIndexView
    name = "clinics"
    icon = "site"
    menu_label = "Clinics"
    menu_name = "clinics"
    menu_order = 310
    add_to_admin_menu = True
    ordering = "title"
    filterset_class = ClinicFilterSet
    columns = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label="Clinic", sort_key="title", classname="title", width="24%"),
        Column("locality", label="City", sort_key="locality", width="12%"),
        Column("country", label="Country", accessor="country.name", sort_key="country"),
        Column("phone", label="Telephone", accessor="phone.as_international", width="14%"),
        Column(
            "opening",
            label="Open to patients",
            accessor="get_status_display",
            sort_key="status",
            width="12%",
        ),
        updated_column(),
        PageStatusColumn("live", label="Status", sort_key="live", width="10%"),
    ]
    list_export = [
        "title",
        "public_name",
        "legal_name",
        "get_status_display",
        "address_lines",
        "locality",
        "subdivision",
        "postcode",
        "country.name",
        "phone",
        "email",
        "booking_url",
        "timezone",
        "currency",
        *COMMON_EXPORT,
    ]
    export_headings = {
        "title": "Clinic",
        "public_name": "Trading name",
        "legal_name": "Legal name",
        "get_status_display": "Open to patients",
        "address_lines": "Street address",
        "locality": "City",
        "subdivision": "Region",
        "postcode": "Postcode",
        "country.name": "Country",
        "phone": "Telephone",
        "booking_url": "Booking link",
        **COMMON_HEADINGS,
    }
    export_filename = "clinics"
