"""A clinic in brief: its card, and whether it is open at a moment."""

from datetime import UTC, datetime

from delivery.documents.serializers import card_serializer_class
from delivery.schema import fixed
from delivery.schema.fields import field_schemas
from delivery.schema.shapes import boolean, moment, nullable, one_of_texts, text


def opening_state(clinic, now):
    """Return `(state, changes_at)` of a clinic whose rows are loaded.

    The state is `{"timezone": "Europe/London", "open_now": true, "next_change":
    "2026-11-20T17:00:00Z"}`. `open_now` is None where it cannot be said: without hours or a time
    zone, or while the clinic does not operate. `changes_at` is `next_change` as a datetime;
    None when nothing changes within a year.
    """
    schedule = clinic.schedule
    changes_at = is_open = None
    operates = clinic.status == clinic.Status.OPEN
    if operates and schedule and (schedule.regular or schedule.exceptions):
        is_open, changes_at = schedule.is_open(now), schedule.next_change(now)
    state = {
        "timezone": clinic.timezone or None,
        "open_now": is_open,
        "next_change": changes_at and _in_utc(changes_at),
    }
    return state, changes_at


def brief_schema(model, schemas):
    """Return the JSON Schema of a clinic in brief: its card and its opening state."""
    card = field_schemas(card_serializer_class(model)(context={}), schemas)
    return fixed.page_reference(
        one_of_texts(schemas.types_of(model)),
        **card,
        timezone=nullable(text(description="The IANA time zone of its clocks.")),
        open_now=nullable(
            boolean(description="Whether patients can walk in; null where it cannot be said.")
        ),
        next_change=nullable(
            moment(description="When `open_now` turns; null if not within a year.")
        ),
    )


def _in_utc(value: datetime):
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
