"""The admin's screen of a page's share links: who made them, until when; make one, withdraw one."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import NoReverseMatch, path, reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.generic import FormView, View
from wagtail.admin import messages
from wagtail.admin.ui.menus.pages import PageMenuItem
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.pages.utils import get_breadcrumbs_items_for_page
from wagtail.log_actions import log

from delivery.conf import setting
from delivery.documents.references import base_page_model

from . import log_actions
from .front_ends import address, front_end_of
from .models import ShareLink, may_share, who_may_share

# So many of the links that have ended are listed.
ENDED = 20


class ShareButton(PageMenuItem):
    """“Share this draft” in the header of a page's editor."""

    label = "Share this draft"
    icon_name = "link"
    url_name = "preview_share"

    def is_shown(self, user):
        return may_share(user, self.page) and self.page.is_previewable()


class ShareForm(forms.Form):
    days = forms.TypedChoiceField(
        label="How long is the link good?", coerce=int, widget=forms.RadioSelect
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [(days, "1 day" if days == 1 else f"{days} days") for days in offered_days()]
        self.fields["days"].choices = choices
        self.fields["days"].initial = choices[0][0]


def offered_days():
    return setting("SHARE_LINK_DAYS")


class SharedPageMixin:
    """A view about the links of one page, for those who may edit it."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.page = get_object_or_404(base_page_model(), pk=kwargs["page_id"])

    def dispatch(self, request, *args, **kwargs):
        if not may_share(request.user, self.page):
            raise PermissionDenied
        if not self.page.is_previewable():
            raise Http404
        response = super().dispatch(request, *args, **kwargs)
        add_never_cache_headers(response)
        return response


class ShareView(SharedPageMixin, WagtailAdminTemplateMixin, FormView):
    """The links of a page. A new one is shown in the answer to its making, and never again."""

    page_title = "Share this draft"
    header_icon = "link"
    template_name = "preview/share.html"
    form_class = ShareForm

    def form_valid(self, form):
        days = form.cleaned_data["days"]
        link, token = ShareLink.make(self.page, self.request.user, days)
        log(instance=self.page, action=log_actions.SHARE, data={"days": days})
        return self.render_to_response(
            self.get_context_data(
                form=self.form_class(), made=link, addresses=self.addresses(token)
            )
        )

    def addresses(self, token):
        """Return `[(where, address)]` of a new link, that on the front end first."""
        page = self.page.get_latest_revision_as_object()
        found = []
        if front_end := front_end_of(page):
            found.append(("On the front end", address(front_end, page, share=token)))
        try:
            on_site = reverse("shared_draft", args=[token])
        except NoReverseMatch:
            return found
        where = "On this site" if found else "The link"
        return [*found, (where, self.request.build_absolute_uri(on_site))]

    def get_page_subtitle(self):
        return self.page.get_admin_display_title()

    def get_breadcrumbs_items(self):
        return [
            *get_breadcrumbs_items_for_page(self.page, self.request.user),
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs):
        links = ShareLink.objects.filter(page=self.page).select_related("made_by", "withdrawn_by")
        good = Q(withdrawn_at=None, expires_at__gt=timezone.now())
        good &= Q(made_by__in=who_may_share(self.page).values("pk"))
        return super().get_context_data(
            page=self.page,
            good=links.filter(good),
            ended=links.exclude(pk__in=links.filter(good).values("pk"))[:ENDED],
            edit_url=reverse("wagtailadmin_pages:edit", args=[self.page.pk]),
            **kwargs,
        )


class WithdrawView(SharedPageMixin, View):
    http_method_names = ["post"]

    def post(self, request, page_id, link_id):
        link = get_object_or_404(
            ShareLink.objects.select_related("made_by"), page=self.page, pk=link_id
        )
        if link.withdraw(request.user):
            maker = link.made_by and get_user_display_name(link.made_by)
            log(instance=self.page, action=log_actions.WITHDRAW, data={"made_by": maker})
            messages.success(request, "The link is withdrawn. Nobody can open it any more.")
        return redirect("preview_share", self.page.pk)


urlpatterns = [
    path("pages/<int:page_id>/share/", ShareView.as_view(), name="preview_share"),
    path(
        "pages/<int:page_id>/share/<int:link_id>/withdraw/",
        WithdrawView.as_view(),
        name="preview_withdraw",
    ),
]
