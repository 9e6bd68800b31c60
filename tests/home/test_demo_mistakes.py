"""What the pages of clinics get wrong, and those of the demo do not."""

import re

import phonenumbers
import pytest

from home.demo.texts import texts
from tests.home.demo_site import strings, words

pytestmark = pytest.mark.django_db

# What may not be said where, as patterns of words; the country's hold in all its regions.
CANADA = r"\bFDA\b|Food and Drug Administration"
BRITISH_COLUMBIA = r"discount|\bgifts?\b|% off|limited time|\bprizes?\b"
UNITED_STATES = (
    r"painless|cannot feel|\bno (?:pain|bleeding|bruis)|don.t worry"
    r"|(?<!not )(?<!not a )\bpermanent|\b(?:many|most) (?:of our )?patients"
)
CALIFORNIA = (
    r"board-certified|as low as|\band up\b|starting at|most trained|safest|\bbest\b|\bexperts?\b"
)
EVERYWHERE = r"\b(?:is|are) safe\b|click here|\brecent stud"
FORBIDDEN = {
    "vancouver": f"{EVERYWHERE}|{CANADA}|{BRITISH_COLUMBIA}",
    "andover": f"{EVERYWHERE}|{UNITED_STATES}",
    "san-diego": f"{EVERYWHERE}|{UNITED_STATES}|{CALIFORNIA}",
}
NON_BREAKING = ("\u00a0", "\u202f", "&nbsp;", "&#160;", "&#xa0;")
DATE = re.compile(r"(?:\d+ [A-Z][a-z]+ )?\b(?:19|20)\d\d\b(?![;:-])")


@pytest.fixture
def pages(demo_treatments):
    """The clinics' pages, by path."""
    return {path: page for path, page in demo_treatments.items() if "/locations/" in path}


@pytest.fixture
def neuromodulators(demo_treatments):
    """The pages of all clinics and of the library that are about neuromodulators."""
    return {
        path: page
        for path, page in demo_treatments.items()
        if page["title"] in {"Neuromodulators", "Botox", "San Diego Botox"}
    }


def blocks(page, kind):
    return [block for section in page.sections.values() for block in section.blocks(kind)]


def test_no_section_is_empty_and_none_has_lost_its_heading(pages):
    for path, page in pages.items():
        for key, section in page.sections.items():
            assert section.heading.strip(), (path, key)
            assert section.content, (path, key)
            assert all(words(block["value"]) for block in section.content), (path, key)


def test_what_pairs_with_it_is_not_empty_and_is_offered_there(neuromodulators):
    for path, page in neuromodulators.items():
        assert page.pairings, path
        here = page["meta"]["html_url"].removesuffix(f"{page['meta']['slug']}/")
        for row in page["pairings"]:
            assert row["rationale"], path
            assert row["treatment"]["url"].startswith(here), path
        if "what_pairs" in page.keys:
            (cards,) = page.sections["what_pairs"].blocks("treatment_cards")
            assert cards["treatments"], path


def test_every_call_to_action_leads_somewhere(pages, neuromodulators):
    for path, page in (pages | neuromodulators).items():
        for action in blocks(page, "call_to_action"):
            assert action["url"] or action["page"], (path, action)
    assert all(blocks(page, "call_to_action") for page in neuromodulators.values())


def test_no_placeholder_is_left(pages):
    for path, page in pages.items():
        left = [text for text in strings(page.document) if re.search(r"\{\w+\}", text)]
        assert left == [], path


def test_no_space_is_a_non_breaking_one(pages):
    for path, page in pages.items():
        for text in strings(page.document):
            assert not any(space in text.lower() for space in NON_BREAKING), (path, text)


@pytest.mark.parametrize("clinic", FORBIDDEN)
def test_wording_keeps_to_the_rules_of_the_place(pages, clinic):
    said = {path: page.prose for path, page in pages.items() if f"/{clinic}/" in path}
    assert len(said) >= 8
    for path, prose in said.items():
        found = [match[0] for match in re.finditer(FORBIDDEN[clinic], prose, re.IGNORECASE)]
        assert found == [], path


def test_a_study_is_named_with_its_year_and_its_source(neuromodulators):
    for path, page in neuromodulators.items():
        assert [text for text in page.sentences("study") if "2015" in text], path
        assert [row["doi"] for row in page["citations"]] == ["10.1001/jamadermatol.2014.2494"]


def test_the_stricter_house_rule_is_of_san_diego_alone(neuromodulators):
    ruled = {path for path, page in neuromodulators.items() if "American Board" in page.prose}
    assert ruled == {"/locations/san-diego/botox/"}
    (rule,) = neuromodulators[ruled.pop()].sentences("only a physician injects")
    assert rule.startswith("At this clinic")


# Years of approval


def test_approval_years_agree_in_the_texts(neuromodulators):
    first, cosmetic, canada = "29 December 1989", "15 April 2002", "2001"
    seen = set()
    for path, page in neuromodulators.items():
        for sentence in page.sentences("1989"):
            assert first in sentence, (path, sentence)
        for sentence in page.sentences("glabellar"):
            for date in DATE.findall(sentence):
                assert date in {cosmetic, canada}, (path, sentence)
                assert date != canada or "Canada" in sentence, (path, sentence)
                seen.add((path, date))
    assert {path for path, date in seen if date == cosmetic} == set(neuromodulators)


def test_the_register_gives_one_date_for_one_use(neuromodulators):
    dates = {}
    for page in neuromodulators.values():
        for row in page["indications"]:
            use, _, named = row["use"].lower().partition(" (")
            product = row["product"] or {"active_ingredient": named.removesuffix(")")}
            ingredient = product["active_ingredient"].lower()
            dates.setdefault((ingredient, use, row["jurisdiction"]), set()).add(row["since"])
    assert {key: found for key, found in dates.items() if len(found) > 1} == {}
    key = ("onabotulinumtoxina", "moderate to severe glabellar lines in adults", "US")
    assert dates[key] == {"2002-04-15"}
    assert dates["onabotulinumtoxina", "glabellar lines in adults", "CA"] == {"2001"}


# What somebody typed


def typed(folder):
    """Return the texts of the demo that somebody typed, by file."""
    return {name: list(strings(file)) for name, file in texts(folder).items()}


def phone_numbers(text):
    return [
        match.raw_string
        for region in ("CA", "US")
        for match in phonenumbers.PhoneNumberMatcher(text, region)
    ]


@pytest.mark.parametrize("folder", ["treatments", "faqs", "clinic_treatments", "earlier"])
def test_no_phone_number_is_typed(folder):
    assert phone_numbers("Ring (604) 555-0142.")
    for name, said in typed(folder).items():
        assert [text for text in said if phone_numbers(text)] == [], name


@pytest.mark.parametrize("folder", ["treatments", "faqs"])
def test_no_place_is_typed_into_shared_text(folder):
    places = []
    for clinic in texts("clinics").values():
        places += [clinic["locality"], clinic["address"][0], clinic["postcode"]]
    for name, said in typed(folder).items():
        assert [text for text in said if any(place in text for place in places)] == [], name
