"""Publishes and takes offline what is due; what fails keeps its schedule and its editors are told.

Wagtail's own command stops at the first that fails, without a transaction: the schedule of that one
is then gone, and nobody is told. Once it does each in a transaction of its own and goes on, this is
needed for the telling only.
"""

import logging

from django.core.exceptions import ValidationError
from django.db import transaction

from tenancy.models import FailedSchedule

from .due import due_now
from .mail import tell_editors
from .reasons import reason_of

logger = logging.getLogger(__name__)


def publish_due():
    """Do all that is due, each by itself; return a line for each that failed."""
    lines, failed = [], []
    for due in due_now():
        try:
            with transaction.atomic():
                due.carry_out()
        except Exception as error:
            if not isinstance(error, ValidationError):
                logger.exception("“%s” could not be %s at its time", due.title, due.action.label)
            failure = _record(due, error)
            lines.append(_line(due, failure, error))
            failed += [failure.pk] if failure else []
    FailedSchedule.objects.exclude(pk__in=failed).delete()
    tell_editors(FailedSchedule.objects.filter(is_told=False))
    return lines


def _record(due, error):
    """Keep why something failed; None where it is done, and only what follows has failed."""
    if not due.still_due().exists():
        return None
    reason = reason_of(error, due.model)
    failure, _ = FailedSchedule.objects.update_or_create(
        **due.record, defaults={"title": due.title, "reason": reason}
    )
    return failure


def _line(due, failure, error):
    kind = due.model._meta.label if due.model else "of an unknown type"
    what = f"“{due.title}” ({kind} {due.record['object_id']})"
    if failure is None:
        return f"{what} is {due.action.label}, but what follows has failed: {error!r}"
    why = failure.reason if isinstance(error, ValidationError) else repr(error)
    return f"{what} is not {due.action.label}: {why}"
