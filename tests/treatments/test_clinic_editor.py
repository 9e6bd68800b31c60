"""The editor of a clinic's treatment: what it offers, shows, keeps and refuses."""

import json
import re

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction
from wagtail.test.utils.form_data import rich_text, streamfield

from locations.models import Practitioner
from tests.api.builders import block, local_answer, make_image, offer, restrict, section
from tests.built_once import built_once
from treatments.models import (
    ClinicPairing,
    ClinicTreatmentPage,
    Contraindication,
    Pairing,
    Risk,
    TreatmentFAQ,
)

from .clinic_form_data import clinic_form_data, posted_section

pytestmark = pytest.mark.django_db


def text(words):
    return block("paragraph", f"<p>{words}</p>")


@built_once
def botox(group):
    return group.treatment(
        "Botox",
        slug="botox",
        summary="Relaxes lines.",
        downtime_min=1,
        downtime_max=2,
        body=json.dumps(
            [
                section([text("It relaxes muscles.")], "overview", heading="What it is"),
                section([text("Do not rub.")], "aftercare", heading="Aftercare"),
            ]
        ),
    )


@built_once
def vancouver(group):
    clinic = group.clinic("Vancouver", slug="vancouver")
    clinic.practitioners = [
        Practitioner(name="Imani Brandt", credentials="RN", role="Nurse injector"),
        Practitioner(name="Amara Osei", credentials="MD"),
    ]
    clinic.save()
    return clinic


@built_once
def andover(group):
    return group.clinic("Andover", slug="andover")


@built_once
def page(botox, vancouver):
    return offer(botox, vancouver)


@pytest.fixture
def editor(signed_in, editor_of, vancouver):
    return signed_in(editor_of(vancouver))


@pytest.fixture
def andover_editor(signed_in, editor_of, andover):
    """A client signed in as an editor of the clinic that does not offer the treatment yet."""
    return signed_in(editor_of(andover))


def add_url(clinic):
    return reverse("wagtailadmin_pages:add", args=["treatments", "clinictreatmentpage", clinic.pk])


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def post(client, page, **changes):
    return client.post(edit_url(page), clinic_form_data(**{"slug": page.slug, **changes}))


def refused(response):
    assert response.status_code == 200
    return response.context_data["form"].errors


def choices(response, name):
    """The values and labels of a field's checkboxes, groups opened."""
    found = {}
    for value, label in response.context_data["form"].fields[name].choices:
        found.update(label if isinstance(label, list | tuple) else {value: label})
    return found


# A new page


def test_a_page_that_inherits_everything(andover_editor, andover, botox):
    response = andover_editor.post(
        add_url(andover), clinic_form_data(treatment=botox.pk, slug="", publish=True)
    )

    assert response.status_code == 302
    page = ClinicTreatmentPage.objects.child_of(andover).get()
    assert (page.title, page.slug, page.live) == ("Botox", "botox", True)
    assert page.overridden_parts() == []


def test_the_slug_is_that_of_the_local_name_and_free(andover_editor, andover, botox, group):
    group.clinic("Elsewhere")
    offer(group.treatment("Filler"), andover, slug="our-botox")

    andover_editor.post(
        add_url(andover),
        clinic_form_data(treatment=botox.pk, slug="", local_title="Our Botox"),
    )

    page = ClinicTreatmentPage.objects.child_of(andover).get(treatment=botox)
    assert page.slug == "our-botox-2"


def test_a_slug_is_not_lost(editor, page):
    assert post(editor, page, slug="", publish=True).status_code == 302

    page.refresh_from_db()
    assert page.slug == "botox"


def test_a_draft_needs_its_treatment(editor, vancouver):
    response = editor.post(add_url(vancouver), clinic_form_data(treatment="", slug=""))

    assert set(refused(response)) == {"treatment"}


def test_a_treatment_once_at_a_clinic(editor, vancouver, botox, page):
    response = editor.post(add_url(vancouver), clinic_form_data(treatment=botox.pk, slug="again"))

    (message,) = refused(response)["treatment"]
    assert "offers it already" in message
    assert f'href="{edit_url(page)}"' in response.content.decode()
    assert ClinicTreatmentPage.objects.count() == 1


def test_a_draft_of_the_library_is_for_those_who_may_edit_it(
    editor, admin_client, vancouver, group
):
    draft = group.treatment("Secret laser", live=False)
    data = clinic_form_data(treatment=draft.pk, slug="")

    (message,) = refused(editor.post(add_url(vancouver), data))["treatment"]
    assert "not published yet" in message
    assert admin_client.post(add_url(vancouver), data).status_code == 302


def test_the_treatment_stays(editor, page, group, botox):
    other = group.treatment("Filler")

    assert 'name="treatment"' not in editor.get(edit_url(page)).content.decode()
    (message,) = refused(post(editor, page, treatment=other.pk))["treatment"]

    assert "This page is about “Botox”" in message
    page.refresh_from_db()
    assert page.treatment == botox


def test_a_page_whose_treatment_is_gone_may_have_another(admin_client, page, group, botox):
    other = group.treatment("Filler")
    ClinicTreatmentPage.objects.update(treatment=None)

    content = admin_client.get(edit_url(page)).content.decode()
    assert "its treatment is no longer in the library" in content

    assert post(admin_client, page, treatment=other.pk, publish=True).status_code == 302
    page.refresh_from_db()
    assert page.treatment == other


# What a clinic chooses


def test_its_own_people(editor, page, vancouver, andover):
    andover.practitioners = [Practitioner(name="Rosa Delgado")]
    andover.save()
    nurse, doctor = vancouver.practitioners.all()

    assert choices(editor.get(edit_url(page)), "practitioner_keys") == {
        str(nurse.key): "Imani Brandt, RN – Nurse injector",
        str(doctor.key): "Amara Osei, MD",
    }
    assert post(editor, page, publish=True, practitioner_keys=[str(doctor.key)]).status_code == 302
    page.refresh_from_db()
    assert page.practitioner_keys == [str(doctor.key)]

    stranger = str(andover.practitioners.get().key)
    assert set(refused(post(editor, page, practitioner_keys=[stranger]))) == {"practitioner_keys"}


def test_somebody_who_left_is_kept_until_unticked(editor, page, vancouver):
    nurse = vancouver.practitioners.first()
    page.practitioner_keys = [str(nurse.key)]
    page.save()
    nurse.delete()

    assert choices(editor.get(edit_url(page)), "practitioner_keys")[str(nurse.key)] == (
        "Somebody no longer at this clinic"
    )
    assert post(editor, page, practitioner_keys=[str(nurse.key)]).status_code == 302
    assert post(editor, page, publish=True).status_code == 302
    page.refresh_from_db()
    assert page.practitioner_keys == []


def test_what_it_hides(editor, page, botox, group):
    peel, laser = group.treatment("Peel"), group.treatment("Laser")
    botox.pairings = [
        Pairing(treatment=peel, rationale="Fine."),
        Pairing(treatment=laser, kind="do_not_combine", rationale="Burns."),
    ]
    shared = group.question("Does it hurt?")
    botox.faqs = [TreatmentFAQ(faq=shared), TreatmentFAQ(question="When?", answer="<p>Soon.</p>")]
    botox.save()

    offered = choices(editor.get(edit_url(page)), "hidden")

    assert offered["summary"] == "Summary: Relaxes lines."
    assert offered["downtime"] == "Downtime: 1–2 days"
    assert offered["section:aftercare"] == "Section: Aftercare"
    assert offered[f"faq:{shared.pk}"] == "Question: Does it hurt?"
    assert offered[f"pairing:{peel.pk}"] == "Pairing with: Peel"
    assert "title" not in offered
    assert f"pairing:{laser.pk}" not in offered
    assert "risks" not in offered

    hidden = ["section:aftercare", f"faq:{shared.pk}"]
    assert post(editor, page, publish=True, hidden=hidden).status_code == 302
    page.refresh_from_db()
    assert page.hidden == hidden
    assert set(refused(post(editor, page, hidden=["title"]))) == {"hidden"}


def test_what_it_hid_and_is_gone_from_the_library_is_kept_and_shown(editor, page):
    page.hidden = ["section:history", "faq:999999", "citations"]
    page.save()

    offered = choices(editor.get(edit_url(page)), "hidden")

    assert offered["section:history"] == "Section: History (no longer in the library)"
    assert offered["citations"] == "Citations (no longer in the library)"
    assert post(editor, page, publish=True, hidden=page.hidden).status_code == 302
    page.refresh_from_db()
    assert set(page.hidden) == {"section:history", "faq:999999", "citations"}


# What is refused


def test_a_text_that_cannot_be(editor, page):
    wrong = {
        "summary": ("In {citty}.", "Did you mean {city}?"),
        "local_title": ("Botox at {clinic}", "not filled in here"),
        "downtime_max": (1, "smaller number first"),
    }
    changes = {field: value for field, (value, _) in wrong.items()}

    errors = refused(post(editor, page, downtime_min=3, **changes))

    assert set(errors) == set(wrong)
    for field, (_, message) in wrong.items():
        assert message in str(errors[field])


def test_rows_that_contradict_each_other(editor, page, group):
    peel = group.treatment("Peel")
    row = {
        "kind": "pairs_with",
        "treatment": peel.pk,
        "rationale": "Here too.",
        "order": "any",
        "gap_min_days": "",
        "gap_max_days": "",
    }
    price = {"amount": "10.00", "unit": "session", "valid_from": "", "valid_to": "", "note": ""}

    prices = [{"label": label, **price} for label in ("One", "One", "{citty}")]

    response = post(editor, page, pairings=[row, row], prices=prices)

    form = response.context_data["form"]
    (first, second) = (row.errors for row in form.formsets["pairings"].forms)
    assert not first
    assert "already in the list above" in str(second)
    (first, second, third) = (row.errors for row in form.formsets["prices"].forms)
    assert not first
    assert "another price" in str(second)
    assert "Did you mean {city}?" in str(third)


def test_a_unit_alone_is_no_fact_of_its_own(editor, page):
    assert post(editor, page, publish=True, downtime_unit="week").status_code == 302

    page.refresh_from_db()
    assert page.overridden_parts() == []


# What the library says, beside it


def part_of(response, key):
    """The markup of what the editor shows of one part."""
    content = response.content.decode()
    start = content.index(f'data-part="{key}"')
    ends = [content.find(mark, start + 1) for mark in ("data-part=", "</section>")]
    return content[start : min(end for end in ends if end != -1)]


def test_the_library_is_beside_every_part(editor, page, botox, group):
    picture = make_image("Room")
    botox.hero_image = picture
    botox.comfort = "mild"
    botox.risks = [Risk(text="Bruises", kind="rare")]
    botox.contraindications = [Contraindication(text="Pregnancy")]
    botox.seo_title = "Botox, explained"
    botox.save()

    response = editor.get(edit_url(page))

    for key, words in {
        "title": "Botox",
        "summary": "Relaxes lines.",
        "downtime": "1–2 days",
        "comfort": "Mild discomfort",
        "risks": "Bruises",
        "contraindications": "Pregnancy",
        "section:overview": "It relaxes muscles.",
        "seo_title": "Botox, explained",
        "class_label": "The library says nothing here.",
        "hero_image": "<img",
    }.items():
        assert words in part_of(response, key), key
        assert "<strong>Shared</strong>" in part_of(response, key), key


def test_each_part_says_whose_it_is(editor, page):
    page.summary = "We relax lines."
    page.hidden = ["downtime"]
    page.save()

    response = editor.get(edit_url(page))

    assert "This clinic’s own" in part_of(response, "summary")
    assert "Relaxes lines." in part_of(response, "summary")
    assert "Not shown" in part_of(response, "downtime")
    assert response.context_data["form"].states.counts() == {
        "shared": 3,
        "local": 1,
        "hidden": 1,
        "stale": 0,
    }


def test_a_stale_part_shows_both_texts_and_their_difference(editor, page, botox):
    page.summary = "We relax lines."
    page.save()
    botox.summary = "Relaxes fine lines."
    botox.save()

    shown = part_of(editor.get(edit_url(page)), "summary")

    assert "Stale." in shown
    assert '<ins><span class="w-sr-only">Added: </span>fine</ins>' in shown
    assert "Relaxes lines." in shown
    assert "Relaxes fine lines." in shown
    for action in ("keep", "share"):
        url = reverse(f"treatments_override_{action}", args=[page.pk, "summary"])
        assert url in shown


def test_a_section_in_a_place_that_is_not_there_is_a_warning(editor, page):
    sections = [
        posted_section("replace", "results", heading="Our results"),
        posted_section("add", "custom", custom_key="ours", anchor="cost", heading="Beside cost"),
        posted_section("add", "cost", anchor="overview", heading="Costs"),
    ]
    assert post(editor, page, sections=streamfield(sections)).status_code == 302

    content = editor.get(edit_url(page)).content.decode()

    assert "“Our results” replaces the section “Results”, which the library does" in content
    assert "“Beside cost” stands beside" not in content

    sections = [
        posted_section("add", "custom", custom_key="ours", anchor="cost", heading="Beside cost")
    ]
    post(editor, page, sections=streamfield(sections))
    content = editor.get(edit_url(page)).content.decode()
    assert "“Beside cost” stands beside the section “Cost”, which is not on" in content


def test_the_editor_is_told_why_nobody_sees_the_page(editor, page, botox, vancouver):
    def reason():
        content = editor.get(edit_url(page)).content.decode()
        start = content.find("This page is not shown anywhere")
        return content[start : content.index("</p>", start)] if start != -1 else ""

    assert reason() == ""
    restriction = restrict(botox, PageViewRestriction.LOGIN)
    assert "“Botox” is not public in the library: it is private" in reason()
    restriction.delete()
    botox.unpublish()
    assert "it is not published" in reason()
    botox.get_latest_revision() or botox.save_revision()
    botox.get_latest_revision().publish()
    vancouver.unpublish()
    assert "the page of the clinic “Vancouver” is not public: it is not published" in reason()


def test_the_draft_of_an_unpublished_library_page_is_not_shown_to_a_clinic(
    editor, admin_client, page, botox
):
    page.hidden = ["section:aftercare"]
    page.summary = "We relax lines."
    page.save()
    botox.unpublish()
    botox.refresh_from_db()
    botox.summary = "Not for everybody yet."
    botox.body = json.dumps([section([text("Hush.")], "aftercare", heading="A secret")])
    botox.save()

    response = editor.get(edit_url(page))
    content = response.content.decode()
    content_for_the_library = admin_client.get(edit_url(page)).content.decode()

    for words in ("Not for everybody yet.", "Hush.", "A secret", "Stale."):
        assert words not in content
        assert words in content_for_the_library
    assert choices(response, "hidden") == {
        "section:aftercare": "Section: Aftercare (not published in the library)"
    }
    assert "The library’s text is not published." in part_of(response, "summary")
    assert post(editor, page, hidden=["section:aftercare"]).status_code == 302


def test_the_library_is_linked_for_those_who_may_edit_it(editor, admin_client, page, botox):
    assert f'href="{edit_url(botox)}"' not in editor.get(edit_url(page)).content.decode()
    assert f'href="{edit_url(botox)}"' in admin_client.get(edit_url(page)).content.decode()


def test_a_draft_with_nothing_in_it_can_be_edited(admin_client, vancouver, group):
    empty = group.treatments.add_child(
        instance=type(group.treatment("Other"))(title="Empty", live=False)
    )
    draft = offer(empty, vancouver, live=False)
    draft.sections = json.dumps([{"type": "replace", "value": {"key": "", "content": []}}])
    draft.save_revision(clean=False)

    assert admin_client.get(edit_url(draft)).status_code == 200


def test_it_takes_as_many_queries_for_nine_members_as_for_three(
    editor, page, botox, group, count_queries
):
    def fill(numbers):
        others = [group.treatment(f"Other {number}") for number in numbers]
        questions = [group.question(f"Question {number}?") for number in numbers]
        botox.refresh_from_db()
        botox.body = json.dumps(
            [section([text("x")], "custom", custom_key=f"key_{n}") for n in range(numbers.stop)]
        )
        botox.pairings = [
            *botox.pairings.all(),
            *(Pairing(treatment=other, rationale="Fine.") for other in others),
        ]
        botox.faqs = [*botox.faqs.all(), *(TreatmentFAQ(faq=question) for question in questions)]
        botox.save()

    def show():
        assert editor.get(edit_url(page)).status_code == 200

    fill(range(0, 3))
    show()
    of_three = count_queries(show)
    fill(range(3, 9))

    assert count_queries(show) == of_three


# What is chosen by a hand-made post


def test_only_shared_questions_and_those_of_the_clinic_are_taken(
    editor, group, page, vancouver, andover
):
    shared = group.question("Does it hurt?")
    theirs = local_answer(shared, andover, title="At Andover?", live=False)
    published = local_answer(group.question("How long?"), andover, title="Long at Andover?")
    own = local_answer(shared, vancouver, title="At Vancouver?")

    def faqs(question):
        rows = [{"faq": question.pk, "question": "", "answer": rich_text("")}]
        return post(editor, page, faqs=rows)

    for question in (theirs, published):
        answer = faqs(question)
        assert "neither shared with this clinic nor its own" in answer.content.decode()
        assert not page.get_latest_revision()
    for question in (shared, own):
        assert faqs(question).status_code == 302


def test_a_treatment_that_is_not_published_is_no_pairing(editor, group, page):
    hidden = group.treatment("Secret laser", live=False)
    row = {
        "treatment": hidden.pk,
        "kind": "pairs_with",
        "order": "any",
        "rationale": "Both.",
        "gap_min_days": "",
        "gap_max_days": "",
    }

    answer = post(editor, page, pairings=[row])

    assert "This treatment is not published yet" in answer.content.decode()
    assert not page.get_latest_revision()


def test_two_revisions_are_compared(editor, page):
    post(editor, page, summary="First.")
    post(editor, page, summary="Second.")
    first, second = page.revisions.order_by("pk")
    url = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, first.pk, second.pk])

    answer = editor.get(url)

    assert answer.status_code == 200
    for text_ in ("First.", "Second."):
        assert text_.removesuffix(".") in answer.content.decode()


def not_told(response):
    content = " ".join(response.content.decode().split())
    return re.findall(r"<strong>(Readers are not told .*?)</strong>, (.*?)\.", content)


def test_a_warning_that_no_reader_sees(editor, admin_client, group, botox, page):
    laser, peel, acid = (group.treatment(title) for title in ("Laser", "Secret peel", "Acid"))
    botox.pairings = [
        Pairing(treatment=laser, kind="do_not_combine", rationale="Burns."),
        Pairing(treatment=peel, kind="do_not_combine", rationale="Burns."),
    ]
    botox.save()
    page.pairings = [ClinicPairing(treatment=acid, kind="do_not_combine", rationale="Not here.")]
    page.save()
    assert not_told(editor.get(edit_url(page))) == []

    peel.unpublish()
    acid.expire_at = timezone.now()
    acid.save()

    named = ("Readers are not told that this treatment must not be combined with “{}”").format
    unnamed = "Readers are not told of a treatment that must not be combined with this one"
    assert not_told(editor.get(edit_url(page))) == [
        (named("Acid"), "because its time is over"),
        (unnamed, "because its page in the library is not published"),
    ]
    screen = editor.get(edit_url(page)).content.decode()
    assert "Secret peel" not in screen
    assert "Pairing with a treatment" in screen
    assert "Pairing with: Laser" in screen
    assert (named("Secret peel"), "because it is not published") in not_told(
        admin_client.get(edit_url(page))
    )
