from delivery.admin.formats.en_GB.formats import (  # noqa: F401  the same
    DATE_INPUT_FORMATS,
    DATETIME_INPUT_FORMATS,
    TIME_INPUT_FORMATS,
)
