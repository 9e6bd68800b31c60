from delivery.admin.formats import with_times

# Django's take 01/02/2027 for 2 January.
DATE_INPUT_FORMATS = ["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y"]
DATETIME_INPUT_FORMATS = with_times(DATE_INPUT_FORMATS)
