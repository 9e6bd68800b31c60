"""The body of a treatment: sections, each with a key that front ends and clinics know it by."""

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from delivery.placeholders.validation import PlaceholderStreamMixin
from delivery.schema.shapes import text

from . import content, links
from .base import ContentBlock

SECTION_KEYS = [
    ("overview", "Overview"),
    ("how_it_works", "How it works"),
    ("results", "Results"),
    ("procedure", "What happens"),
    ("aftercare", "Aftercare"),
    ("candidates", "Who it suits"),
    ("safety", "Safety"),
    ("providers", "Who performs it"),
    ("cost", "Cost"),
]
CUSTOM_KEY = "custom"
KEY_PATTERN = r"^[a-z][a-z0-9_]*$"


class ContentStreamBlock(blocks.StreamBlock):
    """Everything that may stand in a section."""

    paragraph = content.ParagraphBlock()
    steps = content.StepsBlock()
    do_and_dont = content.DoAndDontBlock()
    callout = content.CalloutBlock()
    table = content.TableBlock()
    quote = content.QuoteBlock()
    image = content.FigureBlock()
    before_after = content.BeforeAfterBlock()
    video = content.VideoBlock()
    treatment_cards = links.TreatmentCardsBlock()
    call_to_action = links.CallToActionBlock()
    contact_panel = links.ContactPanelBlock()


class HomeStreamBlock(PlaceholderStreamMixin, blocks.StreamBlock):
    """The smaller set for a home or landing page, which has no sections."""

    paragraph = content.ParagraphBlock()
    image = content.FigureBlock()
    quote = content.QuoteBlock()
    callout = content.CalloutBlock()
    treatment_cards = links.TreatmentCardsBlock()
    call_to_action = links.CallToActionBlock()
    contact_panel = links.ContactPanelBlock()


class SectionValue(blocks.StructValue):
    @property
    def effective_key(self):
        """The section's key, whether chosen or typed; `""` when neither is there yet."""
        key = self.get("key") or ""
        return (self.get("custom_key") or "") if key == CUSTOM_KEY else key


def own_key_block(**kwargs):
    """Return a block for the key of a section about “something else”."""
    return blocks.RegexBlock(
        regex=KEY_PATTERN,
        required=False,
        max_length=60,
        error_messages={
            "invalid": "Use lower-case letters, digits and underscores only, beginning with a "
            "letter, such as medical_uses."
        },
        **kwargs,
    )


class SectionBlock(ContentBlock):
    """`{"key": "aftercare", "heading": "…", "content": [block, …]}`."""

    key = blocks.ChoiceBlock(
        choices=[*SECTION_KEYS, (CUSTOM_KEY, "Something else")],
        label="What it is about",
        help_text="Clinics replace or hide a section by this, so each may stand once on a page. "
        "For “something else”, open the settings of the section and give it a key.",
    )
    custom_key = own_key_block(
        label="Key",
        help_text="Only for “something else”: lower-case letters, digits and underscores, such "
        "as medical_uses.",
    )
    heading = blocks.CharBlock(max_length=160)
    content = ContentStreamBlock(
        help_text="A heading with nothing below it helps nobody: add at least one block."
    )

    class Meta:
        icon = "title"
        label = "Section"
        label_format = "{heading}"
        description = "A part of the page under its own heading."
        template = "treatments/blocks/section.html"
        value_class = SectionValue
        form_layout = blocks.BlockGroup(["key", "heading", "content"], settings=["custom_key"])
        preview_value = {
            "key": "aftercare",
            "custom_key": "",
            "heading": "Aftercare",
            "content": [("paragraph", "<p>Keep the area clean, and out of strong sun.</p>")],
        }

    def describe(self, properties, schemas):
        known = [key for key, _ in SECTION_KEYS]
        words = f"What it is about: {', '.join(known)}, or a word of the editor’s own."
        key = text(pattern=KEY_PATTERN, examples=known, description=words)
        return {
            name: key if name == "key" else schema
            for name, schema in properties.items()
            if name != "custom_key"
        }

    def finish_document(self, document):
        custom_key = document.pop("custom_key")
        if document["key"] == CUSTOM_KEY:
            document["key"] = custom_key
        return document

    def child_errors(self, value):
        custom_key = value["custom_key"]
        if value["key"] != CUSTOM_KEY:
            if custom_key:
                return {
                    "custom_key": "A key is only for a section about “something else”. Clear it, "
                    "or choose “Something else” above."
                }
            return {}
        if custom_key in {CUSTOM_KEY, *dict(SECTION_KEYS)}:
            return {"custom_key": f"“{custom_key}” is in the list above: choose it there."}
        if not (custom_key or self.is_deferred_validation):
            return {"custom_key": "Give the section a key of its own, such as medical_uses."}
        return {}


class BodyStreamBlock(PlaceholderStreamMixin, blocks.StreamBlock):
    """The sections of a page; a key stands once."""

    section = SectionBlock()

    class Meta:
        # Closed, the sections of a page read as its table of contents.
        collapsed = True

    def clean(self, value):
        value = super().clean(value)
        seen, errors = {}, {}
        for index, child in enumerate(value):
            key = child.value.effective_key
            if not key:
                continue
            if key in seen:
                name = "custom_key" if child.value["key"] == CUSTOM_KEY else "key"
                message = (
                    f"Section {seen[key] + 1} (“{value[seen[key]].value['heading']}”) is about "
                    "this already. Choose another key, or put the two together."
                )
                errors[index] = StructBlockValidationError({name: ValidationError(message)})
            seen.setdefault(key, index)
        if errors:
            raise StreamBlockValidationError(block_errors=errors)
        return value
