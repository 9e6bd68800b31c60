"""The admin's pages for offering a treatment and for withdrawing it."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.pages.unpublish import UnpublishView
from wagtail.admin.views.pages.utils import get_breadcrumbs_items_for_page
from wagtail.permissions import policy_registry

from treatments.querysets import (
    clinic_treatment_model,
    closed_clinics,
    location_model,
    treatment_model,
)

from .addresses import target_of
from .forms import AddFromLibraryForm, OfferForm
from .offers import clinics_to_offer_at, pages_offering, publishable, treatments_to_offer
from .release import clinics_of

# A message with more buttons than these is no message; the pages are listed below it.
MANY_BUTTONS = 5


class OfferingView(WagtailAdminTemplateMixin, FormView):
    """A form below the breadcrumbs of a page; `page` is the treatment or the clinic."""

    header_icon = "link"
    page = None

    def get_page_subtitle(self):
        return self.page.get_admin_display_title()

    def get_breadcrumbs_items(self):
        here = {"url": "", "label": self.page_title}
        return [*get_breadcrumbs_items_for_page(self.page, self.request.user), here]

    def get_success_url(self):
        return get_valid_next_url_from_request(self.request) or self.request.path

    def get_context_data(self, **kwargs):
        next_url = get_valid_next_url_from_request(self.request)
        return super().get_context_data(
            page=self.page, next=next_url, heading=self.get_heading(), **kwargs
        )

    @transaction.atomic
    def form_valid(self, form):
        pages = form.save()
        if pages:
            tell(self.request, pages)
        else:
            messages.warning(self.request, "It is offered there already. No page was made.")
        return redirect(self.get_success_url())


class OfferView(OfferingView):
    """“Offer at …”: the page for each of the chosen clinics of one treatment."""

    page_title = "Offer at clinics"
    template_name = "treatments/offering/offer.html"
    form_class = OfferForm

    def get_heading(self):
        return f"Offer “{self.page.get_admin_display_title()}” at clinics"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.page = get_object_or_404(treatment_model(), pk=kwargs["pk"])
        self.clinics = clinics_to_offer_at(request.user, self.page)

    def dispatch(self, request, *args, **kwargs):
        may_see = self.page.live or self.page.permissions_for_user(request.user).can_edit()
        if not may_see or not self.clinics.exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        extra = {"treatment": self.page, "clinics": self.clinics, "user": self.request.user}
        return super().get_form_kwargs() | extra

    def get_context_data(self, **kwargs):
        policy = policy_registry.get_by_type(location_model())
        visible = policy.explorable_instances(self.request.user).order_by("title")
        offered = pages_offering(self.page, visible)
        titles = {clinic.pk: clinic for clinic in visible}
        offered = [(page, titles[pk]) for pk, page in offered.items()]
        visible = [page for page, _ in offered]
        return super().get_context_data(offered=offered, visible=visible, **kwargs)


class AddFromLibraryView(OfferingView):
    """“Add from library”: pages of one clinic for the chosen treatments."""

    page_title = "Add from library"
    template_name = "treatments/offering/add_from_library.html"
    form_class = AddFromLibraryForm

    def get_heading(self):
        return f"Add treatments to “{self.page.get_admin_display_title()}” from the library"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.page = get_object_or_404(location_model(), pk=kwargs["pk"])
        self.offered = clinic_treatment_model().objects.child_of(self.page)

    def dispatch(self, request, *args, **kwargs):
        if not clinics_to_offer_at(request.user).filter(pk=self.page.pk).exists():
            is_closed = closed_clinics().filter(pk=self.page.pk).exists()
            if not is_closed or not self.page.permissions_for_user(request.user).can_add_subpage():
                raise PermissionDenied
            messages.error(
                request,
                f"“{self.page.get_admin_display_title()}” is closed, so it offers no treatments. "
                "Reopen it first.",
            )
            return redirect("wagtailadmin_explore", self.page.pk)
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        offered = self.offered.filter(treatment__isnull=False).values("treatment")
        clinic = location_model().objects.filter(pk=self.page.pk)
        return super().get_form_kwargs() | {
            "clinic": self.page,
            "treatments": treatments_to_offer(self.page).exclude(pk__in=offered),
            "user": self.request.user,
            "may_publish": bool(publishable(self.request.user, clinic)),
        }

    def post(self, request, *args, **kwargs):
        if "find" in request.POST:
            return self.render_to_response(self.get_context_data(is_search=True))
        return super().post(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        offered = self.offered.order_by("title")
        offered = offered.annotate_approved_schedule().prefetch_workflow_states()
        return super().get_context_data(offered=offered, **kwargs)


class WithdrawView(UnpublishView):
    """Wagtail's unpublishing, which says where the address leads from then on."""

    page_title = "Withdraw"
    template_name = "treatments/offering/withdraw.html"
    unpublish_url_name = "treatments_withdraw"

    def get_object(self, queryset=None):
        return get_object_or_404(clinic_treatment_model(), pk=self.pk)

    def get_context_data(self, **kwargs):
        clinic = clinics_of([self.object])[self.object]
        return super().get_context_data(
            clinic=clinic, target=target_of(self.object), address=self.object.url, **kwargs
        )

    def get_success_message(self):
        title = self.object.get_admin_display_title()
        target = target_of(self.object)
        if target is None:
            return f"“{title}” is withdrawn."
        return f"“{title}” is withdrawn. Its address leads to “{target.title}”."


def tell(request, pages):
    """Tell the person which pages were made, with links to a few."""
    clinics = clinics_of(pages)
    states = (
        f"“{page.title}” at {clinics[page].title} ({'live' if page.live else 'draft'})"
        for page in pages
    )
    buttons = [
        messages.button(
            reverse("wagtailadmin_pages:edit", args=[page.pk]),
            f"Edit {page.title}, {clinics[page].title}",
        )
        for page in pages[:MANY_BUTTONS]
    ]
    messages.success(request, f"Offered: {', '.join(states)}.", buttons=buttons)
