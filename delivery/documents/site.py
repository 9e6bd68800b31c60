"""The document of a whole site: what every page of it shows around its content.

An app that knows what that is registers the function that makes it, so that it can be had with a
page (`/resolve/?include=site`).
"""

_makers = []


def register_site_document(make, schema, lasting=None):
    """Let `make(site, now=None)` make the document of a site.

    It returns `(document, changes_at)`: a JSON-able dictionary, and the moment from which on it
    says something else by itself, or None. `schema(schemas)` returns its JSON Schema.
    `lasting(site, now=None)` returns `(document, tags)`: the document without what the clock alone
    changes, and what it is made from (`dependencies`); without it nobody is told when
    the document has changed. The latest to register is heard.
    """
    _makers.append((make, schema, lasting))


def has_site_document():
    """Return whether any app makes one."""
    return bool(_makers)


def site_document(site, now=None):
    """Return `(document, changes_at)` of a site, as it is at `now`."""
    return _makers[-1][0](site, now)


def lasting_site_document():
    """Return the function `lasting` of the document of a site, or None where there is none."""
    return _makers[-1][2] if _makers else None


def site_document_schema(schemas):
    """Return the JSON Schema of the document of a site."""
    return _makers[-1][1](schemas)
