"""The endpoint `openapi.json`."""

from functools import cache
from hashlib import sha256

import orjson
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import View

from delivery.errors import method_not_allowed
from delivery.http import (
    accepted_encoding,
    compressed,
    entity_tag,
    is_had,
    json_response,
    not_modified,
)

from .document import openapi

# Another release may bring another description; publishing never does.
TAGS = ("openapi",)


@cache
def _content():
    """The description as bytes and its fingerprint, made once in the life of a process."""
    content = orjson.dumps(openapi())
    return content, sha256(content).hexdigest()[:32]


@cache
def _encoded(encoding):
    content, _ = _content()
    return compressed(content, encoding) if encoding else content


@method_decorator(csrf_exempt, name="dispatch")
class OpenAPIView(View):
    """The description of the API itself."""

    http_method_names = ["get", "head", "options"]

    def get(self, request):
        _, fingerprint = _content()
        known = is_had(request, fingerprint)
        if known:
            return not_modified(known, TAGS)
        encoding = accepted_encoding(request.META.get("HTTP_ACCEPT_ENCODING", ""))
        etag = entity_tag(fingerprint, encoding)
        return json_response(_encoded(encoding), etag, TAGS, encoding=encoding)

    def http_method_not_allowed(self, request, *args, **kwargs):
        return method_not_allowed(request, self._allowed_methods())
