"""Tree rules that name page types of apps that are not installed."""

import pytest
from wagtail.models import Page, Site

from home.models import HomePage
from tests.built_once import built_once
from treatments.models import TreatmentIndexPage


@pytest.fixture
def rules(monkeypatch):
    """Give a page type other rules: `rules(HomePage, subpage_types=["shop.Page"])`."""

    def rules(model, **names):
        for name, value in names.items():
            monkeypatch.setattr(model, name, value)
        for cached in ("_clean_parent_page_models", "_clean_subpage_models"):
            monkeypatch.setattr(model, cached, None)

    return rules


@built_once
def plain_page():
    return Site.objects.get(is_default_site=True).root_page.add_child(instance=Page(title="Plain"))


def test_absent_children_are_ignored(rules):
    rules(HomePage, subpage_types=["shop.ShopPage", "treatments.TreatmentIndexPage"])

    assert HomePage.allowed_subpage_models() == [TreatmentIndexPage]


def test_absent_parents_are_ignored_beside_others(rules, plain_page):
    rules(TreatmentIndexPage, parent_page_types=["shop.ShopPage", "home.HomePage"])

    assert not TreatmentIndexPage.can_exist_under(plain_page)


def test_a_page_whose_parents_are_all_absent_may_stand_anywhere(rules, plain_page):
    rules(TreatmentIndexPage, parent_page_types=["shop.ShopPage"])

    assert TreatmentIndexPage.can_exist_under(plain_page)
    assert not TreatmentIndexPage.can_exist_under(plain_page.get_root())


def test_a_page_that_says_it_has_no_parents_has_none(rules, plain_page):
    rules(TreatmentIndexPage, parent_page_types=[])

    assert not TreatmentIndexPage.can_exist_under(plain_page)
