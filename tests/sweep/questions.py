"""Under which hosts and with which parameters each address is asked for."""

from fnmatch import fnmatch

from delivery.urls import site_paths

from .marks import HOOK
from .plant import GROUP_HOST, OWN_HOST, SOUTH_HOST

LISTINGS = (
    "*index*",
    "*results",
    "wagtailadmin_reports:*",
    "*type_use*",
    "*usage*",
    "wagtailadmin_explore*",
    "wagtailadmin_pages:search*",
)
REPORTS = ("wagtailadmin_reports:*", "*history*", "treatments_stale*")
FILES = tuple(
    f"wagtail{files}:{view}*" for files in ("images*", "docs*") for view in ("i", "choose")
)


def fits(route, *patterns):
    """Return whether the name of a route fits one of the patterns."""
    return any(fnmatch(route.name, pattern) for pattern in patterns)


def hosts(route):
    """Return the host names under which a route is called."""
    if fits(route, "wagtail_serve", "wagtailapi:*:listing", "wagtailapi:pages:find"):
        return (GROUP_HOST, OWN_HOST, SOUTH_HOST)
    return (GROUP_HOST,)


def queries(route, world):
    """Return the query strings of a GET; the first is empty."""
    table = (*_of_listings(world), *_of_choosers(world), *_of_apis(world))
    return ["", *(query for names, asked in table if fits(route, *names) for query in asked)]


def _of_listings(world):
    own = world.own
    clinic, images = own.clinic.page_id, own.clinic.image_collection.pk
    tag = f"s3cr3timagetag {HOOK}"
    found = [f"q={HOOK}", "export=csv", "export=xlsx"]
    return (
        (LISTINGS, found),
        (("*treatments:*", "clinic*:*", "faq_questions:*"), [f"clinic={clinic}"]),
        (REPORTS, [f"user={own.editor.pk}", f"clinic={clinic}"]),
        (FILES, [f"q={HOOK}", f"collection_id={images}", f"tag={tag}", "multiple=1"]),
    )


def _of_choosers(world):
    own, pages = world.own, world.pages
    draft = pages["question_draft"].pk
    return (
        (
            ("wagtailadmin_choose_page", "wagtailadmin_choose_page_child"),
            [
                "page_type=faq.FAQPage",
                "page_type=treatments.ClinicTreatmentPage&multiple=1",
                f"user_perms=move_to&target_pages[]={draft}",
                "user_perms=copy_to&can_choose_root=1",
            ],
        ),
        (
            ("wagtailadmin_choose_page_search",),
            [f"q={HOOK}", f"q={HOOK}&page_type=faq.FAQPage", f"q={HOOK}&multiple=1"],
        ),
        (
            ("wagtailadmin_choose_page_external_link",),
            [f"link_url={''.join(page.get_url_parts()[1:])}" for page in pages.values()],
        ),
        (
            ("wagtailadmin_choose_page*link", "wagtailadmin_choose_page"),
            [f"parent_page_id={page}" for page in (own.index.pk, own.clinic.page_id)],
        ),
    )


def _of_apis(world):
    own, pages = world.own, world.pages
    index, clinic = own.index.pk, own.clinic.page_id
    draft, images = pages["question_draft"], own.clinic.image_collection.pk
    tag = f"s3cr3timagetag {HOOK}"
    return (
        (
            ("wagtailadmin_api:pages:listing",),
            [
                *(f"child_of={page}&for_explorer=1" for page in (index, clinic)),
                *(f"child_of={page}&fields=*" for page in (index, clinic)),
                f"descendant_of={clinic}",
                f"ancestor_of={draft.pk}",
                f"search={HOOK}",
                "type=faq.FAQPage&fields=*,parent(*),ancestors",
                "has_children=1&fields=descendants,parent",
            ],
        ),
        (
            ("wagtailadmin_api:images:*", "wagtailadmin_api:documents:*"),
            ["fields=*", f"search={HOOK}", f"collection_id={images}", f"tags={tag}"],
        ),
        (("wagtailadmin_api:pages:detail", "wagtailapi:*:detail"), ["fields=*"]),
        (
            ("wagtailapi:*:listing",),
            [
                "fields=*&limit=100",
                f"search={HOOK}",
                f"site={OWN_HOST}&fields=*&limit=100",
            ],
        ),
        (("wagtailapi:images:listing", "wagtailapi:documents:listing"), [f"tags={tag}"]),
        (
            ("wagtailapi:pages:listing",),
            [
                f"child_of={index}&fields=*",
                f"descendant_of={clinic}",
                f"ancestor_of={draft.pk}",
                "type=treatments.ClinicTreatmentPage&fields=*",
                "type=treatments.TreatmentPage&fields=*",
                f"clinic={own.clinic.page.slug}&type=treatments.ClinicTreatmentPage",
            ],
        ),
        (
            ("wagtailapi:pages:find",),
            [f"html_path={page.get_url_parts()[2]}" for page in pages.values()],
        ),
        (("wagtailapi:images:find", "wagtailapi:documents:find"), [f"id={own.image.pk}"]),
        (
            ("wagtailapi:resolve:listing",),
            [
                f"path={path}&include=site,breadcrumbs,children"
                for path in [own.redirect.old_path, *_paths(pages.values()), "/", "/locations/"]
            ],
        ),
        (("wagtailapi:site:listing", "wagtailapi:sitemap:listing"), [f"site={OWN_HOST}"]),
        (
            ("preview_document",),
            [
                f"share={world.share.key}",
                *(
                    f"content_type=faq.faqpage&token=id={draft.pk}{rest}"
                    for rest in ("", ";by=1", f";by={own.editor.pk}:1vMxyz:c2lnbmF0dXJl")
                ),
            ],
        ),
        (
            ("wagtailapi_v3:list_*", "wagtailapi_v3:find_*"),
            [
                "limit=100",
                f"search={HOOK}",
                f"child_of={index}",
                f"descendant_of={clinic}",
                f"ancestor_of={draft.pk}",
                "type=faq.FAQPage&order=title",
                f"html_path={draft.get_url_parts()[2]}",
            ],
        ),
    )


def _paths(pages):
    """The paths of pages on every site that they are on."""
    return sorted({path for _, _, path in site_paths(pages)})
