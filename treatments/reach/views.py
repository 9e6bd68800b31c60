"""The admin's views of reach: the list in the editor, and publishing what has been confirmed."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.views.generic import View
from wagtail import hooks
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic import HookResponseMixin

from delivery.documents.references import base_page_model
from treatments.querysets import treatment_model

from .asking import before_publish_page, fingerprint
from .reach import reach
from .summary import Summary, outcome


class ReachView(View):
    """The list of clinics for the latest draft, as a piece of HTML."""

    http_method_names = ["get"]

    def get(self, request, page_id):
        page = get_object_or_404(treatment_model(), pk=page_id)
        if not page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        draft = page.get_latest_revision_as_object()
        context = {"summary": Summary(reach(draft), request.user), "page": draft}
        return render(request, "treatments/reach/clinics.html", context)


class PublishView(HookResponseMixin, View):
    """Publishes the very words whose reach has been confirmed, and no newer ones."""

    http_method_names = ["post"]

    def post(self, request, page_id):
        with transaction.atomic():
            # Nobody saves a newer draft between the look and the deed.
            base_page_model().objects.select_for_update().filter(pk=page_id).first()
            page = get_object_or_404(treatment_model(), pk=page_id)
            if not page.permissions_for_user(request.user).can_publish():
                raise PermissionDenied
            revision = page.get_latest_revision()
            refusal = self._refusal(page, revision)
            if refusal:
                messages.error(request, refusal)
                return redirect("wagtailadmin_pages:edit", page.pk)
            response = self._ask_others(page, revision)
            if response:
                return response
            found = self._publish(page, revision)
        return self._published(treatment_model().objects.get(pk=page.pk), revision, found)

    def _ask_others(self, page, revision):
        """Return what another hook that stands before publishing answers, if one does."""
        for hook in hooks.get_hooks("before_publish_page"):
            if hook is not before_publish_page:
                response = hook(self.request, revision.as_object())
                if hasattr(response, "status_code"):
                    return response
        return None

    def _refusal(self, page, revision):
        lock = page.get_lock()
        if lock is not None and lock.for_user(self.request.user):
            return "The page was not published, because it is locked."
        if revision is None or self.request.POST.get("confirmed") != fingerprint(revision):
            return (
                "The page was not published, because it has been saved again in the meantime. "
                "Look at the newer draft, and publish that."
            )
        return None

    def _publish(self, page, revision):
        found = reach(revision.as_object())
        reverted = self.request.POST.get("reverted", "")
        previous = page.revisions.filter(pk=reverted).first() if reverted.isdecimal() else None
        PublishPageRevisionAction(
            revision, user=self.request.user, previous_revision=previous
        ).execute()
        return found

    def _published(self, page, revision, found):
        for hook, tell in (("after_publish_page", True), ("after_edit_page", False)):
            response = self.run_hook(hook, self.request, page)
            if response:
                return response
            if tell:
                self._tell(page, revision, found)
        next_url = get_valid_next_url_from_request(self.request)
        return redirect(next_url or reverse("wagtailadmin_explore", args=[page.get_parent().pk]))

    def _tell(self, page, revision, found):
        title = page.get_admin_display_title()
        buttons = [
            messages.button(reverse("wagtailadmin_pages:edit", args=[page.pk]), "Edit"),
        ]
        go_live_at = revision.as_object().go_live_at
        if go_live_at and go_live_at > timezone.now():
            messages.success(
                self.request, f"“{title}” will be published as scheduled.", buttons=buttons
            )
            return
        if page.url:
            buttons.insert(0, messages.button(page.url, "View live"))
        if found.stale:
            report = reverse("treatments_stale_overrides")
            buttons.append(messages.button(report, "Stale overrides"))
        messages.success(
            self.request, f"“{title}” has been published. {outcome(found)}", buttons=buttons
        )


urlpatterns = [
    path("treatments/<int:page_id>/reach/", ReachView.as_view(), name="treatments_reach"),
    path(
        "treatments/<int:page_id>/reach/publish/",
        PublishView.as_view(),
        name="treatments_reach_publish",
    ),
]
