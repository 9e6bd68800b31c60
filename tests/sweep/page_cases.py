"""The lines of the table of cases that are about pages, and the values they are filled with."""

from wagtail import hooks
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.fields import StreamField
from wagtail.models import get_page_models

# Not a parameter: what stands after the question mark in every call of the address.
QUERY = "?"


class NoCaseError(LookupError):
    """No line of the table fits a route."""


def each(parameter, *objects):
    """Return the values of one parameter: of each object, or that object, in turn."""
    return [{parameter: getattr(one, "pk", one)} for one in objects]


def _model_of(page):
    meta = page.specific_class._meta
    return meta.app_label, meta.model_name


def page_cases(world):
    """Give the lines about pages and what is done with them."""
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
    ours = (theirs.clinic.page, theirs.treatment, theirs.question)
    editable = each("page_id", *all_pages, *ours)
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
                {"pk": page.pk, "action_name": action}
                for page in (pages["question"], pages["question_draft"], theirs.question)
                for action in PagesAdminAPIViewSet.actions
            ],
        ),
        ("wagtailadmin_api:pages:*", each("pk", *all_pages)),
        ("wagtailapi_v3:*", editable),
        ("tenancy_add_clinic", each("pk", world.clinics, own.clinic.page)),
        ("tenancy_invite", each("pk", own.clinic.page, theirs.clinic.page)),
        ("tenancy_*", each("pk", own.clinic.page, world.south.clinic.page)),
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
    for action in hooks.get_hooks("register_bulk_action"):
        for meta in (model._meta for model in action.models):
            if meta.model_name not in chosen:
                raise NoCaseError(f"bulk actions of {meta.label_lower}")
            ids = "&".join(f"id={one.pk}" for one in chosen[meta.model_name])
            # What stands below Andover is not listed: `all` means all below the parent.
            every = f"id=all&childOf={own.index.pk}" if meta.model_name == "page" else "id=all"
            for query in (ids, every):
                yield {
                    "app_label": meta.app_label,
                    "model_name": meta.model_name,
                    "action": action.action_type,
                    QUERY: f"{query}&next=/admin/",
                }


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
