"""The JSON of clinics as JSON Schema, for the description of the API."""

from delivery.schema.shapes import array, boolean, date, integer, nullable, obj, text


def address(schemas):
    region = obj({"code": text(description="ISO 3166-2 code."), "name": text()})
    return obj(
        {
            "lines": array(text()),
            "locality": nullable(text()),
            "region": nullable(schemas.named("Region", lambda: region)),
            "postcode": nullable(text()),
            "country": schemas.shape("Country"),
        },
        description="A postal address.",
    )


def coordinates():
    degrees = r"^-?[0-9]{1,3}\.[0-9]{6}$"
    return obj(
        {"latitude": text(pattern=degrees), "longitude": text(pattern=degrees)},
        description="Degrees (WGS 84) as decimal texts, so that no digit is lost.",
    )


def language():
    return obj({"code": text(description="BCP 47 tag."), "name": text()})


def hours(schemas):
    interval = {
        "opens": text(pattern="^[0-9]{2}:[0-9]{2}$", examples=["09:00"]),
        "closes": text(pattern="^[0-9]{2}:[0-9]{2}$", examples=["17:30"]),
        "overnight": boolean(description="It closes on the day after it opens."),
        "by_appointment": boolean(description="Only those who have booked are seen."),
    }
    day = integer(minimum=1, maximum=7, description="1 for Monday to 7 for Sunday.")
    exception = {
        "reason": nullable(text()),
        "starts": date(),
        "ends": date(description="The last day, included."),
        "closed": boolean(),
        "intervals": array(schemas.named("Interval", lambda: obj(interval))),
    }
    return obj(
        {
            "timezone": nullable(text(description="The IANA time zone of all times here.")),
            "regular": array(schemas.named("RegularHours", lambda: obj({"day": day, **interval}))),
            "exceptions": array(schemas.named("ExceptionalHours", lambda: obj(exception))),
        },
        description="Opening hours in the clinic’s own time; exceptions take the place of the "
        "regular hours on their dates.",
    )
