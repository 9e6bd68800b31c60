"""One sentence reaches the clinics that inherit it, and the clinic that overrides it is told.

Andover writes its own summary of the chemical peel; then the library's editor changes the shared
one. Each works in the admin as the person does whose task it is.
"""

import pytest
from django.contrib.auth.models import Group, Permission, User
from playwright.sync_api import expect
from wagtail.models import GroupPagePermission, Page

from tests.browser.editor import USER, Editor
from tests.browser.looking import assert_no_axe_violations
from treatments.models import ClinicTreatmentPage, TreatmentPage

SLUG = "chemical-peel"
CLINICS = ("vancouver", "andover", "san-diego")
OWN = "At Andover, a peel begins with a conversation and a test patch."
NEW = "A solution loosens the top of the skin, so that fresher skin takes its place."


@pytest.fixture
def andovers_editor(demo_site):
    """Somebody who may edit and publish what stands below the Andover clinic, and nothing else."""
    clinic = ClinicTreatmentPage.objects.get(slug=SLUG, url_path__contains="/andover/").get_parent()
    group = Group.objects.create(name="Andover")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for codename in ("add_page", "change_page", "publish_page"):
        GroupPagePermission.objects.create(
            group=group,
            page=Page.objects.get(pk=clinic.pk),
            permission=Permission.objects.get(codename=codename),
        )
    editor = User.objects.create_user("andover", password="password")
    editor.groups.add(group)
    return editor


def summaries(page):
    """Return what the API says of the treatment at each clinic, and what the site shows."""
    said, shown = {}, {}
    for clinic in CLINICS:
        path = f"/locations/{clinic}/{SLUG}/"
        answer = page.request.get("/api/v2/pages/find/", params={"html_path": path})
        said[clinic] = answer.json()["summary"]
        shown[clinic] = page.request.get(path).text()
    return said, shown


def test_one_sentence_is_written_once(page, sign_in, andovers_editor, screenshot):
    before, _ = summaries(page)
    at_andover = ClinicTreatmentPage.objects.get(slug=SLUG, url_path__contains="/andover/")
    library = TreatmentPage.objects.get(slug=SLUG)

    # Andover says it in its own words.
    sign_in(andovers_editor)
    page.goto(f"/admin/pages/{at_andover.pk}/edit/")
    editor = Editor(page)
    expect(editor.form).to_contain_text(before["andover"])
    editor.fill(summary=OWN)
    editor.publish()
    expect(page.get_by_text("has been published").first).to_be_visible()
    assert summaries(page)[0] == {**before, "andover": OWN}

    # The library's editor changes the sentence, and sees whom that reaches before it does.
    sign_in(User.objects.get(username=USER))
    page.goto(f"/admin/pages/{library.pk}/edit/")
    editor = Editor(page)
    editor.fill(summary=NEW)
    editor.publish()
    confirmation = page.locator("main")
    for clinic in ("Vancouver", "San Diego", "Andover"):
        expect(confirmation).to_contain_text(clinic)
    screenshot("reach-before-publishing")
    assert summaries(page)[0] == {**before, "andover": OWN}
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("has been published").first).to_be_visible()

    said, shown = summaries(page)
    assert said == {"vancouver": NEW, "san-diego": NEW, "andover": OWN}
    assert [clinic for clinic in CLINICS if NEW in shown[clinic]] == ["vancouver", "san-diego"]
    assert OWN in shown["andover"]

    # Andover finds its stale text in the report, reads both and goes back to the shared one.
    sign_in(andovers_editor)
    page.goto("/admin/")
    page.get_by_role("button", name="Reports").click()
    page.get_by_role("navigation").get_by_role("link", name="Stale overrides", exact=True).click()
    row = page.locator(f'tr[data-page="{at_andover.pk}"][data-part="summary"]')
    expect(row).to_contain_text("Andover")
    row.locator("summary").click()
    for text in (OWN, before["andover"], NEW):
        expect(row).to_contain_text(text)
    assert_no_axe_violations(page, "main")
    screenshot("stale-overrides")

    page.goto(f"/admin/pages/{at_andover.pk}/edit/")
    expect(page.locator('[data-part="summary"]').first).to_contain_text(NEW)
    screenshot("stale-override-in-the-editor")

    page.go_back()
    row.get_by_role("button", name="Use the shared text again").click()
    expect(page.get_by_text("is the library’s again").first).to_be_visible()
    expect(row).to_have_count(0)
    said, shown = summaries(page)
    assert said == dict.fromkeys(CLINICS, NEW)
    assert NEW in shown["andover"]
