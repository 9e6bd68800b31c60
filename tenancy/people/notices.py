"""Notices of comments end with the access to the page, by whatever way that was taken."""

from django.contrib.auth import get_user_model
from django.db.models.signals import m2m_changed
from wagtail.models import PageSubscription
from wagtail.permissions import policy_registry
from wagtail.signals import post_page_move

ACCESS = ("add", "change", "publish", "lock", "unlock")
LEAVING = "_tenancy_leaving"


def end_lost_notices(users, subscriptions):
    """Delete those of `subscriptions` of users to pages on which they have no permission."""
    # Read again: what a user may do is remembered with the object.
    for user in get_user_model()._default_manager.filter(pk__in=users):
        own = subscriptions.filter(user=user).select_related("page")
        for subscription in own:
            policy = policy_registry.get(subscription.page)
            if not policy.user_has_any_permission_for_instance(user, ACCESS, subscription.page):
                subscription.delete()


def after_leaving(sender, instance, action, reverse, pk_set, **kwargs):
    """When people leave groups, on a user's side or on that of a group."""
    if action == "pre_clear" and reverse:
        setattr(instance, LEAVING, set(instance.user_set.values_list("pk", flat=True)))
    elif action in {"post_remove", "post_clear"}:
        left = {instance.pk} if not reverse else pk_set or vars(instance).pop(LEAVING, set())
        end_lost_notices(left, PageSubscription.objects.all())


def after_move(sender, instance, **kwargs):
    below = instance.base_page_model.objects.descendant_of(instance, inclusive=True)
    subscriptions = PageSubscription.objects.filter(page__in=below.values("pk"))
    end_lost_notices(set(subscriptions.values_list("user", flat=True)), subscriptions)


def connect():
    through = get_user_model().groups.through
    m2m_changed.connect(after_leaving, sender=through, dispatch_uid="tenancy.after_leaving")
    post_page_move.connect(after_move, dispatch_uid="tenancy.after_move")
