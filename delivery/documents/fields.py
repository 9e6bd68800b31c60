"""Serializer fields with fixed shapes, for `APIField(name, serializer=…)`.

Most are chosen by themselves from the type of the model field (see `serializers`). Each works on a
batch: `lookups` and `prefetch` load what belongs to the objects, `collect` notes what they refer
to, and `to_representation` looks it up in `context["references"]` without a query.
"""

from rest_framework import serializers

from delivery.schema.shapes import text

from . import streams
from .shapes import country_shape, phone_shape

PAGE_KEYS = ("id", "type", "title", "slug", "path", "url")
IMAGE_KEYS = ("id", "alt", "width", "height", "focal_point", "credit", "renditions")
DOCUMENT_KEYS = ("id", "title", "filename", "size", "url")
RANGE_KEYS = ("min", "max", "unit", "text", "iso8601")


class DeliveryField(serializers.Field):
    """The base: a read-only field that takes part in batching.

    `keys` are the names that a nested `fields` selection may choose from; None means that the
    value has no parts.
    """

    keys: tuple | None = None

    def __init__(self, **kwargs):
        kwargs.setdefault("read_only", True)
        super().__init__(**kwargs)

    def bind(self, field_name, parent):
        super().bind(field_name, parent)
        if parent is None:
            # Wagtail’s API v3 asks each field alone, without a batch to look anything up in.
            self.get_attribute, self.to_representation = self._finished, _as_it_is

    def _finished(self, instance):
        """Return the field's JSON value: of a page, from its whole document."""
        document = getattr(instance, "api_document", None)
        if document is not None:
            return document.get(self.field_name)
        value = type(self).get_attribute(self, instance)
        return None if value is None else type(self).to_representation(self, value)

    @property
    def references(self):
        return self.context["references"]

    # Whether the value is an object behind a foreign key, which a query can bring along.
    is_related_object = False

    def lookups(self):
        """Return what `prefetch_related_objects` must load on the objects."""
        return [self.source] if self.is_related_object else []

    def prefetch(self, instances):
        """Load what no lookup can name, for all objects at once."""

    def collect(self, value, references):
        """Note in `references` what the value, as `get_attribute` gives it, refers to."""

    def to_representation(self, value):
        return value


def _as_it_is(value):
    return value


class WholeObjectField(DeliveryField):
    """A field that is worked out from the whole object."""

    def get_attribute(self, instance):
        return instance


class ForeignKeyField(DeliveryField):
    """A field whose value is the id that a foreign key holds, read without a query."""

    def get_attribute(self, instance):
        return instance.serializable_value(self.source)

    @property
    def target(self):
        return self.parent.Meta.model._meta.get_field(self.source).related_model


class TextField(DeliveryField):
    """A text that is always there, such as a property that falls back on the title."""

    def schema(self, schemas):
        return text()

    def to_representation(self, value) -> str:
        return value


class PageReferenceField(ForeignKeyField):
    """`{"id", "type", "title", "slug", "path", "url"}`, or null for a page that is not public."""

    keys = PAGE_KEYS

    def collect(self, value, references):
        references.want_page(value)

    def to_representation(self, value):
        return self.references.page(value)


class PageCardField(ForeignKeyField):
    """A page reference and, beside its keys, the `api_card_fields` of the page's type."""

    @property
    def keys(self):
        fields = getattr(self.target, "api_card_fields", ())
        names = [getattr(field, "name", field) for field in fields]
        return (*PAGE_KEYS, *names)

    def collect(self, value, references):
        references.want_card(value, self.target)

    def to_representation(self, value):
        return self.references.card(value)


class ImageField(ForeignKeyField):
    """The image shape, or null for an image in a private collection.

    `{"id": 1, "alt": "…", "width": 1600, "height": 900, "focal_point": null, "credit": null,
    "renditions": {"card": {"url": "https://…", "width": 640, "height": 480}}}`
    """

    keys = IMAGE_KEYS

    def collect(self, value, references):
        references.want_image(value)

    def to_representation(self, value):
        return self.references.image(value)


class DocumentField(ForeignKeyField):
    """`{"id", "title", "filename", "size", "url"}`, or null for one in a private collection."""

    keys = DOCUMENT_KEYS

    def collect(self, value, references):
        references.want_document(value)

    def to_representation(self, value):
        return self.references.document(value)


class RichTextField(DeliveryField):
    """Display-ready HTML; links to pages that are not public lose their address."""

    def collect(self, value, references):
        references.want_rich_text(value)

    def to_representation(self, value):
        return self.references.rich_text(value)


class StreamField(DeliveryField):
    """`[{"type": "paragraph", "value": …, "id": "…"}]`, every value in its fixed shape."""

    def collect(self, value, references):
        streams.collect(value.stream_block, value.raw_data, references)

    def to_representation(self, value):
        return streams.serialize(value.stream_block, value.raw_data, self.references)


class RangeField(DeliveryField):
    """The range shape of a value that has a `shape()` of `{"min", "max", "unit", "text",
    "iso8601"}`."""

    keys = RANGE_KEYS

    def to_representation(self, value):
        return value.shape()


class PhoneField(DeliveryField):
    """`{"e164": "+16045550100", "display": "(604) 555-0100"}`, or null."""

    keys = ("e164", "display")

    def to_representation(self, value):
        return phone_shape(value)


class CountryField(DeliveryField):
    """`{"code": "CA", "name": "Canada"}`, or null."""

    keys = ("code", "name")

    def to_representation(self, value):
        return country_shape(value)


class TagsField(DeliveryField):
    """The names of the tags, in alphabetical order: `["face", "skin"]`."""

    def lookups(self):
        return [self.source]

    def to_representation(self, value):
        return sorted(tag.name for tag in value.all())
