"""What a clinic’s people see after they have logged in, as they see it."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from playwright.sync_api import expect

from faq.models import FAQPage
from locations.models import LocationPage
from tenancy.opening.clinics import furnish
from tests.browser.looking import assert_no_axe_violations
from treatments.models import ClinicTreatmentPage, TreatmentPage

# High enough for the whole of the home.
DESKTOP = {"width": 1280, "height": 1900}
PHONE = {"width": 400, "height": 2600}


@pytest.fixture
def andover(demo_site):
    return furnish(LocationPage.objects.get(slug="andover"))


@pytest.fixture
def editor(andover):
    user = User.objects.create_user("mina", first_name="Mina", last_name="Okafor")
    user.groups.add(andover.editors)
    return user


@pytest.fixture
def manager(andover):
    user = User.objects.create_user("sol", first_name="Sol", last_name="Abrams")
    user.groups.add(andover.managers)
    return user


@pytest.fixture
def work(andover, editor):
    """Something in every state: a draft, one in review, one that ends, one that is stale."""
    treatments = list(ClinicTreatmentPage.objects.child_of(andover.page).order_by("title")[:4])
    draft, reviewed, ending, stale = treatments
    draft.summary = "A summary that is being written."
    draft.save_revision(user=editor)
    reviewed.summary = "A summary that is ready."
    reviewed.save_revision(user=editor)
    reviewed.get_workflow().start(reviewed, editor)
    ending.expire_at = timezone.now() + timedelta(days=12)
    ending.save_revision(user=editor).publish()
    stale.summary = "In our own words."
    stale.save_revision(user=editor).publish()
    library = TreatmentPage.objects.get(pk=stale.treatment_id)
    library.summary = "In other words than before."
    library.save_revision().publish()
    other = TreatmentPage.objects.get(pk=draft.treatment_id)
    other.search_description = "What a search engine says of it."
    other.review_due = timezone.localdate() - timedelta(days=3)
    other.save_revision().publish()
    return treatments


def home(page, viewport):
    page.set_viewport_size(viewport)
    page.goto("/admin/")
    expect(page.get_by_role("heading", name="Andover", exact=True)).to_be_visible()


def test_an_editor_sees_the_work_and_does_it(page, sign_in, editor, work, screenshot):
    sign_in(editor)
    home(page, DESKTOP)
    assert_no_axe_violations(page, "main")
    screenshot("clinic-home")
    home(page, PHONE)
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE["width"]
    screenshot("clinic-home-phone")
    page.emulate_media(color_scheme="dark")
    home(page, DESKTOP)
    screenshot("clinic-home-dark")
    page.emulate_media(color_scheme="light")

    # Each everyday link leads to where the work is done.
    page.get_by_role("link", name="Change opening hours").click()
    expect(page.get_by_role("tab", name="Hours")).to_have_attribute("aria-selected", "true")
    home(page, DESKTOP)
    page.get_by_role("link", name="Change prices").click()
    treatment = page.get_by_role("link", name=work[0].title, exact=True)
    expect(treatment).to_be_visible()
    page.wait_for_load_state("networkidle")
    screenshot("clinic-prices")
    treatment.click()
    tab = page.get_by_role("tab", name="Prices and people")
    expect(tab).to_have_attribute("aria-selected", "true")
    home(page, DESKTOP)
    page.get_by_role("link", name="New question").click()
    expect(page.get_by_role("tab", name="Question")).to_be_visible()
    assert FAQPage._meta.model_name in page.url

    # What is stale is compared where it stands.
    home(page, DESKTOP)
    page.get_by_role("link", name=f"{work[3].title}: Summary").click()
    expect(page.locator('[data-part="summary"]').first).to_be_visible()
    home(page, DESKTOP)
    page.get_by_role("link", name="Drafts: 1").click()
    expect(page.get_by_role("link", name=work[0].title, exact=True)).to_be_visible()
    expect(page.get_by_role("link", name=work[1].title, exact=True)).to_have_count(0)
    page.wait_for_load_state("networkidle")
    screenshot("clinic-drafts")


def test_a_manager_sees_first_what_waits_for_him(page, sign_in, manager, work, screenshot):
    sign_in(manager)
    home(page, DESKTOP)
    panels = page.locator(".w-dashboard [data-panel-heading-text]")
    expect(panels.first).to_have_text("Waiting for your approval")
    assert_no_axe_violations(page, "main")
    screenshot("clinic-home-manager")
    row = page.locator("#approvals-content tr", has_text=work[1].title)
    expect(row).to_contain_text("Sent by Mina Okafor")
    row.get_by_role("link", name="Compare").click()
    expect(page.locator("main")).to_contain_text("A summary that is ready.")
