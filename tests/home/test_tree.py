"""Which pages may stand where, over the whole site."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from wagtail.models import Page

from faq.models import FAQIndexPage, FAQPage
from home.models import HomePage
from locations.models import LocationIndexPage, LocationPage
from treatments.models import TreatmentIndexPage, TreatmentPage

ALLOWED = {
    ("root", "HomePage"),
    ("HomePage", "TreatmentIndexPage"),
    ("HomePage", "FAQIndexPage"),
    ("HomePage", "LocationIndexPage"),
    ("TreatmentIndexPage", "TreatmentPage"),
    ("FAQIndexPage", "FAQPage"),
    ("LocationIndexPage", "LocationPage"),
    ("LocationPage", "FAQIndexPage"),
}
TYPES = [
    HomePage,
    TreatmentIndexPage,
    TreatmentPage,
    FAQIndexPage,
    FAQPage,
    LocationIndexPage,
    LocationPage,
]


@pytest.mark.parametrize("parent", [None, *TYPES])
@pytest.mark.parametrize("child", [Page, *TYPES])
def test_what_may_stand_where(db, parent, child):
    name = parent.__name__ if parent else "root"
    page = Page.get_first_root_node()
    if parent:
        page = Page(path="00010002", depth=2, numchild=0)
        page.content_type = ContentType.objects.get_for_model(parent)

    assert child.can_create_at(page) is ((name, child.__name__) in ALLOWED)


def test_a_home_page_stands_at_the_top_alone(north):
    welcome = Page.get_first_root_node().add_child(instance=Page(title="Welcome"))

    assert not HomePage.can_create_at(welcome)
    assert not north.root_page.specific.can_move_to(welcome)


def test_the_admin_offers_what_may_stand_there(admin_client, north):
    url = reverse("wagtailadmin_pages:add_subpage", args=(north.root_page.pk,))

    response = admin_client.get(url)

    offered = {model_name for _, _, model_name, _ in response.context_data["page_types"]}
    assert offered == {"treatmentindexpage", "faqindexpage", "locationindexpage"}


def test_the_address_of_a_form_is_no_way_round(admin_client, north):
    url = reverse("wagtailadmin_pages:add", args=("faq", "faqpage", north.root_page.pk))

    assert admin_client.get(url).status_code == 302
