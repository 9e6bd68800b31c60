"""Checks of query parameters that hold for every endpoint: a BadRequestError says what is wrong."""

from wagtail.api.v2.utils import BadRequestError

LARGEST_OFFSET = 1_000_000
LONGEST_ID = 18
LONGEST_VALUE = 2_000


def check_format(params):
    if params.get("format", "json") != "json":
        raise BadRequestError("format must be json")


def check_values(params):
    """Refuse what no database takes as a text, and what is too long to be meant."""
    for name, value in params.items():
        if "\x00" in name or "\x00" in value:
            shown = ascii(name)[1:-1]
            raise BadRequestError(
                f"field filter error. null characters are not allowed for {shown}"
            )
        if len(value) > LONGEST_VALUE:
            raise BadRequestError(
                f"{name[:100]} is too long: {LONGEST_VALUE} characters are the most"
            )


def check_offset(params):
    """Refuse an offset beyond what a database counts; the paginator says what an offset is."""
    try:
        offset = int(params.get("offset", 0))
    except ValueError:
        return
    if offset > LARGEST_OFFSET:
        raise BadRequestError(f"offset cannot be higher than {LARGEST_OFFSET}")


def check_id(params):
    """Refuse an `id` that is no positive integer or has more digits than any column holds."""
    value = params.get("id", "1")
    if not value.isdecimal() or len(value) > LONGEST_ID:
        raise BadRequestError("id must be a positive integer")
