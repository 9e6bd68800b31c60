"""The admin's pages for closing a clinic and for opening it again."""

from django.shortcuts import redirect
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages

from tenancy.opening.groups import NoGroupError
from tenancy.people.members import groups_given_by_hand, members_of
from tenancy.permissions import may_close
from tenancy.views import ClinicViewMixin

from .addresses import target_of
from .close import close_clinic, work_in_hand
from .forms import ClosingForm
from .reopen import reopen_clinic

# The pages named in a message; of more, only the number is said.
MANY = 5


class ClosingViewMixin(ClinicViewMixin):
    is_for_closed = False

    def is_allowed(self, user):
        return self.clinic is not None and may_close(user, self.clinic)

    def dispatch(self, request, *args, **kwargs):
        if self.is_allowed(request.user) and self.clinic.is_closed != self.is_for_closed:
            return redirect(self.clinic_url)
        return super().dispatch(request, *args, **kwargs)


class CloseView(ClosingViewMixin, FormView):
    """Says what closing does, in numbers, and does it."""

    page_title = "Close clinic"
    header_icon = "lock"
    template_name = "tenancy/closing/close.html"
    form_class = ClosingForm

    def get_context_data(self, **kwargs):
        below = self.page.base_page_model.objects.descendant_of(self.page, inclusive=True)
        scheduled, workflows, locked = work_in_hand(below)
        return super().get_context_data(
            live=below.live().count(),
            members=members_of(self.clinic),
            scheduled=scheduled.count(),
            workflows=workflows.count(),
            locked=locked.count(),
            target=target_of(self.page),
            other_groups=groups_given_by_hand(self.clinic),
            **kwargs,
        )

    def form_valid(self, form):
        close_clinic(self.clinic, for_good=form.is_for_good(), user=self.request.user)
        messages.success(self.request, f"“{self.clinic}” is closed.")
        return redirect(self.clinic_url)


class ReopenView(ClosingViewMixin, TemplateView):
    page_title = "Reopen clinic"
    header_icon = "lock-open"
    template_name = "tenancy/closing/reopen.html"
    is_for_closed = True

    def get_context_data(self, **kwargs):
        editors = self.clinic.former_editors.filter(is_active=True)
        managers = self.clinic.former_managers.filter(is_active=True)
        return super().get_context_data(
            pages=len(self.clinic.before_closing["pages"]),
            people=editors.union(managers),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        try:
            done = reopen_clinic(self.clinic, user=request.user)
        except NoGroupError:
            messages.error(
                request,
                "This clinic is below no website. Ask an administrator to add one under Settings, "
                "Sites; then open the clinic again.",
            )
            return redirect(self.clinic_url)
        messages.success(
            request,
            f"“{self.clinic}” is open again: {len(done.published)} published, "
            f"{len(done.people)} with access.",
        )
        if done.left:
            names = ", ".join(f"“{page.title}”" for page in done.left[:MANY])
            more = f" and {len(done.left) - MANY} more" if len(done.left) > MANY else ""
            messages.warning(
                request,
                f"Left as drafts, because they have changed or cannot be published: {names}{more}.",
            )
        return redirect(self.clinic_url)
