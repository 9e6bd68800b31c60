"""The admin's pages for inviting people to a clinic and for taking their access."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.views.generic import FormView, TemplateView, View
from wagtail.admin import messages

from tenancy.models import Clinic
from tenancy.permissions import clinics_looked_after, may_look_after
from tenancy.views import ClinicViewMixin

from .forms import InvitationForm
from .mail import send_invitation
from .members import member_of, remove


class PeopleViewMixin(ClinicViewMixin):
    def is_allowed(self, user):
        return self.clinic is not None and may_look_after(user, self.clinic)

    def tell(self, address, clinics, is_sent):
        """Tell who acts whether the message went; nothing about the account behind the address."""
        names = ", ".join(str(clinic) for clinic in clinics)
        if is_sent:
            messages.success(
                self.request,
                f"{address} has access to {names}. A message with how to sign in is on its way.",
            )
        else:
            messages.warning(
                self.request,
                f"{address} has access to {names}, but the message could not be sent. Try “Send "
                "again” later.",
            )

    def send(self, user, address, clinics):
        base_url = self.request.build_absolute_uri("/").rstrip("/")
        self.tell(address, clinics, send_invitation(user, clinics, self.request.user, base_url))


class InviteView(PeopleViewMixin, FormView):
    """One form: the account, its role and a message."""

    page_title = "Invite a person"
    template_name = "tenancy/people/invite.html"
    form_class = InvitationForm

    def dispatch(self, request, *args, **kwargs):
        if self.clinic and self.clinic.is_closed:
            return redirect(self.clinic_url)
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self):
        return {"role": InvitationForm.base_fields["role"].initial, "clinics": [self.clinic.pk]}

    def get_form_kwargs(self):
        clinics = clinics_looked_after(self.request.user).filter(closed_at=None)
        clinics = clinics.select_related("page").order_by("page__title").distinct()
        return super().get_form_kwargs() | {"clinics": clinics, "by": self.request.user}

    def form_valid(self, form):
        user = form.save()
        if user is None:
            return self.form_invalid(form)
        # As it was typed: an account may spell it otherwise.
        self.send(user, form.cleaned_data["email"], form.cleaned_data["clinics"])
        return redirect(self.clinic_url)


class MemberViewMixin(PeopleViewMixin):
    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.member = self.clinic and member_of(self.clinic, kwargs["user_id"])

    def dispatch(self, request, *args, **kwargs):
        if not self.is_allowed(request.user):
            raise PermissionDenied
        if self.member is None:
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class SendAgainView(MemberViewMixin, View):
    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        self.send(self.member.user, self.member.email, [self.clinic])
        return redirect(self.clinic_url)


class RemoveView(MemberViewMixin, TemplateView):
    page_title = "Remove a person"
    template_name = "tenancy/people/remove.html"

    def is_refused(self):
        """A clinic's own manager does not leave it without one; who may change clinics may."""
        return self.member.is_last_manager and not self.request.user.has_perm(
            "tenancy.change_clinic"
        )

    def get_context_data(self, **kwargs):
        return super().get_context_data(member=self.member, is_refused=self.is_refused(), **kwargs)

    @transaction.atomic
    def post(self, request, *args, **kwargs):
        # Of two managers who remove each other at the same time, one is still there.
        clinic = Clinic.objects.select_for_update(of=("self",)).get(pk=self.clinic.pk)
        self.member = member_of(clinic, kwargs["user_id"]) or self.member
        if self.is_refused():
            raise PermissionDenied
        remove(self.member.user, self.clinic, by=request.user)
        messages.success(request, f"This person has no access to “{self.clinic}” any more.")
        # Who has just taken his own access may not see the clinic any more.
        is_self = self.member.user == request.user
        return redirect("wagtailadmin_home" if is_self else self.clinic_url)
