from delivery.admin.formats import NAMED, TIMES, with_times

DATE_INPUT_FORMATS = [
    "%d/%m/%Y",
    "%d/%m/%y",
    "%d.%m.%Y",
    "%d.%m.%y",
    "%d-%m-%Y",
    "%d %m %Y",
    *NAMED,
]
TIME_INPUT_FORMATS = TIMES
DATETIME_INPUT_FORMATS = with_times(DATE_INPUT_FORMATS)
