"""Wagtail's v2 API as its documentation shows it, on the same pages.

Viewsets, router, serializers, filters and renderer are Wagtail's own. Its documentation lists a
model's fields in `api_fields`; ours name serializers of Clinicsite, so here that list is what each
table holds: fields, foreign keys, rows, and a rendition of the main picture.
"""

from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from wagtail.api import APIField
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import BaseAPIViewSet, PagesAPIViewSet
from wagtail.documents.api.v2.views import DocumentsAPIViewSet
from wagtail.images.api.fields import ImageRenditionField
from wagtail.images.api.v2.views import ImagesAPIViewSet
from wagtail.models import Page

# What editors' work leaves behind and nobody would publish.
INTERNAL = frozenset(
    {
        "sort_order",
        "replaced",
        "review_seal",
        "text_seal",
        "part_seals",
        "wagtail_admin_comments",
    }
)
PICTURE = "hero_image"


class StoredFieldsMixin:
    """`api_fields` are what the table of a model holds."""

    @classmethod
    def get_body_fields(cls, model):
        return cls._convert_api_fields([*cls.body_fields, *stored_fields(model)])

    @classmethod
    def get_meta_fields(cls, model):
        return cls._convert_api_fields(cls.meta_fields)


def stored_fields(model):
    """Return the `APIField`s of a model's own columns and rows."""
    columns = [
        field.name
        for field in model._meta.local_fields
        if not (field.primary_key or isinstance(field, ParentalKey))
    ]
    rows = [relation.get_accessor_name() for relation in get_all_child_relations(model)]
    fields = [APIField(name) for name in (*columns, *rows) if name not in INTERNAL]
    if PICTURE in columns:
        rendition = ImageRenditionField("fill-640x480", source=PICTURE)
        fields.append(APIField(f"{PICTURE}_card", serializer=rendition))
    return fields


class StockPagesViewSet(StoredFieldsMixin, PagesAPIViewSet):
    @classmethod
    def get_body_fields(cls, model):
        # What a plain `Page` has, Wagtail serves already.
        return (
            cls._convert_api_fields(cls.body_fields)
            if model is Page
            else super().get_body_fields(model)
        )


class StockRowsViewSet(StoredFieldsMixin, BaseAPIViewSet):
    """Rows and records, which have no endpoint."""


class StockRouter(WagtailAPIRouter):
    def get_model_endpoint(self, model):
        return super().get_model_endpoint(model) or ("", StockRowsViewSet)

    def get_object_detail_urlpath(self, model, pk):
        if super().get_model_endpoint(model) is None:
            return None
        return super().get_object_detail_urlpath(model, pk)


stock_router = StockRouter("stockapi")
stock_router.register_endpoint("pages", StockPagesViewSet)
stock_router.register_endpoint("images", ImagesAPIViewSet)
stock_router.register_endpoint("documents", DocumentsAPIViewSet)
