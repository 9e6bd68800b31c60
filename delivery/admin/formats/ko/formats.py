from delivery.admin.formats import with_times

# Django's take 01/02/2027 for 2 January, as Korea does not write it.
DATE_INPUT_FORMATS = ["%Y-%m-%d", "%Y.%m.%d", "%Y. %m. %d.", "%Y년 %m월 %d일"]
DATETIME_INPUT_FORMATS = with_times(DATE_INPUT_FORMATS)
