"""What changed between two lists of prices, in words."""

from datetime import date
from decimal import Decimal

from django.utils.formats import date_format

from .rows import by_id, content, paired

AT_ALL_TIMES = "at all times"


def price_changes(before, after, units, currency=""):
    """Return a line for each price that is new, gone or different.

    `before` and `after` are rows as revisions hold them, with amounts and days as text; `units`
    are the names of the units, `currency` is that of the clinic.
    """
    lines = []
    before, after = ([_with_cents(row) for row in rows] for rows in (before, after))
    pairs = paired(before, after, by_id, _name_and_start, _name, _label)
    for old, new in pairs:
        if old is None:
            lines.append(f"{_title(new, units)}: added, {_terms(new, currency)}")
        elif new is None:
            lines.append(f"{_title(old, units)}: removed, was {_terms(old, currency)}")
        elif content(old) != content(new):
            lines.append(_difference(old, new, units, currency))
    kept = [old for old, new in pairs if old and new]
    if kept != [row for row in before if row in kept]:
        lines.append("Order of the prices")
    return lines


def _difference(old, new, units, currency):
    was, now = _title(old, units), _title(new, units)
    said = []
    if old["amount"] != new["amount"]:
        said.append(f"{_money(old['amount'])} → {_money(new['amount'], currency)}")
    if _validity(old) != _validity(new):
        said.append(f"{_validity(new) or AT_ALL_TIMES} (before: {_validity(old) or AT_ALL_TIMES})")
    if old["note"] != new["note"]:
        said.append(f"note “{old['note']}” → “{new['note']}”")
    if was == now:
        return f"{now}: {', '.join(said)}"
    return f"{was} → {now}: {', '.join(said) or _money(new['amount'], currency)}"


def _title(row, units):
    return f"{row['label'] or 'A price'}, {units.get(row['unit'], row['unit'])}"


def _terms(row, currency):
    return ", ".join(filter(None, [_money(row["amount"], currency), _validity(row)]))


def _with_cents(row):
    """The row with its amount as it is stored: “13” is typed, “13.00” is read back."""
    amount = row["amount"]
    return {**row, "amount": amount and f"{Decimal(amount):.2f}"}


def _money(amount, currency=""):
    return f"{amount} {currency}".strip() if amount else "no amount"


def _validity(row):
    days = (("from", row["valid_from"]), ("until", row["valid_to"]))
    return " ".join(
        f"{word} {date_format(date.fromisoformat(day), 'j F Y')}" for word, day in days if day
    )


def _name_and_start(row):
    return (row["label"], row["unit"], row["valid_from"])


def _name(row):
    return (row["label"], row["unit"])


def _label(row):
    return row["label"]
