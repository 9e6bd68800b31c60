"""Where the admin offers what this package does: a page's header and its row in the explorer."""

from wagtail.admin.ui.menus.pages import PageMenuItem
from wagtail.permissions import policy_registry

from treatments.querysets import clinic_treatment_model, location_model, treatment_model


class OfferButton(PageMenuItem):
    label = "Offer at …"
    icon_name = "link"
    url_name = "treatments_offer"

    def is_shown(self, user):
        policy = policy_registry.get_by_type(location_model())
        return (
            issubclass(self.page.specific_class, treatment_model())
            and not self.page.alias_of_id
            and policy.user_has_permission(user, "add")
        )


class AddFromLibraryButton(PageMenuItem):
    label = "Add from library"
    icon_name = "plus"
    url_name = "treatments_add_from_library"

    def is_shown(self, user):
        policy = policy_registry.get_by_type(location_model())
        return issubclass(
            self.page.specific_class, location_model()
        ) and policy.user_has_permission_for_instance(user, "add", self.page)


class WithdrawButton(PageMenuItem):
    label = "Withdraw this treatment"
    icon_name = "cross"
    url_name = "treatments_withdraw"

    def is_shown(self, user):
        return (
            issubclass(self.page.specific_class, clinic_treatment_model())
            and self.page.permissions_for_user(user).can_unpublish()
        )


def buttons(page, next_url=None):
    """Return the buttons of this package for a page; each says to whom it is shown."""
    if page.specific_class is None:
        return []
    return [
        OfferButton(page=page, next_url=next_url, priority=16),
        AddFromLibraryButton(page=page, next_url=next_url, priority=16),
        WithdrawButton(page=page, next_url=next_url, priority=61),
    ]
