"""The errors of the content API: `{"message": "…"}`, whatever goes wrong and wherever it does.

A project names the handlers in its URLconf (`handler400` …): Django calls them for what happens
outside of any view as well, a host that is not served or a database that is gone. Elsewhere than
below the API they answer as Django does. With `DEBUG`, Django shows its own pages of errors.
"""

import sys
from http import HTTPStatus

from django.core.exceptions import DisallowedHost
from django.db import InterfaceError, OperationalError
from django.http import JsonResponse
from django.views import defaults
from django.views.decorators.common import no_append_slash
from django.views.decorators.csrf import csrf_exempt

from .http import finish
from .urls import is_content_api

# What is raised when the database does not answer.
OUT_OF_REACH = (OperationalError, InterfaceError)
# After how many seconds it is worth asking again.
RETRY_AFTER = 5


def error(request, message, status, **headers):
    """Return the answer that says in words what is wrong."""
    response = JsonResponse({"message": message}, status=status, headers=headers)
    return finish(request, response)


@csrf_exempt
@no_append_slash
def not_found(request):
    """Answer with 404. Mount it behind the router, for addresses that lead nowhere."""
    return error(request, f"there is nothing at {request.path[:200]}", HTTPStatus.NOT_FOUND)


def method_not_allowed(request, allowed):
    """Return the 405 of a view that answers to the methods `allowed`."""
    message = f'Method "{request.method}" not allowed.'
    return error(request, message, HTTPStatus.METHOD_NOT_ALLOWED, Allow=", ".join(allowed))


def handler400(request, exception=None):
    if not is_content_api(request):
        return defaults.bad_request(request, exception)
    is_host = isinstance(exception, DisallowedHost)
    message = "this host is not served here" if is_host else "the request is malformed"
    return error(request, message, HTTPStatus.BAD_REQUEST)


def handler403(request, exception=None):
    if not is_content_api(request):
        return defaults.permission_denied(request, exception)
    return error(request, "this is not allowed", HTTPStatus.FORBIDDEN)


def handler404(request, exception=None):
    if not is_content_api(request):
        return defaults.page_not_found(request, exception)
    return not_found(request)


def handler500(request):
    if not is_content_api(request):
        return defaults.server_error(request)
    if isinstance(sys.exception(), OUT_OF_REACH):
        message = "the content is out of reach for a moment: ask again"
        headers = {"Retry-After": str(RETRY_AFTER)}
        return error(request, message, HTTPStatus.SERVICE_UNAVAILABLE, **headers)
    return error(request, "something went wrong here", HTTPStatus.INTERNAL_SERVER_ERROR)
