"""Who may open, close and look after clinics.

To open or close one takes two rights that are given in the admin's group editor: Django's “add” or
“change” of clinics, and Wagtail's to add and to publish below the clinic index. A clinic's
managers look after its people; so does whoever may change clinics, at those he may see.
"""

from django.contrib.auth.models import Permission
from django.db.models import Q
from wagtail.permissions import policy_registry

from tenancy.models import Clinic
from treatments.querysets import clinic_path, location_model


def may_open(user, index):
    """Return whether a user may open a clinic below a clinic index."""
    permissions = index.permissions_for_user(user)
    return (
        user.has_perm("tenancy.add_clinic")
        and permissions.can_add_subpage()
        and permissions.can_publish_subpage()
    )


def may_close(user, clinic):
    """Return whether a user may close a clinic and open it again."""
    return may_close_all(user, [clinic])


def may_close_all(user, clinics):
    """Return whether a user may close each of some clinics; asked once for each index."""
    if not user.has_perm("tenancy.change_clinic"):
        return False
    indexes = location_model().base_page_model.objects.filter(
        path__in={clinic_path(clinic.page.path) for clinic in clinics}
    )
    return all(
        index.specific_deferred.permissions_for_user(user).can_publish_subpage()
        for index in indexes
    )


def clinics_looked_after(user):
    """Return the clinics whose people a user looks after, a queryset."""
    if user.is_superuser:
        return Clinic.objects.all()
    after = Q(managers__in=user.groups.all())
    if user.has_perm("tenancy.change_clinic"):
        explorable = policy_registry.get_by_type(location_model()).explorable_instances(user)
        after |= Q(page__in=explorable.values("pk"))
    return Clinic.objects.filter(after) if user.is_active else Clinic.objects.none()


def may_look_after(user, clinic):
    return clinics_looked_after(user).filter(pk=clinic.pk).exists()


def may_see(user, page):
    """Return whether a user may see who belongs to a clinic, given the clinic's page.

    Who works at the clinic may; to explore it on the way to another page is not enough.
    """
    permissions = page.permissions_for_user(user)
    return permissions.can_edit() or permissions.can_publish()


def to_register():
    """Return the permissions that the group editor offers."""
    return Permission.objects.filter(
        content_type__app_label="tenancy", codename__in=["add_clinic", "change_clinic"]
    )
