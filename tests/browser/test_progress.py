"""A change that takes longer than a request: the editor sees how it goes on, from page to page."""

import re
import time

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from playwright.sync_api import expect

from delivery.documents.dependencies import EVERYTHING
from delivery.published import progress
from delivery.published.progress import documents_left
from delivery.published.upkeep import building, keeping, waiting
from delivery.published.upkeep.touching import note
from faq.models import FAQPage
from tests.browser.editor import USER, Editor
from tests.browser.looking import PHONE, assert_no_axe_violations

NOTICE = ".documents-progress"
COUNT = re.compile(r"^Updating pages for the website: (\d+) of (\d+)$")


@pytest.fixture
def editor(page, sign_in, monkeypatch):
    """The form of a question whose publication waits for nothing, while all pages are outdated."""
    monkeypatch.setattr(waiting, "PATIENCE", 0)
    monkeypatch.setattr(keeping, "AT_ONCE", 3)
    monkeypatch.setattr(progress, "STEP", 0.5)
    build = keeping.build

    def slow(*args):
        time.sleep(0.3)
        return build(*args)

    monkeypatch.setattr(keeping, "build", slow)
    sign_in(User.objects.get(username=USER))
    question = FAQPage.objects.filter(live=True).first()
    page.goto(reverse("wagtailadmin_pages:edit", args=[question.pk]))
    note(EVERYTHING)
    editor = Editor(page)
    editor.fill(title="Does it sting?")
    return editor


def cookies(page):
    return [cookie["name"] for cookie in page.context.cookies()]


def numbers(notice):
    expect(notice).to_have_text(COUNT)
    return map(int, COUNT.match(notice.inner_text().strip()).groups())


def test_the_editor_sees_how_the_website_is_updated(page, editor, monkeypatch, screenshot):
    notice = page.locator(NOTICE)
    assert notice.count() == 0
    editor.publish()
    expect(page.get_by_text("has been published").first).to_be_visible()
    done, total = numbers(notice)
    assert done < total
    bar = notice.get_by_role("progressbar", name="Pages updated")
    expect(bar).to_have_attribute("max", str(total))
    screenshot("progress-listing")

    # The next page goes on where this one was, beside what one works with there.
    page.reload()
    page.goto(editor_url := reverse("wagtailadmin_pages:edit", args=[FAQPage.objects.first().pk]))
    expect(notice.get_by_role("status")).to_have_text("Updating pages for the website")
    later, same = numbers(notice)
    assert same == total
    assert later > done
    assert_no_axe_violations(page, NOTICE)
    more = page.get_by_role("button", name="More actions").last
    assert more.bounding_box()["y"] > notice.bounding_box()["y"] + notice.bounding_box()["height"]
    screenshot("progress-editor")
    page.emulate_media(color_scheme="dark")
    assert_no_axe_violations(page, NOTICE)
    screenshot("progress-editor-dark")
    page.set_viewport_size(PHONE)
    screenshot("progress-editor-phone")

    monkeypatch.setattr(keeping, "build", building.build)
    expect(notice).to_have_text("All pages are up to date", timeout=60_000)
    screenshot("progress-done")
    expect(notice).to_have_count(0)
    assert progress.COOKIE not in cookies(page)
    assert not documents_left()
    page.goto(editor_url)
    expect(page.locator("#page-edit-form")).to_be_visible()
    assert notice.count() == 0


def test_it_does_not_wait_for_what_cannot_be_made(page, editor, monkeypatch):
    def failing(*args):
        raise RuntimeError

    monkeypatch.setattr(keeping, "build", failing)
    editor.publish()
    notice = page.locator(NOTICE)
    expect(notice).to_contain_text("Some pages could not be updated yet", timeout=60_000)
    expect(notice).to_have_count(0)
    assert progress.COOKIE not in cookies(page)


def test_it_goes_away_when_nobody_answers(page, editor):
    page.route("**/documents/progress/", lambda route: route.abort())
    editor.publish()
    expect(page.get_by_text("has been published").first).to_be_visible()
    expect(page.locator(NOTICE)).to_have_count(0)
