"""What an anonymous reader may see: live, not expired, not restricted, not in private collections.

The API has no users, so a restriction of any kind (password, login, groups) hides a page or a
collection with all that lies below it. A page type may depend on other pages: its class method
`withheld_pages(visibility)` returns the queryset of its live pages that are not public because
another page is not.
"""

from functools import cached_property, reduce
from operator import or_

from django.db.models import Q
from django.utils import timezone
from wagtail.models import CollectionViewRestriction, PageViewRestriction, get_page_models


def dependent_page_types(model, prefix=""):
    """Return the page types with `withheld_pages` that a queryset of `model` may hold.

    `prefix` is the lookup from the model to the page.
    """
    for name in filter(None, prefix.split("__")):
        model = model._meta.get_field(name).related_model
    return [
        page_type
        for page_type in get_page_models()
        if hasattr(page_type, "withheld_pages") and issubclass(page_type, model)
    ]


class Visibility:
    """The restrictions in force, read once per batch and asked for every object.

    `drafts` are pages by id that are judged as they are in hand and not as they are stored, so
    that it can be asked what would be public if they were. `group` are the URL paths of one group
    of sites (`delivery.sites.group_roots`): pages of another are then not public. None tells no
    groups apart.
    """

    def __init__(self, now=None, drafts=None, group=None):
        self.now = now or timezone.now()
        self.drafts = drafts or {}
        self.group = group
        self._withheld = {}
        self._hidden_paths = {}

    @cached_property
    def _restricted_page_paths(self):
        return tuple(PageViewRestriction.objects.values_list("page__path", flat=True))

    @cached_property
    def _private_collection_paths(self):
        return tuple(CollectionViewRestriction.objects.values_list("collection__path", flat=True))

    def page_is_public(self, page):
        return (
            self._is_in_force(self.drafts.get(page.pk, page))
            and (self.group is None or page.url_path.startswith(self.group))
            and not page.path.startswith(self._restricted_page_paths)
            and not self.withholds(page)
        )

    def _is_in_force(self, page):
        return page.live and (page.expire_at is None or page.expire_at > self.now)

    def withholds(self, page):
        """Return whether a live page is not public because another page is not."""
        return page.pk in self._withheld_ids(page.specific_class)

    def _withheld_ids(self, model):
        """The live pages of a type that are not public because of what they depend on."""
        if model not in self._withheld:
            withheld = getattr(model, "withheld_pages", None)
            pages = withheld(self) if withheld else None
            self._withheld[model] = () if pages is None else set(pages.values_list("pk", flat=True))
        return self._withheld[model]

    def hidden_paths(self, model):
        """Return the tree paths of the pages of a type that are not public, read once."""
        if model not in self._hidden_paths:
            public = self.public_pages(model.objects.all()).values("pk")
            hidden = self.pages_of_group(model.objects.exclude(pk__in=public))
            self._hidden_paths[model] = set(hidden.values_list("path", flat=True))
        return self._hidden_paths[model]

    def collection_is_public(self, collection):
        return not collection.path.startswith(self._private_collection_paths)

    def public_pages(self, queryset, prefix="", page_types=None):
        """Narrow a page queryset to what is public.

        `prefix` is the lookup from the queryset's model to the page, such as `"page__"`;
        `page_types` are those that are wanted of it, all that it may hold when left out.
        """
        queryset = self.unrestricted_pages(queryset, prefix)
        for model in dependent_page_types(queryset.model, prefix):
            if not page_types or model in page_types:
                withheld = model.withheld_pages(self)
                queryset = queryset.exclude(**{f"{prefix}pk__in": withheld.values("pk")})
        return queryset

    def unrestricted_pages(self, queryset, prefix=""):
        """Narrow a page queryset to what is public as far as the page alone decides it."""
        in_force = Q(**{f"{prefix}live": True}) & (
            Q(**{f"{prefix}expire_at__isnull": True}) | Q(**{f"{prefix}expire_at__gt": self.now})
        )
        if self.drafts:
            shown = [pk for pk, page in self.drafts.items() if self._is_in_force(page)]
            in_force &= ~Q(**{f"{prefix}pk__in": list(self.drafts)})
            in_force |= Q(**{f"{prefix}pk__in": shown})
        queryset = self.pages_of_group(queryset.filter(in_force), prefix)
        for path in self._restricted_page_paths:
            queryset = queryset.exclude(**{f"{prefix}path__startswith": path})
        return queryset

    def pages_of_group(self, queryset, prefix=""):
        """Narrow a page queryset to the group of sites; without one, leave it as it is."""
        if self.group is None:
            return queryset
        places = (Q(**{f"{prefix}url_path__startswith": root}) for root in self.group)
        return queryset.filter(reduce(or_, places, Q(pk__in=[])))

    def public_files(self, queryset):
        """Narrow an image or document queryset to what is in no private collection."""
        for path in self._private_collection_paths:
            queryset = queryset.exclude(collection__path__startswith=path)
        return queryset
