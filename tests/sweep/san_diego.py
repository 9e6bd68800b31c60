"""What is San Diego’s: each kind of thing that a clinic has, in each state it can be in."""

import json
from datetime import timedelta
from types import SimpleNamespace

from django.contrib.auth.tokens import default_token_generator
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from wagtail.admin.models import EditingSession, FormState
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import (
    APIToken,
    CollectionViewRestriction,
    Comment,
    CommentReply,
    UploadedFile,
)

from faq.models import FAQIndexPage, FAQPage
from tests.api.builders import (
    block,
    make_document,
    make_image,
    offer,
    own_section,
    restrict,
)
from treatments.models import ClinicPrice

from .marks import secret


def furnish_san_diego(world, clinic):
    """Fill `world.own` and `world.pages` with what is San Diego’s."""
    editor, manager = world.people["san_diego_editor"], world.people["san_diego_manager"]
    index = FAQIndexPage.objects.child_of(clinic.page).get()
    own = world.own = SimpleNamespace(clinic=clinic, index=index, editor=editor, manager=manager)
    _files(own)
    _pages(world, own)
    _traces(world, own)
    _names(own)


def _files(own):
    """Nothing of these is shown by a live page."""
    images, documents = own.clinic.image_collection, own.clinic.document_collection
    own.image = make_image(
        secret("imagetitle"), collection=images, description=secret("imagedescription")
    )
    own.image.file.name = _renamed(own.image.file, "s3cr3timagefile.png")
    own.image.uploaded_by_user = own.editor
    own.image.save()
    own.image.tags.add(secret("imagetag"))
    own.document = make_document(secret("documenttitle"), collection=documents)
    own.document.file.name = _renamed(own.document.file, "s3cr3tdocumentfile.txt")
    own.document.uploaded_by_user = own.editor
    own.document.save()
    own.document.tags.add(secret("documenttag"))
    own.collection = images.add_child(name=secret("collectionname"))
    closed = own.collection.add_child(name=secret("closedcollection"))
    own.collection_restriction = CollectionViewRestriction.objects.create(
        collection=closed, restriction_type="login"
    )
    own.private_document = make_document(secret("privatedocument"), collection=closed)
    own.upload = UploadedFile.objects.create(
        for_content_type=ContentType.objects.get_for_model(get_image_model()),
        file=own.image.file.name,
        uploaded_by_user=own.manager,
    )
    own.document_upload = UploadedFile.objects.create(
        for_content_type=ContentType.objects.get_for_model(get_document_model()),
        file=own.document.file.name,
        uploaded_by_user=own.manager,
    )


def _renamed(file, name):
    return file.storage.save(f"{file.name.rpartition('/')[0]}/{name}", file)


def question(title, answer="<p>It depends.</p>", **fields):
    """Return a question that stands nowhere yet."""
    return FAQPage(title=title, answer=answer, **fields)


def draft(index, kind, **fields):
    """Save a question that was never published; `fields` are those of its revision."""
    page = index.add_child(
        instance=question(secret(f"{kind}title"), f"<p>{secret(f'{kind}body')}</p>", live=False)
    )
    page.save_revision(**fields)
    return page


def _pages(world, own):
    pages, editor, library = world.pages, own.editor, world.library
    pages["clinic"] = own.clinic.page
    pages["index"] = own.index
    pages["treatment"] = offer(library.live, own.clinic.page)
    pages["treatment_draft"] = _treatment_draft(own, library.second)
    pages["question"] = own.index.add_child(instance=question("Is there a lift?"))
    pages["question_draft"] = draft(own.index, "question", user=editor)
    pages["scheduled"] = draft(
        own.index,
        "scheduled",
        user=editor,
        approved_go_live_at=timezone.now() + timedelta(days=3),
    )
    pages["private"] = own.index.add_child(
        instance=question(secret("privatetitle"), f"<p>{secret('privatebody')}</p>")
    )
    own.restriction = restrict(pages["private"], "password", password=secret("password"))
    pages["locked"] = draft(own.index, "locked", user=editor)
    pages["locked"].locked = True
    pages["locked"].locked_by, pages["locked"].locked_at = own.manager, timezone.now()
    pages["locked"].save()
    pages["in_review"] = draft(own.index, "review", user=editor)
    own.state = own.clinic.workflow.start(pages["in_review"], editor)
    own.task_state = own.state.current_task_state

    _edit(pages["clinic"], editor, introduction=f"<p>{secret('clinicintroduction')}</p>")
    _edit(pages["question"], editor, title=secret("editedtitle"), answer=secret("editedbody"))
    _edit(
        pages["treatment"],
        editor,
        local_title=secret("localtitle"),
        summary=secret("summary"),
        sections=_section("sectionbody", own.image),
        prices=[ClinicPrice(label="Session", amount="1.00", note=secret("pricenote"))],
    )
    for page in (pages["clinic"], pages["index"]):
        page.refresh_from_db()


def _treatment_draft(own, treatment):
    page = offer(
        treatment,
        own.clinic.page,
        live=False,
        local_title=secret("drafttreatment"),
        hero_image=own.image,
        summary=secret("draftsummary"),
        sections=_section("draftsection", own.image),
    )
    page.save_revision(user=own.editor)
    return page


def _section(kind, image):
    picture = {"image": image.pk, "alt_text": secret(f"{kind}alt"), "decorative": False}
    blocks = [
        block("paragraph", f"<p>{secret(kind)}</p>"),
        block("image", {"image": picture, "caption": ""}),
    ]
    own = own_section("add", "custom", blocks, custom_key="ours", anchor="overview")
    return json.dumps([own])


def _edit(page, user, **changes):
    """Save changes as a draft; what is live stays as it is."""
    edited = page.get_latest_revision_as_object()
    for name, value in changes.items():
        setattr(edited, name, value)
    edited.save_revision(user=user, log_action=True)
    page.refresh_from_db()


def _traces(world, own):
    """What work leaves behind: comments, log, redirects, sessions, an open preview."""
    page = world.pages["question_draft"]
    own.comment = Comment.objects.create(
        page=page, user=own.manager, text=secret("comment"), contentpath="title"
    )
    CommentReply.objects.create(comment=own.comment, user=own.editor, text=secret("reply"))
    page.specific_class.objects.get(pk=page.pk).save_revision(user=own.editor, log_action=True)
    page.refresh_from_db()
    deleted = draft(own.index, "deleted", user=own.editor)
    own.index.refresh_from_db()
    deleted.delete(user=own.editor)
    own.redirect = Redirect.objects.create(
        old_path="/from-of-old", redirect_page=world.pages["question_draft"], site=own.clinic.site
    )
    now = timezone.now()
    own.session = EditingSession.objects.create(
        user=own.editor, content_object=page, last_seen_at=now
    )
    FormState.objects.create(
        user=own.editor, content_object=page, data=f"title={secret('preview')}", last_updated_at=now
    )
    own.uid = urlsafe_base64_encode(force_bytes(own.editor.pk))
    own.reset_token = default_token_generator.make_token(own.editor)
    own.token, _ = APIToken.create_token(user=own.editor, name=secret("tokenname"))


def _names(own):
    """What was named after the clinic and has been renamed since."""
    clinic = own.clinic
    own.task = clinic.workflow.tasks.first().specific
    own.group = clinic.editors
    for thing, kind in (
        (clinic.workflow, "workflowname"),
        (own.task, "taskname"),
        (own.group, "groupname"),
    ):
        thing.name = secret(kind)
        thing.save()
