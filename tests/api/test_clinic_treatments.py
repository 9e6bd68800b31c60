"""A treatment at a clinic: the merged document, how it is found, and where it leads."""

import json
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from locations.models import LocationPage, Practitioner
from tests.api.builders import (
    block,
    item,
    links_to,
    local_answer,
    offer,
    own_section,
    restrict,
    section,
    shelf,
    whole_clinic_treatment,
)
from tests.built_once import built_once
from treatments.models import (
    ClinicPairing,
    ClinicTreatmentFAQ,
    ClinicTreatmentPage,
    Pairing,
    Risk,
    TreatmentFAQ,
)

OFFER = "treatments.ClinicTreatmentPage"
TREATMENT = "treatments.TreatmentPage"
PARTS = (
    *("title", "class_label", "category", "summary", "hero_image", "products", "areas"),
    *("concerns", "session", "downtime", "onset", "longevity", "interval", "sessions", "age"),
    *("comfort", "anaesthesia", "body", "indications", "contraindications", "risks", "faqs"),
    *("citations", "review"),
)


@built_once
def vancouver(north):
    return north.clinic("Vancouver", booking_url="https://book.example/vancouver")


@pytest.fixture
def andover(north):
    return north.clinic("Andover")


@pytest.fixture
def found(read):
    def found(**params):
        return sorted(page["id"] for page in read.pages(type=OFFER, **params))

    return found


def heading_and_text(document):
    return [
        (part["value"]["heading"], [block["value"] for block in part["value"]["content"]])
        for part in document["body"]
    ]


# The document


def test_who_says_nothing_of_his_own_gives_the_library(read, north, vancouver):
    library = whole_clinic_treatment(north, "Peel", blocks=12).treatment
    page = offer(library, vancouver)

    document, shared = read.page(page), read.page(library)

    assert {name: document[name] for name in PARTS if name != "body"} == {
        name: shared[name] for name in PARTS if name != "body"
    }
    # The contact panel and all links are the same; only cards may lead to the clinic's own page.
    assert document["body"] == shared["body"]
    for name in ("seo_title", "search_description", "social_image"):
        assert document["meta"][name] == shared["meta"][name]
    assert {part["source"] for part in document["provenance"].values()} == {"shared"}
    assert document["booking_url"] == "https://book.example/vancouver"


def test_what_a_clinic_says_takes_the_place_of_what_is_shared(read, north, vancouver):
    body = [
        section([block("paragraph", "<p>Shared.</p>")], key)
        for key in ("overview", "safety", "results")
    ]
    library = north.treatment("Peel", body=json.dumps(body), risks=[Risk(text="Redness")])
    own = [
        own_section("replace", "safety", [block("paragraph", "<p>Own.</p>")], heading="Own"),
        own_section("add", "cost", [], heading="Before", position="before", anchor="results"),
    ]
    page = offer(
        library,
        vancouver,
        local_title="Botanical peel",
        summary="Ours.",
        sections=json.dumps(own),
        hidden=["section:overview", "risks"],
        seo_title="Ours",
    )

    document = read.page(page)

    assert (document["title"], document["summary"]) == ("Botanical peel", "Ours.")
    assert document["meta"]["seo_title"] == "Ours"
    assert heading_and_text(document) == [
        ("Own", ["<p>Own.</p>"]),
        ("Before", []),
        ("Overview", ["<p>Shared.</p>"]),
    ]
    assert document["risks"] == []
    sources = {key: part["source"] for key, part in document["provenance"].items()}
    assert sources["title"] == sources["section:safety"] == sources["section:cost"] == "local"
    assert sources["risks"] == sources["section:overview"] == "hidden"
    assert sources["section:results"] == sources["downtime"] == "shared"
    assert read.page(library)["title"] == "Peel"


@pytest.mark.parametrize("name", [*PARTS, "pairings", "provenance", "prices", "clinic", "library"])
def test_a_part_asked_for_alone_is_that_of_the_whole(read, north, name):
    page = whole_clinic_treatment(north, "Peel", blocks=2, faqs=2, pairings=1)
    ClinicTreatmentPage.objects.filter(pk=page.pk).update(hidden=["summary"])

    assert read.page(page, fields=f"_,{name}") == {name: read.page(page)[name]}


def test_a_review_is_that_of_the_text_that_was_read(read, north, vancouver, andover):
    library = whole_clinic_treatment(north, "Peel").treatment
    as_read, changed = offer(library, vancouver), offer(library, andover, summary="Ours.")

    for fields in ("*", "_,review"):
        assert read.page(as_read, fields=fields)["review"]["reviewer"] == "Dr A. Osei"
        assert read.page(changed, fields=fields)["review"] is None


@pytest.mark.parametrize(
    ("fields", "value"),
    [
        ("category(_,title)", {"category": {"title": "Shelf"}}),
        ("clinic(_,title,phone)", None),
        ("library(_,slug)", {"library": {"slug": "peel"}}),
        ("downtime(_,text)", {"downtime": {"text": "up to 2 days"}}),
        ("pairings(_,kind)", {"pairings": []}),
        ("faqs(_,question)", {"faqs": [{"question": "Why?"}]}),
        ("products(_,slug)", {"products": []}),
        ("prices(_,current)", {"prices": {"current": []}}),
        ("practitioners(_,name)", {"practitioners": []}),
    ],
)
def test_parts_of_parts(read, north, vancouver, fields, value):
    library = north.treatment(
        "Peel", downtime_max=2, faqs=[TreatmentFAQ(question="Why?", answer="<p>So.</p>")]
    )
    page = offer(library, vancouver)

    document = read.page(page, fields=f"_,{fields}")

    if value is None:
        phone = {"e164": "+16045550142", "display": "(604) 555-0142"}
        value = {"clinic": {"title": "Vancouver", "phone": phone}}
    assert document == value
    (listed,) = read.pages(type=OFFER, fields=f"_,{fields}")
    assert listed == value


def test_a_list_with_everything_holds_the_details(read, north):
    page = whole_clinic_treatment(north, "Peel", blocks=3)
    listed = {item["id"]: item for item in read.pages(type=OFFER, fields="*", limit=50)}

    detail = read.page(page)
    del detail["meta"]["parent"]
    listed[page.pk]["meta"].pop("locale", None)
    assert listed[page.pk] == detail


def test_it_is_found_by_its_path(read, north, vancouver):
    page = offer(north.treatment("Peel"), vancouver)

    response = read.response("pages/find/", {"html_path": "/locations/vancouver/peel/"})

    assert response.status_code == 302
    assert f"/pages/{page.pk}/" in response["Location"]


def test_it_is_listed_below_its_clinic_by_the_librarys_name(read, north, vancouver):
    for title in ("Peel", "Filler", "Laser"):
        offer(north.treatment(title), vancouver)

    assert read.titles(child_of=vancouver.pk) == ["Peel", "Filler", "Laser"]
    assert read.titles(type=OFFER, order="title") == ["Filler", "Laser", "Peel"]
    assert read.titles(type=OFFER, order="-title", clinic="vancouver") == [
        "Peel",
        "Laser",
        "Filler",
    ]


# Filters


def test_filters_by_clinic_treatment_and_category(north, found, vancouver, andover):
    peel = north.treatment("Peel", category=shelf("Skin"))
    laser = north.treatment("Laser", category=shelf("Light"))
    here, there = offer(peel, vancouver), offer(peel, andover)
    light = offer(laser, andover, slug="light")

    assert found(clinic="vancouver") == [here.pk]
    assert found(clinic="vancouver,andover") == found() == [here.pk, there.pk, light.pk]
    assert found(treatment="peel") == [here.pk, there.pk]
    assert found(treatment="peel,laser", clinic="andover") == [there.pk, light.pk]
    assert found(category="light") == [light.pk]
    assert found(category="light,skin", clinic="vancouver", treatment="peel") == [here.pk]
    for name in ("clinic", "treatment", "category"):
        assert found(**{name: "unknown"}) == []


@pytest.mark.parametrize("name", ["clinic", "treatment", "category"])
def test_what_is_no_slug(read, north, name):
    for value in ("", "a b", "a,,b", "<b>"):
        assert read.refusal("pages/", type=OFFER, **{name: value}) == (
            f"{name}: '{value}' is not valid; expected a slug, or several separated by commas"
        )


def test_filters_of_what_is_not_public_match_nothing(read, north, found, vancouver, andover):
    peel, laser = north.treatment("Peel"), north.treatment("Laser")
    for clinic in (vancouver, andover):
        offer(peel, clinic)
        offer(laser, clinic)
    restrict(andover)
    laser.unpublish()

    nothing = {"meta": {"total_count": 0}, "items": []}
    for params in ({"clinic": "andover"}, {"treatment": "laser"}):
        assert read.get("pages/", type=OFFER, **params) == nothing
    assert len(found()) == 1


def test_each_site_has_its_own(read, read_south, north, south, vancouver):
    here = offer(north.treatment("Peel"), vancouver)
    there = offer(south.treatment("Peel", summary="South's own."), south.clinic("Vancouver"))

    assert [page["id"] for page in read.pages(type=OFFER, clinic="vancouver")] == [here.pk]
    assert [page["id"] for page in read_south.pages(type=OFFER, clinic="vancouver")] == [there.pk]
    document = read_south.page(there)
    assert document["summary"] == "South's own."
    assert document["library"]["url"] == "http://south.example/treatments/peel/"
    assert document["clinic"]["url"] == "http://south.example/locations/vancouver/"


# Search


def test_a_search_finds_the_librarys_text_and_its_new_text(
    read, north, vancouver, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        library = north.treatment("Peel", summary="Smooths with acid.")
        page = offer(library, vancouver, sections=json.dumps([own_section("add", "cost", [])]))
    call_command("update_index", verbosity=0)
    assert read.titles(type=OFFER, search="acid") == ["Peel"]
    assert read.titles(type=OFFER, search="overview", clinic="vancouver") == ["Peel"]

    with django_capture_on_commit_callbacks(execute=True):
        library.title, library.summary = "Facial", "Smooths with enzymes."
        library.save_revision().publish()

    assert read.titles(type=OFFER, search="enzymes") == ["Facial"]
    assert read.titles(type=OFFER, search="facial", order="title") == ["Facial"]
    assert read.titles(type=OFFER, search="acid") == []
    assert page.pk in {found["id"] for found in read.pages(search="enzymes")}


# People


def test_those_who_perform_it_are_of_this_clinic(read, north, vancouver, andover):
    vancouver.practitioners = [Practitioner(name="Imani"), Practitioner(name="Dana")]
    vancouver.save()
    andover.practitioners = [Practitioner(name="Rae")]
    andover.save()
    imani, dana = vancouver.practitioners.all()
    keys = [str(dana.key), str(andover.practitioners.get().key), str(imani.key), "nonsense"]
    page = offer(north.treatment("Peel"), vancouver, practitioner_keys=keys)

    def names(page):
        return [person["name"] for person in read.page(page)["practitioners"]]

    assert names(page) == ["Imani", "Dana"]
    copy = vancouver.copy(
        recursive=True, keep_live=True, update_attrs={"slug": "second", "title": "Second"}
    )
    (copied,) = ClinicTreatmentPage.objects.child_of(copy)
    assert names(copied) == ["Imani", "Dana"]

    vancouver = LocationPage.objects.get(pk=vancouver.pk)
    vancouver.practitioners = list(vancouver.practitioners.all()[:1])
    vancouver.save_revision().publish()

    assert names(page) == ["Imani"]
    assert names(copied) == ["Imani", "Dana"]


# Questions


def questions(document):
    return [row["question"] for row in document["faqs"]]


def test_a_local_answer_stands_on_all_pages_of_its_clinic(read, north, vancouver, andover):
    shared, other = north.question("Does it hurt?"), north.question("How long?")
    pages = {}
    for title in ("Peel", "Laser"):
        rows = [TreatmentFAQ(faq=other), TreatmentFAQ(faq=shared)]
        treatment = north.treatment(title, faqs=rows)
        pages[title] = offer(treatment, vancouver), offer(treatment, andover)
    mask = offer(north.treatment("Mask"), vancouver, faqs=[ClinicTreatmentFAQ(faq=shared)])
    answer = local_answer(shared, vancouver, title="Does it hurt in {city}?")

    for here, there in pages.values():
        assert questions(read.page(here)) == ["How long?", "Does it hurt in Vancouver?"]
        assert read.page(here)["faqs"][1]["page"]["id"] == answer.pk
        assert questions(read.page(there)) == ["How long?", "Does it hurt?"]
    assert questions(read.page(mask)) == ["Does it hurt in Vancouver?"]
    assert questions(read.page(pages["Peel"][0].treatment)) == ["How long?", "Does it hurt?"]
    listed = {page["id"]: page for page in read.pages(type=OFFER, fields="faqs")}
    assert questions(listed[mask.pk]) == ["Does it hurt in Vancouver?"]

    answer.unpublish()
    assert questions(read.page(mask)) == ["Does it hurt?"]

    answer.save_revision().publish()
    shared.unpublish()
    assert questions(read.page(mask)) == []
    assert questions(read.page(pages["Peel"][0])) == ["How long?"]


def test_own_questions_come_first_and_shared_ones_can_be_hidden(read, north, vancouver):
    shared, hidden = north.question("Does it hurt?"), north.question("How long?")
    library = north.treatment("Peel", faqs=[TreatmentFAQ(faq=hidden), TreatmentFAQ(faq=shared)])
    page = offer(
        library,
        vancouver,
        faqs=[ClinicTreatmentFAQ(question="Where?", answer="<p>Here.</p>")],
        hidden=[f"faq:{hidden.pk}"],
    )

    assert questions(read.page(page)) == ["Where?", "Does it hurt?"]
    assert read.page(page)["provenance"]["faqs"]["source"] == "mixed"


# Where it leads


def pairs(document):
    return [(row["kind"], row["treatment"]["path"]) for row in document["pairings"]]


def test_pairings_lead_to_what_the_clinic_offers(read, north, vancouver, andover):
    laser, mask, acid = (north.treatment(title) for title in ("Laser", "Mask", "Acid"))
    peel = north.treatment(
        "Peel",
        pairings=[
            Pairing(treatment=laser, rationale="Both."),
            Pairing(treatment=acid, kind="do_not_combine", rationale="Never."),
        ],
    )
    mask.pairings = [Pairing(treatment=peel, kind="alternative", order="before", rationale="Or.")]
    mask.save()
    offers = {t.slug: offer(t, vancouver) for t in (peel, laser, mask, acid)}
    there = offer(peel, andover)

    assert pairs(read.page(offers["peel"])) == [
        ("pairs_with", "/locations/vancouver/laser/"),
        ("alternative", "/locations/vancouver/mask/"),
        ("do_not_combine", "/locations/vancouver/acid/"),
    ]
    assert pairs(read.page(there)) == [("do_not_combine", "/treatments/acid/")]
    assert pairs(read.page(offers["acid"])) == [("do_not_combine", "/locations/vancouver/peel/")]

    offers["laser"].unpublish()
    mask.unpublish()
    ClinicTreatmentPage.objects.filter(pk=offers["peel"].pk).update(
        hidden=["pairings", f"pairing:{acid.pk}"]
    )

    assert pairs(read.page(offers["peel"])) == [("do_not_combine", "/locations/vancouver/acid/")]


@pytest.fixture
def unoffered(north, vancouver):
    """A warning and two pieces of advice about what the clinic does not offer, by both ends."""
    acid, laser, mask = (north.treatment(title) for title in ("Acid", "Laser", "Mask"))
    peel = north.treatment(
        "Peel",
        pairings=[
            Pairing(treatment=acid, kind="do_not_combine", rationale="Never.", gap_min_days=14),
            Pairing(treatment=laser, rationale="Both."),
            Pairing(treatment=mask, kind="alternative", rationale="Or."),
        ],
    )
    return {"acid": acid, "peel": peel, "page": offer(peel, vancouver)}


def test_a_warning_names_the_library_where_the_clinic_does_not_offer_it(read, unoffered):
    (warning,) = read.page(unoffered["page"])["pairings"]

    assert warning["rationale"] == "Never."
    assert warning["gap"]["text"] == "at least 14 days"
    assert warning["treatment"] == read.page(unoffered["peel"])["pairings"][-1]["treatment"]
    assert warning["treatment"]["type"] == TREATMENT
    assert read.page(unoffered["page"])["provenance"]["pairings"]["source"] == "shared"


def test_a_warning_shows_from_the_end_that_did_not_make_it(read, unoffered, vancouver):
    page = offer(unoffered["acid"], vancouver)
    unoffered["page"].delete()

    assert pairs(read.page(page)) == [("do_not_combine", "/treatments/peel/")]


def test_a_warning_of_the_clinics_own_shows_too(read, north, vancouver):
    laser, peel, mask = (north.treatment(title) for title in ("Laser", "Peel", "Mask"))
    own = [
        ClinicPairing(treatment=laser, kind="do_not_combine", rationale="Not here."),
        ClinicPairing(treatment=mask, rationale="Both."),
    ]
    page = offer(peel, vancouver, pairings=own, hidden=["pairings"])

    assert pairs(read.page(page)) == [("do_not_combine", "/treatments/laser/")]
    assert read.page(page)["provenance"]["pairings"]["source"] == "local"


@pytest.mark.parametrize("change", ["unpublish", "restrict", "expire"])
def test_a_warning_of_what_is_not_public_tells_nothing(read, unoffered, vancouver, change):
    acid, page = unoffered["acid"], unoffered["page"]
    offered = offer(acid, vancouver)
    assert pairs(read.page(page)) == [("do_not_combine", "/locations/vancouver/acid/")]

    # The clinic's own page is hidden: the library's is named.
    restrict(offered)
    assert pairs(read.page(page)) == [("do_not_combine", "/treatments/acid/")]

    if change == "unpublish":
        acid.unpublish()
    elif change == "restrict":
        restrict(acid)
    else:
        acid.expire_at = timezone.now() - timedelta(minutes=1)
        acid.save()
    assert read.page(page)["pairings"] == []
    assert "acid" not in json.dumps(read.page(page)).lower()


def test_own_pairings(read, north, vancouver):
    peel, laser = north.treatment("Peel"), north.treatment("Laser")
    offer(laser, vancouver)
    page = offer(
        peel,
        vancouver,
        pairings=[
            ClinicPairing(treatment=laser, rationale="Here."),
            ClinicPairing(treatment=peel, rationale="With itself."),
        ],
    )

    assert pairs(read.page(page)) == [("pairs_with", "/locations/vancouver/laser/")]
    assert read.page(peel)["pairings"] == []


def test_cards_lead_to_what_the_clinic_offers(read, north, vancouver, andover):
    laser, mask = north.treatment("Laser"), north.treatment("Mask")
    cards = block("treatment_cards", {"heading": "", "treatments": [item(laser.pk), item(mask.pk)]})
    peel = north.treatment("Peel", blocks=[cards, block("paragraph", links_to(laser))])
    offer(laser, vancouver, local_title="Our laser", summary="Ours.")
    own = own_section("add", "cost", [cards])
    here, there = offer(peel, vancouver, sections=json.dumps([own])), offer(peel, andover)

    def shown(page):
        return [
            [
                (card["title"], card["path"])
                for card in part["value"]["content"][0]["value"]["treatments"]
            ]
            for part in read.page(page)["body"]
        ]

    ours = [("Our laser", "/locations/vancouver/laser/"), ("Mask", "/treatments/mask/")]
    shared = [("Laser", "/treatments/laser/"), ("Mask", "/treatments/mask/")]
    assert shown(here) == [ours, ours]
    assert shown(there) == shown(peel) == [shared]
    card = read.page(here)["body"][0]["value"]["content"][0]["value"]["treatments"]
    assert card[0]["summary"] == "Ours."
    assert card[0].keys() == card[1].keys()
    assert "/treatments/laser/" in read.page(here)["body"][0]["value"]["content"][1]["value"]


# The other way round


def test_a_treatment_lists_its_clinics_and_a_clinic_its_treatments(read, north, vancouver, andover):
    peel, laser = north.treatment("Peel"), north.treatment("Laser", downtime_max=2)
    here, there = offer(peel, vancouver), offer(peel, andover, local_title="Acid peel")
    offer(laser, andover)

    assert [
        (offer["clinic"]["title"], offer["page"]["id"], offer["page"]["title"])
        for offer in read.page(peel)["offered_at"]
    ] == [("Vancouver", here.pk, "Peel"), ("Andover", there.pk, "Acid peel")]
    assert [card["title"] for card in read.page(andover)["treatments"]] == ["Acid peel", "Laser"]
    assert read.page(andover)["treatments"][1]["downtime"]["max"] == 2
    assert read.page(peel, fields="_,offered_at(_,page)")["offered_at"][0].keys() == {"page"}

    there.expire_at = timezone.now() - timedelta(minutes=1)
    there.save(update_fields=["expire_at"])
    restrict(vancouver)

    assert read.page(peel)["offered_at"] == []
    assert [card["title"] for card in read.page(andover)["treatments"]] == ["Laser"]


@pytest.mark.parametrize(
    "name", ["class_label", "summary", "comfort", "anaesthesia", "booking_url", "seo_title"]
)
def test_what_is_put_together_neither_filters_nor_orders(read, north, vancouver, name):
    peel = north.treatment("Peel", class_label="Peels")
    offer(peel, vancouver, class_label="SecretLabel", summary="SecretLabel", hidden=[name])

    assert "not an operation" in read.refusal("pages/", type=OFFER, **{name: "SecretLabel"})
    assert "cannot order" in read.refusal("pages/", type=OFFER, order=name)
