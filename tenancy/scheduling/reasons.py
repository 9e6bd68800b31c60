"""Why something could not be published or taken offline, and what to do, in an editor's words."""

from django.core.exceptions import NON_FIELD_ERRORS, FieldDoesNotExist, ValidationError
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime

from tenancy.models import FailedSchedule

WHAT_TO_DO = {
    FailedSchedule.Action.PUBLISH: "Cancel its schedule, mend this, and publish it again.",
    FailedSchedule.Action.UNPUBLISH: "Mend this, or unpublish it by hand.",
}


def in_words(failure):
    """Return what did not happen, why, and what to do; its moment is in the present time zone."""
    moment = date_format(localtime(failure.due_at), "j F Y, H:i")
    what = f"Should have been {failure.get_action_display()} on {moment}."
    return f"{what} {failure.reason} {WHAT_TO_DO[failure.action]}"


def reason_of(error, model):
    """Return in whole sentences why something of a model, None if it is gone, was refused.

    What a program says of its own mistakes is for the log.
    """
    if model is None:
        return "It, or its kind, is no longer there. Tell those who run the site."
    if not isinstance(error, ValidationError):
        name = type(error).__name__
        return f"The program has a mistake ({name}). Tell those who run the site."
    if not hasattr(error, "error_dict"):
        return " ".join(error.messages)
    return " ".join(
        " ".join([_label(model, name), *messages]).strip()
        for name, messages in error.message_dict.items()
    )


def _label(model, name):
    if name == NON_FIELD_ERRORS:
        return ""
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return f"{name}:"
    return f"{capfirst(getattr(field, 'verbose_name', name))}:"
