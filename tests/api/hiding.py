"""Ways in which a page is not public, and files that are not."""

from datetime import timedelta

from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import PageViewRestriction

from delivery.documents.dependencies import tag
from delivery.published.upkeep.touching import touch
from tests.api.builders import private_collection, restrict


def change(page, **columns):
    """Write columns past the page's own `save`, and say so."""
    type(page).objects.filter(pk=page.pk).update(**columns)
    touch(tag("page", page.pk))


def never_published(page):
    change(page, live=False)


def unpublished(page):
    page.save_revision().publish()
    page.unpublish()


def expired(page):
    """Live still, because the command that takes expired pages down has not run yet."""
    past = timezone.now() - timedelta(minutes=1)
    change(page, expire_at=past)


def scheduled(page):
    change(page, live=False)
    page.refresh_from_db()
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.save_revision(approved_go_live_at=page.go_live_at).publish()


def behind_password(page):
    restrict(page, PageViewRestriction.PASSWORD, password="open")


def behind_login(page):
    restrict(page, PageViewRestriction.LOGIN)


def for_a_group(page):
    restrict(page, PageViewRestriction.GROUPS).groups.add(Group.objects.get_or_create(name="A")[0])


def below_what_is_restricted(page):
    """Move the page under another index, which is closed and named like the page."""
    parent = page.get_parent().specific
    closed = parent.copy(
        update_attrs={"title": f"{page.title} index", "slug": f"above-{page.pk}"}, user=None
    )
    page.move(closed, "last-child")
    restrict(closed)


WAYS = (
    never_published,
    unpublished,
    expired,
    scheduled,
    behind_password,
    behind_login,
    for_a_group,
    below_what_is_restricted,
)


def one_a_way(make):
    """Make a page for every way of hiding one: `make("Hidden 1")`; hidden by `hide` later."""
    return [make(f"Hidden {number}") for number in range(len(WAYS))]


def hide(pages):
    """Hide each page in another way."""
    for way, page in zip(WAYS, pages, strict=True):
        way(page)
        page.refresh_from_db()


def hide_file(file):
    """Put an image or a document into a private collection."""
    file.collection = private_collection(f"Private {file.title}")
    file.save()
