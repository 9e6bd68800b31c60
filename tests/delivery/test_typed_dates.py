"""Dates and times as people type them: understood as their language writes them, or refused."""

from datetime import UTC, date, datetime, time

import pytest
from django import forms
from django.conf import settings
from django.utils import timezone, translation
from wagtail import blocks
from wagtail.admin.filters import DateRangePickerWidget
from wagtail.admin.forms.models import formfield_for_dbfield
from wagtail.models import Page

LANGUAGES = [code for code, _ in settings.WAGTAILADMIN_PERMITTED_LANGUAGES]
FIRST_OF_FEBRUARY, SECOND_OF_JANUARY = date(2027, 2, 1), date(2027, 1, 2)


def understood(typed, language, field=forms.DateField):
    """Return what a field makes of a text, None where it refuses it."""
    with translation.override(language):
        try:
            return field().clean(typed)
        except forms.ValidationError:
            return None


def refusal(typed, language, field=forms.DateField):
    """Return what a field says of a text, in full."""
    with translation.override(language):
        with pytest.raises(forms.ValidationError) as refused:
            field().clean(typed)
        return str(refused.value.messages[0])


@pytest.mark.parametrize(
    ("language", "typed", "day"),
    [
        ("en-gb", "01/02/2027", FIRST_OF_FEBRUARY),
        ("en-gb", "1.2.2027", FIRST_OF_FEBRUARY),
        ("en-gb", "1-2-2027", FIRST_OF_FEBRUARY),
        ("en-gb", "1/2/27", FIRST_OF_FEBRUARY),
        ("en-gb", "1 February 2027", FIRST_OF_FEBRUARY),
        ("en-gb", " 1 feb 2027 ", FIRST_OF_FEBRUARY),
        ("en-gb", "February 1, 2027", FIRST_OF_FEBRUARY),
        ("en-us", "01/02/2027", SECOND_OF_JANUARY),
        ("en-us", "1.2.2027", SECOND_OF_JANUARY),
        ("en-us", "January 2, 2027", SECOND_OF_JANUARY),
        ("en-us", "2 Jan 2027", SECOND_OF_JANUARY),
        ("en-au", "1/2/2027", FIRST_OF_FEBRUARY),
        ("en-ie", "1 February 2027", FIRST_OF_FEBRUARY),
        ("en-ca", "1 February 2027", FIRST_OF_FEBRUARY),
        ("en", "1 February 2027", FIRST_OF_FEBRUARY),
        ("fr", "1/2/2027", FIRST_OF_FEBRUARY),
        ("de", "1.2.2027", FIRST_OF_FEBRUARY),
        ("nl", "1-2-2027", FIRST_OF_FEBRUARY),
        ("ko", "2027년 2월 1일", FIRST_OF_FEBRUARY),
        ("ja", "2027-02-01", FIRST_OF_FEBRUARY),
    ],
)
def test_a_date_is_taken_as_its_writer_means_it(language, typed, day):
    assert understood(typed, language) == day


@pytest.mark.parametrize("language", [*LANGUAGES, "en", "en-au", "en-ca", "en-ie"])
def test_no_language_takes_a_date_otherwise_than_its_people_write_it(language):
    """In none but that of the United States does the month come before the day, the year last."""
    day = SECOND_OF_JANUARY if language == "en-us" else FIRST_OF_FEBRUARY
    for typed in ("01/02/2027", "1.2.2027", "01-02-2027", "1/2/27", "1.2.27", "01-02-27"):
        assert understood(typed, language) in {day, None}, typed
        for at in (f"{typed} 10:00", f"{typed} 10.00", f"{typed}, 10:00"):
            moment = understood(at, language, forms.DateTimeField)
            assert moment is None or moment.date() == day, at
    assert understood("2027-02-01", language) == FIRST_OF_FEBRUARY


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("17:30", time(17, 30)),
        ("9.30", time(9, 30)),
        ("9:30 pm", time(21, 30)),
        ("9am", time(9)),
        ("12 AM", time(0)),
        ("25:00", None),
        ("13 pm", None),
        ("9:61", None),
        ("noon", None),
    ],
)
@pytest.mark.parametrize("language", ["en-gb", "en-us"])
def test_a_time_is_understood_or_refused(language, typed, at):
    assert understood(typed, language, forms.TimeField) == at


def test_a_moment_is_in_the_time_zone_of_who_typed_it():
    with timezone.override("Pacific/Auckland"):
        moments = {
            understood(typed, "en-gb", forms.DateTimeField)
            for typed in ("1 February 2027 9am", "1/2/2027, 9:00", "2027-02-01 09:00")
        }
    assert moments == {datetime(2027, 1, 31, 20, tzinfo=UTC)}


@pytest.mark.parametrize(
    ("language", "ways"),
    [
        ("en-gb", "31/01/2027 or 2027-01-31."),
        ("en-us", "01/31/2027 or 2027-01-31."),
        ("en", "2027/01/31 or 2027-01-31."),
        ("de", "31.01.2027 or 2027-01-31."),
        ("ja", "as 2027-01-31."),
    ],
)
def test_the_error_says_how_to_write_it(language, ways):
    for typed in ("tomorrow", "31/02/2027", "2027-13-01"):
        assert refusal(typed, language).endswith(ways)


def test_the_error_says_how_to_write_times():
    assert refusal("25:00", "fr", forms.TimeField).endswith("Write it as 09:00 or 17:30.")
    assert refusal("1 February 2027 25:00", "en-gb", forms.DateTimeField).endswith(
        "Write it as 31/01/2027 17:30 or 2027-01-31 17:30."
    )


@pytest.mark.parametrize(
    ("block", "typed", "value"),
    [
        (blocks.DateBlock(), "1 February 2027", FIRST_OF_FEBRUARY),
        (blocks.TimeBlock(), "9.30", time(9, 30)),
        (blocks.DateBlock(), "the first", None),
        (blocks.TimeBlock(), "25:00", None),
        (blocks.DateTimeBlock(), "1/2/2027 25:00", None),
    ],
)
def test_blocks_take_them_alike(block, typed, value):
    with translation.override("en-gb"):
        posted = block.value_from_datadict({"a": typed}, {}, "a")
        if value is None:
            with pytest.raises(forms.ValidationError, match="Write it as"):
                block.clean(posted)
        else:
            assert block.clean(posted) == value


def test_a_field_for_a_moment_names_its_time_zone():
    field = formfield_for_dbfield(Page._meta.get_field("go_live_at"))
    for zone in ("Pacific/Auckland", "America/Vancouver"):
        with timezone.override(zone):
            assert f"In the time zone {zone}" in str(field.help_text)


def test_a_range_keeps_what_was_typed_wrongly():
    widget = DateRangePickerWidget()
    assert 'value="the first"' in widget.render("day", ["the first", "2027-02-01"], {"id": "day"})
