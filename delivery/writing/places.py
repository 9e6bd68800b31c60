"""Where in a request a mistake stands, by the names under which it was sent."""

import json

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import UnreadablePostError
from django.http.multipartparser import MultiPartParserError

# What Django raises at a body that it cannot read.
UNREADABLE = (BadRequest, MultiPartParserError, SuspiciousOperation, UnreadablePostError)

FORMS = ("multipart/form-data", "application/x-www-form-urlencoded")

# Django has both names of a reference. Uploads take this one by the second alone.
COLLECTION = "collection"


def sent(request):
    """Return what a request holds: its JSON, or the fields and files of its form by name.

    None where it holds neither.
    """
    try:
        # The body of a form is gone once the form was read.
        if request.content_type in FORMS:
            return {**request.POST, **request.FILES}
        return json.loads(request.body)
    except (ValueError, RecursionError, *UNREADABLE):
        return None


def request_errors(request, errors):
    """Return the errors of a request's shape with their places as paths in what was sent.

    What ninja and pydantic put between, such as the types that were tried, is left out.
    """
    body = sent(request)
    return [{**error, "loc": _known(error, body)} for error in errors]


def form_errors(request, found):
    """Return `[(path of names in a form, [(message, code)])]` as errors with the names sent."""
    body = sent(request)
    return [
        {"type": code, "loc": _named(path, body), "msg": message}
        for path, messages in found
        for message, code in messages
    ]


def _known(error, body):
    source, *place = error["loc"]
    if source in {"form", "file"}:
        return place[-1:]
    if source != "body" or place[:1] != ["data"]:
        return [source, *place]
    path, here = [], body
    for step in place[1:]:
        name = _name_in(here, step)
        if name is not None:
            here = here[name]
            path.append(name)
        elif step == place[-1] and error["type"] == "missing":
            path.append(step)
    return path


def _named(path, body):
    named, here = [], body
    for step in path:
        name = _name_in(here, step)
        here = None if name is None else here[name]
        if name is None:
            name = f"{step}_id" if step == COLLECTION else step
        named.append(name)
    return named


def _name_in(here, step):
    """Return under which name a step stands in JSON, None if it does not stand there."""
    if isinstance(here, dict):
        return next((name for name in (step, f"{step}_id") if name in here), None)
    is_there = isinstance(here, list) and isinstance(step, int) and step < len(here)
    return step if is_there else None
