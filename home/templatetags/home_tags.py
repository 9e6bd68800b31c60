"""What every template of a site needs: its brand and its menus.

Each tag takes a number of queries that does not depend on how many links there are, and works
for the site of the request alone; a site inside another that has none of its own has the outer's.
"""

from django import template
from wagtail.models import Site

from delivery.placeholders import fill_documents
from delivery.visibility import Visibility
from home.models import BrandSettings, NavigationSettings

register = template.Library()


@register.simple_tag(takes_context=True)
def brand(context):
    """Return the `BrandSettings` in force on the request's site: `{% brand as brand %}`.

    None without a request, or when no site answers to its host.
    """
    return _in_force(BrandSettings, context)


@register.simple_tag(takes_context=True)
def navigation(context):
    """Return the menus: `{% navigation as menus %}{% for link in menus.main %}`.

    `{"main": [{"label": "FAQ", "url": "/faq/", "current": False}], "footer": […]}`; `current` is
    true of the link to the page that is shown.
    """
    settings = _in_force(NavigationSettings, context)
    if settings is None:
        return {"main": [], "footer": []}
    request = context["request"]
    site = Site.find_for_request(request)
    (menus,) = fill_documents([settings.links(site)], [site.root_page], Visibility())
    return {
        name: [{**link, "current": link["url"] == request.path} for link in links]
        for name, links in menus.items()
    }


def _in_force(model, context):
    request = context.get("request")
    return request and model.in_force_for_request(request)
