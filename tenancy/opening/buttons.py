"""Where the admin offers what this package does: a page's header and its row in the explorer."""

from wagtail.admin.ui.menus.pages import PageMenuItem

from tenancy.permissions import may_open, may_see
from treatments.querysets import location_model


class AddClinicButton(PageMenuItem):
    label = "Add clinic"
    icon_name = "plus"
    url_name = "tenancy_add_clinic"

    def is_shown(self, user):
        kinds = tuple(location_model().allowed_parent_page_models())
        return issubclass(self.page.specific_class, kinds) and may_open(user, self.page)


class ClinicButton(PageMenuItem):
    label = "People and settings"
    icon_name = "group"
    url_name = "tenancy_clinic"

    def is_shown(self, user):
        return issubclass(self.page.specific_class, location_model()) and may_see(user, self.page)


def buttons(page, next_url=None):
    """Return the buttons of this package for a page; each says to whom it is shown."""
    if page.specific_class is None:
        return []
    return [
        AddClinicButton(page=page, next_url=next_url, priority=15),
        ClinicButton(page=page, next_url=next_url, priority=17),
    ]
