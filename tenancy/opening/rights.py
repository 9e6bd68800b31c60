"""Who may do what: the permissions of a clinic's people and of the central team.

Everything here only adds what is missing, so it may be run again at any time.
"""

from django.contrib.auth.models import Group, Permission
from django.utils.text import Truncator
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission
from wagtail.permissions import policy_registry

# Nobody here may delete a page with pages below it: a clinic is closed, not deleted.
EDITORS_MAY = ("add", "change")
MANAGERS_MAY = ("add", "change", "publish", "lock", "unlock")
EDITORS_FILES = ("add", "change", "choose")
MANAGERS_FILES = ("add", "change", "delete", "choose")


def one_at_a_time():
    """Let nobody else open a clinic or make a group until this transaction ends.

    Names of groups, places in the trees of pages and of collections: all are found by looking at
    what is there, so two who look at the same time would choose the same. Databases without
    locks of rows, such as SQLite, let only one write anyway.
    """
    Collection.objects.select_for_update().get(depth=1)


def short_name(page):
    """Return a page's title, shortened where what is called after it could not hold it."""
    return Truncator(page.title).chars(100)


def group_named(name):
    """Return a new group of users; a number is added to a name that is taken."""
    taken = set(Group.objects.filter(name__startswith=name).values_list("name", flat=True))
    free = (f"{name} {number}" if number > 1 else name for number in range(1, len(taken) + 2))
    return Group.objects.create(name=next(each for each in free if each not in taken))


def let_into_admin(group):
    group.permissions.add(
        Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    )


def grant_pages(group, page, actions):
    """Let a group do `actions` to a page and all below it."""
    GroupPagePermission.objects.bulk_create(
        [
            GroupPagePermission(group=group, page_id=page.pk, permission=permission)
            for permission in _permissions(page.base_page_model, actions)
        ],
        ignore_conflicts=True,
    )


def grant_files(group, model, collection, actions):
    """Let a group do `actions` to the images or documents of a collection and those below it."""
    permissions = _permissions(policy_registry.get_by_type(model).auth_model, actions)
    GroupCollectionPermission.objects.bulk_create(
        [
            GroupCollectionPermission(group=group, collection=collection, permission=permission)
            for permission in permissions
        ],
        ignore_conflicts=True,
    )


def grant_model(group, model, actions):
    """Let a group do `actions` to every row of a model."""
    group.permissions.add(*_permissions(model, actions))


def _permissions(model, actions):
    meta = model._meta
    names = {f"{action}_{meta.model_name}" for action in actions}
    found = Permission.objects.filter(
        content_type__app_label=meta.app_label,
        content_type__model=meta.model_name,
        codename__in=names,
    )
    missing = names - {permission.codename for permission in found}
    if missing:
        raise LookupError(f"There is no permission {', '.join(sorted(missing))}: run migrate.")
    return found
