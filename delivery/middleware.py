"""Answers the content API before sessions, users and redirects are looked at."""

from django.core.handlers.base import BaseHandler
from django.http import HttpResponsePermanentRedirect
from django.middleware.common import CommonMiddleware
from django.urls import Resolver404

from .errors import not_found
from .http import READS, finish
from .urls import is_content_api


class ContentAPIMiddleware:
    """Answers whatever lies below the content API itself; the middleware behind it sees the rest.

    No cookie is read or set there and nothing varies by one, so that any cache may keep an answer.
    It stands behind what every answer needs (security, CORS) and in front of sessions. What goes
    wrong is raised, for the project's handlers of errors (`delivery.errors`).
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.views = BaseHandler()
        self.slashes = CommonMiddleware(get_response)

    def __call__(self, request):
        if not is_content_api(request):
            return self.get_response(request)
        # Raises DisallowedHost, also for answers that no host plays a part in.
        request.get_host()
        response = finish(request, self.answer(request))
        if request.method == "HEAD" and not response.streaming:
            # Its length stays that of what GET would give.
            response.content = b""
        return response

    def answer(self, request):
        """Return the rendered answer of the view, or what stands for an address without one."""
        try:
            view, args, kwargs = self.views.resolve_request(request)
        except Resolver404:
            if request.method in READS and self.slashes.should_redirect_with_slash(request):
                path = self.slashes.get_full_path_with_slash(request)
                return HttpResponsePermanentRedirect(path)
            return not_found(request)
        response = self.views.make_view_atomic(view)(request, *args, **kwargs)
        self.views.check_response(response, view)
        return response.render() if hasattr(response, "render") else response
