"""The checks of the browser tests find what they are for."""

import pytest
from django.contrib.auth import get_user_model

from tests.browser.looking import (
    PHONE,
    assert_no_axe_violations,
    assert_no_sideways_scroll,
)

SOUND = """<!doctype html><html lang="en"><head><title>A page</title></head>
<body><main><h1>A heading</h1><p>Some text.</p></main></body></html>"""


def test_a_sound_page_passes(page):
    page.set_viewport_size(PHONE)
    page.set_content(SOUND)
    assert_no_axe_violations(page)
    assert_no_sideways_scroll(page)


def test_a_picture_without_a_description_is_found(page):
    page.set_content(SOUND.replace("Some text.", '<img src="data:image/gif;base64,R0lGOD">'))
    with pytest.raises(AssertionError, match="image-alt"):
        assert_no_axe_violations(page)


def test_a_wide_table_is_found(page):
    page.set_viewport_size(PHONE)
    page.set_content(SOUND.replace("Some text.", '<b style="display:block;width:900px">x</b>'))
    with pytest.raises(AssertionError, match="width:900px"):
        assert_no_sideways_scroll(page)


def test_the_demo_home_page_opens(page, screenshot):
    response = page.goto("/")
    assert response.status == 200
    assert page.get_by_role("heading", level=1).is_visible()
    assert screenshot("home").stat().st_size > 0


def test_a_user_who_is_signed_in_sees_the_admin(page, sign_in):
    sign_in(get_user_model().objects.get(username="admin"))
    page.goto("/admin/")
    assert page.get_by_role("link", name="Pages").first.is_visible()


def test_every_test_starts_from_the_same_demo(page):
    # Those of the demo, and nobody whom another test has made.
    names = {user.username for user in get_user_model().objects.all()}
    assert names == {"admin", "andover-editor", "andover-manager", "central-editor"}
