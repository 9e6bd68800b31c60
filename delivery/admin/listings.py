"""What the admin's listings of content pages have in common."""

from functools import cache, partial

import django_filters
from django.core.exceptions import ValidationError
from django.forms import CheckboxSelectMultiple
from django.utils.functional import cached_property
from wagtail.admin.filters import MultipleUserFilter
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import DateColumn
from wagtail.admin.views.pages.listing import EditedByFilter, IndexView, PageFilterSet
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.models import AbstractPage, PagePermissionTester
from wagtail.permissions import policy_registry

from . import people
from .destinations import ExplorableParentView
from .searching import WrittenSearchMixin

# The end of every export, and what its columns are called.
COMMON_EXPORT = ["status_string", "latest_revision_created_at", "full_url"]
COMMON_HEADINGS = {
    "status_string": "Status",
    "latest_revision_created_at": "Updated",
    "full_url": "URL",
}


def updated_column():
    """Return the column that says when a page was last edited."""
    return DateColumn(
        "latest_revision_created_at",
        label="Updated",
        sort_key="latest_revision_created_at",
        width="12%",
    )


class _BoundedChoices:
    """Choices among objects: a number that no database column holds is an invalid one."""

    def _check_values(self, value):
        try:
            return super()._check_values(value)
        except OverflowError as error:
            raise ValidationError(
                self.error_messages["invalid_choice"],
                code="invalid_choice",
                params={"value": ", ".join(map(str, value))},
            ) from error


@cache
def _bounded(field_class):
    return type(field_class.__name__, (_BoundedChoices, field_class), {})


class PeopleFilterSet(PageFilterSet):
    """Filters of pages, which name only the people of pages that one may explore."""

    owner = MultipleUserFilter(
        label="Owner",
        queryset=lambda request: people.owners(request.user),
        widget=CheckboxSelectMultiple,
    )
    edited_by = EditedByFilter(
        label="Edited by",
        queryset=lambda request: people.editors(request.user),
        widget=CheckboxSelectMultiple,
    )


class ContentFilterSet(PeopleFilterSet):
    """Filters of pages without children of their own: whether they are published."""

    live = django_filters.BooleanFilter(label="Published")
    has_child_pages = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for list_filter in self.filters.values():
            if isinstance(list_filter, django_filters.ModelMultipleChoiceFilter):
                list_filter.field_class = _bounded(list_filter.field_class)


class RowPermissionTester(PagePermissionTester):
    """Wagtail's, which answers for one row of a listing from the row where that is possible.

    Wagtail asks the database of every row whether something live would be deleted with it.
    """

    def can_delete(self, ignore_bulk=False):
        is_bound = self.user.is_active and not self.user.is_superuser
        if is_bound and "publish" not in self.permissions:
            if self.page.live:
                return False
            if self.page.is_leaf() and "change" in self.permissions:
                return True
        return super().can_delete(ignore_bulk)


class RowPermissionsMixin:
    """Mixed into a listing of pages: its rows know by themselves what may be done with them."""

    def get_table(self, object_list):
        for page in object_list:
            if type(page).permissions_for_user is AbstractPage.permissions_for_user:
                page.permissions_for_user = partial(RowPermissionTester, page=page)
        return super().get_table(object_list)


class ContentIndexView(RowPermissionsMixin, WrittenSearchMixin, IndexView):
    """A listing whose search finds what editors wrote."""


class ContentListingViewSet(PageListingViewSet):
    """A listing of one page type, in the menu of those who may explore such pages.

    Where there is none yet, it is in the menu of those who may explore what would hold them.
    """

    choose_parent_view_class = ExplorableParentView

    @cached_property
    def menu_item_class(self):
        model = self.model

        def is_shown(_self, request):
            pages = policy_registry.get_by_type(model).explorable_instances(request.user)
            return pages.type(model, *model.allowed_parent_page_models()).exists()

        return type(f"{model.__name__}ListingMenuItem", (MenuItem,), {"is_shown": is_shown})
