from delivery.admin.formats import NAMED, TIMES, with_times

# English says not in which order, and Canada writes both: numbers have the year first.
DATE_INPUT_FORMATS = ["%Y-%m-%d", "%Y/%m/%d", *NAMED]
TIME_INPUT_FORMATS = TIMES
DATETIME_INPUT_FORMATS = with_times(DATE_INPUT_FORMATS)
