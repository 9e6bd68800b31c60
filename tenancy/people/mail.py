"""The message that tells a person of a new access."""

import logging
from smtplib import SMTPException

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from wagtail.admin.mail import send_mail
from wagtail.admin.utils import get_admin_base_url

from .accounts import display_name, may_choose_password

logger = logging.getLogger(__name__)
SECONDS_OF_A_DAY = 24 * 60 * 60


def send_invitation(user, clinics, by, base_url=""):
    """Tell a person how to sign in to work at clinics; return whether the message could be sent.

    Who never signed in gets a link to choose a password, which expires (Django's
    PASSWORD_RESET_TIMEOUT) and works once. `base_url` is where the admin is, unless
    WAGTAILADMIN_BASE_URL says so.
    """
    base_url = get_admin_base_url() or base_url
    context = {
        "clinics": [str(clinic) for clinic in clinics],
        "inviter": display_name(by),
        "username": user.get_username(),
        "site_name": getattr(settings, "WAGTAIL_SITE_NAME", "Wagtail"),
        "sign_in_url": base_url + reverse("wagtailadmin_home"),
        "days": max(1, settings.PASSWORD_RESET_TIMEOUT // SECONDS_OF_A_DAY),
    }
    if may_choose_password(user):
        link = {
            "uidb64": urlsafe_base64_encode(force_bytes(user.pk)),
            "token": default_token_generator.make_token(user),
        }
        context["password_url"] = base_url + reverse(
            "wagtailadmin_password_reset_confirm", kwargs=link
        )
    subject = f"Your access to {' and '.join(context['clinics'])}"
    text = render_to_string("tenancy/people/invitation.txt", context)
    address = getattr(user, user.get_email_field_name())
    try:
        return bool(send_mail(" ".join(subject.split()), text, [address]))
    except (OSError, SMTPException):
        logger.exception("An invitation could not be sent")
        return False
