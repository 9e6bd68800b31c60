"""What `/resolve/` takes and gives, for the description of the API."""

from delivery.documents.site import has_site_document, site_document_schema
from delivery.endpoints.pages import PagesViewSet
from delivery.endpoints.parameters import LONGEST_VALUE
from delivery.schema import parameters
from delivery.schema.endpoints import PageThings
from delivery.schema.operations import answer, operation, parameter
from delivery.schema.shapes import array, boolean, integer, obj, one_of_texts, text, union

INCLUDED = (
    "What comes with a page, with commas between: `site` the document of `/site/`, `breadcrumbs` "
    "the public pages above it, `children` those directly below, as far as `limit` and `offset` "
    "say."
)


def resolve_operation(view, schemas, action):
    """Return the operation of `/resolve/`."""
    found = {
        "page": schemas.named("PageView", lambda: _page_view(schemas)),
        "redirect": schemas.named("RedirectView", _redirect),
    }
    gone = schemas.named("GoneView", lambda: _nothing("gone"))
    nothing = schemas.named("NotFoundView", lambda: _nothing("not_found"))
    return operation(
        schemas,
        "resolve_path",
        "What stands at a path",
        {
            "200": answer("The page, or where to go instead.", union(found, "kind")),
            "404": answer("There is nothing, or it is not public, or no such site.", nothing),
            "410": answer("What was published here is no longer there.", gone),
        },
        [
            parameter(
                "path",
                text(pattern="^/", maxLength=LONGEST_VALUE),
                "A path on the site, encoded or not.",
                required=True,
                example="/treatments/chemical-peel/",
            ),
            parameter(
                "host",
                text(maxLength=LONGEST_VALUE),
                "The host of the site, `clinic.example` or `clinic.example:8080`; one that is "
                "unknown is a 404. Instead of `site`.",
            ),
            parameter("include", array(one_of_texts(view.parts())), INCLUDED),
            *parameters.paging(default=None),
            parameters.site(),
        ],
        tag="resolve",
        description="One call for a page view. Pages come first, then redirects; a redirect is "
        "followed as far as it leads within the installation.",
    )


def _page_view(schemas):
    references = array(schemas.shape("PageReference"))
    optional = {
        "breadcrumbs": references,
        "children": references,
        "children_count": integer(minimum=0, description="How many there are in all."),
    }
    if has_site_document():
        optional = {"site": site_document_schema(schemas), **optional}
    page = PageThings(PagesViewSet, schemas).whole()
    return obj(
        {"kind": text(const="page"), "page": page, **optional},
        optional,
        description="A page, and what `include` asks for.",
    )


def _redirect():
    return obj(
        {
            "kind": text(const="redirect"),
            "location": text(
                format="uri-reference", description="A path on this site, or a whole address."
            ),
            "is_permanent": boolean(),
        },
        description="Where to go instead; what stands there is never another redirect.",
    )


def _nothing(kind):
    return obj(
        {"kind": text(const=kind), "message": text()},
        description="Nothing can be read here; `kind` says whether there ever was.",
    )
