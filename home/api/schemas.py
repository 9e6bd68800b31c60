"""The JSON of a site as JSON Schema, for the description of the API."""

import swapper

from delivery.schema.fields import field_schemas
from delivery.schema.shapes import array, integer, nullable, obj, text
from locations.api.brief import brief_schema

from .site import MENUS, brand_serializer


def site_schema(schemas):
    """Return the reference of the document of a site."""
    return schemas.named("Site", lambda: _site(schemas))


def _site(schemas):
    clinic = swapper.load_model("locations", "LocationPage")
    links = array(schemas.named("NavigationLink", lambda: _link(schemas)))
    return obj(
        {
            "id": integer(minimum=1),
            "name": text(description="Its name in the admin, else its host."),
            "host": text(description="For `host` and `site`.", examples=["clinic.example:8080"]),
            "root": nullable(schemas.shape("PageReference")),
            "locale": text(description="The language code of its root page."),
            "brand": schemas.named("Brand", lambda: _brand(schemas)),
            "navigation": schemas.named("Navigation", lambda: obj(dict.fromkeys(MENUS, links))),
            "clinics": array(
                schemas.named("ClinicInBrief", lambda: brief_schema(clinic, schemas)),
                description="The public clinics of the site, in the order of the tree.",
            ),
        },
        description="What every page of a site shows around its content.",
    )


def _brand(schemas):
    return obj(
        field_schemas(brand_serializer(), schemas),
        description="Whom a site speaks for: its own brand, else that of the site around it.",
    )


def _link(schemas):
    return obj(
        {
            "label": text(),
            "url": text(
                description="Where the link leads: a path on this site, a whole address, `mailto:` "
                "or `tel:`."
            ),
            "page": nullable(schemas.shape("PageReference")),
        },
        description="An item of a menu; `page` is null where it leads to any other address.",
    )
