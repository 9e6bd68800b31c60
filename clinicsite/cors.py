"""Which other origins may read the content API from a browser: `CORS_…` in the settings."""

from corsheaders import middleware
from corsheaders.conf import conf


class CorsMiddleware(middleware.CorsMiddleware):
    """Gives everybody the same answer where every origin may read it.

    django-cors-headers gives the headers to those alone who name an origin, and says that answers
    vary by it: caches would keep one copy for each origin.
    """

    def add_response_headers(self, request, response):
        vary = response.headers.get("Vary")
        response = super().add_response_headers(request, response)
        if conf.CORS_ALLOW_ALL_ORIGINS and not conf.CORS_ALLOW_CREDENTIALS:
            self.open_to_all(request, response, vary)
        return response

    def open_to_all(self, request, response, vary):
        """Put back what an answer varies by, and let every origin read it."""
        if not self.is_enabled(request):
            return
        if vary is None:
            response.headers.pop("Vary", None)
        else:
            response.headers["Vary"] = vary
        response.headers[middleware.ACCESS_CONTROL_ALLOW_ORIGIN] = "*"
        exposed = ", ".join(conf.CORS_EXPOSE_HEADERS)
        response.headers[middleware.ACCESS_CONTROL_EXPOSE_HEADERS] = exposed
