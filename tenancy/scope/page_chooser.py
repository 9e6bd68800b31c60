"""The page chooser, which offers only what a person may choose.

Wagtail's own lists every page by its draft's title. Where a page is looked for to move or to copy
something there (`user_perms`), what may be explored is offered, and Wagtail says which will do.
"""

import swapper
from django.db.models import BigIntegerField, Q
from django.http import Http404
from django.urls import reverse
from wagtail.admin.views import chooser
from wagtail.permissions import policy_registry

from treatments.querysets import clinic_path

from .rules import (
    as_seen_by,
    choosable_pages,
    may_choose_page,
    may_explore,
    own_pages,
    passed_pages,
)

Page = swapper.load_model("wagtailcore", "Page")


def construct_page_chooser_queryset(pages, request):
    """Narrow what the chooser lists to what may be chosen and what leads to one's own pages."""
    # What the column “Status” would ask of every page by itself.
    pages = pages.annotate_approved_schedule().prefetch_workflow_states()
    if request.user.is_superuser:
        return pages
    passed = passed_pages(request.user).values("pk")
    return pages.filter(Q(pk__in=_offered(request).values("pk")) | Q(pk__in=passed))


def _offered(request):
    offered = own_pages if request.GET.get("user_perms") else choosable_pages
    return offered(request.user)


class TitleColumn(chooser.PageTitleColumn):
    """Titles as `user` may read them: a draft's only of pages of his own.

    `above` is the page below which all stand that are listed; None where they stand anywhere.
    """

    def __init__(self, *args, user, above=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.user, self.above = user, above

    def get_value(self, instance):
        if self.above and instance != self.above:
            know_parents([instance], [self.above])
        return super().get_value(as_seen_by(self.user, instance))


class ParentColumn(chooser.ParentPageColumn):
    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def get_value(self, instance):
        return as_seen_by(self.user, super().get_value(instance))


class ReaderColumnsMixin:
    """Puts columns that know who reads in the place of Wagtail's."""

    @property
    def columns(self):
        return [self._for_reader(column) for column in super().columns]

    def _for_reader(self, column):
        options = {"label": column.label, "user": self.request.user}
        if isinstance(column, chooser.PageTitleColumn):
            return TitleColumn(
                column.name,
                is_multiple_choice=column.is_multiple_choice,
                above=getattr(self, "parent_page", None),
                **options,
            )
        if isinstance(column, chooser.ParentPageColumn):
            return ParentColumn(column.name, **options)
        return column


class BrowseView(ReaderColumnsMixin, chooser.BrowseView):
    """Browses from where the pages that may be chosen have their common ancestor.

    A page that one may not see, by its number in the address, leads there too.
    """

    def get(self, request, parent_page_id=None):
        if not request.user.is_superuser:
            parent_page_id = self._enterable(parent_page_id) or self._start()
        return super().get(request, parent_page_id)

    @property
    def columns(self):
        # The table is made last, when Wagtail has said of the page above whether its type will do.
        if not self.request.GET.get("user_perms"):
            self.parent_page.can_choose &= may_choose_page(self.request.user, self.parent_page)
        return super().columns

    def _enterable(self, page_id):
        page = page_id and Page.objects.filter(pk=page_id).first()
        if page and (
            may_explore(self.request.user, page)
            or _offered(self.request).filter(pk=page.pk).exists()
        ):
            return page.pk
        return None

    def _start(self):
        wanted = self._wanted_types()
        every_type = wanted == (Page,)
        start = _offered(self.request).type(*wanted).first_common_ancestor(include_self=every_type)
        if self._enterable(start.pk):
            return start.pk
        root = policy_registry.get_by_type(Page).explorable_root_instance(self.request.user)
        return root and root.pk

    def _wanted_types(self):
        names = self.request.GET.get("page_type") or chooser.base_page_type_string
        try:
            return chooser.page_models_from_string(names)
        except (ValueError, LookupError) as error:
            raise Http404 from error


class SearchView(ReaderColumnsMixin, chooser.SearchView):
    """Searches what `construct_page_chooser_queryset` leaves."""

    def get(self, request):
        response = super().get(request)
        pages = list(response.context_data["pages"])
        paths = {clinic_path(page.path) for page in pages}
        know_parents(pages, Page.objects.filter(path__in=paths))
        return response


def know_parents(pages, parents):
    """Let each page know the one above it, which its row in the list would else ask for."""
    by_path = {parent.path: parent for parent in parents}
    for page in pages:
        if above := by_path.get(clinic_path(page.path)):
            # Where `get_parent` of treebeard keeps it.
            page._cached_parent_obj = above


class ChosenMultipleView(chooser.ChosenMultipleView):
    def get(self, request):
        ids = [value for value in request.GET.getlist("id") if is_number_of_page(value)]
        pages = choosable_pages(request.user).filter(pk__in=ids).specific()
        return self.render_chosen_response([chosen_page(request.user, page) for page in pages])


def is_number_of_page(value):
    """Return whether a text is a number that a page could have."""
    return value.isdecimal() and int(value) <= BigIntegerField.MAX_BIGINT


def chosen_page(user, page):
    """Return what the chooser's script is told of a page that was chosen."""
    above = page.get_parent()
    return {
        "id": page.pk,
        "parentId": above and above.pk,
        "adminTitle": as_seen_by(user, page).get_admin_display_title(),
        "editUrl": reverse("wagtailadmin_pages:edit", args=(page.pk,)),
        "url": page.url,
    }
