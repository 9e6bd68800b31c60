"""Tree rules that name page types of apps that are not installed."""

import pytest
from wagtail.models import Page, Site

from home.models import HomePage
from tests.built_once import built_once
from treatments.models import TreatmentIndexPage


def with_rules(model, **rules):
    """Return a page type with other rules: `with_rules(HomePage, subpage_types=["shop.Page"])`.

    It is abstract, so that nobody else comes to know of it.
    """
    meta = type("Meta", (), {"abstract": True})
    names = {"__module__": model.__module__, "Meta": meta, **rules}
    return type(model)(model.__name__, (model,), names)


@pytest.fixture
def index_below(monkeypatch):
    """Give an index that names its parents, and that a plain page would let stand below it."""

    def index_below(*parents):
        index = with_rules(TreatmentIndexPage, parent_page_types=[*parents])
        monkeypatch.setattr(Page, "clean_subpage_models", lambda: [index])
        return index

    return index_below


@built_once
def plain_page():
    return Site.objects.get(is_default_site=True).root_page.add_child(instance=Page(title="Plain"))


def test_absent_children_are_ignored(monkeypatch):
    home = with_rules(HomePage, subpage_types=["shop.ShopPage", "treatments.TreatmentIndexPage"])
    monkeypatch.setattr(TreatmentIndexPage, "clean_parent_page_models", lambda: [home])

    assert home.allowed_subpage_models() == [TreatmentIndexPage]


def test_absent_parents_are_ignored_beside_others(index_below, plain_page):
    index = index_below("shop.ShopPage", "home.HomePage")

    assert index.clean_parent_page_models() == [HomePage]
    assert not index.can_exist_under(plain_page)


def test_a_page_whose_parents_are_all_absent_may_stand_anywhere(index_below, plain_page):
    index = index_below("shop.ShopPage")

    assert index.can_exist_under(plain_page)
    assert not index.can_exist_under(plain_page.get_root())


def test_a_page_that_says_it_has_no_parents_has_none(index_below, plain_page):
    assert not index_below().can_exist_under(plain_page)
