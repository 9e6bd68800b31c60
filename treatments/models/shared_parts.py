"""What the clinics inherit of a library page, with the day since when it says what it says."""

from django.db import models
from django.utils import timezone

from treatments.inheritance import parts


class SharedPartsMixin(models.Model):
    """A page whose parts are inherited: keeps their fingerprints whenever it is saved.

    So it is known of every override whether the shared text has moved on, without reading the
    library again. `part_seals` is `{part key: {"seal", "since"}}`; it follows the stored text, a
    draft's is that of the draft.
    """

    part_seals = models.JSONField(default=dict, blank=True, editable=False)

    class Meta:
        abstract = True

    def save(self, *args, update_fields=None, **kwargs):
        # Wagtail's own partial saves hold no text.
        names = {"body", "pairings", *parts.FIELDS, *parts.ROWS}
        if update_fields is None:
            self.seal_parts()
        elif names.intersection(update_fields):
            self.seal_parts()
            update_fields = {*update_fields, "part_seals"}
        return super().save(*args, update_fields=update_fields, **kwargs)

    def seal_parts(self):
        """Note what each part says, keeping since when those have said so that have not changed."""
        stored = self.part_seals
        if self.pk:
            stored = type(self).objects.filter(pk=self.pk).values_list("part_seals", flat=True)
            stored = stored.first() or {}
        seals = parts.seals(parts.shared_parts(self))
        self.part_seals = parts.dated(seals, stored, timezone.now())
