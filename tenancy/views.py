"""What the admin's pages about one clinic have in common."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.pages.utils import get_breadcrumbs_items_for_page

from tenancy.models import Clinic
from tenancy.permissions import may_see
from treatments.querysets import location_model


class ClinicViewMixin(WagtailAdminTemplateMixin):
    """A view below the breadcrumbs of a clinic's page; `clinic` is None if it was never set up."""

    header_icon = "group"
    needs_clinic = True

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.page = get_object_or_404(location_model(), pk=kwargs["pk"])
        self.clinic = (
            Clinic.objects.select_related("editors", "managers", "workflow", "site")
            .filter(page=self.page)
            .first()
        )
        if self.clinic:
            self.clinic.page = self.page

    def dispatch(self, request, *args, **kwargs):
        # To who may not see the clinic, one that is not set up looks like any other.
        if not self.is_allowed(request.user):
            raise PermissionDenied
        if self.clinic is None and self.needs_clinic:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def is_allowed(self, user):
        """Return whether a user may come here."""
        return may_see(user, self.page)

    def get_page_subtitle(self):
        return self.page.get_admin_display_title()

    def get_breadcrumbs_items(self):
        return [
            *get_breadcrumbs_items_for_page(self.page, self.request.user),
            {"url": "", "label": self.page_title},
        ]

    @property
    def clinic_url(self):
        return reverse("tenancy_clinic", args=[self.page.pk])

    def get_success_url(self):
        return get_valid_next_url_from_request(self.request) or self.clinic_url

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            page=self.page, clinic=self.clinic, clinic_url=self.clinic_url, **kwargs
        )
