from delivery.admin.formats import NAMED, TIMES, with_times

DATE_INPUT_FORMATS = [
    "%m/%d/%Y",
    "%m/%d/%y",
    "%m.%d.%Y",
    "%m.%d.%y",
    "%m-%d-%Y",
    "%m %d %Y",
    *NAMED,
]
TIME_INPUT_FORMATS = TIMES
DATETIME_INPUT_FORMATS = with_times(DATE_INPUT_FORMATS)
