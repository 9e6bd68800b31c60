"""Telephone numbers: typed as people write them in the clinic's country, kept as E.164."""

import phonenumbers
from phonenumber_field.phonenumber import PhoneNumber, to_python


def parse_phone(value, country):
    """Return a `PhoneNumber` of what was typed; a number without + is one of `country`.

    What cannot be read comes back as an invalid `PhoneNumber` that keeps what was typed.
    """
    if isinstance(value, PhoneNumber):
        if value.is_valid() or not value.raw_input:
            return value
        value = value.raw_input
    region = country if country in phonenumbers.SUPPORTED_REGIONS else None
    return to_python(value, region=region)


def invalid_phone_message(country, country_name):
    """Return what to write instead, with an example of the clinic's own country."""
    example = phonenumbers.example_number(country) if country else None
    if example is None:
        return (
            "This is not a telephone number that can be dialled. Write it with + and the "
            "country's code, such as +44 20 7946 0958; or choose the clinic's country first."
        )
    national, international = (
        phonenumbers.format_number(example, style)
        for style in (
            phonenumbers.PhoneNumberFormat.NATIONAL,
            phonenumbers.PhoneNumberFormat.INTERNATIONAL,
        )
    )
    return (
        f"This is not a telephone number that can be dialled. A number of {country_name} looks "
        f"like {national}; one of another country starts with +, like {international}."
    )
