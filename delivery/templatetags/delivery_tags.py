"""Template tags that let a site's templates show the same documents that the API serves.

What a template shows from a document has the fixed shapes of the API, costs a fixed number of
queries, and holds nothing that is not public.
"""

from datetime import date
from decimal import Decimal
from html import unescape

from django import template
from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Paginator
from django.forms.utils import flatatt
from django.utils.formats import date_format, number_format
from django.utils.html import format_html, strip_tags
from django.utils.safestring import mark_safe
from wagtail.api.rich_text import APIRichText
from wagtail.models import Site

from delivery.documents.envelope import PageSerializer
from delivery.documents.pages import (
    PAGE_BODY_FIELDS,
    PAGE_META_FIELDS,
    build_documents,
    document_serializer_class,
    field_names,
    page_document,
)
from delivery.documents.references import References, base_page_model
from delivery.documents.serializers import record_serializer_class
from delivery.documents.shapes import page_reference
from delivery.urls import PageAddresses, absolute, link_to
from delivery.visibility import Visibility

CHILDREN_PER_PAGE = 100

register = template.Library()


@register.simple_tag(takes_context=True)
def document(context, page):
    """Return the document of a page: `{% document page as document %}`."""
    return page_document(
        page, rich_text_format=APIRichText.FORMAT_HTML, site_root=_site_root(context)
    )


@register.simple_tag(takes_context=True)
def record(context, instance):
    """Return the document of what is no page, such as a settings object; None of None.

    `{% record brand as brand_document %}`; it is made of the model's `api_fields`. Placeholders
    in it are filled for the site of the request.
    """
    if instance is None:
        return None
    site = _site(context)
    serializer_class = record_serializer_class(type(instance))
    return build_documents(
        [instance],
        serializer_class,
        _references(context),
        endpoint="",
        place=site and site.root_page,
    )[0]


@register.simple_tag(takes_context=True)
def child_documents(context, page, fields, order="path", without=()):
    """Return a page of the public pages below a page: `{% child_documents page "summary,body" %}`.

    It is one of Django's paginator, the one that `?page=` of the request names. Each of its objects
    is a page reference and, beside its keys, the named fields of the page's document; a name that a
    page type does not have is passed over. They come in the order of the tree, or by page type and
    then by `order`, names of model fields. `without` are page references that are left out.
    """
    references, request = _references(context), context.get("request")
    children = _public_children(page, references.visibility, without)
    listed = Paginator(_in_order(children, order), CHILDREN_PER_PAGE).get_page(
        request and request.GET.get("page")
    )
    by_model = {}
    for pk, model in listed.object_list:
        references.want_page(pk)
        by_model.setdefault(model, []).append(pk)
    found = {}
    for model, pks in by_model.items():
        for child in _documents(model.objects.filter(pk__in=pks), fields.split(","), references):
            found[child["id"]] = {**references.page(child["id"]), **child}
    listed.object_list = [found[pk] for pk, _ in listed.object_list]
    return listed


def _public_children(page, visibility, without):
    if page.pk is None:
        return base_page_model().objects.none()
    children = base_page_model().objects.child_of(page).order_by("path")
    children = children.exclude(pk__in=[reference["id"] for reference in without or ()])
    return visibility.public_pages(children)


def _in_order(children, order):
    """Return the `(id, model)` of some pages, in the order that `child_documents` gives them."""
    pages = [
        (pk, ContentType.objects.get_for_id(content_type).model_class() or children.model)
        for pk, content_type in children.values_list("pk", "content_type")
    ]
    if order == "path":
        return pages
    return [
        (pk, model)
        for model in dict.fromkeys(model for _, model in pages)
        for pk in model.objects.filter(pk__in=children.order_by().values("pk"))
        .order_by(*order.split(","))
        .values_list("pk", flat=True)
    ]


@register.simple_tag(takes_context=True)
def breadcrumbs(context, page):
    """Return references to the public pages above a page, the root of the request's site first."""
    ancestors = Visibility().public_pages(page.get_ancestors().filter(depth__gt=1))
    addresses = PageAddresses(_site_root(context))
    crumbs = [page_reference(ancestor, *addresses.of(ancestor)) for ancestor in ancestors]
    return [crumb for crumb in crumbs if crumb["path"]]


@register.simple_tag
def picture(image, *names, **attributes):
    """Return an `<img>` of an image shape in the named renditions: `{% picture image "card" %}`.

    Of several renditions the browser chooses by their width; they must show the same part of the
    picture. Every other argument becomes an attribute, `loading` is `"lazy"` unless it is given.
    Without an image, or when none of its files can be read, it is empty.
    """
    found = [image["renditions"].get(name) for name in names] if image else []
    by_width = {size["width"]: size for size in found if size}
    if not by_width:
        return ""
    first = next(iter(by_width.values()))
    attributes = {
        "src": relative(first["url"]),
        "alt": image["alt"],
        "width": first["width"],
        "height": first["height"],
        "loading": "lazy",
        **attributes,
    }
    if len(by_width) > 1:
        sizes = (f"{relative(size['url'])} {width}w" for width, size in by_width.items())
        attributes["srcset"] = ", ".join(sizes)
    return format_html("<img{}>", flatatt(attributes))


@register.filter
def href(reference):
    """Return where a link to a page leads, of its page reference; `""` of None.

    Its path on the site that is read or, when the page has its home on another, its address.
    """
    return (link_to(reference["path"], reference["url"]) if reference else "") or ""


@register.filter
def relative(url):
    """Take the installation's own scheme and host off an address, whatever host is asked for it."""
    return url.removeprefix(absolute("/").removesuffix("/")) if url else ""


@register.filter
def html(text):
    """Show the display-ready HTML of a document, which Wagtail cleaned when it was written."""
    return mark_safe(text or "")  # noqa: S308


@register.filter
def plain(text):
    """Return the words of display-ready HTML, on one line and without its tags."""
    return " ".join(unescape(strip_tags((text or "").replace("<", " <"))).split())


@register.filter
def grouped(rows, key):
    """Return `[{"of": value, "rows": […]}]` by the rows' value at `key`, in order of first sight.

    Rows without a value come last, under None.
    """
    groups = []
    for row in rows:
        group = next((group for group in groups if group["of"] == row[key]), None)
        if group is None:
            group = {"of": row[key], "rows": []}
            groups.append(group)
        group["rows"].append(row)
    return sorted(groups, key=lambda group: group["of"] is None)


@register.filter
def beside(rows, others):
    """Return pairs of what stands at the same place in two lists, as long as both go on."""
    return list(zip(rows, others, strict=False))


@register.filter
def day(text):
    """Write a date of the API in words: `2002-04-15`, `2002-04` (“April 2002”) or `2002`."""
    year, *rest = (int(part) for part in text.split("-"))
    pattern = ("Y", "F Y", "j F Y")[len(rest)]
    return date_format(date(year, *rest, *[1] * (2 - len(rest))), pattern)


@register.filter
def money(price):
    """Write a price with its currency, in the manner of the page's language: “CAD 1,250.00”.

    The code says which dollar it is; the space before the amount does not break.
    """
    amount = number_format(Decimal(price["amount"]), decimal_pos=2, force_grouping=True)
    return f"{price['currency']}\N{NO-BREAK SPACE}{amount}"


@register.simple_tag
def choice(page, name, code):
    """Return how a choice field of a page shows a code of its document; `""` of None.

    `{% choice page "comfort" document.comfort %}`
    """
    return dict(page._meta.get_field(name).flatchoices).get(code, code or "")


@register.filter
def words(code):
    """Write a code of the API in words: `off_label` is “Off label”."""
    return str(code or "").replace("_", " ").capitalize()


def _site(context):
    request = context.get("request")
    return request and Site.find_for_request(request)


def _site_root(context):
    """The URL path of the root of the request's site; None without one."""
    site = _site(context)
    return site and site.root_page.url_path


def _references(context):
    return References(APIRichText.FORMAT_HTML, site_root=_site_root(context))


def _documents(queryset, names, references):
    model = queryset.model
    available = field_names(model, PAGE_BODY_FIELDS, PAGE_META_FIELDS)
    names = ["id", "title", *(name for name in names if name in available)]
    serializer_class = document_serializer_class(model, names, (), {}, PageSerializer)
    if not serializer_class.shows_streams():
        queryset = queryset.defer_streamfields()
    return build_documents(list(queryset), serializer_class, references, "pages")
