"""What a clinic says itself of a treatment, and what it remembers of the text it replaced."""

from django.db import models
from django.utils import timezone

from treatments.inheritance import parts
from treatments.inheritance.keys import pairing_key, section_key
from treatments.inheritance.staleness import remembered, stale_parts

from .base import CheckedModel


class OverridesMixin(CheckedModel):
    """A page that inherits from its `treatment`: what it overrides, hides and has seen.

    `hidden` lists part keys (see `treatments.inheritance.keys`); `replaced` maps those of the
    overrides to the shared text that each took the place of (`staleness.Replaced`).
    """

    hidden = models.JSONField("not shown at this clinic", default=list, blank=True)
    replaced = models.JSONField(default=dict, blank=True, editable=False)

    class Meta:
        abstract = True

    def overridden_parts(self):
        """Return the keys of the parts that this clinic says itself or hides, in order."""
        local = [name for name in parts.FIELDS if self._is_local(name)]
        local += [name for name, attribute in self.get_ranges().items() if attribute.__get__(self)]
        local += [name for name in parts.ROWS if hasattr(self, name) and getattr(self, name).all()]
        local += [section_key(key) for key in self._section_keys()]
        local += [pairing_key(row.treatment_id) for row in self.pairings.all()]
        hidden = [key for key in self.hidden if not key.startswith(("faq:", "question:"))]
        return list(dict.fromkeys([*local, *hidden]))

    def _is_local(self, name):
        return bool(getattr(self, self._meta.get_field(self._own_name(name)).attname))

    @staticmethod
    def _own_name(name):
        """The name of the field that holds what this page says of the part `name`."""
        return {"title": "local_title"}.get(name, name)

    def _section_keys(self):
        return [key for section in self.sections if (key := section.value.effective_key)]

    def stale_overrides(self):
        """Return the keys of the overrides that the library has moved past."""
        if self.treatment is None:
            return []
        return stale_parts(self.replaced, self.treatment.part_seals)

    @property
    def own_voice(self):
        """How much is the clinic's own: “Inherits everything”, “1 part”, “3 parts, 1 stale”."""
        if not self.replaced:
            return "Inherits everything"
        count = len(self.replaced)
        parts_of_its_own = "1 part" if count == 1 else f"{count} parts"
        stale = len(self.stale_overrides())
        return f"{parts_of_its_own}, {stale} stale" if stale else parts_of_its_own

    def remember_replaced(self, again=()):
        """Note for each override the shared text that it replaces.

        What is noted already stays as it is, except for the parts in `again`: of those the editor
        has seen the present text.
        """
        if self.treatment is None:
            return
        noted = {key: record for key, record in self.replaced.items() if key not in again}
        since = {key: self.replaced[key]["since"] for key in again if key in self.replaced}
        said = None

        def lines(key):
            nonlocal said
            said = parts.shared_parts(self.treatment) if said is None else said
            return parts.lines(key, said[key]) if key in said else []

        self.replaced = remembered(
            noted, self.overridden_parts(), self.treatment.part_seals, lines, timezone.now()
        )
        for key in since.keys() & self.replaced.keys():
            self.replaced[key]["since"] = since[key]

    def inherit_again(self, key):
        """Take back the mark that hides a part; of a part that is shown, what this page says of it.

        So what a clinic wrote and then hid is shown again, and not lost.
        """
        if key in self.hidden:
            self.hidden = [other for other in self.hidden if other != key]
            return
        kind, _, member = key.partition(":")
        ranges = self.get_ranges()
        if kind == "section":
            for index in reversed(range(len(self.sections))):
                if self.sections[index].value.effective_key == member:
                    del self.sections[index]
        elif kind == "pairing":
            self.pairings = [row for row in self.pairings.all() if str(row.treatment_id) != member]
        elif key in ranges:
            self._clear(ranges[key].field_names)
        elif key in parts.ROWS and hasattr(self, key):
            setattr(self, key, [])
        elif key in parts.FIELDS:
            self._clear([self._own_name(key)])

    def _clear(self, names):
        for field in map(self._meta.get_field, names):
            setattr(self, field.attname, field.get_default())

    def save(self, *args, update_fields=None, **kwargs):
        if update_fields is None:
            self.remember_replaced()
        return super().save(*args, update_fields=update_fields, **kwargs)

    def save_revision(self, *args, **kwargs):
        self.remember_replaced()
        return super().save_revision(*args, **kwargs)
