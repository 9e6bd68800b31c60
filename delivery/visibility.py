"""What an anonymous reader may see: live, not expired, not restricted, not in private collections.

The API has no users, so a restriction of any kind (password, login, groups) hides a page or a
collection with all that lies below it.
"""

from functools import cached_property

from django.db.models import Q
from django.utils import timezone
from wagtail.models import CollectionViewRestriction, PageViewRestriction


class Visibility:
    """The restrictions in force, read once per batch and asked for every object."""

    def __init__(self, now=None):
        self.now = now or timezone.now()

    @cached_property
    def _restricted_page_paths(self):
        return tuple(PageViewRestriction.objects.values_list("page__path", flat=True))

    @cached_property
    def _private_collection_paths(self):
        return tuple(CollectionViewRestriction.objects.values_list("collection__path", flat=True))

    def page_is_public(self, page):
        return (
            page.live
            and (page.expire_at is None or page.expire_at > self.now)
            and not page.path.startswith(self._restricted_page_paths)
        )

    def collection_is_public(self, collection):
        return not collection.path.startswith(self._private_collection_paths)

    def public_pages(self, queryset, prefix=""):
        """Narrow a page queryset to what is public.

        `prefix` is the lookup from the queryset's model to the page, such as `"page__"`.
        """
        queryset = queryset.filter(
            Q(**{f"{prefix}expire_at__isnull": True}) | Q(**{f"{prefix}expire_at__gt": self.now}),
            **{f"{prefix}live": True},
        )
        for path in self._restricted_page_paths:
            queryset = queryset.exclude(**{f"{prefix}path__startswith": path})
        return queryset

    def public_files(self, queryset):
        """Narrow an image or document queryset to what is in no private collection."""
        for path in self._private_collection_paths:
            queryset = queryset.exclude(collection__path__startswith=path)
        return queryset
