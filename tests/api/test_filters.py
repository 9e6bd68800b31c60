"""The filters that page types add to Wagtail's: by slug, by range, by choice."""

import pytest

from faq.models import FAQTopic
from tests.api.builders import restrict, shelf
from treatments.models import Area, Concern, Pairing, TreatmentArea, TreatmentConcern

TREATMENT = "treatments.TreatmentPage"


@pytest.fixture
def found(read):
    def found(**params):
        return sorted(read.titles(type=TREATMENT, **params))

    return found


@pytest.fixture
def refused(read):
    def refused(**params):
        return read.refusal("pages/", type=TREATMENT, **params)

    return refused


# By slug


def test_category(north, found):
    north.treatment("Peel", category=shelf("Skin"))
    north.treatment("Filler", category=shelf("Injectables"))
    north.treatment("Laser", category=shelf("Light"))

    assert found(category="skin") == ["Peel"]
    assert found(category="skin,light") == ["Laser", "Peel"]
    assert found(category="nothing") == []
    assert found(category="nothing,skin") == ["Peel"]


def test_areas_and_concerns(north, found):
    lips, chin = (Area.objects.create(title=name, slug=name) for name in ("lips", "chin"))
    lines = Concern.objects.create(title="Lines", slug="lines")
    both = north.treatment("Both", areas=[TreatmentArea(area=lips), TreatmentArea(area=chin)])
    both.concerns = [TreatmentConcern(concern=lines)]
    both.save()
    north.treatment("Chin", areas=[TreatmentArea(area=chin)])
    north.treatment("Neither")

    assert found(area="lips") == ["Both"]
    assert found(area="lips,chin") == ["Both", "Chin"]
    assert found(area="knee") == []
    assert found(concern="lines") == ["Both"]
    assert found(area="chin", concern="lines") == ["Both"]
    assert found(area="chin", search="chin") == ["Chin"] or "Chin" in found(area="chin")


def test_a_page_is_listed_once_however_many_rows_match(north, read):
    lips, chin = (Area.objects.create(title=name, slug=name) for name in ("lips", "chin"))
    north.treatment("Both", areas=[TreatmentArea(area=lips), TreatmentArea(area=chin)])

    answer = read.get("pages/", type=TREATMENT, area="lips,chin")

    assert answer["meta"]["total_count"] == len(answer["items"]) == 1


def test_pairs_with_is_seen_from_both_ends(north, found):
    peel, laser, filler = (north.treatment(name) for name in ("Peel", "Laser", "Filler"))
    north.treatment("Alone")
    peel.pairings = [Pairing(treatment=laser, rationale="Why.")]
    peel.save()
    laser.pairings = [Pairing(treatment=filler, kind="alternative", rationale="Why.")]
    laser.save()

    assert found(pairs_with="laser") == ["Peel"]
    assert found(pairs_with="peel") == ["Laser"]
    assert found(pairs_with="filler") == []
    assert found(pairs_with="peel,laser") == ["Laser", "Peel"]
    assert found(pairs_with="unknown") == []


@pytest.mark.parametrize("hide", ["draft", "private", "expired"])
def test_pairs_with_what_is_not_public_is_as_unknown(north, read, hide):
    peel, hidden = north.treatment("Peel"), north.treatment("Hidden")
    laser = north.treatment("Laser")
    peel.pairings = [Pairing(treatment=hidden, rationale="Why.")]
    peel.save()
    hidden.pairings = [Pairing(treatment=laser, rationale="Why.")]
    hidden.save()
    if hide == "draft":
        hidden.unpublish()
    elif hide == "private":
        restrict(hidden)
    else:
        type(hidden).objects.filter(pk=hidden.pk).update(expire_at="2020-01-01T00:00Z")

    hidden_answer = read.get("pages/", type=TREATMENT, pairs_with="hidden")
    unknown_answer = read.get("pages/", type=TREATMENT, pairs_with="unknown")

    assert hidden_answer == unknown_answer == {"meta": {"total_count": 0}, "items": []}


def test_topic_of_questions(north, read):
    safety = FAQTopic.objects.create(title="Safety", slug="safety")
    north.question("Is it safe?", topic=safety)
    north.question("What does it cost?")

    assert read.titles(type="faq.FAQPage", topic="safety") == ["Is it safe?"]
    assert read.titles(type="faq.FAQPage", topic="unknown") == []


def test_country_and_status_of_clinics(north, read):
    north.clinic("Vancouver")
    north.clinic(
        "Andover",
        country="US",
        locality="Andover",
        subdivision="US-MA",
        postcode="01810",
        phone="+19785550100",
        timezone="America/New_York",
        currency="USD",
        status="opening_soon",
    )

    def clinics(**params):
        return read.titles(type="locations.LocationPage", **params)

    assert clinics(country="CA") == ["Vancouver"]
    assert clinics(country="US,CA") == ["Vancouver", "Andover"]
    assert clinics(country="FR") == []
    assert clinics(subdivision="US-MA") == ["Andover"]
    assert clinics(status="open") == ["Vancouver"]
    message = read.refusal("pages/", type="locations.LocationPage", country="Canada")
    assert message.startswith("country: 'Canada' is not valid; expected one of ")
    assert len(message) < 300


def test_what_is_no_slug(north, refused):
    for name in ("category", "concern", "area", "pairs_with"):
        for value in ["", ",", "a b", "<b>", "a,,b", "é!", "a/b"]:
            assert refused(**{name: value}) == (
                f"{name}: '{value}' is not valid; expected a slug, or several separated by commas"
            )


# By range


@pytest.mark.parametrize(
    ("fields", "limit", "is_found"),
    [
        ({"downtime_min": 0, "downtime_max": 2}, "2", True),
        ({"downtime_min": 0, "downtime_max": 2}, "1.5", False),
        ({"downtime_max": 36, "downtime_unit": "hour"}, "1.5", True),
        ({"downtime_max": 36, "downtime_unit": "hour"}, "1.4", False),
        ({"downtime_max": 1, "downtime_unit": "week"}, "7", True),
        ({"downtime_max": 1, "downtime_unit": "week"}, "6.9", False),
        ({"downtime_max": 1, "downtime_unit": "year"}, "365", True),
        ({"downtime_max": 0}, "0", True),
        ({"downtime_min": 1}, "1000000", False),
        ({"downtime_min": 2, "downtime_qualifier": "about"}, "2", True),
        ({}, "1000000", False),
    ],
)
def test_downtime_in_days(north, found, fields, limit, is_found):
    north.treatment("Peel", **fields)

    assert found(downtime_max=limit) == (["Peel"] if is_found else [])


def test_other_ranges_and_their_units(north, found):
    north.treatment("Short", session_max=30, onset_max=3, longevity_min=3, sessions_max=1)
    north.treatment(
        "Long",
        session_max=2,
        session_unit="hour",
        onset_max=2,
        onset_unit="week",
        longevity_min=1,
        longevity_unit="year",
        sessions_max=6,
    )

    assert found(session_max=60) == ["Short"]
    assert found(session_max=120) == ["Long", "Short"]
    assert found(onset_max=7) == ["Short"]
    assert found(longevity_min=12) == ["Long"]
    assert found(longevity_min=3) == ["Long", "Short"]
    assert found(sessions_max=3) == ["Short"]
    assert found(session_max=60, sessions_max=1, longevity_min=2) == ["Short"]


def test_age(north, found):
    north.treatment("Adults", age_min=18)
    north.treatment("Young", age_max=30)
    north.treatment("Anybody")

    assert found(age=17) == ["Young"]
    assert found(age=18) == ["Adults", "Young"]
    assert found(age="30.5") == ["Adults"]


NO_NUMBERS = ("abc", "", "NaN", "-1", "-0.1", "1e9", "1e400", "Infinity", "1,5", "0x10", "9" * 400)


@pytest.mark.parametrize(
    "name",
    ["downtime_max", "session_max", "onset_max", "longevity_min", "sessions_max", "age"],
)
def test_what_is_no_number(north, refused, name):
    for value in NO_NUMBERS:
        message = refused(**{name: value})

        assert message.startswith(f"{name}: '{value[:100]}' is not valid; expected a number")
        assert message.endswith("from 0 to 1,000,000")


# By choice


def test_comfort_and_anaesthesia(north, found, refused):
    north.treatment("Gentle", comfort="minimal", anaesthesia="none")
    north.treatment("Strong", comfort="strong", anaesthesia="topical")

    assert found(comfort="minimal") == ["Gentle"]
    assert found(comfort="minimal,strong") == ["Gentle", "Strong"]
    assert found(comfort="none") == []
    assert found(anaesthesia="topical") == ["Strong"]
    assert refused(comfort="nice") == (
        "comfort: 'nice' is not valid; expected one of none, minimal, mild, moderate, strong"
    )


# What is not there


def test_an_unknown_parameter_comes_with_a_suggestion(north, refused):
    assert refused(categry="skin") == (
        "query parameter is not an operation or a recognised field: categry "
        "(did you mean category?)"
    )
    assert refused(zzz="1").endswith("recognised field: zzz")


def test_a_filter_of_a_type_says_which_type_it_needs(read, north):
    assert read.refusal("pages/", concern="lines").endswith(
        "concern (add type=treatments.TreatmentPage)"
    )
    _, types = read.refusal("pages/", category="skin").split("category (add ")
    assert sorted(types.removesuffix(")").split(" or ")) == [
        "type=treatments.ClinicTreatmentPage",
        "type=treatments.TreatmentPage",
    ]
    assert read.refusal("pages/", type="faq.FAQPage", downtime_max=1).endswith(
        "downtime_max (add type=treatments.TreatmentPage)"
    )


NO_FILTERS = (
    "category_id",
    "category__slug",
    "hero_image_id",
    "owner",
    "owner__password",
    "live",
    "draft_title",
    "expire_at",
    "parent",
    "pairings",
    "pairings__treatment",
    "paired_from",
    "faqs",
    "body",
    "review_seal",
    "view_restrictions__password",
    "pk",
)


def test_relations_and_inner_columns_are_no_filters(north, refused):
    for name in NO_FILTERS:
        assert "recognised field" in refused(**{name: "1"})
