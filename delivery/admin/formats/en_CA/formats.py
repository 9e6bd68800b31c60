from delivery.admin.formats import NAMED, TIMES, with_times

# Canada writes day and month in either order, so numbers are taken with the year first only.
DATE_INPUT_FORMATS = ["%Y-%m-%d", "%Y/%m/%d", *NAMED]
TIME_INPUT_FORMATS = TIMES
DATETIME_INPUT_FORMATS = with_times(DATE_INPUT_FORMATS)
