"""The endpoint of redirects: those of the site asked, none that leads to what is not public."""

from django.db.models import F, Q
from django.utils.encoding import uri_to_iri
from rest_framework import serializers
from wagtail.contrib.redirects.api.v2 import RedirectsAPIViewSet
from wagtail.contrib.redirects.models import Redirect

from delivery.documents.envelope import DocumentSerializer
from delivery.documents.fields import WholeObjectField
from delivery.schema.shapes import nullable, text

from .backends import FieldsFilter, OrderingFilter, SearchFilter
from .base import SiteViewSetMixin


class LocationField(WholeObjectField):
    """Where the redirect leads: an address, or a path on the site."""

    def schema(self, schemas):
        return nullable(text(format="uri-reference"))

    def collect(self, value, references):
        references.want_page(value.redirect_page_id)

    def to_representation(self, redirect):
        page = self.references.page(redirect.redirect_page_id)
        return page["url"] if page else redirect.redirect_link or None


class RedirectSerializer(DocumentSerializer):
    location = LocationField()
    is_permanent = serializers.ReadOnlyField()


class RedirectsViewSet(SiteViewSetMixin, RedirectsAPIViewSet):
    """`/redirects/` and `/redirects/find/?html_path=…`."""

    endpoint = "redirects"
    base_serializer_class = RedirectSerializer
    filter_backends = [FieldsFilter, OrderingFilter, SearchFilter]
    find_query_parameters = RedirectsAPIViewSet.find_query_parameters | {"html_path"}
    known_query_parameters = RedirectsAPIViewSet.known_query_parameters | {"site"}
    body_fields = [*RedirectsAPIViewSet.body_fields, "is_permanent"]

    def get_queryset(self):
        page_ids = self.visibility.public_pages(
            Redirect.objects.filter(redirect_page__isnull=False), prefix="redirect_page__"
        ).values("pk")
        return self.redirects_of_site.filter(
            Q(redirect_page__isnull=True) | Q(pk__in=page_ids)
        ).order_by("pk")

    @property
    def redirects_of_site(self):
        return redirects_of(self.site)

    def find_object(self, queryset, request):
        if "html_path" not in request.GET:
            return super().find_object(queryset, request)
        found = redirect_at(self.site, request.GET["html_path"])
        return found and queryset.filter(pk=found.pk).first()


def redirects_of(site):
    """Return the redirects that hold on a site: its own and those of every site."""
    return Redirect.objects.filter(Q(site=site) | Q(site__isnull=True))


def redirect_at(site, path):
    """Return the redirect of a site at a path, encoded or not and with its query, or None."""
    try:
        # As they are stored, without a slash at the end; or as they stand, where code stored them.
        as_stored = [Redirect.normalise_path(path, decode) for decode in (True, False)]
    except ValueError:  # Two slashes and half an IPv6 address, say.
        return None
    for old_path in dict.fromkeys((*as_stored, uri_to_iri(path), path)):
        # One for this site alone comes before one for every site, as in Wagtail's middleware.
        nearest = redirects_of(site).order_by(F("site").asc(nulls_last=True))
        found = nearest.filter(old_path=old_path).first()
        if found:
            return found
    return None
