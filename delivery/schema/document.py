"""The whole description, from the URLconf to the components."""

import re
from importlib.metadata import PackageNotFoundError, version

from django.conf import settings
from django.urls import URLResolver, get_resolver
from wagtail.api.v2.views import BaseAPIViewSet

from delivery.conf import setting

from . import blocks  # noqa: F401  registers the schemas of blocks
from .components import Schemas
from .endpoints import viewset_operation
from .operations import HEADERS
from .shapes import integer, text

CONVERTER = re.compile(r"<(?:(\w+):)?(\w+)>")
PARAMETER_SCHEMAS = {"int": integer(minimum=1), "slug": text(pattern=r"^[-\w]+$")}
PACKAGE = "clinicsite"
ABOUT = (
    'Read-only and anonymous. Every answer is JSON; every error is `{"message"}` in words. '
    "What is not live and public is not there, by any route."
)


def openapi():
    """Return the description of the content API, as a JSON-able dictionary."""
    return describe()[0]


def describe():
    """Return the description and the names of what it could not describe."""
    schemas = Schemas()
    paths, tags = {}, {}
    for path, view, action, names in sorted(_routes(), key=lambda route: route[0]):
        found = _operation(view, action, schemas)
        if found is not None:
            path_parameters = [_path_parameter(name, kind) for name, kind in names]
            found["parameters"] = [*path_parameters, *found.get("parameters", ())]
            found.setdefault("tags", [path.rstrip("/").rpartition("/")[2]])
            for tag in found["tags"]:
                tags.setdefault(tag, found["summary"])
            paths[path] = {"get": found}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"Content API of {getattr(settings, 'WAGTAIL_SITE_NAME', '') or PACKAGE}",
            "description": ABOUT,
            "version": _version(),
        },
        "servers": [{"url": "/", "description": "The host that serves this description."}],
        "security": [],
        "tags": [{"name": tag, "description": f"{tags[tag]}."} for tag in sorted(tags)],
        "paths": paths,
        "components": {
            "schemas": dict(sorted(schemas.components.items())),
            "headers": HEADERS,
        },
    }, schemas.undescribed


def _version():
    try:
        return version(PACKAGE)
    except PackageNotFoundError:
        return "0"


def _operation(view, action, schemas):
    declared = getattr(view, "openapi", None)
    if declared is not None:
        return declared(schemas, action)
    if issubclass(view, BaseAPIViewSet):
        return viewset_operation(view, action, schemas)
    return None


def _routes():
    """Yield `(path, view class, action, path parameters)` of what may be described."""
    seen = set()
    for pattern, callback, in_api in _walk(get_resolver(), "", False):
        view = getattr(callback, "cls", None) or getattr(callback, "view_class", None)
        if view is None or not (hasattr(view, "openapi") or in_api):
            continue
        action = (getattr(callback, "actions", None) or {"get": "get"}).get("get")
        path = "/" + CONVERTER.sub(r"{\2}", pattern)
        if action and path not in seen:
            seen.add(path)
            names = [(name, kind or "str") for kind, name in CONVERTER.findall(pattern)]
            yield path, view, action, names


def _walk(resolver, prefix, in_api):
    for each in resolver.url_patterns:
        here = prefix + str(each.pattern).removeprefix("^").removesuffix("$")
        if isinstance(each, URLResolver):
            yield from _walk(each, here, in_api or each.namespace == setting("API_NAMESPACE"))
        else:
            yield here, each.callback, in_api


def _path_parameter(name, kind):
    return {
        "name": name,
        "in": "path",
        "required": True,
        "schema": PARAMETER_SCHEMAS.get(kind, text()),
    }
