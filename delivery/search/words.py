"""The words of a document: what its readers see of it."""

import re
from html import unescape

from django.utils.html import strip_tags

from .fulltext import LONGEST_TEXT, folded

# Members of documents that no reader sees.
UNREAD = frozenset(
    {
        "detail_url",
        "e164",
        "etag",
        "html_url",
        "id",
        "key",
        "meta",
        "path",
        "provenance",
        "renditions",
        "slug",
        "source_url",
        "timezone",
        "type",
        "url",
    }
)
# Tags at which a word ends; within a word stand only those of the other kind, as in H<sub>2</sub>O.
BETWEEN_WORDS = re.compile(
    r"</?(?:blockquote|br|div|embed|fig\w+|h[1-6]|hr|img|li|ol|p|t[a-z]+|ul)\b", re.IGNORECASE
)
# What of `meta` is shown by search engines.
READ_META = ("seo_title", "search_description")


def document_words(document):
    """Return the words of a page's document beside its title, as an index holds them."""
    meta = document.get("meta") or {}
    said = {key: value for key, value in document.items() if key != "title"}
    texts = [*(meta.get(name) for name in READ_META), *_texts(said)]
    return folded(plain("\n".join(filter(None, texts)))[:LONGEST_TEXT])


def plain(text):
    """Return a text, or HTML, without tags and with single spaces."""
    if "<" in text or "&" in text:
        text = unescape(strip_tags(BETWEEN_WORDS.sub(r" \g<0>", text)))
    return " ".join(text.split())


def _texts(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, item in value.items():
            if name not in UNREAD:
                yield from _texts(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _texts(item)
