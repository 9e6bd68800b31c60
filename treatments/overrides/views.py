"""One click: keep the clinic's text, use the shared text again, hide a part, replace a section."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic import HookResponseMixin

from treatments.querysets import clinic_treatment_model
from treatments.visibility import may_read

from . import decisions
from .states import PartStates


class DecisionView(HookResponseMixin, View):
    """Carries out one decision about one part of a page, for those who may edit the page."""

    http_method_names = ["post"]

    # Whether it may be decided of the published page alone.
    holds_for_live = False

    def post(self, request, page_id, part):
        self.page = get_object_or_404(clinic_treatment_model(), pk=page_id)
        if not self.page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        state = self._state(part)
        refusal = self._refusal()
        if refusal:
            messages.error(request, refusal)
        elif not self.is_possible(state):
            messages.warning(request, f"Nothing was changed: {self.not_possible(state)}.")
        else:
            response = self.decide(state)
            if response is not None:
                return response
        return redirect(self.next_url)

    def _state(self, part):
        """The state of the part in the latest draft, or as it is live where that alone is stale."""
        pages = [self.page.get_latest_revision_as_object()]
        if self.holds_for_live:
            pages.append(self.page)
        found = [
            states[part]
            for page in pages
            if part in (states := PartStates(page, may_read(self.request.user, page.treatment)))
        ]
        if not found:
            raise Http404
        return next(filter(self.is_possible, found), found[0])

    def _refusal(self):
        if self.page.alias_of_id:
            return "This page is an alias. Decide on the page that it follows."
        lock = self.page.get_lock()
        if lock is not None and lock.for_user(self.request.user):
            return lock.get_message(self.request.user) or "This page is locked."
        return None

    @cached_property
    def next_url(self):
        own = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        return get_valid_next_url_from_request(self.request) or own

    def is_possible(self, state):
        """Whether the part is in a state that this decision changes."""
        raise NotImplementedError

    def not_possible(self, state):
        return f"“{state.name}” is as you wanted it already"

    def decide(self, state):
        """Carry it out and say so; return a response only to send the person elsewhere."""
        raise NotImplementedError


class KeepView(DecisionView):
    holds_for_live = True

    def is_possible(self, state):
        return state.is_stale

    def decide(self, state):
        decisions.keep(self.page, state, self.request.user)
        messages.success(
            self.request, f"“{state.name}” stays as this clinic has it, and is no longer stale."
        )


class ShareView(DecisionView):
    def is_possible(self, state):
        return state.can_be_shared

    def decide(self, state):
        user = self.request.user
        was_published = self.page.live and not self.page.has_unpublished_changes
        revision = decisions.share(self.page, state, user)
        said = f"“{state.name}” is the library’s again"
        if not was_published:
            messages.success(self.request, f"{said} in the draft. Publish the page to show it.")
        elif not self.page.permissions_for_user(user).can_publish():
            messages.success(
                self.request, f"{said} in the draft. Somebody who may publish has to publish it."
            )
        else:
            return self._publish(revision, said)
        return None

    def _publish(self, revision, said):
        response = self.run_hook("before_publish_page", self.request, revision.as_object())
        if response is not None:
            return response
        if not decisions.publish(revision, self.request.user):
            messages.warning(
                self.request,
                f"{said} in the draft. It could not be published: publish the page in the editor, "
                "which says what is missing.",
            )
            return None
        self.page.refresh_from_db()
        if self.page.has_unpublished_changes:
            messages.success(self.request, f"{said}, from the day the page is scheduled for.")
        else:
            messages.success(self.request, f"{said}, and the page is published.")
        return self.run_hook("after_publish_page", self.request, self.page)


class HideView(DecisionView):
    def is_possible(self, state):
        return state.can_be_hidden and state.is_in_library and not state.is_hidden

    def decide(self, state):
        decisions.hide(self.page, state, self.request.user)
        messages.success(
            self.request, f"“{state.name}” is hidden in the draft. Publish the page to show it so."
        )


class ReplaceView(DecisionView):
    def is_possible(self, state):
        is_section = state.key.startswith("section:")
        return is_section and state.is_in_library and bool(state.shared) and not state.is_local

    def decide(self, state):
        decisions.replace(self.page, state, self.request.user)
        messages.success(
            self.request,
            f"“{state.name}” stands below the library’s sections for this clinic to change. "
            "Publish the page to show it.",
        )


urlpatterns = [
    path(
        f"clinic_treatments/<int:page_id>/overrides/<str:part>/{name}/",
        view.as_view(),
        name=f"treatments_override_{name}",
    )
    for name, view in (
        (decisions.KEEP, KeepView),
        (decisions.SHARE, ShareView),
        (decisions.HIDE, HideView),
        (decisions.REPLACE, ReplaceView),
    )
]
