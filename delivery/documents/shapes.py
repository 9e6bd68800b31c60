"""The fixed shapes of the API, as pure functions.

Each thing has one shape wherever it stands: in a field, in a row or in a block. A value that is
missing is `None`, an empty list is `[]`, and nothing is ever a bare id.
"""


def page_reference(page, path, url):
    """Return `{"id", "type", "title", "slug", "path", "url"}` of a page.

    `path` is its path on the site that is read, None when it is not on it; `url` its whole address
    on its nearest site, which may have another host.
    """
    return {
        "id": page.pk,
        "type": type_name(page.specific_class or type(page)),
        "title": page.title,
        "slug": page.slug,
        "path": path,
        "url": url,
    }


def image_shape(image, alt, renditions):
    """Return `{"id", "alt", "width", "height", "focal_point", "credit", "renditions"}`.

    `alt` is `""` for decoration. `renditions` maps a name to `{"url", "width", "height"}`, or to
    `None` where the picture's file cannot be read.
    """
    return {
        "id": image.pk,
        "alt": image.default_alt_text if alt is None else alt,
        "width": image.width,
        "height": image.height,
        "focal_point": focal_point_shape(image),
        "credit": getattr(image, "credit", "") or None,
        "renditions": renditions,
    }


def focal_point_shape(image):
    """Return `{"x", "y", "width", "height"}` in pixels of the original, or None."""
    if not image.has_focal_point():
        return None
    return {
        "x": image.focal_point_x,
        "y": image.focal_point_y,
        "width": image.focal_point_width,
        "height": image.focal_point_height,
    }


def document_shape(document, url):
    """Return `{"id", "title", "filename", "size", "url"}` of a document; the size in bytes."""
    return {
        "id": document.pk,
        "title": document.title,
        "filename": document.filename,
        "size": document.file_size,
        "url": url,
    }


def phone_shape(number):
    """Return `{"e164": "+16045550100", "display": "(604) 555-0100"}` of a phone number."""
    if not number:
        return None
    return {"e164": number.as_e164, "display": number.as_national}


def range_shape(minimum, maximum, unit, text, iso8601=None):
    """Return `{"min", "max", "unit", "text", "iso8601"}` of a range, or None without bounds.

    An open end is None. `iso8601` is `{"min": "PT20M", "max": "PT40M"}` for a duration and None
    for a plain count.
    """
    if minimum is None and maximum is None:
        return None
    return {"min": minimum, "max": maximum, "unit": unit, "text": text, "iso8601": iso8601}


def country_shape(country):
    """Return `{"code": "CA", "name": "Canada"}` of a country of django-countries."""
    if not country:
        return None
    return {"code": country.code, "name": country.name}


def type_name(model):
    """Return the API's name of a model, such as `"treatments.TreatmentPage"`."""
    return f"{model._meta.app_label}.{model.__name__}"


def money_shape(amount, currency, unit):
    """Return `{"amount": "13.00", "currency": "CAD", "unit": "session"}`.

    The amount is a decimal text, so that no digit is lost on the way through a floating-point
    number; `currency` is an ISO 4217 code and `unit` what the amount is for.
    """
    return {"amount": f"{amount:.2f}", "currency": currency, "unit": unit}
