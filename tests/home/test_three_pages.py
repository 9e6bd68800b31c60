"""The pages that the demo must be able to hold: one treatment, in the voice of three clinics.

Each test is one element of such a page, and looks for it at the place where it must stand.
"""

import pytest

from tests.home.demo_site import HOST, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def vancouver(demo_treatments):
    return demo_treatments["/locations/vancouver/neuromodulators/"]


@pytest.fixture
def andover(demo_treatments):
    return demo_treatments["/locations/andover/botox/"]


@pytest.fixture
def san_diego(demo_treatments):
    return demo_treatments["/locations/san-diego/botox/"]


def says(text, *needed):
    """Assert that a text has all of `needed`, whatever the case of letters."""
    missing = [one for one in needed if one.lower() not in text.lower()]
    assert not missing, f"{missing} not in: {text}"


# Vancouver: “Neuromodulators”


class TestVancouver:
    def test_title(self, vancouver):
        assert vancouver["title"] == "Neuromodulators"
        assert vancouver["clinic"]["title"] == "Vancouver"

    def test_definition_a_process_and_a_treatment(self, vancouver):
        says(vancouver.sections["overview"].text, "process", "treatment", "nerve", "medicine")

    def test_static_and_dynamic_wrinkles(self, vancouver):
        section = vancouver.sections["static_and_dynamic_lines"]
        assert section.heading == "Static and dynamic wrinkles"
        says(section.text, "dynamic lines appear when the face moves", "static lines")
        assert section.blocks("table")

    def test_how_it_works(self, vancouver):
        says(vancouver.sections["how_it_works"].text, "acetylcholine", "muscle")

    def test_an_invitation_to_ask_the_vancouver_clinic(self, vancouver):
        section = vancouver.sections["ask_vancouver"]
        assert section.heading == "Ask the Vancouver clinic"
        says(section.text, "Ask the Vancouver clinic before you book")
        assert vancouver.keys.index("ask_vancouver") == vancouver.keys.index("how_it_works") + 1

    def test_a_heading_on_safety_with_a_study_and_its_finding(self, vancouver):
        section = vancouver.sections["safety"]
        says(section.heading, "safety")
        says(section.text, "JAMA Dermatology in 2015", "0.24% of procedures", "151(3):271")
        (citation,) = vancouver["citations"]
        assert citation["doi"] == "10.1001/jamadermatol.2014.2494"
        assert citation["year"] == 2015
        says(citation["claim"], "0.24%")

    def test_a_heading_on_wrinkle_reduction(self, vancouver):
        section = vancouver.sections["wrinkle_reduction"]
        says(section.heading, "wrinkle reduction")
        says(section.text, "onabotulinumtoxinA", "moderate to severe glabellar lines", "2002")

    def test_the_indications_are_those_of_canada_and_name_the_ingredient_alone(self, vancouver):
        indications = vancouver["indications"]
        assert {row["jurisdiction"] for row in indications} == {"CA"}
        assert any("onabotulinumtoxinA" in row["use"] for row in indications)
        assert vancouver["products"] == []
        for brand in ("Botox", "Dysport", "Xeomin", "FDA", "Food and Drug Administration"):
            assert brand not in vancouver.prose

    def test_a_link_to_more_on_the_subject(self, vancouver):
        (link,) = vancouver.sections["wrinkle_reduction"].links
        assert link == f"https://{HOST}/faq/what-are-dynamic-lines/"

    def test_phone_and_map(self, vancouver):
        (panel,) = vancouver.sections["next_step"].blocks("contact_panel")
        (clinic,) = panel["clinics"]
        assert clinic["title"] == "Vancouver"
        assert clinic["phone"]["e164"] == "+16045550142"
        assert clinic["coordinates"] == {"latitude": "49.279400", "longitude": "-123.119300"}
        assert vancouver["clinic"]["phone"] == clinic["phone"]


# Andover: “Botox”


class TestAndover:
    def test_title(self, andover):
        assert andover["title"] == "Botox"
        assert andover["clinic"]["title"] == "Andover"
        says(andover["summary"], "neuromodulators")

    def test_how_it_works(self, andover):
        says(andover.sections["how_it_works"].text, "acetylcholine", "muscle fibres nearby relax")

    def test_history_and_medical_uses(self, andover):
        section = andover.sections["history_and_medical_uses"]
        says(section.heading, "history and medical uses")
        says(section.text, "strabismus", "hyperhidrosis", "TMJ", "platysma")

    def test_common_questions_begin_with_dynamic_wrinkles(self, andover):
        section = andover.sections["common_questions"]
        assert section.heading == "Common questions"
        says(section.text, "What are dynamic wrinkles?", "while it moves")
        says(" ".join(andover.questions), "What are dynamic lines?", "How many units")

    def test_the_treatment_in_two_steps(self, andover):
        (steps,) = andover.sections["procedure"].blocks("steps")
        consultation, appointment = steps["items"]
        assert consultation["title"] == "The initial consultation"
        says(words(consultation), "watches how your face", "history", "medicines", "a plan")
        assert appointment["title"] == "The appointment"
        says(
            words(appointment),
            "face is cleaned",
            "numbing cream",
            "very fine needle",
            "about 20 minutes",
            "no downtime",
        )
        assert andover["session"]["text"] == "about 20 minutes"
        assert andover["downtime"]["text"] == "no downtime"

    def test_how_long_results_last(self, andover):
        says(
            andover.sections["results"].text,
            "three to four months",
            "metabolism",
            "units",
            "on the place",
        )
        assert (andover["longevity"]["min"], andover["longevity"]["max"]) == (3, 4)
        assert andover["longevity"]["unit"] == "month"

    def test_how_to_make_them_last(self, andover):
        section = andover.sections["aftercare"]
        says(section.text, "24 hours")
        (list_,) = section.blocks("do_and_dont")
        says(words(list_["dont"]), "rub", "sauna", "strong sun", "strenuous exercise", "24 hours")

    def test_who_is_a_candidate(self, andover):
        says(
            andover.sections["candidates"].text,
            "from 18 to 65",
            "realistic expectations",
            "general health",
            "pregnancy or breastfeeding",
        )
        assert (andover["age"]["min"], andover["age"]["max"]) == (18, 65)
        assert "Pregnancy or breastfeeding" in [
            row["text"] for row in andover["contraindications"] if row["kind"] == "absolute"
        ]

    def test_other_treatments(self, andover):
        section = andover.sections["other_treatments"]
        says(section.text, "blade", "under 30 minutes", "no downtime")
        says(section.text, "face, neck and hands", "hyperpigmentation", "rosacea", "fine lines")
        (cards,) = section.blocks("treatment_cards")
        assert [card["slug"] for card in cards["treatments"]] == ["dermaplaning", "chemical-peel"]

    def test_what_pairs_with_botox(self, andover):
        section = andover.sections["what_pairs"]
        assert section.heading == "What pairs with Botox"
        says(section.text, "dermaplaning", "light peel")
        pairs = {slug for slug, row in andover.pairings.items() if row["kind"] == "pairs_with"}
        assert {"dermaplaning", "chemical-peel"} <= pairs


# San Diego: “San Diego Botox”


class TestSanDiego:
    def test_title(self, san_diego):
        assert san_diego["title"] == "San Diego Botox"
        assert san_diego["clinic"]["title"] == "San Diego"

    def test_how_does_botox_work_mechanism_and_causes(self, san_diego):
        section = san_diego.sections["how_it_works"]
        assert section.heading == "How does Botox work?"
        says(section.text, "acetylcholine", "What causes the lines", "sun", "fold the same skin")

    def test_a_local_heading_with_a_link(self, san_diego):
        section = san_diego.sections["san_diego_botox"]
        assert section.heading == "San Diego Botox"
        assert section.links == [f"https://{HOST}/locations/san-diego/"]

    def test_results(self, san_diego):
        says(
            san_diego.sections["results"].text,
            "within a few days",
            "one session is enough",
            "no downtime",
            "touch-up",
        )
        assert (san_diego["onset"]["min"], san_diego["onset"]["unit"]) == (3, "day")
        assert san_diego["sessions"]["max"] == 1
        assert san_diego["downtime"]["text"] == "no downtime"

    def test_who_should_perform_it_is_a_local_rule(self, san_diego):
        section = san_diego.sections["providers"]
        says(section.heading, "who should perform it")
        says(
            section.text,
            "a dermatologist certified by the American Board of Dermatology",
            "a plastic surgeon certified by the American Board of Plastic Surgery",
            "our own house rule",
        )
        assert {person["name"] for person in san_diego["practitioners"]} == {
            "Dr Elena Vargas",
            "Dr Samuel Adeyemi",
            "Dr Naomi Tanaka",
        }
        says(san_diego.questions["Who gives injections at the San Diego clinic?"], "house rule")

    def test_the_danger_of_unqualified_injectors(self, san_diego):
        section = san_diego.sections["unqualified_injectors"]
        says(section.heading, "danger of unqualified injectors")
        says(section.text, "counterfeit", "infection")
        says(san_diego.questions["What can go wrong with an unqualified injector?"], "wrong dose")

    def test_a_closing_call_to_action(self, san_diego):
        assert san_diego.keys[-1] == "next_step"
        (action,) = san_diego.sections["next_step"].blocks("call_to_action")
        assert action["label"] == "Book a consultation in San Diego"
        assert action["url"] == "https://example.com/book/san-diego"

    def test_sharing(self, san_diego):
        meta = san_diego["meta"]
        assert meta["html_url"] == f"https://{HOST}/locations/san-diego/botox/"
        says(meta["seo_title"], "San Diego Botox")
        assert meta["search_description"]
        assert (meta["social_image"] or san_diego["hero_image"])["renditions"]
