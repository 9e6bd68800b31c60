"""The sections of a clinic's treatment: each replaces a section of the library or adds one."""

from wagtail import blocks

from .sections import CUSTOM_KEY, SECTION_KEYS, BodyStreamBlock, SectionBlock, own_key_block


class ReplaceSectionBlock(SectionBlock):
    """`{"key": "aftercare", "heading": "…", "content": [block, …]}`."""

    key = blocks.ChoiceBlock(
        choices=[*SECTION_KEYS, (CUSTOM_KEY, "Something else")],
        label="Section of the library that it replaces",
        help_text="The section with the same key is shown in these words at this clinic. For "
        "“something else”, open the settings of the section and give the key that it has there.",
    )

    class Meta:
        icon = "edit"
        label = "Replace a section"
        label_format = "Instead: {heading}"
        description = "Says what a section of the library says, in this clinic’s own words."
        preview_value = {
            "key": "aftercare",
            "custom_key": "",
            "heading": "Aftercare at this clinic",
            "content": [("paragraph", "<p>Ring us at any hour of the first two days.</p>")],
        }


class AddSectionBlock(SectionBlock):
    """`{"key", "heading", "content", "position": "before" | "after", "anchor": key or null}`."""

    key = blocks.ChoiceBlock(
        choices=[*SECTION_KEYS, (CUSTOM_KEY, "Something else")],
        default=CUSTOM_KEY,
        label="What it is about",
        help_text="Each may stand once on a page: if the library has such a section, this one is "
        "shown instead. For “something else”, open the settings and give it a key.",
    )
    position = blocks.ChoiceBlock(
        choices=[("before", "before"), ("after", "after")], default="after", label="It stands"
    )
    anchor = blocks.ChoiceBlock(
        choices=[*SECTION_KEYS, (CUSTOM_KEY, "Something else")],
        required=False,
        label="this section",
        help_text="Left blank, it stands at the end of the page. For “something else”, give the "
        "key of that section in the settings.",
    )
    custom_anchor = own_key_block(
        label="Key of the section beside it",
        help_text="Only for “something else”, such as medical_uses.",
    )

    class Meta:
        icon = "plus"
        label = "Add a section"
        label_format = "Added: {heading}"
        description = "Says something that only this clinic says."
        form_layout = blocks.BlockGroup(
            ["key", "heading", "position", "anchor", "content"],
            settings=["custom_key", "custom_anchor"],
        )
        preview_value = {
            "key": CUSTOM_KEY,
            "custom_key": "at_this_clinic",
            "heading": "At this clinic",
            "content": [("paragraph", "<p>Two nurses look after your treatment.</p>")],
        }

    def finish_document(self, document):
        custom_anchor = document.pop("custom_anchor")
        if document["anchor"] == CUSTOM_KEY:
            document["anchor"] = custom_anchor
        return super().finish_document(document)

    def child_errors(self, value):
        errors = super().child_errors(value)
        if value["anchor"] != CUSTOM_KEY:
            if value["custom_anchor"]:
                errors["custom_anchor"] = (
                    "This is only for a section about “something else”. Clear it, or choose "
                    "“Something else” above."
                )
        elif not (value["custom_anchor"] or self.is_deferred_validation):
            errors["custom_anchor"] = "Give the key of the section beside it."
        return errors


class LocalSectionsBlock(BodyStreamBlock):
    """What a clinic says of a treatment in sections of its own; a key stands once."""

    section = None
    replace = ReplaceSectionBlock()
    add = AddSectionBlock()
