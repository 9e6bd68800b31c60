"""Where the pages of `faq` may be made."""

import pytest
from wagtail.models import Page

from faq.models import FAQIndexPage, FAQPage


@pytest.mark.parametrize(
    ("parent", "child", "allowed"),
    [
        ("root", FAQIndexPage, False),
        ("root", FAQPage, False),
        ("plain page", FAQIndexPage, True),
        ("plain page", FAQPage, False),
        ("index", FAQPage, True),
        ("index", FAQIndexPage, False),
        ("index", Page, False),
        ("question", FAQPage, False),
        ("question", FAQIndexPage, False),
    ],
)
def test_what_may_stand_where(group_home, shared_faq, shared_question, parent, child, allowed):
    parents = {
        "root": Page.get_first_root_node(),
        "plain page": group_home.add_child(instance=Page(title="Clinic", slug="clinic")),
        "index": shared_faq,
        "question": shared_question,
    }

    assert child.can_create_at(parents[parent]) is allowed


def test_a_page_has_one_index(group_home, shared_faq, vancouver_faq):
    assert not FAQIndexPage.can_create_at(group_home)
    assert not vancouver_faq.can_move_to(group_home)
