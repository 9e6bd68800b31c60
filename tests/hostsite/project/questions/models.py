"""Clinicsite's questions as pages of the project, on Wagtail's own base page."""

from wagtail.models import Page

from faq.models import FAQIndexPageMixin, FAQPageMixin


class FAQIndexPage(FAQIndexPageMixin, Page):
    subpage_types = ["questions.FAQPage"]


class FAQPage(FAQPageMixin, Page):
    parent_page_types = ["questions.FAQIndexPage"]
    subpage_types = []
