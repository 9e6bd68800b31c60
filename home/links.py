"""Where a link of the menus may lead."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, URLValidator

validate_web_address = URLValidator(schemes=["http", "https"])
validate_email = EmailValidator()

# A second slash, or a backslash, would lead to another host.
PATH = re.compile(r"/(?![/\\])[^\s\\]*")
TELEPHONE = re.compile(r"\+?[0-9-]+")


def validate_link(value):
    """Accept `https://…`, a path of the front end (`/offers/`), `mailto:` and `tel:`."""
    scheme, _, rest = value.partition(":")
    if PATH.fullmatch(value) or (scheme == "tel" and TELEPHONE.fullmatch(rest)):
        return
    try:
        if scheme == "mailto":
            validate_email(rest)
        else:
            validate_web_address(value)
    except ValidationError as error:
        raise ValidationError(
            "Write a full address (https://example.com/offers), a path of this site (/offers/), "
            "mailto: and an e-mail address, or tel: and a number."
        ) from error
