from delivery.admin.formats import with_times

# Django's take 01-02-27 for a day of 2001.
DATE_INPUT_FORMATS = ["%d/%m/%Y", "%d.%m.%Y", "%d/%m/%y", "%d.%m.%y"]
DATETIME_INPUT_FORMATS = with_times(DATE_INPUT_FORMATS)
