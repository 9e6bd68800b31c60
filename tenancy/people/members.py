"""Giving people access to a clinic and taking it away."""

from dataclasses import dataclass

from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import models, transaction
from wagtail.log_actions import log

from tenancy.closing.close import unsubscribe
from tenancy.log_actions import INVITE, REMOVE
from tenancy.models import Clinic
from tenancy.opening.clinics import furnish
from treatments.offering.log_actions import entries_of_its_own

from .accounts import account_for, display_name, is_ambiguous


class Role(models.TextChoices):
    EDITOR = "editor", "Editor: writes, and submits for approval"
    MANAGER = "manager", "Manager: approves and publishes, and looks after people"


@dataclass
class Member:
    """A person with access to a clinic."""

    user: models.Model
    role: str
    is_last_manager: bool = False

    @property
    def email(self):
        return getattr(self.user, self.user.get_email_field_name())

    @property
    def role_name(self):
        return self.role.capitalize()


def members_of(clinic):
    """Return the members of a clinic, managers first, in two queries."""
    managers, editors = (
        list(team.user_set.order_by(team.user_set.model.USERNAME_FIELD) if team else [])
        for team in (clinic.managers, clinic.editors)
    )
    active = [user for user in managers if user.is_active]
    return [Member(user, Role.MANAGER, active == [user]) for user in managers] + [
        Member(user, Role.EDITOR) for user in editors if user not in managers
    ]


def groups_given_by_hand(clinic):
    """Return the other groups of users that have rights on a clinic's pages themselves, by name.

    They were given in the admin's group editor. Those given further up are no matter of one
    clinic.
    """
    at_clinic = Group.objects.filter(page_permissions__page__path__startswith=clinic.page.path)
    own = [pk for pk in (clinic.editors_id, clinic.managers_id) if pk]
    return at_clinic.exclude(pk__in=own).distinct().order_by("name")


def member_of(clinic, pk):
    """Return the member of a clinic with a user's primary key, as text; None if there is none."""
    return next((member for member in members_of(clinic) if str(member.user.pk) == pk), None)


@transaction.atomic
def invite(email, name, role, clinics, by=None):
    """Give the person with an e-mail address a role at clinics and return the account.

    Who has no account gets one, named `name`; an account that is there keeps its name and its
    password. A member of a clinic has one role there: the last that was given. Raises
    ValidationError for an account that is switched off, for a clinic that is closed, and rather
    than leave a clinic without a manager.
    """
    user = account_for(email, name)
    if is_ambiguous(email):
        raise ValidationError(
            "Several accounts have this address, so it is not clear who is meant. Ask an "
            "administrator to give each its own.",
            code="ambiguous",
        )
    if not user.is_active:
        raise ValidationError(
            "This address cannot be invited from here. Ask the central team for help.",
            code="inactive",
        )
    for clinic in clinics:
        _give_role(user, role, clinic, by)
    return user


def _give_role(user, role, clinic, by):
    clinic = Clinic.objects.select_for_update(of=("self",)).get(pk=clinic.pk)
    if clinic.is_closed:
        raise ValidationError(f"“{clinic}” is closed. Reopen it first.", code="closed")
    if not (clinic.editors and clinic.managers):
        # A group that somebody has deleted is made again.
        clinic = furnish(clinic.page)
    member = member_of(clinic, str(user.pk))
    if member and member.role == role:
        return
    if member and member.is_last_manager:
        raise ValidationError(
            f"This is the last manager of “{clinic}”. Make somebody else a manager first.",
            code="last_manager",
        )
    joins, leaves = clinic.editors, clinic.managers
    if role == Role.MANAGER:
        joins, leaves = leaves, joins
    joins.user_set.add(user)
    leaves.user_set.remove(user)
    data = {"person": display_name(user), "user": str(user.pk), "role": str(Role(role).value)}
    with entries_of_its_own(by):
        log(clinic.page, INVITE, user=by, data=data)


@transaction.atomic
def remove(user, clinic, by=None):
    """Take a person's access to a clinic, and the notices of its comments.

    The account stays, with whatever else it may do. Who is no member is left alone.
    """
    if member_of(clinic, str(user.pk)) is None:
        return
    for team in (clinic.editors, clinic.managers):
        if team:
            team.user_set.remove(user)
    page = clinic.page
    unsubscribe([user], page.base_page_model.objects.descendant_of(page, inclusive=True))
    data = {"person": display_name(user), "user": str(user.pk)}
    with entries_of_its_own(by):
        log(page, REMOVE, user=by, data=data)
