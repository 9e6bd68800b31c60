"""The admin's listing of clinics."""

import django_filters
import swapper
from django import forms
from django.utils.functional import cached_property
from django_countries import countries
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import IndexView, PageFilterSet
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.permissions import policy_registry

LocationPage = swapper.load_model("locations", "LocationPage")


def countries_in_use():
    """Return `[("CA", "Canada"), ...]` of the countries that have a clinic, by name."""
    codes = LocationPage.objects.order_by().values_list("country", flat=True).distinct()
    names = [(code, countries.name(code)) for code in codes if code]
    return sorted(names, key=lambda choice: choice[1])


class ClinicFilterSet(PageFilterSet):
    country = django_filters.MultipleChoiceFilter(
        choices=countries_in_use, widget=forms.CheckboxSelectMultiple
    )
    status = django_filters.MultipleChoiceFilter(
        label="Open to patients",
        choices=LocationPage.Status.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    live = django_filters.BooleanFilter(label="Published")
    has_child_pages = None

    class Meta:
        model = LocationPage
        fields = []


class ClinicIndexView(IndexView):
    """The clinics that a person may explore."""

    def to_row_dict(self, item):
        row = super().to_row_dict(item)
        # A number of a spreadsheet would lose its plus.
        row["phone"] = item.phone.as_international if item.phone else ""
        return row


class ClinicListingViewSet(PageListingViewSet):
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
        PageTitleColumn("title", label="Clinic", sort_key="title", classname="title"),
        Column("locality", label="City", sort_key="locality", width="14%"),
        Column("country", label="Country", accessor="country.name", sort_key="country"),
        Column("phone", label="Telephone", accessor="phone.as_international", width="14%"),
        Column(
            "opening",
            label="Open to patients",
            accessor="get_status_display",
            sort_key="status",
            width="12%",
        ),
        DateColumn(
            "latest_revision_created_at",
            label="Updated",
            sort_key="latest_revision_created_at",
            width="12%",
        ),
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
        "status_string",
        "latest_revision_created_at",
        "full_url",
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
        "status_string": "Status",
        "latest_revision_created_at": "Updated",
        "full_url": "URL",
    }
    export_filename = "clinics"

    @cached_property
    def menu_item_class(self):
        def is_shown(_self, request):
            return policy_registry.get_by_type(LocationPage).explorable_root_instance(request.user)

        return type("ClinicListingMenuItem", (MenuItem,), {"is_shown": is_shown})
