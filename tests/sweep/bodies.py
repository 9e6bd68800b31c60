"""What is sent to each address: forms, made from those it shows, and JSON."""

from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from tests.treatments.clinic_form_data import posted_section

from .forms import changed
from .page_cases import is_page_form, stream_fields
from .questions import fits

# Stands for a file, which is made anew for every call.
PICTURE, TEXT = "a picture", "a text"


def json_bodies(route, world):
    """Return the JSON bodies with which an API is written to."""
    index, draft = world.own.index.pk, world.pages["question_draft"]
    words = {"title": "intruder", "answer": "<p>intruder</p>"}
    ours, theirs = world.theirs.index.pk, index
    table = (
        (
            ("wagtailapi_v3:list_pages", "wagtailapi_v3:create_page"),
            [
                words | {"meta": {"type": "faq.FAQPage", "parent_id": parent, "action": "publish"}}
                for parent in (theirs, ours)
            ],
        ),
        (
            ("wagtailapi_v3:detail_page", "wagtailapi_v3:update_page"),
            [
                words | {"meta": {"action": "publish"}},
                {"local_title": "intruder", "hero_image_id": world.own.image.pk},
                {"answers_id": draft.pk},
            ],
        ),
        (
            ("wagtailapi_v3:*copy", "wagtailapi_v3:*move", "wagtailapi_v3:*create_alias"),
            [{"destination_id": ours, "recursive": True}, {"destination_id": theirs}],
        ),
        (("wagtailapi_v3:*revert",), [{"revision_id": draft.latest_revision_id}]),
        (("wagtailapi_v3:*translation",), [{"locale": "fr"}]),
        (
            ("wagtailapi_v3:*site*",),
            [{"hostname": "intruder.example", "port": 80, "root_page_id": index}],
        ),
        (
            ("wagtailadmin_api:pages:action",),
            [
                {
                    "destination_page_id": parent,
                    "recursive": True,
                    "keep_live": True,
                    "revision_id": draft.latest_revision_id,
                    "locale": "fr",
                    "slug": "intruder",
                }
                for parent in (theirs, ours)
            ],
        ),
    )
    for names, bodies in table:
        if fits(route, *names):
            return bodies
    return [{**words, "name": "intruder", "old_path": "/intruder"}]


def forms(route, values, learned, world):
    """Return what is posted to a view; `learned` is the form that it shows to who may."""
    form = changed(learned)
    if is_page_form(route):
        return _page_forms(route, values, form, world)
    for names, changes in _changes(world):
        if fits(route, *names):
            return [form | change for change in changes]
    return [form]


def _page_forms(route, values, form, world):
    theirs = world.theirs
    ours = (theirs.clinic.page, theirs.treatment, theirs.question)
    pages = {page.pk: page for page in (*world.pages.values(), *ours)}
    page = pages.get(values.get("page_id"))
    form = form | {f"{name}-count": "0" for name in stream_fields(page)}
    if page is None:
        form |= {"title": "intruder", "slug": "intruder", "treatment": world.library.third.pk}
    if page in ours:
        return [form | choice | {"action-publish": "1"} for choice in _foreign_choices(world)]
    if "preview" in route.name:
        return [form]
    return [form | {"action-publish": "1"}, form | {"action-submit": "1"}]


def _foreign_choices(world):
    """San Diego’s image and draft, chosen for a page of Andover’s in one way or another."""
    image, draft = world.own.image.pk, world.pages["question_draft"].pk
    picture = {"image": {"image": image, "alt_text": "", "decorative": ""}, "caption": ""}
    section = posted_section(
        "add", "custom", custom_key="ours", content=streamfield([("image", picture)])
    )
    faqs = inline_formset([{"id": "", "ORDER": "1", "faq": draft, "question": ""}])
    photos = inline_formset([{"id": "", "ORDER": "1", "image": image, "caption": ""}])
    link = rich_text(f'<p><a linktype="page" id="{draft}">there</a></p>')
    return [
        {"hero_image": image, "social_image": image},
        {"answers": draft},
        {"answer": link, "introduction": link},
        nested_form_data({"faqs": faqs}),
        nested_form_data({"photos": photos}),
        nested_form_data({"sections": streamfield([section])}),
    ]


def _changes(world):
    """What is said otherwise than in the form that was shown, by the name of the route."""
    return (*_of_files(world), *_of_pages(world), *_of_people(world))


def _of_files(world):
    own = world.own
    images = {"collection": own.clinic.image_collection.pk}
    documents = {"collection": own.clinic.document_collection.pk}
    words = {"title": "intruder", "description": "intruder", "decorative": None}
    picture = words | images | {"file": PICTURE, "files[]": PICTURE}
    text = {"title": "intruder", "file": TEXT, "files[]": TEXT} | documents
    named = (
        ("image", own.image, images),
        ("uploaded-image", own.upload, images),
        ("doc", own.document, documents),
        ("uploaded-document", own.document_upload, documents),
    )
    multiple = [
        {f"{kind}-{one.pk}-{name}": value for name, value in (words | where).items()}
        for kind, one, where in named
    ]
    chosen = [
        {f"{prefix}-chooser-upload-{name}": value for name, value in one.items()}
        for prefix, one in (("image", picture), ("document", text))
    ]
    return (
        (("wagtailimages:add*",), [picture]),
        (("wagtailimages:edit",), [{"decorative": None}]),
        (("wagtaildocs:add*",), [text]),
        (("wagtailimages_chooser:create",), chosen[:1]),
        (("wagtaildocs_chooser:create",), chosen[1:]),
        (("*:edit_multiple", "*:create_multiple*"), multiple),
    )


def _of_pages(world):
    own, theirs = world.own, world.theirs
    copies = [
        {
            "new_title": "intruder",
            "new_slug": "intruder",
            "new_parent_page": parent.pk,
            "copy_subpages": "1",
            "publish_copies": publish,
        }
        for parent, publish in ((theirs.index, ""), (own.index, "1"))
    ]
    links = [
        {
            "external-link-chooser-url": "".join(page.get_url_parts()[1:]),
            "external-link-chooser-link_text": "text",
        }
        for page in world.pages.values()
    ]
    return (
        (("wagtailadmin_pages:copy",), copies),
        (("wagtailadmin_pages:move",), [{"new_parent_page": theirs.index.pk}]),
        (("*:set_privacy",), [{"restriction_type": "none"}]),
        (("wagtailadmin_pages:workflow_action",), [{"comment": "intruder"}]),
        (("wagtailadmin_pages:set_page_position",), [{"position": "0"}]),
        (("wagtailadmin_choose_page_external_link",), links),
        (("wagtailadmin_editing_sessions:ping",), [{"is_editing": "1"}]),
    )


def _of_people(world):
    own = world.own
    return (
        (
            ("wagtailadmin_login", "wagtailcore_login"),
            [{"username": own.editor.username, "password": "wrong"}],
        ),
        (("*authenticate_with_password",), [{"password": "wrong"}]),
        (
            ("tenancy_invite",),
            [{"email": "intruder@example.com", "name": "In Truder", "clinics": own.clinic.pk}],
        ),
        # The form lists people in whatever order the database gives them.
        (("wagtailusers_api_tokens:add",), [{"user": own.manager.pk}]),
        (("wagtailadmin_collections:add",), [{"parent": own.clinic.image_collection.pk}]),
        (("wagtailredirects:add",), [{"old_path": "/a", "redirect_page": own.index.pk}]),
        (
            ("wagtailsites:add", "wagtailsites:edit"),
            [{"hostname": "a.example", "root_page": own.index.pk, "is_default_site": None}],
        ),
        (("webhooks:secret",), [{"action": action} for action in ("show", "new", "retire")]),
        (("wagtailadmin_password_reset",), [{"email": "nobody@example.com"}]),
        (
            ("wagtailusers_users:add",),
            [
                {
                    "username": "intruder",
                    "is_superuser": None,
                    "email": "intruder@example.com",
                    "first_name": "intruder",
                    "last_name": "intruder",
                    "password1": "a-long-passphrase",
                    "password2": "a-long-passphrase",
                    "groups": own.group.pk,
                }
            ],
        ),
    )
