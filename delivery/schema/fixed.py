"""The fixed shapes of `delivery.documents.shapes` as JSON Schema, each a named component."""

from .shapes import NULL, integer, nullable, number, obj, text, url

ANY_VALUE = {
    "description": "A value that the project does not describe.",
    "type": ["string", "number", "boolean", "object", "array", "null"],
}


def page_reference(page_type, **more):
    return obj(
        {
            "id": integer(minimum=1),
            "type": page_type,
            "title": text(),
            "slug": text(),
            "path": nullable(
                text(description="Its path on the site that is read; null when it is not on it.")
            ),
            "url": url(description="Its whole address, on its nearest site."),
            **more,
        },
        description="A public page, as it is shown wherever another leads to it.",
    )


def _linked_page(schemas):
    return obj(
        {
            "id": integer(minimum=1),
            "meta": obj(
                {
                    "type": schemas.page_type(),
                    "detail_url": url(description="The address of its own document."),
                    "html_url": url(),
                }
            ),
            "title": text(),
        },
        description="The parent of a page or the page that it is an alias of, in Wagtail's form.",
    )


def _rendition(schemas):
    return obj(
        {"url": url(), "width": integer(minimum=1), "height": integer(minimum=1)},
        description="A picture in one size; width and height in pixels.",
    )


def renditions(schemas, names):
    rendition = nullable(schemas.shape("Rendition"))
    return obj(
        dict.fromkeys(names, rendition),
        description="The sizes of a picture by name; null for one whose file cannot be read.",
    )


def _focal_point(schemas):
    return obj(
        {name: integer(minimum=0) for name in ("x", "y", "width", "height")},
        description="The middle and the size of what must stay in view, in pixels of the original.",
    )


def _image(schemas):
    return obj(
        {
            "id": integer(minimum=1),
            "alt": text(description="The alternative text; empty for decoration."),
            "width": integer(minimum=1),
            "height": integer(minimum=1),
            "focal_point": nullable(schemas.shape("FocalPoint")),
            "credit": nullable(text(description="Whom the licence asks to name.")),
            "renditions": schemas.renditions(),
        },
        description="A picture; width and height are those of the original, in pixels.",
    )


def _document(schemas):
    return obj(
        {
            "id": integer(minimum=1),
            "title": text(),
            "filename": text(),
            "size": nullable(integer(minimum=0, description="In bytes.")),
            "url": url(),
        },
        description="A file to download.",
    )


def _durations(schemas):
    end = nullable(text(format="duration"))
    return obj({"min": end, "max": end}, description="Both ends as ISO 8601 durations.")


def range_schema(schemas, unit=None, is_duration=None):
    """Return the schema of a range.

    `unit` is the schema of its unit, `is_duration` whether it is one of time; None when that is
    not known.
    """
    durations = schemas.shape("Durations") if is_duration is not False else NULL
    return obj(
        {
            "min": nullable(number(minimum=0)),
            "max": nullable(number(minimum=0)),
            "unit": unit or text(description="What is counted, in the singular: day, session …"),
            "text": text(description="The whole range in words."),
            "iso8601": nullable(durations) if is_duration is None else durations,
        },
        description="An amount between two ends, of which one may be open.",
    )


def _phone(schemas):
    return obj(
        {
            "e164": text(pattern=r"^\+[0-9]+$", examples=["+16045550142"]),
            "display": text(description="As it is written in its own country."),
        },
        description="A telephone number.",
    )


def _country(schemas):
    return obj(
        {"code": text(pattern="^[A-Z]{2}$", description="ISO 3166-1 code."), "name": text()},
        description="A country.",
    )


def money(unit):
    """Return the schema of an amount of money for a unit, which `unit` is the schema of."""
    return obj(
        {
            "amount": text(pattern=r"^-?[0-9]+\.[0-9]{2}$", examples=["13.00"]),
            "currency": text(pattern="^[A-Z]{3}$", description="ISO 4217 code."),
            "unit": {**unit, "description": "What the amount is for."},
        },
        description="An amount of money as a decimal text, so that no digit is lost.",
    )


def _page_reference(schemas):
    return page_reference(schemas.page_type())


def _error(schemas):
    return obj(
        {"message": text(description="What is wrong, and where it can be mended how.")},
        description="Every error has this shape.",
    )


def _list_meta(schemas):
    return obj(
        {"total_count": integer(minimum=0, description="How many there are in all parts.")},
        description="About a whole list, of which the items are a part.",
    )


SHAPES = {
    "PageReference": _page_reference,
    "LinkedPage": _linked_page,
    "Rendition": _rendition,
    "FocalPoint": _focal_point,
    "Image": _image,
    "Document": _document,
    "Range": range_schema,
    "Durations": _durations,
    "Phone": _phone,
    "Country": _country,
    "Error": _error,
    "ListMeta": _list_meta,
}
