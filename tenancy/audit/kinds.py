"""What the report sorts the entries of the log by."""

PRICES = "prices"
HOURS = "hours"
CONTACT = "contact"
PEOPLE = "people"
TEXT = "text"

# The kinds of what is written in pages, in the order in which a change names them.
OF_CONTENT = {
    PRICES: "Prices",
    HOURS: "Opening hours",
    CONTACT: "Address and contact",
    PEOPLE: "People at the clinic",
    TEXT: "Texts and pictures",
}

FIELDS = {
    **dict.fromkeys(("prices", "currency"), PRICES),
    **dict.fromkeys(("opening_hours", "opening_exceptions", "timezone", "status"), HOURS),
    **dict.fromkeys(
        (
            "country",
            "address_lines",
            "locality",
            "subdivision",
            "postcode",
            "latitude",
            "longitude",
            "map_url",
            "phone",
            "email",
            "booking_url",
            "social_links",
        ),
        CONTACT,
    ),
    **dict.fromkeys(("practitioners", "practitioner_keys"), PEOPLE),
}


def kind_of(field):
    """Return the kind of a page's field or rows, by name."""
    return FIELDS.get(field, TEXT)
