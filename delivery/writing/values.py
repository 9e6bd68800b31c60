"""What is sent and must be looked up before it can be stored: choices and rich text."""

from contextlib import suppress
from typing import Annotated, Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from pydantic import AfterValidator, BaseModel, ConfigDict, PlainValidator, WithJsonSchema

from delivery.choices.references import outermost_model

HOW_TO_CHOOSE = "Give the number, as 12 or {{“id”: 12}}{slug}."
# A list, since what is looked for in it may be any JSON, which no set could look for.
HTML_FORMATS = ["db_html", "db_markdown"]
BY_SLUG = ", or {“slug”: “its-slug”}"


class Choice:
    """An object that is referred to by its primary key, until that is looked up by its slug.

    `target_models` are the models of which it may be.
    """

    def __init__(self, target_models, pk=None, slug=None):
        self.models = target_models
        self.pk = pk
        self.slug = slug


class Html:
    """Rich text as it was sent: `source` is a text, or an object of `format` and `content`."""

    def __init__(self, source, features):
        self.source = source
        self.features = features
        self.html = None


def has_slug(model):
    with suppress(FieldDoesNotExist):
        return isinstance(model._meta.get_field("slug"), models.SlugField)
    return False


def choice_type(target_models):
    """Return the type of a reference: a primary key, or an object with that or with a slug.

    Other keys of the object are ignored, so that what was read can be sent back. Null is None.
    """
    key = outermost_model(target_models[0])._meta.pk
    key_schema = {"type": "integer"} if isinstance(key, models.IntegerField) else {"type": "string"}
    by_slug = all(map(has_slug, target_models))
    how = HOW_TO_CHOOSE.format(slug="") if not by_slug else HOW_TO_CHOOSE.format(slug=BY_SLUG)

    def parse(value):
        if value is None:
            return None
        if isinstance(value, dict):
            if value.get("id") is not None:
                value = value["id"]
            elif by_slug and isinstance(value.get("slug"), str):
                return Choice(target_models, slug=clean_text(value["slug"]))
        if isinstance(value, bool | float | dict | list):
            raise ValueError(how)
        try:
            return Choice(target_models, pk=key.to_python(value))
        except ValidationError:
            raise ValueError(how) from None

    forms = [
        key_schema,
        {"type": "object", "properties": {"id": key_schema}, "required": ["id"]},
        {"type": "object", "properties": {"slug": {"type": "string"}}, "required": ["slug"]},
        {"type": "null"},
    ]
    if not by_slug:
        del forms[2]
    names = " or ".join(str(model._meta.verbose_name) for model in target_models)
    schema = {"anyOf": forms, "description": f"The {names}."}
    return Annotated[Any, PlainValidator(parse), WithJsonSchema(schema)]


def html_type(features):
    """Return the type of rich text: HTML as the database holds it, or an object that says what."""

    def parse(value):
        if value is None:
            return None
        source = value if isinstance(value, str) else None
        if isinstance(value, dict) and isinstance(value.get("content"), str):
            if value.get("format", "db_html") not in HTML_FORMATS:
                raise ValueError("Give “db_html” or “db_markdown” as the format.")
            source = {"format": value.get("format", "db_html"), "content": value["content"]}
        if source is None:
            raise ValueError("Give a text, or {“format”: “db_markdown”, “content”: “…”}.")
        clean_text(value if isinstance(value, str) else value["content"])
        return Html(source, features)

    envelope = {
        "type": "object",
        "properties": {
            "format": {"type": "string", "enum": HTML_FORMATS},
            "content": {"type": "string"},
        },
        "required": ["content"],
    }
    schema = {
        "anyOf": [{"type": "string"}, envelope, {"type": "null"}],
        "description": f"Rich text with {', '.join(features or ['Wagtail’s features'])}.",
    }
    return Annotated[Any, PlainValidator(parse), WithJsonSchema(schema)]


def clean_text(text):
    """Return a text that can be stored; raises ValueError for one that cannot."""
    if "\x00" in text:
        raise ValueError("The null character cannot be stored. Leave it out.")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ValueError("Half of a surrogate pair cannot be stored. Leave it out.") from None
    return text


Text = Annotated[str, AfterValidator(clean_text)]


class Written(BaseModel):
    """An object of a request in which a name that means nothing is an error."""

    model_config = ConfigDict(extra="forbid")


def found_in(value, location=()):
    """Give every Choice and Html within a validated value, each with its path in the request."""
    if isinstance(value, Choice | Html):
        yield location, value
    elif isinstance(value, BaseModel):
        for name in value.model_fields_set:
            yield from found_in(getattr(value, name), (*location, name))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from found_in(item, (*location, index))
