"""Accounts: found by their e-mail address, made for people who have none."""

from itertools import count

from django.contrib.auth import get_user_model
from django.core.exceptions import FieldDoesNotExist
from django.db import IntegrityError, transaction
from wagtail.admin.views.account import password_reset_enabled


def find_account(email):
    """Return the account with an e-mail address, in whatever case it is written; None without."""
    # Several accounts may share an address: the one in use comes first.
    return _accounts(email).order_by("-is_active", "pk").first()


def is_ambiguous(email):
    """Return whether an e-mail address is that of several accounts in use."""
    return _accounts(email).filter(is_active=True).count() > 1


def _accounts(email):
    model = get_user_model()
    return model._default_manager.filter(**{f"{model.get_email_field_name()}__iexact": email})


def account_for(email, name):
    """Return the account with an e-mail address; one without a password is made if there is none.

    Raises ValidationError where the project's accounts need more than an address and a name.
    """
    try:
        with transaction.atomic():
            return find_account(email) or _make_account(email, name)
    except IntegrityError:
        # Somebody else has just made it.
        return find_account(email)


def _make_account(email, name):
    model = get_user_model()
    email = model._default_manager.normalize_email(email)
    first, _, last = name.partition(" ")
    values = {model.get_email_field_name(): email}
    values |= {
        field: value[: model._meta.get_field(field).max_length]
        for field, value in (("first_name", first), ("last_name", last))
        if _has_field(model, field)
    }
    if model.USERNAME_FIELD not in values:
        values[model.USERNAME_FIELD] = _free_username(model, email)
    user = model(**values)
    user.set_unusable_password()
    user.full_clean(exclude=["password"])
    user.save()
    return user


def _free_username(model, email):
    longest = (model._meta.get_field(model.USERNAME_FIELD).max_length or 150) - 4
    names = (email[:longest] + (f"-{number}" if number else "") for number in count())
    taken = model._default_manager
    return next(
        name for name in names if not taken.filter(**{f"{model.USERNAME_FIELD}__iexact": name})
    )


def _has_field(model, name):
    try:
        model._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    return True


def may_choose_password(user):
    """Return whether a link to choose a password may be sent: to who was invited and never came.

    An account in use is left as it is, and so is one that signs in by other means.
    """
    return (
        user.is_active
        and not user.is_superuser
        and not user.has_usable_password()
        and user.last_login is None
        and password_reset_enabled()
    )


def display_name(user):
    """Return a person's name as the history shows it: never an e-mail address."""
    name = user.get_full_name().strip() or user.get_username()
    return "somebody without a name" if "@" in name else name
