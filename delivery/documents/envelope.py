"""Wagtail's envelope around a document: `{"id", "meta": {…}, …}`, and the fields in its `meta`."""

from rest_framework.fields import SkipField

from delivery.urls import detail_path

from .dependencies import record_tag
from .fields import DeliveryField, WholeObjectField
from .selection import prune
from .serializers import BatchSerializer
from .shapes import type_name


class TypeField(WholeObjectField):
    """`"treatments.TreatmentPage"`; of a page, always its specific type."""

    def to_representation(self, instance):
        return type_name(getattr(instance, "specific_class", None) or type(instance))


class DetailUrlField(WholeObjectField):
    """The address of the object's own document; left out where its endpoint is not mounted."""

    def get_attribute(self, instance):
        path = detail_path(self.context["endpoint"], instance.pk)
        if path is None:
            raise SkipField
        return self.context["api_base_url"](instance) + path


class PageUrlField(WholeObjectField):
    """The address of the page on its site, or null when no site holds it."""

    def to_representation(self, page):
        return self.references.addresses.of(page)[1]


class _LinkedPageField(WholeObjectField):
    """`{"id", "meta": {"type", "detail_url", "html_url"}, "title"}`, as Wagtail's API gives it."""

    def link(self, page):
        if page is None:
            return None
        meta = {"type": type_name(page.specific_class or type(page))}
        path = detail_path(self.context["endpoint"], page.pk)
        if path is not None:
            meta["detail_url"] = self.context["api_base_url"](page) + path
        meta["html_url"] = self.references.addresses.of(page)[1]
        return {"id": page.pk, "meta": meta, "title": page.title}


class ParentField(_LinkedPageField):
    """The parent page, or null when it is not public."""

    def collect(self, value, references):
        references.want_parent(value)

    def to_representation(self, page):
        return self.link(self.references.parent_instance(page))


class AliasOfField(_LinkedPageField):
    """The page that this one is an alias of, or null when there is none or it is not public."""

    def collect(self, value, references):
        references.want_page(value.alias_of_id)

    def to_representation(self, page):
        return self.link(self.references.page_instance(page.alias_of_id))


class LocaleField(DeliveryField):
    """The language code of the page, such as `"en-gb"`."""

    is_related_object = True

    def collect(self, value, references):
        references.notes.add(record_tag(value))

    def to_representation(self, locale):
        return locale.language_code


class DocumentSerializer(BatchSerializer):
    """A document with Wagtail's envelope: `{"id", "meta": {…}, …}`.

    `meta_fields` names what stands in `meta`; `sub_fields` is the nested selection by field.
    """

    meta_fields = ()
    sub_fields: dict = {}

    type = TypeField()
    detail_url = DetailUrlField()

    def to_representation(self, instance):
        document, meta = {}, {}
        for name, value in self.values(instance).items():
            if name in self.meta_fields:
                meta[name] = value
            elif name in self.sub_fields:
                document[name] = prune(value, self.sub_fields[name])
            else:
                document[name] = value
        head = {"id": document.pop("id")} if "id" in document else {}
        if meta:
            head["meta"] = meta
        return {**head, **document}


class PageSerializer(DocumentSerializer):
    """A page's document; `meta` has Wagtail's names, and its texts stay text when empty."""

    keeps_empty = frozenset({"seo_title", "search_description"})

    html_url = PageUrlField()
    locale = LocaleField()
    parent = ParentField()
    alias_of = AliasOfField()
