"""A treatment at a clinic that is withheld, however and by whichever page, is nowhere."""

import pytest

from home.models import MainNavigationItem, NavigationSettings
from tests.api.hiding import WAYS
from tests.built_once import built_once
from tests.site.clinic_treatments import offer
from treatments.models import Pairing

PATH = "/locations/door/secret-peel/"
ELSEWHERE = (
    "/",
    "/treatments/",
    "/treatments/peel/",
    "/treatments/laser/",
    "/locations/",
    "/locations/door/",
    "/locations/door/laser/",
    "/nothing/",
)


@built_once
def pages(tree):
    """The page of a treatment at a clinic, and what can take it off the site; all lead to it."""
    peel, laser, door = tree.treatment("Peel"), tree.treatment("Laser"), tree.clinic("Door")
    Pairing.objects.create(page=laser, treatment=peel, rationale="Both.")
    page = offer(door, peel, local_title="Secret peel", slug="secret-peel")
    offer(door, laser)
    menus = NavigationSettings.for_site(tree.site)
    menus.main_items.add(MainNavigationItem(page=page))
    menus.save()
    return {"treatment": peel, "clinic": door, "page": page}


def test_a_page_that_is_public_is_shown(visit, pages):
    assert "secret" in visit("/locations/door/").html.lower()
    assert visit(PATH).status == 200


@pytest.mark.parametrize(
    ("hide", "hidden"),
    [(hide, "treatment") for hide in WAYS]
    # No other page can stand between a clinic and its treatments.
    + [(hide, name) for hide in WAYS[:-1] for name in ("clinic", "page")],
)
def test_a_page_that_is_withheld_is_nowhere(visit, pages, hide, hidden):
    hide(pages[hidden])

    shown = visit(PATH)
    assert "What Peel does." not in shown.html
    assert shown.status == 404 or hidden != "treatment"
    assert [path for path in ELSEWHERE if "secret" in visit(path).html.lower()] == []
