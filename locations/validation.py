"""Helpers for model validation."""

from django.core.exceptions import ValidationError


def run_checks(*checks):
    """Call each check and raise one `ValidationError` of all their errors, if there are any."""
    errors = {}
    for check in checks:
        try:
            check()
        except ValidationError as error:
            errors = error.update_error_dict(errors)
    if errors:
        raise ValidationError(errors)


def at_field(field, check, *args):
    """Return `check(*args)`; a `ValidationError` of it becomes one of `field`."""
    try:
        return check(*args)
    except ValidationError as error:
        raise ValidationError({field: error}) from error
