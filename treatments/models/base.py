"""What the topic mixins have in common: validation of fields and of rows."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.models import get_all_child_relations
from wagtail.models import COMMENTS_RELATION_NAME

from delivery.placeholders.validation import field_errors


class CheckedModel(models.Model):
    """A model whose mixins each add their own errors, so that all are shown at once."""

    class Meta:
        abstract = True

    def field_errors(self):
        """Return messages by field name; a mixin adds its own to those of `super()`."""
        return {}

    def clean(self):
        super().clean()
        if errors := self.field_errors():
            raise ValidationError(errors)


@dataclass(frozen=True)
class RowProblem:
    """Why a row is refused: its index, the field to mend and the message."""

    index: int
    field: str
    message: str


class CheckedRowsMixin(models.Model):
    """A page that checks its rows together: in the editor's form and on every other way in.

    What only the editor can mend, because it depends on other pages, is refused in the form alone:
    publishing at a set time, in bulk or after approval would have nobody to show the message to.

    `unique_rows` maps a relation to the field whose value may stand in one row only.
    """

    class Meta:
        abstract = True

    unique_rows: dict[str, str] = {}

    def row_problems(self, relation, rows):
        """Return a RowProblem for everything wrong among `rows` of `relation`, saved or not.

        It is about these rows alone, and does not depend on other pages.
        """
        field_name = self.unique_rows.get(relation)
        if field_name is None:
            return []
        seen, found = set(), []
        for index, row in enumerate(rows):
            field = row._meta.get_field(field_name)
            value = getattr(row, field.attname)
            if value is not None and value in seen:
                message = (
                    f"This {field.verbose_name} is already in the list above. "
                    "Remove one of the two rows."
                )
                found.append(RowProblem(index, field_name, message))
            seen.add(value)
        return found

    def form_row_problems(self, relation, rows):
        """Return what the form refuses: `row_problems` and what contradicts other pages."""
        return self.row_problems(relation, rows)

    def full_clean(self, exclude=None, validate_unique=True, validate_constraints=True):
        super().full_clean(exclude, validate_unique, validate_constraints)
        # A form asks to leave uniqueness out: it holds newer rows than the page and checks those.
        if validate_unique:
            self._clean_rows()

    def _clean_rows(self):
        errors = []
        for relation in get_all_child_relations(self):
            name = relation.get_accessor_name()
            if name == COMMENTS_RELATION_NAME:
                continue
            rows = list(getattr(self, name).all())
            label = relation.related_model._meta.verbose_name
            for problem in [*_own_problems(rows), *self.row_problems(name, rows)]:
                errors.append(f"{label.capitalize()} {problem.index + 1}: {problem.message}")
        if errors:
            raise ValidationError(errors)


def _own_problems(rows):
    for index, row in enumerate(rows):
        try:
            row.clean()
        except ValidationError as error:
            for message in error.messages:
                yield RowProblem(index, "", message)
        for name, messages in field_errors(row).items():
            for message in messages:
                yield RowProblem(index, name, message)
