"""What `/changes/` takes and gives, for the description of the API."""

from delivery.endpoints.parameters import LONGEST_VALUE
from delivery.schema import parameters
from delivery.schema.operations import answer, operation, parameter
from delivery.schema.shapes import array, boolean, integer, moment, nullable, obj, text, url

KINDS = ("published", "changed", "removed")
SITE_KINDS = ("site", "redirects")


def changes_operation(schemas, default, largest):
    """Return the operation of `/changes/`; `default` and `largest` are its limits."""
    change = schemas.named("Change", lambda: _change(schemas))
    meta = {
        "next": text(description="The cursor to read on from, as `since`."),
        "has_more": boolean(description="Whether there is more to read at once."),
    }
    around = schemas.named("SiteChange", _site_change)
    found = obj(
        {
            "meta": schemas.named("ChangesMeta", lambda: obj(meta)),
            "items": array(change),
            "around": array(
                around, description="What has changed of all that stands around pages."
            ),
        },
        description="The latest of what happened to each page.",
    )
    return operation(
        schemas,
        "list_changes",
        "What changed since a cursor",
        {
            "200": answer("What changed; without `since`, everything that is published.", found),
            "410": answer(
                "The cursor is of other content: start over without `since`.",
                schemas.shape("Error"),
            ),
        },
        [
            parameter("since", text(maxLength=LONGEST_VALUE), "The cursor of the last answer."),
            parameter(
                "limit",
                integer(minimum=1, maximum=largest, default=default),
                "How many items at the most.",
            ),
            parameter("type", array(schemas.page_type()), "Page types; all when left out."),
            parameters.site(),
        ],
        tag="changes",
        description="For copies of the content that are kept up to date: each page once, with the "
        "latest of what happened to it.",
    )


def _change(schemas):
    return obj(
        {
            "kind": text(enum=list(KINDS)),
            "id": integer(minimum=1),
            "type": schemas.page_type(),
            "path": nullable(text(description="Its path on the site that is read.")),
            "url": nullable(url(description="Its whole address.")),
            "detail_url": nullable(url(description="The address of its document; null when gone.")),
            "tags": array(text(), description="The tags by which caches know what shows it."),
            "at": moment(),
        },
        description="What happened to a page.",
    )


def _site_change():
    return obj(
        {
            "kind": text(
                enum=list(SITE_KINDS),
                description="`site`: brand, menus or clinics, as `/site/` has them; `redirects`.",
            ),
            "detail_url": nullable(url(description="Where to read it.")),
            "tags": array(text(), description="The tags by which caches know what shows it."),
            "at": moment(),
        },
        description="That what stands around the pages of a site has changed.",
    )
