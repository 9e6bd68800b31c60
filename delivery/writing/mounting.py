"""Putting the schemas, the forms and the actions of this package into Wagtail's API v3."""

from django.core.exceptions import ImproperlyConfigured

from .schemas import register_page_types


def mount():
    """Describe the page types, then make the API of that and let it use our forms."""
    register_page_types()

    from wagtail.api.v3.api import api  # noqa: PLC0415  importing it makes the endpoints
    from wagtail.api.v3.routers import pages  # noqa: PLC0415

    from .description import with_errors  # noqa: PLC0415
    from .errors import register_handlers  # noqa: PLC0415
    from .forms import build_page_form, build_page_update_form  # noqa: PLC0415
    from .requests import RequestParser, possible, readable, root_of_site  # noqa: PLC0415
    from .submitting import router  # noqa: PLC0415

    for form in (build_page_form, build_page_update_form):
        if not hasattr(pages, form.__name__):
            raise ImproperlyConfigured(f"{pages.__name__} has no {form.__name__} any more.")
        setattr(pages, form.__name__, form)
    pages.PageFilterSchema.get_request_root_page = staticmethod(root_of_site)
    api.parser = RequestParser()
    api.get_openapi_schema = with_errors(api.get_openapi_schema)
    register_handlers(api)
    pages.actions_router.add_decorator(possible)
    api.add_decorator(readable, mode="view")
    api.add_router("/pages/", router)
