"""Whose names a person may read in the admin: people of pages that he may explore.

Wagtail's lists offer the names of all who ever owned, edited, locked or submitted a page.
"""

import swapper
from django.contrib.auth import get_user_model
from wagtail.models import PageLogEntry
from wagtail.permissions import policy_registry


def owners(user):
    """Return the people who own pages that `user` may explore."""
    return people(_explorable(user).values("owner"))


def editors(user):
    """Return the people who edited pages that `user` may explore."""
    edits = PageLogEntry.objects.filter(
        action="wagtail.edit", page__in=_explorable(user).values("pk")
    )
    return people(edits.order_by().values("user"))


def lockers(user):
    """Return the people who locked pages that `user` may explore."""
    return people(_explorable(user).filter(locked=True).values("locked_by"))


def people(ids):
    """Return the people with any of the ids, by the name with which they log in."""
    model = get_user_model()
    return model.objects.filter(pk__in=ids).order_by(model.USERNAME_FIELD)


def _explorable(user):
    pages = swapper.load_model("wagtailcore", "Page")
    return policy_registry.get_by_type(pages).explorable_instances(user).order_by()
