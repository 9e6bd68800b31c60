"""Clinicsite's pages on the project's base page; the tree rules are the project's own."""

from base.models import BasePage

from faq.models import FAQIndexPageMixin, FAQPageMixin
from home.models import HomePageMixin
from locations.models import LocationIndexPageMixin, LocationPageMixin
from treatments.models import (
    ClinicTreatmentPageMixin,
    TreatmentIndexPageMixin,
    TreatmentPageMixin,
)


class HomePage(HomePageMixin, BasePage):
    pass


class FAQIndexPage(FAQIndexPageMixin, BasePage):
    subpage_types = ["content.FAQPage"]


class FAQPage(FAQPageMixin, BasePage):
    parent_page_types = ["content.FAQIndexPage"]
    subpage_types = []


class LocationIndexPage(LocationIndexPageMixin, BasePage):
    subpage_types = ["content.LocationPage"]


class LocationPage(LocationPageMixin, BasePage):
    parent_page_types = ["content.LocationIndexPage"]
    subpage_types = ["content.FAQIndexPage", "content.ClinicTreatmentPage"]


class TreatmentIndexPage(TreatmentIndexPageMixin, BasePage):
    subpage_types = ["content.TreatmentPage"]


class TreatmentPage(TreatmentPageMixin, BasePage):
    parent_page_types = ["content.TreatmentIndexPage"]
    subpage_types = []


class ClinicTreatmentPage(ClinicTreatmentPageMixin, BasePage):
    parent_page_types = ["content.LocationPage"]
    subpage_types = []
