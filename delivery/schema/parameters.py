"""The query parameters that Wagtail's endpoints have in common."""

from django.conf import settings
from wagtail.api.rich_text import APIRichText

from delivery.endpoints.backends import LONGEST_SEARCH
from delivery.endpoints.parameters import LARGEST_OFFSET, LONGEST_VALUE
from delivery.search.fulltext import MOST_FOUND

from .operations import parameter
from .shapes import integer, one_of_texts, text

LARGEST_ID = 10**18 - 1
RICH_TEXT_FORMATS = (
    APIRichText.FORMAT_HTML,
    APIRichText.FORMAT_MARKDOWN,
    APIRichText.FORMAT_DB_HTML,
    APIRichText.FORMAT_DB_MARKDOWN,
)


def site():
    return parameter(
        "site",
        text(maxLength=LONGEST_VALUE),
        "The host of the site that is asked, `clinic.example` or `clinic.example:8080`, instead "
        "of the one that the call is made to.",
    )


def rich_text_format():
    return parameter(
        "rich_text_format",
        one_of_texts(RICH_TEXT_FORMATS, default=APIRichText.get_default_format()),
        "How rich text is written.",
    )


def paging(default=20):
    """`limit` and `offset`; without a `default`, as many come as may."""
    most = getattr(settings, "WAGTAILAPI_LIMIT_MAX", 20)
    bounds = {"maximum": most} if most else {}
    default = min(default or most, most) if most else 20
    return [
        parameter(
            "limit", integer(minimum=0, **bounds, default=default), "How many items at the most."
        ),
        parameter(
            "offset",
            integer(minimum=0, maximum=LARGEST_OFFSET, default=0),
            "How many items of the list come before these.",
        ),
    ]


def search():
    if not getattr(settings, "WAGTAILAPI_SEARCH_ENABLED", True):
        return []
    return [
        parameter(
            "search",
            text(maxLength=LONGEST_SEARCH),
            "Words that are searched for; by relevance unless `order` is given. No more than the "
            f"{MOST_FOUND} that fit best are found.",
        ),
        parameter(
            "search_operator",
            one_of_texts(["and", "or"], default="and"),
            "Whether all words are wanted or any.",
        ),
    ]
