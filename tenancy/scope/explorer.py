"""The explorer and the lists of pages by type: what is above one's own pages, and no further.

Wagtail lets somebody with rights in two parts of the tree open every page between them, and offers
the names of all who ever owned or edited a page as filters.
"""

import swapper
from django.shortcuts import redirect
from wagtail import hooks
from wagtail.admin.views.pages.listing import ExplorableIndexView, GenericPageFilterSet
from wagtail.admin.viewsets.pages import PageViewSet

from delivery.admin.listings import PeopleFilterSet, RowPermissionsMixin
from delivery.admin.searching import WrittenSearchMixin, WrittenSearchView

from . import page_views
from .privacy import ScopedSetPrivacyView
from .rules import may_explore

Page = swapper.load_model("wagtailcore", "Page")


class ExplorerFilterSet(PeopleFilterSet, GenericPageFilterSet):
    """Filters of pages of every type."""


class ExplorerView(RowPermissionsMixin, WrittenSearchMixin, ExplorableIndexView):
    """The children of a page that is one's own or leads there."""

    def get(self, request, parent_page_id=None):
        page = parent_page_id and Page.objects.filter(pk=parent_page_id).first()
        if page and not may_explore(request.user, page):
            root = self.permission_policy.explorable_root_instance(request.user)
            return redirect(self.index_url_name, root.pk)
        return super().get(request, parent_page_id)

    def found(self, queryset, text, is_ordered):
        for hook in hooks.get_hooks("construct_explorer_page_queryset"):
            queryset = hook(self.parent_page, queryset, self.request)
        return super().found(queryset, text, is_ordered)


class ScopedSearchView(RowPermissionsMixin, WrittenSearchView):
    """The search of all pages that one may explore."""


class ScopedPageViewSet(PageViewSet):
    """The views of every page type that has no viewset of its own."""

    model = Page
    index_view_class = ExplorerView
    search_view_class = ScopedSearchView
    choose_parent_view_class = page_views.ScopedChooseParentView
    collect_workflow_action_data_view_class = page_views.ScopedCollectWorkflowActionDataView
    confirm_workflow_cancellation_view_class = page_views.ScopedConfirmWorkflowCancellationView
    copy_view_class = page_views.ScopedCopyView
    move_view_class = page_views.ScopedMoveView
    move_confirm_view_class = page_views.ScopedMoveConfirmView
    set_privacy_view_class = ScopedSetPrivacyView
    workflow_action_view_class = page_views.ScopedWorkflowActionView
    workflow_preview_view_class = page_views.ScopedPreviewRevisionForTaskView
    filterset_class = ExplorerFilterSet
