"""Query parameters of treatment lists."""

import pytest
from wagtail.models import PageViewRestriction

from treatments.models import TreatmentArea, TreatmentConcern

pytestmark = pytest.mark.django_db

PAGES = "/api/v2/pages/"


@pytest.fixture
def titles(client):
    """Give the titles of the treatments that a query lists."""

    def titles(**params):
        response = client.get(PAGES, {"type": "treatments.TreatmentPage", **params})
        assert response.status_code == 200, response.content
        return {item["title"] for item in response.json()["items"]}

    return titles


def test_by_slug(titles, treat, skin, texture, neck):
    peel = treat("Peel")
    treat("Laser", category=type(skin).objects.create(title="Light", slug="light"))
    TreatmentConcern.objects.create(page=peel, concern=texture)
    TreatmentArea.objects.create(page=peel, area=neck)

    assert titles(category="skin") == {"Peel"}
    assert titles(category="skin,light") == {"Peel", "Laser"}
    assert titles(concern="texture") == {"Peel"}
    assert titles(area="neck,lips") == {"Peel"}
    assert titles(area="lips") == set()


def test_by_range(titles, treat):
    treat("Short", downtime_max=12, downtime_unit="hour", session_max=1, session_unit="hour")
    treat("Long", downtime_max=2, downtime_unit="week", session_max=90)
    treat("Unknown")

    assert titles(downtime_max="1") == {"Short"}
    assert titles(downtime_max="14") == {"Short", "Long"}
    assert titles(downtime_max="0.25") == set()
    assert titles(session_max="60") == {"Short"}


def test_by_effect(titles, treat):
    treat("Quick", onset_max=3, longevity_min=3, sessions_max=1)
    treat("Lasting", onset_max=2, onset_unit="month", longevity_min=1, longevity_unit="year")

    assert titles(onset_max="7") == {"Quick"}
    assert titles(longevity_min="12") == {"Lasting"}
    assert titles(longevity_min="3") == {"Quick", "Lasting"}
    assert titles(sessions_max="1") == {"Quick"}


def test_by_age(titles, treat):
    treat("Adults", age_min=18)
    treat("Middle", age_min=30, age_max=60)
    treat("Young", age_max=25)
    treat("Unknown")

    assert titles(age="20") == {"Adults", "Young"}
    assert titles(age="40") == {"Adults", "Middle"}


def test_by_choice(titles, treat):
    treat("Gentle", comfort="none", anaesthesia="none")
    treat("Firm", comfort="strong", anaesthesia="local")

    assert titles(comfort="none,mild") == {"Gentle"}
    assert titles(anaesthesia="local") == {"Firm"}


def test_by_what_goes_well_with_it(titles, treat, pair):
    peel, laser, needling, filler = (treat(name) for name in ("Peel", "Laser", "Needling", "Gel"))
    pair(peel, laser)
    pair(needling, peel)
    pair(filler, peel, kind="do_not_combine")

    assert titles(pairs_with="peel") == {"Laser", "Needling"}
    assert titles(pairs_with="laser") == {"Peel"}
    assert titles(pairs_with="gel") == set()
    assert titles(pairs_with="laser,needling") == {"Peel"}


@pytest.mark.parametrize("warned_by", ["peel", "laser"])
def test_what_must_not_be_combined_does_not_go_well_with_it(titles, treat, pair, warned_by):
    peel, laser, needling = treat("Peel"), treat("Laser"), treat("Needling")
    ends = (peel, laser) if warned_by == "peel" else (laser, peel)
    pair(*ends, kind="do_not_combine")
    pair(*reversed(ends))
    pair(needling, laser)

    assert titles(pairs_with="peel") == set()
    assert titles(pairs_with="laser") == {"Needling"}
    assert titles(pairs_with="peel,needling") == {"Laser"}


@pytest.mark.parametrize("how", ["draft", "private"])
def test_what_is_not_public_cannot_be_asked_for(titles, treat, pair, how):
    peel, secret = treat("Peel"), treat("Secret")
    pair(peel, secret)
    if how == "draft":
        secret.unpublish()
    else:
        PageViewRestriction.objects.create(page=secret, restriction_type="login")

    assert titles(pairs_with="secret") == set()


@pytest.mark.parametrize(
    ("params", "message"),
    [
        ({"downtime_max": "soon"}, "expected a number of days"),
        ({"sessions_max": "-1"}, "expected a number of sessions"),
        ({"age": "NaN"}, "expected a number of years"),
        ({"comfort": "lovely"}, "expected one of none, minimal, mild"),
        ({"category": "a b"}, "expected a slug"),
        ({"pairs_with": ""}, "expected a slug"),
    ],
)
def test_a_wrong_value_is_said_to_be_wrong(client, library, params, message):
    response = client.get(PAGES, {"type": "treatments.TreatmentPage", **params})

    assert response.status_code == 400
    assert message in response.json()["message"]
