"""Every address that the URLconf knows, read from the URLconf itself."""

import re
from dataclasses import dataclass, replace
from itertools import count

from django.urls import URLResolver, get_resolver
from django.urls.resolvers import RegexPattern
from django.utils.regex_helper import normalize

CONVERTER = re.compile(r"<(?:[^>:]+:)?([^>]+)>")
UNNAMED = "unnamed"
ALL_METHODS = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE"})


@dataclass(frozen=True)
class Route:
    """One pattern of the URLconf; `template % parameters` is an address of it.

    `name` has its namespaces; a parameter without a name is called `_0`, `_1` and so on. `methods`
    are those that are worth a call.
    """

    pattern: str
    name: str
    template: str
    parameters: frozenset
    methods: frozenset = ALL_METHODS

    def __str__(self):
        return f"/{self.pattern} ({self.name})"

    def path(self, values):
        return "/" + self.template % values


def routes(urlconf=None):
    """Return the routes of the URLconf in use, or of the one given, each address once."""
    found = {}
    for route in _walk(get_resolver(urlconf), "", (), ""):
        present = found.get(route.pattern)
        # A view that is mounted before another hides it and answers in its name.
        if present is None or (present.name.endswith(UNNAMED) and not route.name.endswith(UNNAMED)):
            found[route.pattern] = replace(route, methods=(present or route).methods)
    return list(found.values())


def _walk(resolver, pattern, namespaces, template):
    for each in resolver.url_patterns:
        here, text = pattern + str(each.pattern), template + _template(each.pattern)
        if isinstance(each, URLResolver):
            names = (*namespaces, each.namespace) if each.namespace else namespaces
            yield from _walk(each, here, names, text)
        else:
            yield _route(each, here, namespaces, text)


def _route(pattern, text, namespaces, template):
    # What regular expressions left without a name is numbered through.
    numbers = count()
    template = re.sub(r"%\(_\d+\)s", lambda _: f"%(_{next(numbers)})s", template)
    return Route(
        pattern=text,
        name=":".join([*namespaces, pattern.name or UNNAMED]),
        template=template,
        parameters=frozenset(re.findall(r"%\((\w+)\)s", template)),
        methods=_methods(pattern.callback),
    )


def _template(pattern):
    if isinstance(pattern, RegexPattern):
        return normalize(pattern.regex.pattern)[0][0]
    return CONVERTER.sub(r"%(\1)s", str(pattern).replace("%", "%%"))


def _methods(callback):
    """Return the methods that a view answers, where it can tell."""
    if actions := getattr(callback, "actions", None):
        return frozenset(method.upper() for method in actions)
    view = getattr(callback, "view_class", None)
    if view is not None:
        return frozenset(m for m in ALL_METHODS if hasattr(view, m.lower())) | {"GET", "POST"}
    return _operations(callback) or ALL_METHODS


def _operations(callback):
    """Return the methods of a path of the v3 API, whose view keeps its operations in a closure."""
    for cell in getattr(callback, "__closure__", None) or ():
        operations = getattr(cell.cell_contents, "operations", None)
        if operations:
            return frozenset(m for each in operations for m in each.methods)
    return None
