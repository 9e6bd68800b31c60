"""A real Chromium that looks at the demo site."""

import importlib.util
import os
import shutil
from pathlib import Path

import pytest
from django.conf import settings as django_settings

# Without the packages of requirements-browser.txt there is nothing here to collect.
if importlib.util.find_spec("playwright") is None:
    collect_ignore_glob = ["test_*.py"]

SCREENSHOTS = Path(__file__).parent / "screenshots"
NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def browser():
    """Start the system's Chromium; the variable CHROMIUM may name another."""
    from playwright.sync_api import expect, sync_playwright

    program = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        pytest.exit("No Chromium was found. On Debian: apt-get install chromium", returncode=2)
    expect.set_options(timeout=15_000)
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright runs an event loop in this thread, which Django takes for asynchronous code.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser, demo_site):
    """Give an empty tab at 1280 by 900 pixels whose relative addresses mean the demo site.

    The test fails when a page asks another host for anything, or when its script breaks.
    """
    context = browser.new_context(
        base_url=demo_site, viewport={"width": 1280, "height": 900}, locale="en-GB"
    )
    foreign, broken = [], []

    def stop(route):
        foreign.append(route.request.url)
        route.abort()

    context.route(lambda url: not url.startswith((demo_site, "data:", "blob:")), stop)
    context.on("weberror", lambda error: broken.append(str(error.error)))
    yield context.new_page()
    context.close()
    assert not foreign, "The page asked other hosts"
    assert not broken, "A script of the page broke"


@pytest.fixture
def sign_in(page, client, demo_site):
    """Give a function that signs a user in, in the tab of this test."""

    def sign_in(user):
        client.force_login(user)
        name = django_settings.SESSION_COOKIE_NAME
        cookie = {"name": name, "value": client.cookies[name].value, "url": demo_site}
        page.context.add_cookies([cookie])

    return sign_in


@pytest.fixture
def screenshot(page):
    """Give a function that keeps a picture of the whole page as screenshots/<name>.png."""

    def screenshot(name):
        SCREENSHOTS.mkdir(exist_ok=True)
        path = SCREENSHOTS / f"{name}.png"
        page.screenshot(path=path, full_page=True)
        return path

    return screenshot
