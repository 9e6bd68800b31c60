"""San Diego's secrets: everywhere that something of a clinic can be kept, under one word."""

from django.utils import timezone
from wagtail.models import Collection, Page, PageLogEntry

from tests.api.builders import make_document, make_image, offer
from tests.built_once import built_once
from tests.world import make_person

SECRET = "s3cr3t"


@built_once
def secrets(group_tree, san_diego):
    """Plant secrets in San Diego; the pages, files and states by what they are."""
    member = make_person(f"{SECRET}-member", san_diego.managers)
    member.first_name = member.last_name = SECRET
    member.save()
    botox = group_tree.treatment("Botox", slug="botox")
    draft = offer(botox, san_diego.page, local_title=f"{SECRET} draft", live=False)
    draft.owner = draft.locked_by = member
    draft.locked, draft.locked_at = True, timezone.now()
    draft.save()
    draft.save_revision(user=member, log_action=True)
    page = san_diego.page
    page.title = f"{SECRET} title"
    page.save_revision(user=member, log_action=True)
    workflow = san_diego.workflow
    workflow.name = f"{SECRET} workflow"
    workflow.save()
    task = workflow.tasks.first()
    task.name = f"{SECRET} task"
    task.save()
    state = workflow.start(Page.objects.get(pk=page.pk).specific, member)
    image = make_image(f"{SECRET} image", collection=san_diego.image_collection)
    document = make_document(f"{SECRET} document", collection=san_diego.document_collection)
    for file in (image, document):
        file.tags.add(f"{SECRET} tag")
    names = [san_diego.image_collection_id, san_diego.document_collection_id]
    Collection.objects.filter(pk__in=names).update(name=f"{SECRET} collection")
    assert PageLogEntry.objects.filter(user=member).exists()
    return {
        "draft": draft,
        "page": Page.objects.get(pk=page.pk),
        "image": image,
        "document": document,
        "member": member,
        "state": state,
        "task": task,
        "task_state": state.current_task_state,
    }
