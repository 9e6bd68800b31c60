"""The log: what was sent to whom and what came of it, and the button to send it again."""

import json

from django.contrib import messages
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.views.generic import View
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.viewsets.model import ModelViewSet

from .. import outbox
from ..models import Attempt, Delivery
from .endpoints import LOG
from .telling import tell


class DurationColumn(Column):
    def get_value(self, instance):
        seconds = super().get_value(instance)
        return "" if seconds is None else f"{seconds:.2f} s"


class DeliveryIndexView(generic.IndexView):
    any_permission_required = ["change", "view"]
    page_title = "Log of messages"

    def get_base_queryset(self):
        attempts = Attempt.objects.filter(delivery=OuterRef("pk"))
        last = attempts.order_by("-started_at", "-pk")
        count = attempts.order_by().values("delivery").annotate(count=Count("pk")).values("count")
        return (
            super()
            .get_base_queryset()
            .select_related("endpoint", "event")
            .defer("body")
            .annotate(
                attempt_count=Coalesce(Subquery(count), 0),
                last_status=Subquery(last.values("response_status")[:1]),
                last_seconds=Subquery(last.values("seconds")[:1]),
                last_error=Subquery(last.values("error")[:1]),
            )
        )


class DeliveryInspectView(generic.InspectView):
    any_permission_required = ["change", "view"]
    template_name = "webhooks/delivery.html"
    page_title = "Message"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        delivery = self.object
        can_send = self.user_has_permission("change")
        if delivery.endpoint is not None:
            can_send = can_send and delivery.endpoint.is_active
        return {
            **context,
            "delivery": delivery,
            "attempts": delivery.attempts.all(),
            "body": json.dumps(json.loads(delivery.body), indent=2, ensure_ascii=False),
            "can_send": can_send,
        }


class SendAgainView(PermissionCheckedMixin, View):
    model = Delivery
    permission_required = "change"
    http_method_names = ["post"]

    def post(self, request, pk):
        delivery = get_object_or_404(Delivery.objects.select_related("endpoint"), pk=pk)
        if delivery.endpoint is None or delivery.endpoint.is_active:
            outbox.send_again(delivery)
            tell(request, delivery)
        else:
            messages.error(request, "This webhook is switched off. Tick “Send messages” first.")
        return redirect(f"{LOG}:inspect", pk)


class DeliveryViewSet(ModelViewSet):
    model = Delivery
    name = LOG
    icon = "history"
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    index_view_class = DeliveryIndexView
    inspect_view_class = DeliveryInspectView
    list_display = [
        "receiver",
        DateColumn("created_at", label="Written", sort_key="pk"),
        Column("event.get_type_display", label="What"),
        Column("get_status_display", label="State", sort_key="status"),
        Column("attempt_count", label="Attempts"),
        Column("last_status", label="Answer"),
        DurationColumn("last_seconds", label="Took"),
        Column("last_error", label="Error"),
    ]
    list_filter = ["status", "endpoint", "cache"]

    def get_common_view_kwargs(self, **kwargs):
        # Nobody writes or changes messages by hand.
        none = dict.fromkeys(f"{view}_url_name" for view in NO_VIEWS)
        return super().get_common_view_kwargs(**none, **kwargs)

    def get_urlpatterns(self):
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("inspect/<int:pk>/", self.inspect_view, name="inspect"),
            path("send/<int:pk>/", SendAgainView.as_view(), name="send"),
        ]

    def register_admin_url_finder(self):
        """Do nothing: there is no form of a message to lead to."""


NO_VIEWS = ("add", "edit", "delete", "history", "usage")
