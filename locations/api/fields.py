"""Serializer fields of clinics. Each shows the JSON it gives."""

from delivery.documents.fields import DeliveryField, WholeObjectField
from delivery.schema.shapes import array, nullable
from locations.api import schemas as shapes
from locations.languages import language_shapes


class AddressField(DeliveryField):
    """`{"lines": ["1180 Wrenfield Street"], "locality": "Vancouver", "region": {"code": "CA-BC",
    "name": "British Columbia"}, "postcode": "V6B 0Z9", "country": {"code": "CA", "name":
    "Canada"}}`"""

    keys = ("lines", "locality", "region", "postcode", "country")

    def schema(self, schemas):
        return schemas.named("Address", lambda: shapes.address(schemas))


class CoordinatesField(DeliveryField):
    """`{"latitude": "49.279400", "longitude": "-123.119300"}`, or null."""

    keys = ("latitude", "longitude")

    def schema(self, schemas):
        return nullable(schemas.named("Coordinates", shapes.coordinates))


class HoursField(WholeObjectField):
    """`{"timezone": "America/Vancouver", "regular": [{"day": 1, "opens": "09:00", "closes":
    "17:00", "overnight": false, "by_appointment": false}], "exceptions": [{"reason": "Canada Day",
    "starts": "2027-07-01", "ends": "2027-07-01", "closed": true, "intervals": []}]}`"""

    keys = ("timezone", "regular", "exceptions")

    def schema(self, schemas):
        return schemas.named("Hours", lambda: shapes.hours(schemas))

    def lookups(self):
        return ["opening_hours", "opening_exceptions"]

    def to_representation(self, page):
        return page.hours


class LanguagesField(DeliveryField):
    """`[{"code": "zh-Hant", "name": "Chinese (Traditional)"}]`"""

    keys = ("code", "name")

    def schema(self, schemas):
        return array(schemas.named("Language", shapes.language))

    def to_representation(self, value):
        return language_shapes(value)
