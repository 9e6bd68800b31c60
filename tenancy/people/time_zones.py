"""People begin with the time zone of their clinic: in it they read and type times in the admin."""

from django.contrib.auth import get_user_model
from django.db.models import Q
from django.db.models.signals import m2m_changed
from wagtail.users.models import UserProfile

from tenancy.models import Clinic


def after_joining(sender, instance, action, reverse, pk_set, **kwargs):
    """When people join groups, on a user's side or on that of a group."""
    if action != "post_add":
        return
    users, groups = (pk_set, {instance.pk}) if reverse else ({instance.pk}, pk_set)
    joined = Clinic.objects.filter(Q(editors__in=groups) | Q(managers__in=groups))
    zones = joined.exclude(page__timezone="").order_by("pk")
    zone = zones.values_list("page__timezone", flat=True).first()
    if zone:
        for user in users:
            UserProfile.objects.get_or_create(user_id=user)
        # Whoever has chosen one keeps it.
        undecided = UserProfile.objects.filter(user__in=users, current_time_zone="")
        undecided.update(current_time_zone=zone)


def connect():
    through = get_user_model().groups.through
    m2m_changed.connect(after_joining, sender=through, dispatch_uid="tenancy.after_joining")
