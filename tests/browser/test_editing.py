"""A treatment is written, previewed and published in the admin, and read from the API."""

from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.editor import Editor, log_in

TITLE = "Thread lift"
SUMMARY = "Fine absorbable threads lift soft tissue a little."
PARAGRAPH = "Absorbable threads are laid under the skin and dissolve within months."
ALTERNATIVE_TEXT = "A small red dot beside the hairline"
SHARED_QUESTION = "How many microneedling sessions will I need?"
OWN_QUESTION = "Can threads be taken out?"
RATIONALE = "Threads lift, and filler gives back volume."
WARNING = "The skin should have healed before needles go near the threads."


@pytest.fixture
def new_treatment(page):
    """Open the form of a new treatment as an editor gets there: log in, Treatments, Add."""
    log_in(page)
    page.get_by_role("link", name="Treatments", exact=True).click()
    page.get_by_role("link", name="Add treatment").click()
    return Editor(page)


def photograph():
    """Return a picture as a browser uploads it."""
    data = BytesIO()
    Image.new("RGB", (1600, 1000), "#c9a38b").save(data, "JPEG")
    return {"name": "thread.jpg", "mimeType": "image/jpeg", "buffer": data.getvalue()}


def read_treatment(page, slug):
    """Return a treatment as the API lists and then details it; None where it does not."""
    parameters = {"type": "treatments.TreatmentPage", "slug": slug}
    items = page.request.get("/api/v2/pages/", params=parameters).json()["items"]
    return page.request.get(items[0]["meta"]["detail_url"]).json() if items else None


def write_naming(editor):
    editor.control("title").press_sequentially(TITLE)
    editor.fill(class_label="Absorbable sutures", category="Skin treatments", summary=SUMMARY)
    with editor.chooser("hero_image") as window:
        window.get_by_label("Search term").fill("microneedling")
        window.get_by_text("Microneedling", exact=True).click()
    expect(editor.at("hero_image").locator("[data-chooser-title]")).to_have_text("Microneedling")


def write_sections(editor):
    overview = editor.add_block("body")
    editor.fill(overview, key="Overview", heading="What a thread lift is")
    text = editor.add_block("content", overview, label="Text")
    editor.write_into(text, PARAGRAPH)
    callout = editor.add_block("content", overview, label="Callout")
    editor.fill(callout, tone="Tip", title="Plan ahead")
    editor.write("text", "Keep a quiet week free.", callout)

    procedure = editor.add_block("body")
    editor.fill(procedure, key="What happens", heading="Step by step")
    steps = editor.add_block("content", procedure, label="Steps")
    write_step(editor, editor.blocks("items", steps).first, "Marking", "Sitting up.")
    write_step(editor, editor.add_block("items", steps), "Threads", "Lying down.")
    upload_picture(editor, editor.add_block("content", procedure, label="Picture"))


def write_step(editor, step, title, text):
    editor.fill(step, title=title)
    editor.write("text", text, step)


def upload_picture(editor, figure):
    editor.fill(figure, caption="An entry point, an hour later.")
    with editor.chooser("image", figure) as window:
        window.get_by_role("tab", name="Upload").click()
        window.get_by_label("Title").fill("Thread entry point")
        window.get_by_label("File").set_input_files(photograph())
        window.get_by_label("Alternative text").fill(ALTERNATIVE_TEXT)
        window.get_by_role("button", name="Upload").click()


def write_facts(editor):
    editor.open_tab("Facts")
    editor.fill(
        downtime_min="2",
        downtime_max="7",
        downtime_qualifier="about",
        sessions_min="1",
        sessions_max="1",
        comfort="Moderate discomfort",
        anaesthesia="Local injection",
    )
    editor.fill(editor.add_row("concerns"), concern="Laxity")


def write_safety(editor):
    editor.open_tab("Safety")
    editor.fill(
        editor.add_row("contraindications"), kind="Not suitable", text="An infection in the area"
    )
    editor.fill(
        editor.add_row("risks"),
        text="A thread that can be felt or seen",
        kind="Uncommon",
        severity="Moderate",
        seek_care=True,
    )


def write_questions(editor):
    editor.open_tab("Questions")
    editor.choose_page("faq", SHARED_QUESTION, editor.add_row("faqs"))
    typed = editor.add_row("faqs")
    editor.fill(typed, question=OWN_QUESTION)
    editor.write("answer", "Some can, within days.", typed)


def write_pairings(editor):
    editor.open_tab("Pairings")
    filler = editor.add_row("pairings")
    editor.choose_page("treatment", "Dermal filler", filler)
    editor.fill(
        filler,
        kind="Goes well with",
        rationale=RATIONALE,
        order="This treatment first",
        gap_min_days="14",
    )
    needling = editor.add_row("pairings")
    editor.choose_page("treatment", "Microneedling", needling)
    editor.fill(needling, kind="Must not be combined with", rationale=WARNING, gap_min_days="28")


def write_promotion(editor):
    editor.open_tab("Promote")
    expect(editor.control("slug")).to_have_value("thread-lift")
    editor.fill(seo_title="Thread lift, explained", search_description="What threads can lift.")


def write_treatment(editor):
    write_naming(editor)
    write_sections(editor)
    write_facts(editor)
    write_safety(editor)
    write_questions(editor)
    write_pairings(editor)
    write_promotion(editor)


def assert_preview(page):
    """Look at the preview beside the form, and at the one in a tab of its own."""
    page.get_by_role("button", name="Toggle preview").click()
    beside = page.frame_locator("#w-preview-iframe")
    expect(beside.get_by_role("heading", name=TITLE, level=1)).to_be_visible()
    assert_site_page(beside)
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Preview in new tab").click()
    assert_site_page(opened.value)
    opened.value.close()


def assert_site_page(place):
    """Find on the page, live or previewed, a sign of everything that was written."""
    for text in (SUMMARY, PARAGRAPH, "Plan ahead", "Marking", RATIONALE, WARNING):
        expect(place.get_by_text(text).first).to_be_visible()
    for text in ("about 2–7 days", "An infection in the area", "A thread that can be felt or seen"):
        expect(place.get_by_text(text).first).to_be_visible()
    for question in (SHARED_QUESTION, OWN_QUESTION):
        expect(place.get_by_text(question).first).to_be_visible()
    expect(place.get_by_role("img", name=ALTERNATIVE_TEXT)).to_be_visible()


def assert_document(document):
    assert document["title"] == TITLE
    assert document["category"]["title"] == "Skin treatments"
    assert document["summary"] == SUMMARY
    assert document["hero_image"]["renditions"]["large"]["width"] == 1600
    assert document["downtime"]["text"] == "about 2–7 days"
    assert document["comfort"] == "moderate"
    assert [concern["slug"] for concern in document["concerns"]] == ["laxity"]
    assert document["contraindications"] == [
        {"kind": "absolute", "text": "An infection in the area"}
    ]
    assert document["risks"] == [
        {
            "kind": "uncommon",
            "text": "A thread that can be felt or seen",
            "severity": "moderate",
            "seek_care": True,
        }
    ]
    assert [row["question"] for row in document["faqs"]] == [SHARED_QUESTION, OWN_QUESTION]
    assert document["faqs"][0]["page"]["type"] == "faq.FAQPage"
    assert "Some can, within days." in document["faqs"][1]["answer"]
    assert document["meta"]["seo_title"] == "Thread lift, explained"
    assert document["meta"]["search_description"] == "What threads can lift."


def assert_body(body):
    overview, procedure = (section["value"] for section in body)
    assert [overview["key"], procedure["key"]] == ["overview", "procedure"]
    text, callout = overview["content"]
    assert PARAGRAPH in text["value"]
    assert (callout["value"]["tone"], callout["value"]["title"]) == ("tip", "Plan ahead")
    steps, figure = procedure["content"]
    assert [step["title"] for step in steps["value"]["items"]] == ["Marking", "Threads"]
    assert figure["value"]["image"]["alt"] == ALTERNATIVE_TEXT


def pairings_of(document):
    return [
        (pairing["treatment"]["title"], pairing["kind"], pairing["order"], pairing["gap"]["min"])
        for pairing in document["pairings"]
        if pairing["gap"]
    ]


def test_a_treatment_is_written_previewed_and_published(new_treatment, screenshot):
    editor, page = new_treatment, new_treatment.page
    write_treatment(editor)
    editor.await_autosave()
    assert_preview(page)
    screenshot("treatment-editor")

    editor.save()
    expect(page.get_by_text(f"Page '{TITLE}' has been updated")).to_be_visible()
    assert read_treatment(page, "thread-lift") is None
    assert page.request.get("/treatments/thread-lift/").status == 404

    Editor(page).publish()
    expect(page.get_by_text(f"Page '{TITLE}' has been published")).to_be_visible()
    document = read_treatment(page, "thread-lift")
    assert_document(document)
    assert_body(document["body"])
    assert pairings_of(document) == [
        ("Dermal filler", "pairs_with", "before", 14),
        ("Microneedling", "do_not_combine", "any", 28),
    ]
    page.goto(document["meta"]["html_url"])
    assert_site_page(page)

    filler = read_treatment(page, "dermal-filler")
    assert (TITLE, "pairs_with", "after", 14) in pairings_of(filler)
    page.goto(f"/admin/pages/{filler['id']}/edit/#tab-pairings")
    pairing = page.get_by_role("row", name=TITLE)
    for text in ("Goes well with", "The other treatment first", "at least 14 days", RATIONALE):
        expect(pairing).to_contain_text(text)
    pairing.get_by_role("link", name=TITLE).click()
    expect(Editor(page).control("title")).to_have_value(TITLE)


def test_a_page_that_was_never_saved_is_previewed(new_treatment, settings):
    page = new_treatment.page
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0
    page.reload()
    editor = Editor(page)
    write_treatment(editor)
    assert_preview(page)
    assert "/add/" in page.url
