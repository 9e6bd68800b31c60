"""The endpoint of redirects: those of the site asked, none that leads to what is not public."""

from django.db.models import Q
from rest_framework import serializers
from wagtail.contrib.redirects.api.v2 import RedirectsAPIViewSet
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from .backends import FieldsFilter, OrderingFilter, SearchFilter
from .envelope import DocumentSerializer
from .fields import WholeObjectField
from .viewsets import DeliveryViewSetMixin


class LocationField(WholeObjectField):
    """Where the redirect leads: an address, or a path on the site."""

    def collect(self, value, references):
        references.want_page(value.redirect_page_id)

    def to_representation(self, redirect):
        page = self.references.page(redirect.redirect_page_id)
        return page["url"] if page else redirect.redirect_link or None


class RedirectSerializer(DocumentSerializer):
    location = LocationField()
    is_permanent = serializers.ReadOnlyField()


class RedirectsViewSet(DeliveryViewSetMixin, RedirectsAPIViewSet):
    """`/redirects/` and `/redirects/find/?html_path=…`."""

    endpoint = "redirects"
    base_serializer_class = RedirectSerializer
    filter_backends = [FieldsFilter, OrderingFilter, SearchFilter]
    find_query_parameters = RedirectsAPIViewSet.find_query_parameters | {"html_path"}
    body_fields = [*RedirectsAPIViewSet.body_fields, "is_permanent"]

    def get_queryset(self):
        site = Site.find_for_request(self.request)
        page_ids = self.visibility.public_pages(
            Redirect.objects.filter(redirect_page__isnull=False), prefix="redirect_page__"
        ).values("pk")
        return Redirect.objects.filter(
            Q(site=site) | Q(site__isnull=True),
            Q(redirect_page__isnull=True) | Q(pk__in=page_ids),
        ).order_by("pk")

    def find_object(self, queryset, request):
        found = super().find_object(queryset, request)
        return found if found is None else queryset.filter(pk=found.pk).first()
