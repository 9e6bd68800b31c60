"""The list of webhooks, the form of one, and its buttons."""

from django.contrib import messages
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.cache import add_never_cache_headers
from django.utils.functional import cached_property
from django.views.generic import TemplateView, View
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.log_actions import log
from wagtail.permissions import policy_registry

from .. import outbox
from ..models import Delivery, Endpoint
from . import log_actions
from .forms import EndpointForm
from .telling import tell

LOG = "webhook_log"


def may_see_log(user):
    return policy_registry.get_by_type(Delivery).user_has_any_permission(user, ["change", "view"])


def log_url(endpoint=None):
    """Return the address of the log, of one webhook or of all."""
    url = reverse(f"{LOG}:index")
    return f"{url}?endpoint={endpoint.pk}" if endpoint else url


class EndpointIndexView(generic.IndexView):
    """The webhooks with their state, and how many messages wait for each."""

    def get_base_queryset(self):
        waiting = (
            Delivery.objects.filter(endpoint=OuterRef("pk"), status=Delivery.WAITING)
            .order_by()
            .values("endpoint")
            .annotate(count=Count("pk"))
            .values("count")
        )
        counted = Coalesce(Subquery(waiting), 0)
        return super().get_base_queryset().annotate(waiting=counted)

    @cached_property
    def header_buttons(self):
        buttons = super().header_buttons
        if may_see_log(self.request.user):
            buttons = [*buttons, HeaderButton("Log", url=log_url(), icon_name="history")]
        return buttons


class EndpointCreateView(generic.CreateView):
    success_message = (
        "“%(object)s” is there. Its receiver needs the secret: give it to whoever runs it."
    )

    def get_success_url(self):
        return reverse("webhooks:secret", args=[self.object.pk])


class EndpointEditView(generic.EditView):
    template_name = "webhooks/endpoint_edit.html"

    @cached_property
    def header_more_buttons(self):
        secret = Button(
            "Secret", url=reverse("webhooks:secret", args=[self.object.pk]), icon_name="key"
        )
        shown = [secret]
        if may_see_log(self.request.user):
            shown.append(Button("Log", url=log_url(self.object), icon_name="history"))
        return [*super().header_more_buttons, *shown]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        # The form may hold what was refused; the state is that of what is stored.
        stored = Endpoint.objects.get(pk=self.object.pk)
        waiting = stored.deliveries.filter(status=Delivery.WAITING).count()
        return {**context, "stored": stored, "waiting": waiting}


class ActionView(PermissionCheckedMixin, View):
    """A button of a webhook: it is posted, does something, and leads back."""

    model = Endpoint
    permission_required = "change"
    http_method_names = ["post"]

    def post(self, request, pk):
        endpoint = get_object_or_404(Endpoint, pk=pk)
        if endpoint.is_active:
            self.act(endpoint)
        else:
            messages.error(request, "This webhook is switched off. Tick “Send messages” first.")
        return redirect("webhooks:edit", pk)


class TestView(ActionView):
    def act(self, endpoint):
        log(endpoint, log_actions.TEST, user=self.request.user)
        tell(self.request, outbox.record_test(endpoint))


class TryView(ActionView):
    """Send the message that waits longest at once, or a test where none waits."""

    def act(self, endpoint):
        waiting = endpoint.deliveries.filter(status=Delivery.WAITING).order_by("pk").first()
        if waiting is None:
            tell(self.request, outbox.record_test(endpoint))
            return
        outbox.send_again(waiting)
        outbox.send_waiting(endpoint)
        tell(self.request, waiting)


class SecretView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """The secret of a webhook: shown only when that is asked for, made anew, old ones ended."""

    model = Endpoint
    permission_required = "change"
    template_name = "webhooks/secret.html"
    page_title = "Secret"
    header_icon = "key"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.keys = []

    @cached_property
    def object(self):
        return get_object_or_404(Endpoint, pk=self.kwargs["pk"])

    def post(self, request, *args, **kwargs):
        match request.POST.get("action"):
            case "show":
                log(self.object, log_actions.SHOW_SECRET, user=request.user)
                self.keys = self.object.valid_keys()
                return self.get(request, *args, **kwargs)
            case "new":
                log(self.object, log_actions.NEW_SECRET, user=request.user)
                self.object.rotate_secret()
                messages.success(request, "There is a new secret. Give it to the receiver.")
            case "retire":
                log(self.object, log_actions.RETIRE_SECRETS, user=request.user)
                self.object.retire_old_secrets()
                messages.success(request, "Only the newest secret signs from now on.")
        return redirect("webhooks:secret", self.object.pk)

    def get_page_subtitle(self):
        return str(self.object)

    def get_breadcrumbs_items(self):
        return [
            {"url": reverse("webhooks:index"), "label": "Webhooks"},
            {"url": reverse("webhooks:edit", args=[self.object.pk]), "label": str(self.object)},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs):
        old = self.object.secrets.valid().exclude(expires_at=None)
        ends = max((secret.expires_at for secret in old), default=None)
        return super().get_context_data(
            **kwargs, object=self.object, keys=self.keys, old_until=ends
        )

    def render_to_response(self, context, **kwargs):
        response = super().render_to_response(context, **kwargs)
        add_never_cache_headers(response)
        return response


class EndpointViewSet(ModelViewSet):
    model = Endpoint
    name = "webhooks"
    icon = "rotate"
    menu_label = "Webhooks"
    menu_name = "webhooks"
    menu_order = 700
    add_to_settings_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    index_view_class = EndpointIndexView
    add_view_class = EndpointCreateView
    edit_view_class = EndpointEditView
    list_display = [
        "name",
        Column("host", label="Receiver"),
        Column("state", label="State"),
        Column("waiting", label="Waiting messages"),
        Column("last_error", label="Last error"),
    ]
    list_filter = ["is_active"]
    search_fields = ["name"]
    search_backend_name = None

    def get_form_class(self, for_update=False):
        return EndpointForm

    def get_common_view_kwargs(self, **kwargs):
        return super().get_common_view_kwargs(usage_url_name=None, **kwargs)

    def get_urlpatterns(self):
        kept = [each for each in super().get_urlpatterns() if each.name != "usage"]
        return [
            *kept,
            path("secret/<int:pk>/", SecretView.as_view(), name="secret"),
            path("test/<int:pk>/", TestView.as_view(), name="test"),
            path("try/<int:pk>/", TryView.as_view(), name="try"),
        ]
