"""What the placeholders of a page are filled with.

The nearest source that has something to say is heard: the page itself, then the registered
sources in their order, and last a neutral wording.
"""

from collections import defaultdict

from .text import fill, names_in

NEUTRAL = {
    "treatment": "this treatment",
    "clinic": "our clinic",
    "city": "your city",
    "region": "your region",
    "phone": "",
    "booking": "",
}

_sources = {}
_tags = {}


def register_source(source, order=0, tags=None):
    """Let `source` give values for placeholders; those with a lower `order` are nearer.

    It is called with a list of pages, which may be unsaved, and the `Visibility` of their batch,
    and returns a list of `{name: plain text}`, one for each page in the same order. What it leaves
    out or empty is left to the next. Its number of queries must not depend on how many pages there
    are, and what is not public must not be in it. `tags` is a function of a page that returns the
    tags (`delivery.documents.dependencies`) of what the source reads for it.
    """
    _sources[source] = order
    _tags[source] = tags or (lambda page: ())


def sources_of(document, instance, known=None):
    """Return the tags of what the placeholders of a document, not filled yet, are filled with.

    `known` is that of `names_in`.
    """
    page = _page_of(instance) if names_in(document, known) else None
    if page is None:
        return set()
    return {tag for tags in _tags.values() for tag in tags(page)}


def fill_documents(documents, instances, visibility, known=None):
    """Return the documents, each with its placeholders filled for where its instance stands.

    A page stands where it is in the tree, what belongs to a site stands at the site's root page,
    and what belongs nowhere gets the neutral wording. Nothing is read from the database unless
    there is a placeholder that the page itself does not fill. `known` is that of `names_in`.
    """
    known = {} if known is None else known
    names = [names_in(document, known) for document in documents]
    filled = list(documents)
    chosen = [index for index, wanted in enumerate(names) if wanted]
    pages = [_page_of(instances[index]) for index in chosen]
    wanted = set().union(*names)
    for index, values in zip(chosen, _values(pages, wanted, visibility), strict=True):
        filled[index] = fill(documents[index], values, known)
    return filled


def _page_of(instance):
    if hasattr(instance, "url_path"):
        return instance
    site = getattr(instance, "site", None)
    return site and site.root_page


def _values(pages, wanted, visibility):
    own = [own_values(page) for page in _specific(pages)]
    found = [dict(NEUTRAL) for _ in pages]
    if any(wanted - values.keys() for values in own):
        placed = [(values, page) for values, page in zip(found, pages, strict=True) if page]
        for source in sorted(_sources, key=_sources.get, reverse=True):
            given = source([page for _, page in placed], visibility)
            for (values, _), texts in zip(placed, given, strict=True):
                values.update(_texts(texts))
    for values, texts in zip(found, own, strict=True):
        values.update(texts)
    return found


def _specific(pages):
    """The pages in their own types; those in hand as plain pages are fetched, a type at a time."""
    plain = defaultdict(list)
    for page in pages:
        model = getattr(page, "specific_class", None)
        if model and not isinstance(page, model) and hasattr(model, "own_placeholders"):
            plain[model].append(page.pk)
    found = {}
    for model, pks in plain.items():
        found.update(model.objects.defer_streamfields().in_bulk(pks))
    return [page and found.get(page.pk, page) for page in pages]


def own_values(page):
    """Return `{name: text}` for the placeholders that a page in its own type fills itself."""
    own_placeholders = getattr(page, "own_placeholders", None)
    return _texts(own_placeholders()) if own_placeholders else {}


def _texts(values):
    """The values that are not empty, each on one line."""
    texts = {name: " ".join(str(value or "").split()) for name, value in values.items()}
    return {name: text for name, text in texts.items() if text}
