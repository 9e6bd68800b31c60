"""The operations of Wagtail's endpoints: lists, details and `find/`."""

from wagtail.models import Page

from delivery.endpoints.base import DeliveryViewSetMixin

from . import filters, parameters, selection
from .operations import answer, operation, parameter, redirect
from .shapes import any_of, array, integer, obj, text
from .things import PageThings, Things

EXAMPLE_PATH = {"example": {"value": "/treatments/chemical-peel/"}}


def viewset_operation(view, action, schemas):
    """Return the operation of an action of one of Wagtail's endpoints, None if it is unknown."""
    describe = {"listing_view": _listing, "detail_view": _detail, "find_view": _find}.get(action)
    if describe is None or not issubclass(view, DeliveryViewSetMixin):
        return None
    things = PageThings(view, schemas) if issubclass(view.model, Page) else Things(view, schemas)
    return describe(view, things, schemas)


def _listing(view, things, schemas):
    item = any_of([things.summary(), things.part()])
    page = obj({"meta": schemas.shape("ListMeta"), "items": array(item)})
    words = "A part of the list; lean items, or what `fields` asks for."
    return operation(
        schemas,
        f"list_{view.endpoint}",
        f"List {view.endpoint}",
        {"200": answer(words, page, links=_links(view))},
        [
            *things.filters(),
            filters.order(things.orderable()),
            *parameters.search(),
            *parameters.paging(),
            selection.fields(things.keys(listing=True)),
            parameters.rich_text_format(),
            parameters.site(),
        ],
        tag=view.endpoint,
        description=f"The {view.endpoint} that are live and public, in parts.",
    )


def _links(view):
    noun = view.endpoint.removesuffix("s")
    first = "$response.body#/items/0/id"
    return {
        "first": {
            "operationId": f"get_{noun}",
            "parameters": {"path.pk": first},
            "description": "The whole document of the first item.",
        },
        "found": {
            "operationId": f"find_{noun}",
            "parameters": {"query.id": first},
            "description": "The first item, found by its id.",
        },
    }


def _detail(view, things, schemas):
    document = any_of([things.whole(), things.part()])
    return operation(
        schemas,
        f"get_{things.noun}",
        f"One of the {view.endpoint}",
        {"200": answer("The whole document, or what `fields` asks for of it.", document)},
        [selection.fields(things.keys()), parameters.rich_text_format(), parameters.site()],
        tag=view.endpoint,
        description="The whole document, with everything that it refers to.",
    )


def _find(view, things, schemas):
    found = [parameter("id", integer(minimum=1, maximum=parameters.LARGEST_ID), "By its id.")]
    if "html_path" in view.find_query_parameters:
        words = "By its path on the site."
        found.append(parameter("html_path", text(maxLength=2_000), words, examples=EXAMPLE_PATH))
    return operation(
        schemas,
        f"find_{things.noun}",
        f"Find one of the {view.endpoint}",
        {"302": redirect("Leads to the document; other parameters are passed on.")},
        [*found, selection.fields(things.keys()), parameters.rich_text_format(), parameters.site()],
        tag=view.endpoint,
        description="A redirect to the document of what is found; a 404 if there is none.",
    )
