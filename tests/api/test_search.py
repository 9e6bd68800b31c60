"""A public search reads the text of finished documents, and costs no more than one of few hits."""

import json
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from delivery.published import reads
from delivery.published.models import Document, DocumentText
from delivery.search.fulltext import MOST_FOUND, find
from locations.models import Practitioner
from tests.api.builders import (
    block,
    local_answer,
    make_image,
    offer,
    own_section,
    picture,
    restrict,
    section,
    shelf,
)
from tests.api.hiding import hide, one_a_way
from tests.built_once import built_once
from treatments.models import (
    Citation,
    ClinicPrice,
    ClinicTreatmentFAQ,
    Contraindication,
    Pairing,
    Product,
    Risk,
    TreatmentFAQ,
    TreatmentProduct,
)

OFFER = "treatments.ClinicTreatmentPage"
TREATMENT = "treatments.TreatmentPage"


@built_once
def vancouver(north):
    return north.clinic("Vancouver")


@built_once
def andover(north):
    return north.clinic("Andover")


@pytest.fixture
def offered_at(read):
    """Give the slugs of the clinics at which a search finds a treatment."""

    def offered_at(text, **params):
        found = read.pages(type=OFFER, search=text, fields="clinic", **params)
        return [page["clinic"]["slug"] for page in found]

    return offered_at


def paragraph(text):
    return block("paragraph", f"<p>{text}</p>")


# What is not shown is not found


@pytest.mark.parametrize(
    ("hidden", "words"),
    [
        (["section:overview"], "a numbing cream"),
        (["summary"], "unlike others"),
        (["risks"], "blistering"),
        (["contraindications"], "pregnant"),
        (["faqs"], "Will it sting"),
        (["pairings"], "Microneedling"),
        (["citations"], "On acids"),
        (["class_label"], "Exfoliant"),
    ],
)
def test_what_a_clinic_hides_is_found_elsewhere_alone(
    north, vancouver, andover, offered_at, read, hidden, words
):
    other = north.treatment("Microneedling")
    question = north.question("Will it sting?")
    library = north.treatment(
        "Peel",
        summary="Soft, unlike others.",
        class_label="Exfoliant",
        body=json.dumps([section([paragraph("We give a numbing cream.")])]),
        risks=[Risk(text="Blistering")],
        contraindications=[Contraindication(text="Being pregnant")],
        faqs=[TreatmentFAQ(faq=question)],
        pairings=[Pairing(treatment=other, rationale="Why.")],
        citations=[Citation(title="On acids", url="https://a.example/", claim="Why.")],
    )
    offer(other, andover)
    offer(other, vancouver)
    offer(library, andover, hidden=hidden)
    page = offer(library, vancouver)
    peels = {"title": "Peel"}

    assert offered_at(words, **peels) == ["vancouver"]
    assert library.pk in [found["id"] for found in read.pages(search=words)]

    page.hidden = hidden
    page.save_revision().publish()
    assert offered_at(words, **peels) == []

    page.hidden = []
    page.save_revision().publish()
    assert offered_at(words, **peels) == ["vancouver"]


def test_what_a_clinic_replaces_is_not_found(north, vancouver, offered_at):
    shared = north.question("Does it hurt?", "<p>Slightly, as stinging.</p>")
    library = north.treatment(
        "Peel",
        body=json.dumps([section([paragraph("Rest indoors.")])]),
        faqs=[TreatmentFAQ(faq=shared)],
    )
    own = own_section("replace", "overview", [paragraph("Walk outdoors.")])
    offer(library, vancouver, sections=json.dumps([own]))
    assert offered_at("indoors") == []
    assert offered_at("outdoors") == offered_at("stinging") == ["vancouver"]

    local_answer(shared, vancouver, "<p>Never, we numb it.</p>")
    assert offered_at("stinging") == []
    assert offered_at("numb") == ["vancouver"]


def test_an_edit_of_the_library_is_found_where_it_shows(north, vancouver, andover, offered_at):
    library = north.treatment("Peel", summary="With acid.")
    offer(library, vancouver)
    offer(library, andover, summary="Our own.")
    assert offered_at("acid") == ["vancouver"]

    library.summary = "With enzymes."
    library.save_revision().publish()
    assert offered_at("acid") == []
    assert offered_at("enzymes") == ["vancouver"]

    library.summary = "With lasers."
    library.save_revision()
    assert offered_at("lasers") == []


def test_words_of_what_is_not_public_are_not_found(north, read):
    pages = one_a_way(lambda title: north.question(title, answer="<p>Quicksilver.</p>"))
    shown = north.treatment("Peel", faqs=[TreatmentFAQ(faq=page) for page in pages])
    names = {"search": "quicksilver"}
    assert len(read.pages(**names)) == len(pages) + 1

    hide(pages)
    assert read.get("pages/", **names) == {"meta": {"total_count": 0}, "items": []}
    shown.delete()
    assert read.pages(**names) == []


@pytest.mark.parametrize("params", [{"rich_text_format": "markdown"}, {"order": "random"}])
def test_answers_that_are_made_for_the_request_find_no_more(
    north, vancouver, read, offered_at, params
):
    library = north.treatment("Peel", summary="With quicksilver.")
    page = offer(library, vancouver, summary="With amalgam.")
    closed = north.question("Which?", answer="<p>Amalgam.</p>")
    # With the clinic, whose card of the treatment says it too.
    assert len(read.pages(search="amalgam", **params)) == 3

    page.hidden = ["summary"]
    page.save_revision().publish()
    restrict(closed)
    assert read.get("pages/", search="amalgam", **params)["meta"]["total_count"] == 0
    assert read.titles(search="quicksilver", **params) == ["Peel"]
    assert offered_at("quicksilver", **params) == []


def test_what_is_not_made_again_yet_is_not_found(north, vancouver, read, monkeypatch):
    page = offer(north.treatment("Peel"), vancouver, summary="With amalgam.")
    assert len(read.pages(search="amalgam")) == 2

    page.hidden = ["summary"]
    page.save_revision().publish()
    # Many others come first, say.
    monkeypatch.setattr(reads.search, "keep_for_reader", lambda seconds: True)
    assert read.get("pages/", search="amalgam") == {"meta": {"total_count": 0}, "items": []}


def test_what_has_gone_or_moved_to_another_site_is_not_found(north, south, read, read_south):
    page = north.treatment("Peel", summary="With quicksilver.")
    assert read.titles(search="quicksilver") == ["Peel"]
    assert read_south.titles(search="quicksilver") == []

    page.move(south.treatments, "last-child")
    assert read.titles(search="quicksilver") == []
    assert read_south.titles(search="quicksilver") == ["Peel"]

    page.delete()
    assert read_south.titles(search="quicksilver") == []
    assert not DocumentText.objects.filter(page_id=page.pk).exists()


def test_prices_are_found_while_they_are_shown(north, vancouver, offered_at):
    today = timezone.localdate()
    page = offer(north.treatment("Peel"), vancouver)
    page.prices = [
        ClinicPrice(label="Intro", amount="10", valid_to=today - timedelta(days=9)),
        ClinicPrice(label="Ordinary", amount="90"),
    ]
    page.save()

    assert offered_at("ordinary") == ["vancouver"]
    assert offered_at("intro") == []


# What is shown is found


@pytest.mark.parametrize(
    "text",
    [
        "Dysport",
        "osei",
        "PARKING",
        "sting",
        "won’t",
        "sunscreen spf",
        "caption",
        "604 555 0142",
        "retinol/acid",
        "Visage naïf",
        "NAIF",
        "нет",
        "Größe",
    ],
)
def test_words_in_any_part_are_found(north, read, text):
    product = Product.objects.create(brand="Dysport", slug="dysport")
    place = {"parking": "<p>Parking <b>behind</b> us; it won’t cost.</p>"}
    clinic = north.clinic("Door", **place)
    clinic.practitioners = [Practitioner(name="Amara Osei")]
    clinic.save()
    page = north.treatment(
        "Peel",
        products=[TreatmentProduct(product=product)],
        body=json.dumps(
            [
                section(
                    [
                        block("image", {"image": picture(make_image()), "caption": "A caption"}),
                        block("do_and_dont", {"do": [], "dont": []}),
                        block("paragraph", "<p>Sun<b>screen</b>, SPF&nbsp;50; retinol/acid.</p>"),
                        block("quote", {"text": "Visage naïf, нет!", "attribution": "Größe"}),
                    ]
                )
            ]
        ),
    )
    offered = offer(page, clinic)
    offered.faqs = [ClinicTreatmentFAQ(question="Will it sting?", answer="<p>No.</p>")]
    offered.save()

    assert read.titles(search=text)


@pytest.mark.parametrize("text", ["paragraph", "TreatmentPage", "html_url", "overviewx", "slug"])
def test_what_readers_do_not_see_is_not_text(north, read, text):
    north.treatment("Peel")

    assert read.titles(search=text) == []


@pytest.mark.parametrize("text", ["", " ", '"', "*", "()", "AND", "-", ":", "NEAR(", "{title}:"])
def test_signs_and_words_of_query_languages_are_searched_as_any_other(north, read, text):
    north.treatment("Peel")

    assert read.titles(search=text) == []
    assert read.titles(search=f"{text} peel", search_operator="or") == ["Peel"]


def test_titles_come_first_and_then_what_says_it_most(north, read):
    north.treatment("Facial", summary="A peel, and another peel.")
    north.treatment("Cleansing", summary="No peel.")
    north.treatment("Peel", summary="Short.")

    assert read.titles(search="peel") == ["Peel", "Facial", "Cleansing"]
    assert read.titles(search="peel", order="title") == ["Cleansing", "Facial", "Peel"]
    assert read.titles(search="peel", order="-title", limit=1, offset=1) == ["Facial"]
    assert sorted(read.titles(search="peel", order="random")) == ["Cleansing", "Facial", "Peel"]


def test_a_search_goes_with_everything_else(north, south, vancouver, andover, read):
    library = north.treatment("Peel", summary="Acid.", category=shelf("Other"))
    north.treatment("Facial", summary="Acid and water.")
    north.question("What is acid?")
    page, other = offer(library, vancouver), offer(library, andover, local_title="Scrub")
    south.treatment("Peel", summary="Acid.")
    acid = {"search": "acid"}

    assert sorted(read.titles(**acid, type=TREATMENT)) == ["Facial", "Peel"]
    found = read.get("pages/", **acid, type=f"{TREATMENT},faq.FAQPage", order="title")
    assert [item["title"] for item in found["items"]] == ["Facial", "Peel", "What is acid?"]
    assert found["meta"]["total_count"] == 3
    assert [item["id"] for item in read.pages(**acid, child_of=vancouver.pk)] == [page.pk]
    assert [item["id"] for item in read.pages(**acid, descendant_of=andover.pk)] == [other.pk]
    assert [item["id"] for item in read.pages(**acid, type=OFFER, clinic="andover")] == [other.pk]
    assert read.titles(**acid, title="Scrub", order="title") == ["Scrub"]
    assert read.titles(**acid, type=TREATMENT, category="shelf") == ["Facial"]
    assert read.titles(**acid, limit=1, offset=1, type=TREATMENT, order="title") == ["Peel"]
    assert read.get("pages/", **acid, offset=99)["items"] == []
    assert read.pages(**acid, type=TREATMENT, fields="_,title", order="title") == [
        {"title": "Facial"},
        {"title": "Peel"},
    ]
    words = {"search": "water nothing", "type": TREATMENT}
    assert read.titles(**words) == []
    assert read.titles(**words, search_operator="or") == ["Facial"]
    assert read.titles(**acid, type=TREATMENT, title="Peel", rich_text_format="markdown") == [
        "Peel"
    ]


@pytest.mark.parametrize("of", ["pages", "images", "documents"])
@pytest.mark.parametrize("params", [{"search": "peel"}, {"search": "", "order": "title"}])
def test_a_detail_is_not_searched(north, read, of, params):
    page = north.treatment("Peel", hero_image=make_image())
    pk = page.pk if of == "pages" else page.hero_image_id

    assert read.refusal(f"{of}/{pk}/", **params) == "search is for lists: leave it out here"


# What it costs


def many_documents(site, count):
    """Keep documents without pages, all of which say the same, and one besides."""
    rows = Document.objects.bulk_create(
        Document(site=site, page_id=pk, type=TREATMENT, path=f"/{pk}/", is_outdated=False)
        for pk in range(1_000_000, 1_000_000 + count)
    )
    DocumentText.objects.bulk_create(
        DocumentText(
            document=row,
            site_id=site.pk,
            page_id=row.page_id,
            type=TREATMENT,
            title=f"page {number}" if number else "a common title",
            words="common words" if number % 7 else "common and rare words",
        )
        for number, row in enumerate(reversed(rows))
    )
    return rows


def test_no_more_are_found_than_is_worth_sorting(north, south):
    rows = many_documents(north.site, MOST_FOUND + 50)
    here = {"site_id": [north.site.pk], "type": [TREATMENT]}

    found = find(DocumentText, "page_id", "common", **here)
    assert len(found) == len(set(found)) == MOST_FOUND
    # The last of all has the word in its title.
    assert found[0] == rows[-1].page_id
    assert found == find(DocumentText, "page_id", "common", **here)
    assert len(find(DocumentText, "page_id", "rare", **here)) == (len(rows) + 6) // 7
    assert find(DocumentText, "page_id", "common", site_id=[south.site.pk]) == []
    assert find(DocumentText, "page_id", "common", site_id=[north.site.pk], type=[OFFER]) == []


@pytest.mark.parametrize(
    "params",
    [
        {},
        {"order": "title"},
        {"order": "-first_published_at", "type": TREATMENT},
        {"fields": "*"},
        {"title": "Peel"},
        {"type": TREATMENT, "category": "shelf", "order": "downtime"},
    ],
)
def test_a_search_takes_as_many_queries_however_many_it_finds(north, client, params):
    north.treatment("Peel", summary="Rare and common.")
    for number in range(9):
        north.treatment("Peel", slug=f"peel-{number}", summary="Common.")

    def queries(text):
        asked = {"search": text, **params}
        host = {"host": "north.example"}
        client.get("/api/v2/pages/", asked, headers=host)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            answer = client.get("/api/v2/pages/", asked, headers=host).json()
        return answer["meta"]["total_count"], len(captured)

    (few, cost), (many, dear) = queries("rare"), queries("common")
    assert (few, many) == (1, 10)
    assert cost == dear


def test_files_are_found_by_their_titles_first(north, read):
    for title, description in (("Hand", "A palm"), ("Palm", "A hand"), ("Foot", "A toe")):
        image = make_image(title, description=description)
        image.tags.add("palm" if title == "Foot" else "body")
        image.save()
        north.treatment(title, hero_image=image)

    def titles(**params):
        return [file["title"] for file in read.get("images/", **params)["items"]]

    assert titles(search="palm")[0] == "Palm"
    assert sorted(titles(search="palm")) == ["Foot", "Hand", "Palm"]
    assert titles(search="palm", order="-title", limit=2) == ["Palm", "Hand"]
    assert titles(search="palm toe") == ["Foot"]


# Without finished documents


def test_without_finished_documents_live_texts_are_searched_and_of_clinics_titles(
    north, vancouver, read, made_for_each_request
):
    library = north.treatment("Chemical peel", summary="With acid.")
    offer(library, vancouver, summary="By hand.", hidden=["body"])
    north.question("Acid?", answer="<p>A peel.</p>")
    library.summary = "With lye."
    library.save_revision()
    call_command("update_index", verbosity=0)

    assert read.titles(search="acid", order="title") == ["Acid?", "Chemical peel"]
    assert read.titles(search="acid") == ["Acid?", "Chemical peel"]
    assert read.titles(search="peel", type=OFFER) == ["Chemical peel"]
    for hidden in ("acid", "text", "hand"):
        assert read.titles(search=hidden, type=OFFER) == []
    assert read.titles(search="lye") == []
    both = {"search": "acid nothing", "search_operator": "or", "type": TREATMENT, "order": "title"}
    assert read.titles(**both) == ["Chemical peel"]


# The index and the documents


def test_the_texts_that_an_earlier_release_did_not_keep_are_made_by_the_command(north, read):
    north.treatment("Peel", summary="With acid.")
    call_command("documents", "build", verbosity=0)
    DocumentText.objects.all().delete()
    Document.objects.update(made_by="another release")
    assert read.titles(search="acid") == []

    call_command("documents", "build", verbosity=0)
    assert read.titles(search="acid") == ["Peel"]


def test_the_check_finds_a_text_that_is_not_what_it_should_be(north, read, capsys):
    north.treatment("Peel", summary="With acid.")
    read.titles(search="acid")
    call_command("documents", "check")

    DocumentText.objects.filter(title="peel").update(words="something else")
    with pytest.raises(Exception, match="1 documents are not what they should be"):
        call_command("documents", "check")
    assert read.titles(search="something else") == ["Peel"]
