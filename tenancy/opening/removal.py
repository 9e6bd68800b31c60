"""What was made for a clinic goes with its page, whoever deletes it and however."""

from django.contrib.auth.models import Group
from django.db.models.signals import pre_delete
from wagtail import hooks
from wagtail.models import Collection, Task, Workflow, WorkflowContentType, WorkflowPage

from tenancy.models import Clinic


def clear_away(sender, instance, **kwargs):
    """Delete a clinic's groups, its workflow and its collections, as far as nobody else uses them.

    Collections that hold anything stay, with what they hold; so does a workflow that somebody
    gave to other pages.
    """
    teams = [instance.editors_id, instance.managers_id]
    Group.objects.filter(pk__in=[pk for pk in teams if pk]).delete()
    if instance.workflow_id:
        _delete_workflow(instance.workflow_id, instance.page.path)
    # Those within come first: the outer one is empty without them.
    for pk in (instance.image_collection_id, instance.document_collection_id):
        _delete_if_empty(pk)
    _delete_if_empty(instance.collection_id)


def _delete_workflow(pk, path):
    elsewhere = WorkflowPage.objects.filter(workflow=pk).exclude(page__path__startswith=path)
    if elsewhere.exists() or WorkflowContentType.objects.filter(workflow=pk).exists():
        return
    tasks = list(Task.objects.filter(workflow_tasks__workflow=pk).values_list("pk", flat=True))
    Workflow.objects.filter(pk=pk).delete()
    Task.objects.filter(pk__in=tasks, workflow_tasks=None).delete()


def _delete_if_empty(pk):
    collection = pk and Collection.objects.filter(pk=pk).first()
    if not collection:
        return
    contents = [
        describe(collection) for describe in hooks.get_hooks("describe_collection_contents")
    ]
    if not any(content and content["count"] for content in contents):
        collection.delete()


def connect():
    pre_delete.connect(clear_away, sender=Clinic, dispatch_uid="tenancy.clear_away")
