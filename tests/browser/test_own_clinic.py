"""A clinic's work from price to publication: the editor writes, the manager approves.

The people of Andover see nothing of San Diego on any screen on the way.
"""

import re

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import expect
from wagtail.images import get_image_model

from faq.models import FAQIndexPage, FAQPage
from home.demo.images import picture_file
from locations.models import LocationPage
from tenancy.opening.clinics import furnish
from tests.browser.editor import Editor
from treatments.models import ClinicTreatmentPage

SLUG = "chemical-peel"
SHARED = "Does a chemical peel hurt?"
OWN_ANSWER = "At Andover we begin with the mildest peel."
NEW_PRICE = "155.00"
SECRET = "Kept between us in San Diego"


def clinic_at(slug):
    return furnish(LocationPage.objects.get(slug=slug))


@pytest.fixture
def andover(demo_site):
    return clinic_at("andover")


@pytest.fixture
def san_diegos_secrets(demo_site):
    """A draft of every kind, an edit of what is live, and a picture, all with words to look for."""
    clinic = clinic_at("san-diego")
    treatment = ClinicTreatmentPage.objects.child_of(clinic.page).get(slug=SLUG)
    treatment.summary = SECRET
    treatment.save_revision()
    index = FAQIndexPage.objects.child_of(clinic.page).get()
    index.add_child(instance=FAQPage(title=f"{SECRET}?", answer=SECRET, live=False))
    get_image_model().objects.create(
        title=SECRET, file=picture_file("logo"), collection=clinic.image_collection
    )


def member(name, group):
    user = User.objects.create_user(name, f"{name}@example.com", password="password")
    user.groups.add(group)
    return user


class Screens:
    """What a person sees: each screen is kept as a picture and shows nothing of San Diego."""

    def __init__(self, page, screenshot):
        self.page, self.screenshot = page, screenshot

    def look(self, name):
        self.page.wait_for_load_state("networkidle")
        self.screenshot(f"own-clinic-{name}")
        assert SECRET not in self.page.content()
        assert "San Diego" not in self.page.locator("body").inner_text()


def published(page):
    """Return what the API says of the price and of the shared question at Andover."""
    path = f"/locations/andover/{SLUG}/"
    document = page.request.get("/api/v2/pages/find/", params={"html_path": path}).json()
    answers = [row["answer"] for row in document["faqs"] if row["question"] == SHARED]
    return document["prices"]["current"][0]["price"]["amount"], answers


def submit(page):
    page.get_by_role("button", name="More actions").last.click()
    page.get_by_role("button", name=re.compile("^Submit to ")).click()
    expect(page.get_by_text(re.compile("submitted for moderation")).first).to_be_visible()


def approve(page, title):
    """Find a page among what waits for this person on the home screen, and approve it."""
    page.goto("/admin/")
    page.get_by_role("main").get_by_role("link", name=title, exact=True).first.click()
    Editor(page)
    page.get_by_role("button", name="More actions").last.click()
    page.get_by_role("button", name=re.compile("^Approve and publish$", re.IGNORECASE)).click()
    # Wagtail goes back to where the page stands.
    page.wait_for_url(re.compile(r"/admin/pages/\d+/$"))


def test_a_clinic_does_its_own_work(page, sign_in, andover, san_diegos_secrets, screenshot):
    editor_user = member("andrea", andover.editors)
    manager_user = member("manfred", andover.managers)
    screens = Screens(page, screenshot)
    before, answers = published(page)
    assert before != NEW_PRICE
    assert OWN_ANSWER not in str(answers)

    # The editor changes a price …
    sign_in(editor_user)
    page.goto("/admin/")
    screens.look("home")
    page.get_by_role("link", name="Clinic treatments").first.click()
    screens.look("treatments")
    page.get_by_role("link", name="Chemical peel", exact=True).first.click()
    editor = Editor(page)
    screens.look("treatment")
    editor.open_tab("Prices")
    editor.fill(editor.rows("prices").first, amount=NEW_PRICE)
    submit(page)
    screens.look("submitted")

    # … and answers a shared question in the clinic's own words.
    index = FAQIndexPage.objects.child_of(andover.page).get()
    page.goto(f"/admin/pages/add/faq/faqpage/{index.pk}/")
    editor = Editor(page)
    editor.fill(title=SHARED)
    with editor.chooser("answers") as window:
        screens.look("chooser")
        window.get_by_placeholder("Search").fill(SHARED)
        window.get_by_role("link", name=SHARED, exact=True).click()
    editor.write("answer", OWN_ANSWER)
    editor.await_autosave()
    submit(page)
    assert published(page) == (before, answers)

    # The manager finds both on the home screen and approves them.
    sign_in(manager_user)
    page.goto("/admin/")
    screens.look("manager-home")
    for title in ("Chemical peel", SHARED):
        approve(page, title)
        screens.look("approved")

    price, answers = published(page)
    assert price == NEW_PRICE
    assert OWN_ANSWER in str(answers)
