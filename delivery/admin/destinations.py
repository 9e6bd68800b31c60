"""Forms of the admin that ask for a page under which something is to stand.

Wagtail shows the form again, and often an error, with the title of a page that somebody typed the
number of, whoever's that page is.
"""

import swapper
from django.core.exceptions import PermissionDenied
from django.http import Http404
from wagtail.admin.views.pages.choose_parent import ChooseParentView
from wagtail.permissions import policy_registry


def require_explorable(user, page_id):
    """Raise PermissionDenied for the id of a page that `user` may not explore, 404 for no id."""
    if not page_id.isdecimal():
        raise Http404
    page_model = swapper.load_model("wagtailcore", "Page")
    explorable = policy_registry.get_by_type(page_model).explorable_instances(user)
    if not explorable.filter(pk=page_id).exists():
        raise PermissionDenied


class DestinationMixin:
    """Mixed into a view with such a form: refuses a page that one may not explore."""

    destination_field = "new_parent_page"

    def post(self, request, *args, **kwargs):
        if chosen := request.POST.get(self.destination_field):
            require_explorable(request.user, chosen)
        return super().post(request, *args, **kwargs)


class ExplorableParentView(DestinationMixin, ChooseParentView):
    """Asks for the parent of a new page."""

    destination_field = "parent_page"
