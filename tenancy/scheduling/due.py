"""What is to be published, or taken offline, because its time has come."""

from dataclasses import dataclass

import swapper
from django.apps import apps
from django.utils import timezone
from wagtail.models import DraftStateMixin, Revision

from tenancy.models import FailedSchedule


@dataclass(frozen=True)
class Expiry:
    """An end that has come for something live. It is done by Wagtail's own action."""

    instance: object
    action = FailedSchedule.Action.UNPUBLISH

    @property
    def record(self):
        """What names it among the `FailedSchedule`s."""
        return {
            "base_content_type": self.instance.get_base_content_type(),
            "object_id": str(self.instance.pk),
            "action": self.action,
            "due_at": self.instance.expire_at,
        }

    @property
    def title(self):
        return str(self.instance)

    @property
    def model(self):
        """The specific model; None if it is no longer installed."""
        return getattr(self.instance, "specific_class", type(self.instance))

    def still_due(self):
        """Return the queryset of it, empty when somebody has changed his mind meanwhile."""
        instance = self.instance
        return type(instance).objects.filter(
            pk=instance.pk, live=True, expire_at=instance.expire_at
        )

    def carry_out(self):
        for instance in self.still_due().select_for_update(of=["self"]):
            # Wagtail forgets what is approved for later with what it takes offline now.
            revisions = instance.revisions.filter(approved_go_live_at__isnull=False)
            approved = list(revisions.values_list("pk", "approved_go_live_at"))
            instance.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
            for pk, moment in approved:
                instance.revisions.filter(pk=pk).update(approved_go_live_at=moment)


@dataclass(frozen=True)
class Publication:
    """A revision that is approved to go live by now. It is done by Wagtail's own action."""

    revision: Revision
    action = FailedSchedule.Action.PUBLISH

    @property
    def record(self):
        """What names it among the `FailedSchedule`s."""
        return {
            "base_content_type": self.revision.base_content_type,
            "object_id": self.revision.object_id,
            "action": self.action,
            "due_at": self.revision.approved_go_live_at,
        }

    @property
    def title(self):
        return self.revision.object_str

    @property
    def model(self):
        """The specific model; None if it, or what is to be published, is no longer there."""
        model = self.revision.content_type.model_class()
        return model if model and self.revision.content_object else None

    def still_due(self):
        """Return the queryset of it, empty when somebody has changed his mind meanwhile."""
        return Revision.objects.filter(
            pk=self.revision.pk, approved_go_live_at=self.revision.approved_go_live_at
        )

    def carry_out(self):
        for revision in self.still_due().select_for_update(of=["self"]):
            revision.publish(log_action="wagtail.publish.scheduled")


def due_now():
    """Return the Expiries and Publications whose time has come, the longest due first."""
    now = timezone.now()
    page_model = swapper.load_model("wagtailcore", "Page")
    others = [
        model
        for model in apps.get_models()
        if issubclass(model, DraftStateMixin) and not issubclass(model, page_model)
    ]
    expired = [
        Expiry(instance)
        for model in (page_model, *others)
        for instance in model.objects.filter(live=True, expire_at__lt=now).order_by("expire_at")
    ]
    revisions = Revision.objects.filter(approved_go_live_at__lt=now)
    revisions = revisions.select_related("base_content_type").order_by("approved_go_live_at", "pk")
    # One publication does away with all that was approved before.
    latest = {(each.base_content_type_id, each.object_id): each for each in revisions}
    return [*expired, *map(Publication, latest.values())]
