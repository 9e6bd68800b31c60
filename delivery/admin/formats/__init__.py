"""Ways of writing dates and times that the admin understands, by language: `FORMAT_MODULE_PATH`.

Only where Django's own (`django.conf.locale`) know too few, or take the numbers in another order
than the people of that language write them. ISO dates, such as 2027-01-31, hold in every language.
"""

TIMES = [
    "%H:%M",
    "%H:%M:%S",
    "%H.%M",
    "%I:%M %p",
    "%I:%M%p",
    "%I.%M %p",
    "%I.%M%p",
    "%I %p",
    "%I%p",
]
# Those with the month's name in English.
NAMED = [
    "%d %B %Y",
    "%d %b %Y",
    "%B %d, %Y",
    "%B %d %Y",
    "%b %d, %Y",
    "%b %d %Y",
]


def with_times(dates):
    """Return the formats of a moment for those of a date."""
    return [f"{date}{between}{time}" for date in dates for between in (" ", ", ") for time in TIMES]
