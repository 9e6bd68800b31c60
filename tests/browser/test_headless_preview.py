"""A draft on a front end of another origin: beside the form while one types, and by a link."""

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from playwright.sync_api import expect

from faq.models import FAQPage
from locations.models import LocationPage
from tests.browser.editor import Editor
from tests.browser.looking import assert_no_axe_violations, assert_no_sideways_scroll

ANSWER = "Behind the house, for an hour."
# A refresh of the panel is a form that is posted, a page that is led to and a draft that is read.
PATIENCE = 60_000

# Wagtail takes what is typed in the first two seconds for what was there.
SETTLED = 2_500

# All that a front end needs: it hands the parameters that it was opened with on to the API, and
# says to the side panel where it is scrolled to, as docs/preview.md has it.
FRONT_END = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Front end</title></head>
<body style="font: 1.25rem/1.5 serif; background: #fef3c7; padding: 2rem">
<main><h1></h1><div id="answer"></div></main>
<script>
    const CMS = "{cms}";
    fetch(CMS + "/api/v2/preview/" + location.search).then(async (response) => {
        const draft = await response.json();
        document.querySelector("h1").textContent = draft.title || draft.message;
        document.querySelector("#answer").innerHTML = draft.answer || "";
    });
    const tell = (message) =>
        parent.postMessage({ wagtail: { ...message, origin: location.origin } }, CMS);
    addEventListener("message", ({ data, origin }) => {
        const message = origin === CMS && data.wagtail;
        if (message?.type === "w-preview:get-scroll-position")
            tell({ type: "w-preview:set-scroll-position", x: scrollX, y: scrollY });
        if (message?.type === "w-preview:set-scroll-position")
            scrollTo({ left: message.x, top: message.y, behavior: "instant" });
    });
    if (parent !== window)
        addEventListener("load", () => tell({ type: "w-preview:request-scroll" }));
</script>
</body>
</html>
"""


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


@pytest.fixture
def front_end(demo_site, page, settings, tmp_path):
    """Serve a front end on another origin, and let the previews lead to it; its address."""
    folder = tmp_path / "front-end" / "preview"
    folder.mkdir(parents=True)
    (folder / "index.html").write_text(FRONT_END.replace("{cms}", demo_site))
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder.parent))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=[0.05], daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/preview/"
    settings.WAGTAIL_HEADLESS_PREVIEW = {
        "CLIENT_URLS": {"default": address},
        "REDIRECT_ON_PREVIEW": True,
    }
    page.context.route(f"{address}**", lambda route: route.continue_())
    yield address
    server.shutdown()
    server.server_close()


@pytest.fixture
def editor(demo_site):
    user = User.objects.get(username="andover-editor")
    user.first_name, user.last_name = "Mina", "Okafor"
    user.save()
    return user


@pytest.fixture
def question(demo_site):
    """A draft among the questions of Andover."""
    clinic = LocationPage.objects.get(slug="andover")
    index = clinic.get_children().get(slug="faq")
    page = index.add_child(
        instance=FAQPage(title="Where do I park?", answer=f"<p>{ANSWER}</p>", live=False)
    )
    page.save_revision()
    return page


@pytest.fixture
def stranger(browser):
    """A tab of somebody who has never been here."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    yield context.new_page()
    context.close()


def edit_url(question):
    return reverse("wagtailadmin_pages:edit", args=[question.pk])


def test_the_front_end_follows_while_one_types(
    page, sign_in, editor, question, front_end, screenshot
):
    page.set_viewport_size({"width": 1600, "height": 1000})
    sign_in(editor)
    page.goto(edit_url(question))
    page.get_by_role("button", name="Toggle preview").click()
    panel = page.frame_locator("#w-preview-iframe")
    expect(panel.get_by_role("heading", level=1)).to_have_text("Where do I park?")
    expect(panel.get_by_text(ANSWER)).to_be_visible()

    form = Editor(page)
    page.wait_for_timeout(SETTLED)
    form.control("title").press("End")
    form.control("title").press_sequentially(" And my bicycle?")
    expect(panel.get_by_role("heading", level=1)).to_have_text(
        "Where do I park? And my bicycle?", timeout=PATIENCE
    )
    form.write("answer", "Bring a lock. ")
    expect(panel.get_by_text("Bring a lock.")).to_be_visible(timeout=PATIENCE)
    shown = {frame.url.partition("?")[0] for frame in page.frames}
    assert front_end in shown
    screenshot("preview-front-end")

    # The site's own rendering is one choice away.
    page.get_by_label("Preview mode").select_option("This site")
    expect(panel.get_by_role("link", name="Skip to the content")).to_be_attached(timeout=PATIENCE)
    expect(panel.get_by_text("Bring a lock.")).to_be_visible()
    screenshot("preview-this-site")

    page.get_by_label("Preview mode").select_option("Front end")
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Preview in new tab").click()
    tab = opened.value
    expect(tab.get_by_role("heading", level=1)).to_have_text("Where do I park? And my bicycle?")
    assert tab.url.startswith(front_end)


def test_a_new_page_is_shown_before_it_is_saved(
    page, sign_in, editor, question, front_end, settings
):
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0
    page.set_viewport_size({"width": 1600, "height": 1000})
    sign_in(editor)
    parent = question.get_parent()
    page.goto(reverse("wagtailadmin_pages:add", args=["faq", "faqpage", parent.pk]))
    page.get_by_role("button", name="Toggle preview").click()
    panel = page.frame_locator("#w-preview-iframe")
    expect(panel.get_by_role("heading", level=1)).to_have_text("Placeholder title")
    page.wait_for_timeout(SETTLED)
    Editor(page).control("title").press_sequentially("Is there a lift?")
    expect(panel.get_by_role("heading", level=1)).to_have_text("Is there a lift?", timeout=PATIENCE)
    assert not FAQPage.objects.filter(title="Is there a lift?").exists()


def test_a_reviewer_opens_a_link_until_it_is_withdrawn(
    page, sign_in, editor, question, front_end, stranger, screenshot
):
    sign_in(editor)
    page.goto(edit_url(question))
    page.locator("header").get_by_role("button", name="Actions").click()
    page.get_by_role("link", name="Share this draft").click()
    page.get_by_label("7 days").check()
    page.get_by_role("button", name="Make a link").click()
    there = page.get_by_label("On the front end").input_value()
    here = page.get_by_label("On this site").input_value()
    page.wait_for_load_state("networkidle")
    assert_no_axe_violations(page, "main")
    screenshot("share-made")

    response = stranger.goto(here)
    assert response.status == 200
    expect(stranger.get_by_label("Shared draft")).to_contain_text("Draft shared by Mina Okafor")
    expect(stranger.get_by_role("heading", name="Where do I park?").first).to_be_visible()
    expect(stranger.get_by_text(ANSWER).first).to_be_visible()
    assert_no_axe_violations(stranger)
    stranger.screenshot(path=screenshot("share-stranger"), full_page=True)
    stranger.set_viewport_size({"width": 375, "height": 812})
    assert_no_sideways_scroll(stranger)
    stranger.screenshot(path=screenshot("share-stranger-phone"))

    stranger.goto(there)
    assert stranger.url.startswith(front_end)
    expect(stranger.get_by_role("heading", level=1)).to_have_text("Where do I park?")
    assert stranger.context.cookies() == []

    page.goto(reverse("preview_share", args=[question.pk]))
    expect(page.get_by_text("2 times, last")).to_be_visible()
    assert here not in page.content()
    page.get_by_role("button", name="Withdraw").click()
    expect(page.get_by_text("The link is withdrawn.").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert_no_axe_violations(page, "main")
    screenshot("share-withdrawn")

    stranger.reload()
    expect(stranger.get_by_role("heading", level=1)).to_contain_text("There is no draft here")
    response = stranger.goto(here)
    assert response.status == 404
    expect(stranger.get_by_role("heading", level=1)).to_have_text("This link shows nothing")
    assert_no_axe_violations(stranger)
    stranger.screenshot(path=screenshot("share-ended"))
