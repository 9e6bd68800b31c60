"""The addresses of the API, with an answer in the shape of all its errors where nothing is."""

from functools import wraps

from django.http import Http404, HttpResponseNotAllowed, HttpResponsePermanentRedirect
from django.urls import re_path
from django.views.decorators.csrf import csrf_exempt
from wagtail.api.v3.errors import problem_response

NOTHING = "There is nothing at {path}. Look for the address in the documentation."
OTHER_METHOD = "{method} is nothing that can be done here. Use {allowed}."


def urls_of(api):
    """Return the URLs of the API for `path()`, and with them all others below its address."""
    patterns, app_name, namespace = api.urls
    for pattern in patterns:
        pattern.callback = _in_problems(pattern.callback)
    return [*patterns, re_path("", not_found)], app_name, namespace


@csrf_exempt
def not_found(request, **path):
    """Answer 404, but lead on to the address with a slash at its end where that is missing.

    The request stays what it was: Django would have a POST made again as a GET.
    """
    if not request.path.endswith("/"):
        address = request.get_full_path(force_append_slash=True)
        return HttpResponsePermanentRedirect(address, preserve_request=True)
    return problem_response(status=404, detail=NOTHING.format(path=request.path[:200]))


def _in_problems(view):
    # No address of it trusts a cookie: what may not be sent there is to be told so, too.
    @csrf_exempt
    @wraps(view)
    def wrapper(request, *args, **kwargs):
        try:
            response = view(request, *args, **kwargs)
        except Http404:
            return problem_response(status=404, detail=NOTHING.format(path=request.path[:200]))
        if isinstance(response, HttpResponseNotAllowed):
            allowed = ", ".join(sorted(response["Allow"].split(", ")))
            detail = OTHER_METHOD.format(method=request.method, allowed=allowed)
            problem = problem_response(status=405, detail=detail)
            problem["Allow"] = allowed
            return problem
        return response

    return wrapper
