"""With which of San Diego’s objects each address is filled: one table.

The first line counts whose pattern fits the name of the route and whose parameters are the
route’s. A route that no line fits has no case, and the sweep fails.
"""

from fnmatch import fnmatch

from .page_cases import QUERY, NoCaseError, each, page_cases

# Routes that are not called, and why.
LEFT_OUT = {
    "wagtailadmin_password_reset_confirm": "whoever holds the link that was mailed may choose",
    "wagtailadmin_error_test": "raises an error on purpose",
}

PAGE_PARAMETERS = ("page_id", "parent_page_id", "page_to_move_id", "page_pk", "clinic_id")


class Cases:
    """The table for one planted world."""

    def __init__(self, world):
        self.lines = [*page_cases(world), *_files(world), *_people(world), *_others(world)]
        self.lines += [*_content_api(world), *_by_parameter(world)]

    def of(self, route):
        """Return the values that a route is filled with; raises NoCaseError."""
        if not route.parameters:
            without = [{}]
            for pattern, values in self.lines:
                if fnmatch(route.name, pattern) and values[0].keys() == {QUERY}:
                    without = values
            return without
        for pattern, values in self.lines:
            if fnmatch(route.name, pattern) and values[0].keys() - {QUERY} == route.parameters:
                return values
        raise NoCaseError(str(route))


def _files(world):
    own = world.own
    documents = (own.document, own.private_document)
    images = (own.image, world.south.image)
    names = [document.file.name.rpartition("/")[2] for document in documents]
    yield from (
        ("wagtaildocs_chooser:chosen", each("pk", *documents)),
        ("wagtailimages_chooser:chosen", each("pk", *images)),
        ("*:chosen_multiple", _many(*documents, *images)),
        ("wagtailadmin_choose_page_chosen_multiple", _many(*world.pages.values())),
        ("wagtailimages:preview", [{"image_id": own.image.pk, "filter_spec": "max-165x165"}]),
        ("wagtailadmin_api:images:*", each("pk", *images)),
        ("wagtailadmin_api:documents:*", each("pk", *documents)),
        (
            "wagtaildocs_serve",
            [
                {"_0": document.pk, "_1": name}
                for document, name in zip(documents[1:], names[1:], strict=True)
            ]
            + [{"_0": document.pk, "_1": "file"} for document in documents],
        ),
        (
            "*",
            [{"restriction_id": own.collection_restriction.pk}],
        ),
        ("media", [{"name": one.file.name} for one in (*images, *documents, own.upload)]),
        ("*", each("image_id", *images)),
        ("*", each("document_id", *documents)),
        ("*", each("doc_id", *documents)),
        ("*", each("uploaded_file_id", own.upload, own.document_upload)),
        (
            "wagtailadmin_tag_model_autocomplete",
            [
                {"app_name": app, "model_name": model, QUERY: "term=s3"}
                for app, model in (("home", "siteimage"), ("wagtaildocs", "document"))
            ]
            + [{"app_name": "taggit", "model_name": "tag", QUERY: "term=s3"}],
        ),
        ("wagtailadmin_tag_autocomplete", [{QUERY: "term=s3"}]),
    )


def _many(*objects):
    return [{QUERY: "&".join(f"id={one.pk}" for one in objects)}]


def _people(world):
    own = world.own
    people = (own.editor, own.manager)
    groups = (own.clinic.editors, own.clinic.managers)
    clinics = (own.clinic.page, world.theirs.clinic.page)
    yield from (
        ("wagtailusers_users:*", each("pk", *people)),
        ("wagtailusers_groups:*", each("pk", *groups)),
        ("*", each("user_id", *people)),
        ("*", each("group_id", *groups)),
        ("*", [{"page_id": c.pk, "user_id": p.pk} for c in clinics for p in people]),
        ("*", [{"pk": c.pk, "user_id": p.pk} for c in clinics for p in people]),
        ("*", [{"uidb64": own.uid, "token": own.reset_token}]),
    )


def _others(world):
    own = world.own
    clinic = own.clinic
    collections = (clinic.image_collection, clinic.document_collection, own.collection)
    settings = [("home", "brandsettings"), ("home", "navigationsettings")]
    yield from (
        ("wagtailadmin_collections:*", each("pk", *collections)),
        ("wagtailadmin_collections:*", each("collection_id", *collections)),
        ("wagtailadmin_workflows:*task*", each("pk", own.task)),
        ("wagtailadmin_workflows:*task*", each("task_id", own.task)),
        (
            "wagtailadmin_workflows:add_task",
            [{"app_label": "wagtailcore", "model_name": "groupapprovaltask"}],
        ),
        ("wagtailadmin_workflows:*", each("pk", clinic.workflow)),
        (
            "wagtailadmin_workflows:remove",
            [{"page_pk": clinic.page_id, "workflow_pk": clinic.workflow_id}],
        ),
        ("wagtailadmin_editing_sessions:release", each("session_id", own.session)),
        ("*", each("redirect_id", own.redirect)),
        ("wagtailusers_api_tokens:*", each("pk", own.token)),
        ("wagtailsettings:edit", [{"app_name": a, "model_name": m} for a, m in settings]),
        (
            "wagtailsettings:*",
            [{"app_name": a, "model_name": m, "pk": clinic.site_id} for a, m in settings],
        ),
        ("wagtailsites:*", each("pk", clinic.site)),
        ("faq_topics:*", each("pk", world.topic)),
        *(
            (f"registers_{name}_*", each("instance_pk", register))
            for name, register in world.registers.items()
        ),
        ("clinics:*", each("pk", clinic.page)),
        (
            "preview_withdraw",
            [
                {"page_id": page.pk, "link_id": world.share.pk}
                for page in (world.pages["question_draft"], world.theirs.question)
            ],
        ),
        # Whoever holds the token may read; what is stored is not the token.
        ("shared_draft", each("token", world.share.key)),
        ("webhooks:*", each("pk", world.webhook)),
        ("webhook_log:*", each("pk", world.message)),
    )


def _content_api(world):
    own, pages = world.own, world.pages
    addresses = [page.get_url_parts()[2].strip("/") + "/" for page in pages.values()]
    yield from (
        ("wagtailapi:pages:*", each("pk", *pages.values())),
        ("wagtailapi:images:*", each("pk", own.image, world.south.image)),
        ("wagtailapi:documents:*", each("pk", own.document, own.private_document)),
        ("wagtailapi:redirects:*", each("pk", own.redirect)),
        ("wagtailapi_v3:*", each("site_id", own.clinic.site)),
        ("wagtailapi_v3:*", [{"type": "faq.FAQTopic", "pk": world.topic.pk}]),
        (
            "wagtailapi_v3:*",
            [
                {
                    "type": "faq.FAQTopic",
                    "pk": world.topic.pk,
                    "revision_id": pages["question_draft"].latest_revision_id,
                }
            ],
        ),
        *(
            (
                "wagtailapi_v3:*",
                each(name, *(page.specific_class._meta.label for page in pages.values())),
            )
            for name in ("type_name", "content_type", "name", "type")
        ),
        ("wagtail_serve", each("_0", *addresses)),
        (
            "wagtailcore_authenticate_with_password",
            [{"page_view_restriction_id": own.restriction.pk, "page_id": pages["private"].pk}],
        ),
    )


def _by_parameter(world):
    """What a parameter of that name means, in whatever view; a new view is filled from here."""
    pages = world.pages.values()
    for parameter in PAGE_PARAMETERS:
        yield "*", each(parameter, *pages)
