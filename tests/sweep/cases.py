"""With which of San Diego’s objects each address is filled: one table.

The first line counts whose pattern fits the name of the route and whose parameters are the
route’s. A route that no line fits has no case, and the sweep fails.
"""

from fnmatch import fnmatch

from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.fields import StreamField
from wagtail.models import get_page_models

# Not a parameter: what stands after the question mark in every call of the address.
QUERY = "?"

# Routes that are not called, and why.
LEFT_OUT = {
    "wagtailadmin_password_reset_confirm": "whoever holds the link that was mailed may choose",
    "wagtailadmin_error_test": "raises an error on purpose",
}

PAGE_PARAMETERS = ("page_id", "parent_page_id", "page_to_move_id", "page_pk", "clinic_id")


class NoCaseError(LookupError):
    """No line of the table fits a route."""


class Cases:
    """The table for one planted world."""

    def __init__(self, world):
        self.lines = [*_pages(world), *_files(world), *_people(world), *_others(world)]
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


def each(parameter, *objects):
    return [{parameter: getattr(one, "pk", one)} for one in objects]


def _model_of(page):
    meta = page.specific_class._meta
    return meta.app_label, meta.model_name


def _pages(world):
    own, theirs, pages = world.own, world.theirs, world.pages
    all_pages = list(pages.values())
    revisions = [(page.pk, page.latest_revision_id) for page in all_pages if page.latest_revision]
    # The revision of another's page below one's own address.
    foreign = (theirs.question.pk, pages["question_draft"].latest_revision_id)
    models = sorted({_model_of(page) for page in all_pages})
    below = [("faq", "faqpage", own.index), ("treatments", "clinictreatmentpage", own.clinic.page)]
    add = [
        {
            "content_type_app_name": app,
            "content_type_model_name": model,
            "parent_page_id": parent.pk,
        }
        for app, model, parent in below
    ]
    use = [{"content_type_app_name": app, "content_type_model_name": m} for app, m in models]
    editable = each("page_id", *all_pages, theirs.treatment, theirs.question)
    yield from (
        ("wagtailadmin_pages:add", add),
        ("wagtailadmin_pages:preview_on_add", add),
        ("wagtailadmin_pages:type_use*", use),
        (
            "wagtailadmin_pages:choose_parent",
            [{"app_label": a, "model_name": m} for a, m in models],
        ),
        ("wagtailadmin_pages:edit", editable),
        ("wagtailadmin_pages:preview_on_edit", editable),
        ("wagtailadmin_pages:copy", editable),
        ("wagtailadmin_pages:move", each("page_to_move_id", *all_pages, theirs.question)),
        ("wagtailadmin_pages:move_confirm", _moves(world)),
        (
            "wagtailadmin_pages:*workflow_action*",
            [
                {
                    "page_id": pages["in_review"].pk,
                    "action_name": action,
                    "task_state_id": own.task_state.pk,
                }
                for action in ("approve", "reject")
            ],
        ),
        (
            "wagtailadmin_pages:workflow_preview",
            [{"page_id": pages["in_review"].pk, "task_id": own.task.pk}],
        ),
        (
            "wagtailadmin_pages:workflow_history_detail",
            [
                {"page_id": page.pk, "workflow_state_id": own.state.pk}
                for page in (pages["in_review"], theirs.question)
            ],
        ),
        (
            "wagtailadmin_pages:revisions_compare",
            [
                {"pk": page, "revision_id_a": a, "revision_id_b": b}
                for page, revision in [*revisions, foreign]
                for a, b in (("live", "latest"), ("earliest", revision))
            ],
        ),
        ("wagtail_bulk_action", list(_bulk_actions(world))),
        ("treatments_reach", each("page_id", world.library.live, world.library.draft, *all_pages)),
        (
            "treatments_override_*",
            [
                {"page_id": pages[name].pk, "part": part}
                for name in ("treatment", "treatment_draft")
                for part in ("summary", "hero_image")
            ],
        ),
        ("treatments_offer", each("pk", world.library.live, world.library.draft, *all_pages)),
        ("treatments_add_from_library", each("pk", own.clinic.page, world.south.clinic.page)),
        (
            "wagtailadmin_editing_sessions:ping",
            [
                {
                    "app_label": page._meta.app_label,
                    "model_name": page._meta.model_name,
                    "object_id": page.pk,
                    "session_id": own.session.pk,
                }
                for page in (pages["question_draft"], own.image, theirs.question)
            ],
        ),
        (
            "wagtailadmin_api:pages:action",
            [
                {"pk": pages[name].pk, "action_name": action}
                for name in ("question", "question_draft")
                for action in PagesAdminAPIViewSet.actions
            ],
        ),
        ("wagtailadmin_api:pages:*", each("pk", *all_pages)),
        (
            "*",
            [
                {"page_id": page, "revision_id": revision}
                for page, revision in [*revisions, foreign]
            ],
        ),
    )


def _moves(world):
    own, theirs, pages = world.own, world.theirs, world.pages
    moves = (
        (pages["question"], theirs.index),
        (pages["question_draft"], theirs.index),
        (pages["treatment_draft"], theirs.clinic.page),
        (theirs.question, own.index),
        (theirs.treatment, own.clinic.page),
    )
    return [{"page_to_move_id": page.pk, "destination_id": to.pk} for page, to in moves]


def _bulk_actions(world):
    """Give every bulk action that there is, with objects of its model."""
    own = world.own
    chosen = {
        "page": [*world.pages.values()],
        "siteimage": [own.image],
        "document": [own.document, own.private_document],
        "user": [own.editor, own.manager],
    }
    bulk_action_registry._scan_for_bulk_actions()
    for app, models in bulk_action_registry.actions.items():
        for model, actions in models.items():
            if model not in chosen:
                raise NoCaseError(f"bulk actions of {app}.{model}")
            ids = "&".join(f"id={one.pk}" for one in chosen[model])
            # What stands below Andover is not listed: `all` means all below the parent.
            every = f"id=all&childOf={own.index.pk}" if model == "page" else "id=all"
            for action in actions:
                for query in (ids, every):
                    yield {
                        "app_label": app,
                        "model_name": model,
                        "action": action,
                        QUERY: f"{query}&next=/admin/",
                    }


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


def is_page_form(route):
    return route.name in {"wagtailadmin_pages:add", "wagtailadmin_pages:edit"} or (
        "preview_on_" in route.name and route.name.startswith("wagtailadmin_pages")
    )


def stream_fields(page):
    """Return the names of the StreamFields of a page, whose form is drawn by a script.

    Without a page, those of every kind of page.
    """
    models = [page.specific_class] if page else get_page_models()
    return {
        field.name
        for model in models
        for field in model._meta.get_fields()
        if isinstance(field, StreamField)
    }
