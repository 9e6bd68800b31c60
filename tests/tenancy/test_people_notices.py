"""Who has no access to a page any more is told no more of what is said on it."""

import pytest
from wagtail.models import PageSubscription

from faq.models import FAQIndexPage, FAQPage
from tests.built_once import built_once


@built_once
def subscribed(editor, manager, andover):
    index = FAQIndexPage.objects.child_of(andover.page).get()
    page = index.add_child(instance=FAQPage(title="Why?", answer="<p>So.</p>"))
    for user in (editor, manager):
        PageSubscription.objects.create(user=user, page=page, comment_notifications=True)
    return page


def subscribers():
    return {subscription.user.username for subscription in PageSubscription.objects.all()}


BOTH, STAYING = {"andover-editor", "andover-manager"}, {"andover-manager"}


@pytest.mark.parametrize(
    "leave",
    [
        lambda user, group: user.groups.remove(group),
        lambda user, group: user.groups.set([]),
        lambda user, group: user.groups.clear(),
        lambda user, group: group.user_set.remove(user),
        lambda user, group: group.user_set.clear(),
    ],
)
def test_notices_end_with_the_group(subscribed, editor, andover, leave):
    leave(editor, andover.editors)

    assert subscribers() == STAYING


def test_another_group_that_has_access_keeps_them(subscribed, editor, andover):
    editor.groups.add(andover.managers)
    editor.groups.remove(andover.editors)

    assert subscribers() == BOTH


def test_notices_end_where_a_page_moves_away(subscribed, editor, andover, san_diego):
    there = FAQIndexPage.objects.child_of(san_diego.page).get()
    editor.groups.add(san_diego.editors)
    subscribed.move(there, "last-child")

    assert subscribers() == {"andover-editor"}
