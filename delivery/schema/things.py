"""What Wagtail's endpoints serve, wholes and parts, and what one may ask of it."""

from delivery.documents.pages import document_serializer_class
from delivery.documents.shapes import type_name

from . import filters, parameters
from .documents import document_schema, page_words, part_schema
from .operations import parameter
from .shapes import any_of, array, described, integer, one_of_texts, text, union

ABOUT = {
    "Picture": "A picture in its own right.",
    "File": "A file to download, in its own right.",
    "Redirect": "Where a path of the site leads that no page has.",
}


class Things:
    """What an endpoint serves: the schemas of its documents, as wholes and as parts."""

    def __init__(self, view, schemas):
        self.view = view
        self.schemas = schemas
        self.one = {"images": "Picture", "documents": "File"}.get(
            view.endpoint, view.endpoint.removesuffix("s").capitalize()
        )

    @property
    def noun(self):
        return self.view.endpoint.removesuffix("s")

    def serializer(self, model, names):
        made = document_serializer_class(
            model, names, self.view.meta_fields, {}, self.view.base_serializer_class
        )
        return made(context={"endpoint": self.view.endpoint})

    def whole(self):
        """Return the schema of a whole document."""
        names = self.view.get_detail_default_fields(self.view.model)
        return self._once("whole", self.one, names)

    def summary(self):
        """Return the schema of an item of a list without `fields`."""
        return self._once("summary", f"{self.one}Summary", self.listing_defaults)

    def part(self):
        """Return the schema of any selection of fields."""
        names = self.view.get_available_fields(self.view.model)

        def make():
            serializer = self.serializer(self.view.model, names)
            document = document_schema(serializer, self.schemas)
            return part_schema(serializer, document, self.schemas)

        return self.schemas.once((self.view, "part"), f"{self.one}Part", make)

    def keys(self, listing=False):
        """Return what `fields` may name: `{name: keys}`, None where a field has no parts."""
        return self._keys(self.view.model, listing)

    def _keys(self, model, listing):
        names = self.view.get_available_fields(model)
        if listing:
            names = [name for name in names if name not in self.view.detail_only_fields]
        serializer = self.serializer(model, names)
        fields = {name: getattr(serializer.fields[name], "keys", None) for name in names}
        return {name: keys or None for name, keys in fields.items()}

    def _once(self, kind, name, names):
        def make():
            serializer = self.serializer(self.view.model, names)
            return described(document_schema(serializer, self.schemas), ABOUT.get(self.one, ""))

        return self.schemas.once((self.view, kind), name, make)

    @property
    def listing_defaults(self):
        model = self.view.model
        defaults = self.view.get_listing_default_fields(model)
        return [name for name in self.view.get_available_fields(model) if name in defaults]

    def filters(self):
        found = filters.equality(self.view, self.view.model)
        return [
            parameter(name, schema, "Only what has exactly this value.")
            if schema.get("type") != "array"
            else parameter(name, schema, "Only what has all of these.")
            for name, schema in found.items()
        ]

    def orderable(self):
        return filters.orderable(self.view, self.view.model)


class PageThings(Things):
    """Pages: a union of page types, told apart by `meta.type`."""

    def whole(self):
        models = self.schemas.page_models
        return self.schemas.once(
            "Page",
            "Page",
            lambda: {
                "title": "Page",
                "description": "A page of any type; `meta.type` says of which.",
                **union({model: self.whole_of(model) for model in models}),
            },
        )

    def whole_of(self, model):
        """Return the schema of the document of one page type."""

        def make():
            names = self.view.get_available_fields(model)
            defaults = self.view.get_detail_default_fields(model)
            return document_schema(
                self.serializer(model, names),
                self.schemas,
                optional=set(names) - set(defaults),
                page_type=text(const=type_name(model)),
                **page_words(model),
            )

        return self.schemas.once(("page", model), self.schemas.model_name(model), make)

    def summary(self):
        return self.schemas.once(
            "PageSummary",
            "PageSummary",
            lambda: document_schema(
                self.serializer(self.view.model, self.listing_defaults),
                self.schemas,
                page_type=self.schemas.page_type(),
                description="A page in a list, as it is without `fields`.",
            ),
        )

    def part(self):
        models = self.schemas.page_models
        return self.schemas.once(
            "PagePart",
            "PagePart",
            lambda: {
                "description": "Any selection of a page's fields, as `fields` asks for it.",
                **any_of(self.part_of(model) for model in models),
            },
        )

    def part_of(self, model):
        def make():
            names = self.view.get_available_fields(model)
            serializer = self.serializer(model, names)
            types = self.schemas.types_of(model)
            document = document_schema(serializer, self.schemas, page_type=one_of_texts(types))
            return part_schema(serializer, document, self.schemas)

        return self.schemas.once(
            ("page part", model), f"{self.schemas.model_name(model)}Part", make
        )

    def keys(self, listing=False):
        found = {}
        for model in (self.view.model, *self.schemas.page_models):
            for name, keys in self._keys(model, listing).items():
                known = found.get(name) or ()
                found[name] = tuple(dict.fromkeys([*known, *(keys or ())])) or None
        return found

    def filters(self):
        return [
            parameter(
                "type",
                array(self.schemas.page_type()),
                "A page type, or several with commas between. One type makes its own fields and "
                "filters available.",
            ),
            *_tree_filters(),
            *super().filters(),
            *filters.filters_of_types(self.view, self.schemas.page_models),
        ]

    def orderable(self):
        names = []
        for model in (self.view.model, *self.schemas.page_models):
            names += filters.orderable(self.view, model)
        return list(dict.fromkeys(names))


def _tree_filters():
    root = any_of([integer(minimum=1, maximum=parameters.LARGEST_ID), text(const="root")])
    number = integer(minimum=1, maximum=parameters.LARGEST_ID)
    return [
        parameter("child_of", root, "The id of a page, or `root`: its children."),
        parameter("descendant_of", root, "The id of a page, or `root`: all below it."),
        parameter("ancestor_of", number, "The id of a page: what stands above it."),
        parameter("translation_of", root, "The id of a page: the same in other languages."),
        parameter("locale", text(), "A language code; an unknown one is a 404."),
    ]
