"""Currencies a clinic can be paid in: ISO 4217 without metals, funds and test codes."""

from functools import cache

import pycountry

# Codes that begin with X belong to no country; these are shared by several as money.
_SHARED = {"XAF", "XCD", "XCG", "XOF", "XPF"}
_FUNDS = {"BOV", "CHE", "CHW", "CLF", "COU", "MXV", "USN", "UYI", "UYW"}


@cache
def currency_choices():
    """Return `[("CAD", "CAD (Canadian Dollar)"), ...]`, sorted by code."""
    return [
        (currency.alpha_3, f"{currency.alpha_3} ({currency.name})")
        for currency in sorted(pycountry.currencies, key=lambda currency: currency.alpha_3)
        if currency.alpha_3 not in _FUNDS
        and (not currency.alpha_3.startswith("X") or currency.alpha_3 in _SHARED)
    ]
