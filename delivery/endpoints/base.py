"""What the endpoints of the content API have in common, serving documents through Wagtail's v2.

The contract is Wagtail's: the envelope, `meta`, `fields`, filters, order and search. What differs
is inside: fixed shapes, a number of queries that does not depend on the number of objects,
nothing that is not live and public, and a 400 with a reason for every wrong parameter.
"""

from difflib import get_close_matches
from functools import cached_property, partial

from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from taggit.managers import TaggableManager
from wagtail.api.v2.utils import BadRequestError
from wagtail.api.validators import SiteFilterValidator

from delivery.documents.envelope import DocumentSerializer
from delivery.documents.pages import build_documents, document_serializer_class
from delivery.documents.references import References
from delivery.documents.selection import select
from delivery.http import finish
from delivery.sites import group_roots
from delivery.visibility import Visibility

from . import parameters
from .backends import is_plain_column, leads_to_shown


class DeliveryViewSetMixin:
    """What every endpoint of the content API has in common.

    There are no users: answers depend on the address alone, so any cache may keep them.
    """

    authentication_classes = []
    permission_classes = []
    renderer_classes = [JSONRenderer]
    base_serializer_class = DocumentSerializer
    # The name under which the router knows the endpoint; `name` is not kept by REST framework.
    endpoint = ""
    site_root = None

    @cached_property
    def visibility(self):
        return Visibility()

    def initial(self, request, *args, **kwargs):
        parameters.check_format(request.GET)
        super().initial(request, *args, **kwargs)
        parameters.check_values(request.GET)

    def handle_exception(self, exc):
        response = super().handle_exception(exc)
        if "detail" in response.data:
            # What Django REST framework refuses by itself has the shape of all other errors.
            response.data = {"message": response.data["detail"]}
        return response

    def finalize_response(self, request, response, *args, **kwargs):
        response = super().finalize_response(request, response, *args, **kwargs)
        if hasattr(response, "add_post_render_callback"):
            response.add_post_render_callback(partial(finish, request))
            return response
        return finish(request, response)

    def get_renderer_context(self):
        context = super().get_renderer_context()
        context["indent"] = None
        return context

    def listing_view(self, request):
        queryset = self.get_queryset()
        model = queryset.model
        self.check_query_parameters(queryset)
        serializer_class = self.selected_serializer_class(model, detail=False)
        queryset = self.filter_queryset(self.lean(queryset, serializer_class))
        parameters.check_offset(request.GET)
        instances = list(self.paginate_queryset(queryset))
        return self.get_paginated_response(self.documents(instances, serializer_class))

    def detail_view(self, request, pk):
        instance = self.get_object()
        self.check_query_parameters(type(instance)._default_manager)
        serializer_class = self.selected_serializer_class(type(instance), detail=True)
        return Response(self.documents([instance], serializer_class)[0])

    def find_view(self, request):
        # Said here already, and not only where the caller is sent.
        self.resolve_rich_text_format()
        return super().find_view(request)

    def find_object(self, queryset, request):
        parameters.check_id(request.GET)
        return super().find_object(queryset, request)

    def lean(self, queryset, serializer_class):
        """Fetch what the documents will show, and no more, with the objects themselves."""
        return serializer_class(context={}).with_related(queryset)

    def found(self, queryset, text, operator):
        """Narrow a list to what a search finds; nothing, where there is nothing to search in.

        `operator` is `and`, for all words of the text, or `or`. The queryset is narrowed and, with
        `?order=`, ordered by what else is asked; without that the order is of relevance.
        """
        return queryset.none()

    def references(self):
        return References(self.resolve_rich_text_format(), self.visibility, self.site_root)

    def documents(self, instances, serializer_class):
        return build_documents(instances, serializer_class, self.references(), self.endpoint)

    def selected_serializer_class(self, model, detail):
        available = self.get_available_fields(model)
        if detail:
            defaults = self.get_detail_default_fields(model)
        else:
            available = [name for name in available if name not in self.detail_only_fields]
            defaults = self.get_listing_default_fields(model)
        names, sub_fields = select(self.request.GET.get("fields"), available, defaults)
        return document_serializer_class(
            model, names, self.meta_fields, sub_fields, self.base_serializer_class
        )

    @classmethod
    def get_available_fields(cls, model, db_fields_only=False):
        return list(dict.fromkeys(super().get_available_fields(model, db_fields_only)))

    @classmethod
    def filterable_fields(cls, model):
        """Return the names of fields that `?name=value` may compare."""
        names = cls.get_available_fields(model, db_fields_only=True)
        return {
            name
            for name in names
            if is_plain_column(model, name)
            or leads_to_shown(model, name)
            or isinstance(model._meta.get_field(name), TaggableManager)
        } - {
            *(list_filter.name for list_filter in getattr(model, "api_filters", ())),
            *getattr(model, "api_composed_fields", ()),
        }

    def allowed_parameters(self, model):
        own = {list_filter.name for list_filter in getattr(model, "api_filters", ())}
        return self.filterable_fields(model) | self.known_query_parameters | own

    def check_query_parameters(self, queryset):
        allowed = self.allowed_parameters(queryset.model)
        unknown = sorted(set(self.request.GET) - allowed)
        if unknown:
            raise BadRequestError(
                "query parameter is not an operation or a recognised field: "
                + ", ".join(name + self.hint(name, allowed) for name in unknown)
            )

    def hint(self, name, allowed):
        close = get_close_matches(name, allowed, n=1)
        return f" (did you mean {close[0]}?)" if close else ""


class SiteViewSetMixin(DeliveryViewSetMixin):
    """An endpoint of what belongs to one site: that of `?site=`, else that of the host."""

    @cached_property
    def site(self):
        try:
            requested = self.request.GET.get("site")
            return SiteFilterValidator(site=requested, request=self.request).site_obj
        except ValueError as error:
            raise BadRequestError(str(error)) from error

    @cached_property
    def site_root(self):
        """The URL path of the site's root page; None where there is no site."""
        return self.site and self.site.root_page.url_path

    @cached_property
    def visibility(self):
        return Visibility(group=self.site_root and group_roots(self.site_root))
