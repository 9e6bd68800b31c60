"""The message that tells editors what could not be published or taken offline at its time."""

import logging
from collections import defaultdict

from django.conf import settings
from django.contrib.auth import get_user_model
from django.template.loader import render_to_string
from django.utils import timezone
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.mail import send_mail
from wagtail.admin.utils import get_admin_base_url
from wagtail.permissions import policy_registry
from wagtail.users.models import UserProfile

from .reasons import in_words

logger = logging.getLogger(__name__)
# Whoever has this right on something is one of its editors.
RIGHT = "change"


def tell_editors(failures):
    """Send the editors of each failure a message, one for all of theirs, and note who is told.

    A failure that nobody could be sent a message of is tried again with the next run.
    """
    by_person, addressed = defaultdict(list), set()
    for failure in failures.order_by("due_at", "pk"):
        instance = instance_of(failure)
        people = list(editors_of(instance))
        for person in people:
            by_person[person].append((failure, instance))
        if not people:
            addressed.add(failure.pk)
    for person, theirs in by_person.items():
        if _send(person, theirs):
            addressed.update(failure.pk for failure, _ in theirs)
    failures.filter(pk__in=addressed).update(is_told=True)


def instance_of(failure):
    """Return what a failure is about, or None when it is gone."""
    model = failure.base_content_type.model_class()
    return model and model._base_manager.filter(pk=failure.object_id).first()


def editors_of(instance):
    """Return the people with an e-mail address who may mend something; superusers if it is gone."""
    model = get_user_model()
    users = model._default_manager.filter(is_active=True).order_by("pk")
    users = users.exclude(**{model.get_email_field_name(): ""})
    superusers = users.filter(is_superuser=True)
    if instance is None:
        return superusers
    editors = policy_registry.get(instance).users_with_permission_for_instance(RIGHT, instance)
    editors = users.filter(pk__in=editors.values("pk"))
    if getattr(settings, "WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS", True):
        return editors
    return editors.filter(is_superuser=False) or superusers


def _send(person, theirs):
    zone = UserProfile.get_for_user(person).get_current_time_zone()
    finder = AdminURLFinder()
    with timezone.override(zone):
        failures = [
            {
                "title": failure.title,
                "words": in_words(failure),
                "url": instance and finder.get_edit_url(instance),
            }
            for failure, instance in theirs
        ]
    context = {
        "failures": failures,
        "base_url": get_admin_base_url() or "",
        "zone": zone,
        "site_name": getattr(settings, "WAGTAIL_SITE_NAME", "Wagtail"),
    }
    text = render_to_string("tenancy/scheduling/failed.txt", context)
    title = " ".join(failures[0]["title"].split())
    more = f" and {len(failures) - 1} more" if len(failures) > 1 else ""
    subject = f"Not published or taken offline in time: {title}{more}"
    try:
        return bool(send_mail(subject, text, [getattr(person, person.get_email_field_name())]))
    except Exception:
        # What a mail backend raises is its own affair.
        logger.exception("A message about failed schedules could not be sent")
        return False
