"""When what is public changes by itself, without anybody publishing."""

from django.db.models import Min

from .references import base_page_model


def next_expiry(visibility):
    """Return the moment when the next page of the visibility's group expires, or None.

    It takes one query.
    """
    pages = visibility.pages_of_group(base_page_model().objects.filter(live=True))
    coming = pages.filter(expire_at__gt=visibility.now)
    return coming.aggregate(moment=Min("expire_at"))["moment"]


def earliest(moments):
    """Return the earliest of some moments, of which any may be None."""
    return min(filter(None, moments), default=None)
