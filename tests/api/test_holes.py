"""What is not public leaves by no route, for a stranger and for a superuser alike."""

import json

import pytest
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect

from faq.models import FAQIndexPage, FAQPage
from locations.models import ClinicPhoto, Practitioner
from tests.api.builders import (
    block,
    item,
    links_to,
    make_document,
    make_image,
    picture,
    section,
    whole_treatment,
)
from tests.api.hiding import hide, hide_file, one_a_way, unpublished
from treatments.models import Pairing, TreatmentFAQ

TREATMENT = "treatments.TreatmentPage"


@pytest.fixture
def read(read_as_both):
    """Every test here asks as a stranger and as a superuser, who must get the same."""
    return read_as_both


# The page itself


def test_a_page_is_in_no_list_and_has_no_document(read, north):
    north.treatment("Peel")
    hidden = one_a_way(lambda title: north.treatment(title, summary="Unheard", downtime_max=1))
    hide(hidden)

    assert read.titles(type=TREATMENT) == ["Peel"]
    assert read.get("pages/", type=TREATMENT)["meta"]["total_count"] == 1
    assert set(read.titles()) == {"North", "Treatments", "Questions", "Clinics", "Peel"}
    assert read.titles(child_of=north.treatments.pk) == ["Peel"]
    assert read.titles(type=TREATMENT, descendant_of="root") == ["Peel"]
    assert read.titles(type=TREATMENT, category="shelf", order="-title") == ["Peel"]
    assert read.titles(type=TREATMENT, downtime_max=5) == []
    for search in ("unheard", "hidden"):
        assert read.titles(search=search) == []
        assert read.titles(type=TREATMENT, search=search, order="title") == []
    nothing = read.get("pages/999999/", 404)
    not_found = read.get("pages/find/", 404, html_path="/nothing/")
    for page in hidden:
        path = page.url_path.removeprefix(north.home.url_path)
        assert read.titles(type=TREATMENT, title=page.title) == []
        assert read.titles(type=TREATMENT, slug=page.slug) == []
        assert read.titles(type=TREATMENT, id=page.pk) == []
        assert read.get(f"pages/{page.pk}/", 404) == nothing
        assert read.get("pages/find/", 404, id=page.pk) == not_found
        assert read.get("pages/find/", 404, html_path=f"/{path}") == not_found


@pytest.mark.parametrize("name", ["child_of", "descendant_of", "ancestor_of", "translation_of"])
def test_a_page_is_no_place_in_the_tree(read, north, name):
    hidden = one_a_way(north.treatment)
    hide(hidden)

    refusal = read.refusal("pages/", **{name: 999999})
    for page in hidden:
        assert read.refusal("pages/", **{name: page.pk}) == refusal


def test_a_hidden_parent_is_no_ancestor(read, north):
    middle = north.home.add_child(instance=FAQIndexPage(title="Hidden", slug="more"))
    child = north.question("Does it hurt?")
    child.move(middle, "last-child")
    unpublished(middle)

    assert read.titles(ancestor_of=child.pk) == ["North"]
    assert read.page(child)["meta"]["parent"] is None


# What refers to it


def test_an_alias_does_not_name_its_source(read, north):
    sources, aliases = one_a_way(north.treatment), []
    hide(sources)
    for source in sources:
        aliases.append(north.treatment(f"Alias {source.pk}"))
        type(source).objects.filter(pk=aliases[-1].pk).update(alias_of=source)

    for alias in aliases:
        assert read.page(alias)["meta"]["alias_of"] is None
    items = read.pages(type=TREATMENT, fields="_,alias_of")
    assert items == [{"meta": {"alias_of": None}}] * len(aliases)


def test_a_local_answer_does_not_name_the_shared_question(read, north):
    shared = one_a_way(north.question)
    index = north.clinic("Vancouver").add_child(instance=FAQIndexPage(title="FAQ", slug="faq"))
    for question in shared:
        index.add_child(instance=FAQPage(title="Here?", answer="<p>Yes.</p>", answers=question))
    hide(shared)

    answers = read.pages(type="faq.FAQPage", fields="_,answers")

    assert answers == [{"answers": None}] * len(shared)
    for local in index.get_children():
        assert read.page(local)["answers"] is None


def test_a_chosen_question_is_left_out(read, north):
    hidden, shown = one_a_way(north.question), north.question("Shown?")
    rows = [TreatmentFAQ(faq=question) for question in (*hidden, shown)]
    page = north.treatment("Peel", faqs=rows)
    hide(hidden)

    assert [row["question"] for row in read.page(page)["faqs"]] == ["Shown?"]


@pytest.mark.parametrize("made_here", [True, False])
def test_a_pairing_is_left_out_at_both_ends(read, north, made_here):
    hidden, page = one_a_way(north.treatment), north.treatment("Peel")
    if made_here:
        page.pairings = [Pairing(treatment=other, rationale="Unheard of.") for other in hidden]
        page.save()
    else:
        for other in hidden:
            other.pairings = [Pairing(treatment=page, rationale="Unheard of.")]
            other.save()
    assert len(read.page(page)["pairings"]) == len(hidden)
    hide(hidden)

    assert read.page(page)["pairings"] == []
    assert read.pages(type=TREATMENT, fields="_,pairings") == [{"pairings": []}]


def test_blocks_show_nothing_of_it(read, north):
    treatments = one_a_way(north.treatment)
    clinics = one_a_way(north.clinic)
    cards = [item(page.pk) for page in treatments]
    page = north.treatment(
        "Peel",
        blocks=[
            block("treatment_cards", {"heading": "", "treatments": cards}),
            block("contact_panel", {"heading": "All", "clinic": None}),
            *(block("paragraph", links_to(page)) for page in treatments),
            *(block("call_to_action", {"label": "Go", "page": page.pk}) for page in clinics),
            *(block("contact_panel", {"heading": "One", "clinic": page.pk}) for page in clinics),
        ],
    )
    hide(treatments)
    hide(clinics)

    (body,) = read.page(page)["body"]

    for part in body["value"]["content"]:
        if part["type"] == "paragraph":
            assert part["value"] == "<p>See <a>the page</a>.</p>"
        elif part["type"] == "treatment_cards":
            assert part["value"]["treatments"] == []
        elif part["type"] == "call_to_action":
            assert part["value"]["page"] is None
        else:
            assert part["value"]["clinics"] == []


def test_a_redirect_to_it_does_not_exist(read, north):
    hidden = one_a_way(north.treatment)
    redirects = [
        Redirect.objects.create(old_path=f"/old/{page.pk}", redirect_page=page) for page in hidden
    ]
    hide(hidden)

    assert read.get("redirects/")["items"] == []
    for redirect in redirects:
        assert read.get(f"redirects/{redirect.pk}/", 404) == read.get("redirects/999999/", 404)
        assert read.get("redirects/find/", 404, html_path=redirect.old_path)
        assert read.get("redirects/find/", 404, id=redirect.pk)


# Drafts of live pages


def test_unpublished_changes_of_a_live_page_stay_inside(read, north):
    page = whole_treatment(north, "Peel", faqs=1, pairings=1, blocks=1)
    other = north.treatment("Other", blocks=[block("treatment_cards", {"treatments": [page.pk]})])
    before = [read.page(page), read.page(other), read.pages(type=TREATMENT, fields="*")]
    draft = page.get_latest_revision_as_object()
    draft.title = draft.summary = "Unheard"
    draft.slug = "unheard"
    draft.body = json.dumps([section([block("paragraph", "<p>Unheard</p>")])])
    draft.faqs = [TreatmentFAQ(question="Unheard?", answer="<p>Unheard</p>")]
    draft.pairings = [Pairing(treatment=other, rationale="Unheard")]
    draft.hero_image = None
    draft.save_revision()

    assert read.titles(search="unheard") == []
    assert read.titles(type=TREATMENT, search="unheard", order="title") == []
    assert [read.page(page), read.page(other), read.pages(type=TREATMENT, fields="*")] == before


# Files


def test_an_image_in_a_private_collection_is_nowhere(read, north):
    image = make_image("Unheard", credit="Unheard")
    clinic = north.clinic(
        "Vancouver",
        practitioners=[Practitioner(name="Imani Brandt", photo=image)],
        photos=[ClinicPhoto(image=image, caption="A door")],
    )
    text = f'<p>See</p><embed embedtype="image" id="{image.pk}" format="left" alt="Unheard"/>'
    page = north.treatment(
        "Peel",
        hero_image=image,
        social_image=image,
        blocks=[
            block("image", {"image": picture(image), "caption": ""}),
            block("image", {"image": image.pk, "caption": ""}),
            block("before_after", {"before": picture(image), "after": picture(image)}),
            block("paragraph", text),
        ],
    )
    card = north.treatment(
        "Other", blocks=[block("treatment_cards", {"treatments": [item(page.pk)]})]
    )
    hide_file(image)

    document = read.page(page)
    shown, plain, pair, paragraph = (
        part["value"] for part in document["body"][0]["value"]["content"]
    )
    assert document["hero_image"] is document["meta"]["social_image"] is None
    assert shown["image"] is plain["image"] is pair["before"] is pair["after"] is None
    assert paragraph == "<p>See</p>"
    (cards,) = read.page(card)["body"][0]["value"]["content"]
    assert cards["value"]["treatments"][0]["hero_image"] is None
    document = read.page(clinic)
    assert document["practitioners"][0]["photo"] is None
    assert document["photos"] == []
    assert read.get("images/")["items"] == []
    assert read.get("images/", search="unheard")["items"] == []
    assert read.get("images/", title="Unheard")["items"] == []
    assert read.get(f"images/{image.pk}/", 404) == read.get("images/999999/", 404)
    assert read.get("images/find/", 404, id=image.pk)


def test_a_document_in_a_private_collection_is_nowhere(read, north):
    leaflet = make_document("Unheard")
    page = north.treatment(
        "Peel",
        blocks=[block("paragraph", links_to(document=leaflet))],
        faqs=[TreatmentFAQ(question="Why?", answer=links_to(document=leaflet))],
    )
    hide_file(leaflet)

    document = read.page(page)

    assert document["body"][0]["value"]["content"][0]["value"] == ("<p>See <a>the leaflet</a>.</p>")
    assert document["faqs"][0]["answer"] == "<p>See <a>the leaflet</a>.</p>"
    assert read.get("documents/")["items"] == []
    assert read.get("documents/", search="unheard")["items"] == []
    assert read.get(f"documents/{leaflet.pk}/", 404) == read.get("documents/999999/", 404)
    assert read.get("documents/find/", 404, id=leaflet.pk)


def test_what_is_public_again_is_there_again(read, north):
    image, question = make_image(), north.question("Does it hurt?")
    page = north.treatment("Peel", hero_image=image, faqs=[TreatmentFAQ(faq=question)])
    unpublished(question)
    collection = image.collection
    hide_file(image)
    assert read.page(page)["faqs"] == []

    question.save_revision().publish()
    image.collection = collection
    image.save()

    assert read.page(page)["hero_image"]["id"] == image.pk
    assert [row["question"] for row in read.page(page)["faqs"]] == ["Does it hurt?"]


def test_an_expiry_to_come_hides_nothing(read, north):
    page = north.treatment("Peel", expire_at=timezone.now() + timezone.timedelta(hours=1))

    assert read.titles(type=TREATMENT) == ["Peel"]
    assert read.page(page)["title"] == "Peel"
