"""What every template of a site needs: its brand and its menus.

Each tag takes a number of queries that does not depend on how many links there are, and works
for the site of the request alone.
"""

from django import template
from wagtail.models import Site

from delivery.placeholders import fill_documents
from delivery.visibility import Visibility
from home.models import BrandSettings, NavigationSettings

register = template.Library()


@register.simple_tag(takes_context=True)
def brand(context):
    """Return the `BrandSettings` of the request's site: `{% brand as brand %}`.

    None without a request, or when no site answers to its host.
    """
    return _of_site(BrandSettings, context)


@register.simple_tag(takes_context=True)
def navigation(context):
    """Return the menus: `{% navigation as menus %}{% for link in menus.main %}`.

    `{"main": [{"label": "FAQ", "url": "/faq/", "current": False}], "footer": […]}`; `current` is
    true of the link to the page that is shown.
    """
    settings = _of_site(NavigationSettings, context)
    if settings is None:
        return {"main": [], "footer": []}
    request = context["request"]
    (menus,) = fill_documents([settings.links(request)], [settings], Visibility())
    return {
        name: [{**link, "current": link["url"] == request.path} for link in links]
        for name, links in menus.items()
    }


def _of_site(model, context):
    request = context.get("request")
    if request is None or Site.find_for_request(request) is None:
        return None
    return model.for_request(request)
