"""The named components of a description, each made once and referred to by name."""

import re
from collections import Counter
from functools import cached_property

import swapper
from wagtail.models import get_page_models

from delivery.conf import setting
from delivery.documents.shapes import type_name

from . import fixed
from .shapes import any_of, one_of_texts

ANYTHING = "AnyValue"
# Names of components that are no page type.
RESERVED = {"Page", "PageType", "PageReference", "PageSummary", "Image", "Document", "Redirect"}


def base_page_model():
    """Return Wagtail's base page model, or the project's own where it is swapped."""
    return swapper.load_model("wagtailcore", "Page")


class Schemas:
    """Collects the components of one description.

    `undescribed` names what the description could not know: blocks and fields of a project's own
    that do not describe themselves.
    """

    def __init__(self):
        self.components = {}
        self.undescribed = []
        self._fixed = {}

    # Components

    def add(self, name, schema):
        """Add a component and return its reference; a name that is taken gets a number."""
        name = re.sub(r"[^A-Za-z0-9._-]", "", name)
        free, number = name, 1
        while free in self.components and self.components[free] != schema:
            number += 1
            free = f"{name}{number}"
        self.components[free] = schema
        return {"$ref": f"#/components/schemas/{free}"}

    def once(self, key, name, make):
        """Return the reference of the component of `key`, made when it is asked for first."""
        if key not in self._fixed:
            self._fixed[key] = self.add(name, make())
        return self._fixed[key]

    def resolve(self, schema):
        """Return the component that a reference names, and any other schema as it is."""
        if "$ref" in schema:
            return self.components[schema["$ref"].rpartition("/")[2]]
        return schema

    def name_of(self, reference):
        return reference["$ref"].rpartition("/")[2]

    def anything(self, what):
        """Return the schema of a value of which nothing is known, and remember `what` it is."""
        self.undescribed.append(what)
        return self.once(ANYTHING, ANYTHING, lambda: dict(fixed.ANY_VALUE))

    # Fixed shapes

    def shape(self, name):
        """Return the reference of one of the fixed shapes, such as `"Phone"`."""
        return self.once(("fixed", name), name, lambda: fixed.SHAPES[name](self))

    def named(self, name, make):
        """Return the reference of a component that an app makes by `make()`, once."""
        return self.once(("named", name), name, make)

    def image(self):
        return self.shape("Image")

    def renditions(self):
        return self.once("Renditions", "Renditions", self._renditions)

    def _renditions(self):
        return fixed.renditions(self, setting("IMAGE_RENDITIONS"))

    def page_reference(self, model=None):
        """Return the schema of a page reference; of one page type where `model` says which."""
        types = self.types_of(model)
        if model is None or len(types) != 1:
            return self.shape("PageReference")
        name = f"{self.short_name(model)}Reference"
        return self.once(
            ("reference", model), name, lambda: fixed.page_reference(one_of_texts(types))
        )

    def page_type(self):
        """Return the schema of the name of any page type."""
        return self.once(
            "PageType",
            "PageType",
            lambda: one_of_texts(self.types_of(), description="The name of a page type."),
        )

    # Page types

    @cached_property
    def page_models(self):
        """The page types of the installation, in the order of their names."""
        models = [model for model in get_page_models() if not model._meta.swapped]
        return sorted(models, key=type_name)

    def types_of(self, model=None):
        """Return the names of the page types that are `model` or made from it."""
        return [
            type_name(each) for each in self.page_models if model is None or issubclass(each, model)
        ]

    @cached_property
    def _model_names(self):
        counts = Counter(model.__name__ for model in self.page_models)
        return {
            model: model.__name__
            if counts[model.__name__] == 1 and model.__name__ not in RESERVED
            else f"{model._meta.app_label.title().replace('_', '')}{model.__name__}"
            for model in self.page_models
        }

    def model_name(self, model):
        """Return the name of a page type's component, such as `"TreatmentPage"`."""
        return self._model_names.get(model, model.__name__)

    def short_name(self, model):
        """Return the page type's name without “Page”, such as `"Treatment"`."""
        return self.model_name(model).removesuffix("Page") or self.model_name(model)

    # Parts

    def part(self, schema):
        """Return the schema of any selection of an object's keys, in a list or alone.

        What has no keys stays as it is.
        """
        if "$ref" in schema:
            found = self.resolve(schema)
            made = self.part(found)
            return schema if made == found else self.add(f"{self.name_of(schema)}Part", made)
        for keyword in ("anyOf", "oneOf"):
            if keyword in schema:
                parts = [self.part(each) for each in schema[keyword]]
                rest = {k: v for k, v in schema.items() if k not in (keyword, "discriminator")}
                return {**rest, **any_of(parts)}
        if schema.get("type") == "array":
            return {**schema, "items": self.part(schema["items"])}
        if "properties" in schema:
            return {key: value for key, value in schema.items() if key != "required"}
        return schema
