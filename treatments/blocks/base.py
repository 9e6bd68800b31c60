"""What all blocks of a treatment share."""

from django.core.exceptions import ValidationError
from wagtail.blocks import StructBlock
from wagtail.blocks.struct_block import StructBlockValidationError

from delivery.blocks import DocumentBlockMixin

PREVIEW_TEMPLATE = "treatments/blocks/preview.html"


class ContentBlock(DocumentBlockMixin, StructBlock):
    """A struct block that is previewed by its own template and reports errors by child."""

    class Meta:
        preview_template = PREVIEW_TEMPLATE

    def clean(self, value):
        value = super().clean(value)
        if errors := self.child_errors(value):
            raise StructBlockValidationError(
                {name: ValidationError(message) for name, message in errors.items()}
            )
        return value

    def child_errors(self, value):
        """Return messages by the name of the child block.

        What is merely missing is no error while `is_deferred_validation` is set: a draft.
        """
        return {}
