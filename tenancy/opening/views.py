"""The admin's pages for opening a clinic, and the one that says what belongs to it."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import FormView, TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.pages.utils import get_breadcrumbs_items_for_page

from tenancy.people.members import members_of
from tenancy.permissions import may_close, may_look_after, may_open
from tenancy.views import ClinicViewMixin
from treatments.querysets import location_model

from .clinics import furnish
from .forms import opening_form_class
from .groups import NoGroupError


class AddClinicView(WagtailAdminTemplateMixin, FormView):
    """“Add clinic”, below a clinic index."""

    page_title = "Add clinic"
    header_icon = "plus"
    template_name = "tenancy/opening/add_clinic.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        page = get_object_or_404(location_model().base_page_model, pk=kwargs["pk"])
        if not issubclass(
            page.specific_class, tuple(location_model().allowed_parent_page_models())
        ):
            raise Http404
        self.index = page.specific

    def dispatch(self, request, *args, **kwargs):
        if not may_open(request.user, self.index):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form_class(self):
        return opening_form_class()

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {
            "instance": location_model()(locale_id=self.index.locale_id),
            "parent_page": self.index,
            "for_user": self.request.user,
        }

    def get_page_subtitle(self):
        return self.index.get_admin_display_title()

    def get_breadcrumbs_items(self):
        return [
            *get_breadcrumbs_items_for_page(self.index, self.request.user),
            {"url": "", "label": self.page_title},
        ]

    def form_valid(self, form):
        try:
            clinic = form.open(self.request.user)
        except NoGroupError:
            form.add_error(
                None, "This clinic index is below no website. Ask an administrator to mend that."
            )
            return self.form_invalid(form)
        if clinic is None:
            return self.form_invalid(form)
        edit = reverse("wagtailadmin_pages:edit", args=[clinic.page_id])
        state = "is open and live" if clinic.page.live else "is here as a draft"
        messages.success(
            self.request,
            f"“{clinic}” {state}. Now invite its people.",
            buttons=[messages.button(edit, "Edit its page")],
        )
        return redirect("tenancy_clinic", clinic.page_id)

    def get_context_data(self, **kwargs):
        return super().get_context_data(index=self.index, **kwargs)


class ClinicView(ClinicViewMixin, TemplateView):
    """“People and settings” of a clinic."""

    page_title = "People and settings"
    template_name = "tenancy/opening/clinic.html"
    needs_clinic = False

    def get_context_data(self, **kwargs):
        user, clinic = self.request.user, self.clinic
        if clinic:
            kwargs |= {
                "members": members_of(clinic),
                "looks_after": may_look_after(user, clinic),
                "may_close": may_close(user, clinic),
            }
        index = self.page.get_parent().specific_deferred
        return super().get_context_data(
            may_set_up=may_open(user, index),
            workflow=self.page.get_workflow(),
            **kwargs,
        )


class SetUpView(ClinicViewMixin, View):
    """Gives a clinic that was made as a plain page, or lost something, all that belongs to it."""

    needs_clinic = False
    http_method_names = ["post"]

    def is_allowed(self, user):
        return may_open(user, self.page.get_parent().specific_deferred)

    def post(self, request, *args, **kwargs):
        try:
            furnish(self.page, user=request.user)
        except NoGroupError:
            messages.error(request, "This clinic is below no website, so it belongs to no group.")
        else:
            messages.success(request, f"“{self.page.title}” has everything that a clinic needs.")
        return redirect(self.clinic_url)
