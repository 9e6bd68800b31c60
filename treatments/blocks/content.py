"""Blocks of text, lists and pictures."""

from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.images.blocks import ImageBlock

from delivery.blocks import DocumentBlockMixin

from .base import PREVIEW_TEMPLATE, ContentBlock

TEXT_FEATURES = ["h3", "h4", "bold", "italic", "ol", "ul", "link", "document-link"]
SHORT_TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]

TEXT = "Text"
PICTURES = "Pictures and video"


class ParagraphBlock(DocumentBlockMixin, blocks.RichTextBlock):
    def __init__(self, **kwargs):
        kwargs.setdefault("features", TEXT_FEATURES)
        super().__init__(**kwargs)

    class Meta:
        icon = "pilcrow"
        label = "Text"
        group = TEXT
        description = "Paragraphs with sub-headings, lists and links."
        template = "treatments/blocks/paragraph.html"
        preview_template = PREVIEW_TEMPLATE
        preview_value = (
            "<h3>How it is felt</h3><p>A light sting, and a feeling of warmth for "
            "<b>a few minutes</b> afterwards.</p><ul><li>Redness fades within a day.</li></ul>"
        )


class FigureBlock(ContentBlock):
    image = ImageBlock(label="Picture")
    caption = blocks.CharBlock(required=False, help_text="Shown below the picture.")

    class Meta:
        icon = "image"
        label = "Picture"
        group = PICTURES
        description = "One picture with its alternative text and a caption."
        template = "treatments/blocks/image.html"
        preview_value = {"caption": "The treatment room, set up for a consultation."}


class StepBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=120)
    text = blocks.RichTextBlock(features=SHORT_TEXT_FEATURES)

    class Meta:
        icon = "list-ol"
        label = "Step"
        label_format = "{title}"


class StepsBlock(ContentBlock):
    items = blocks.ListBlock(StepBlock(), min_num=1, label="Steps")

    class Meta:
        icon = "list-ol"
        label = "Steps"
        group = TEXT
        description = "What happens one after the other, numbered."
        template = "treatments/blocks/steps.html"
        preview_value = {
            "items": [
                {"title": "Consultation", "text": "<p>History, wishes and a plan.</p>"},
                {"title": "Appointment", "text": "<p>About twenty minutes.</p>"},
            ]
        }


class DoAndDontBlock(ContentBlock):
    do = blocks.ListBlock(blocks.CharBlock(label="Line"), label="Do", min_num=0)
    dont = blocks.ListBlock(blocks.CharBlock(label="Line"), label="Don’t", min_num=0)

    class Meta:
        icon = "tasks"
        label = "Do and don’t"
        group = TEXT
        description = "Two short lists side by side, for care before and afterwards."
        template = "treatments/blocks/do_and_dont.html"
        preview_value = {
            "do": ["Wear sunscreen every day", "Keep the skin moist"],
            "dont": ["Rub or scratch the area", "Use a sauna for two days"],
        }

    def child_errors(self, value):
        if not (value["do"] or value["dont"] or self.is_deferred_validation):
            return {"do": "Write at least one line in one of the two lists."}
        return {}


class QuoteBlock(ContentBlock):
    text = blocks.TextBlock(label="Quotation", help_text="Without quotation marks.")
    attribution = blocks.CharBlock(required=False, help_text="Who said or wrote it, and where.")

    class Meta:
        icon = "openquote"
        label = "Quotation"
        group = TEXT
        description = "Someone else’s words, with their source."
        template = "treatments/blocks/quote.html"
        preview_value = {
            "text": "I would rather do less today and look again in two weeks.",
            "attribution": "A practitioner",
        }


class TableBlock(DocumentBlockMixin, TypedTableBlock):
    """`{"caption", "columns": [{"type", "heading"}], "rows": [{"values": […]}]}`."""

    def __init__(self, local_blocks=None, **kwargs):
        super().__init__(
            local_blocks
            or [
                ("text", blocks.CharBlock(required=False, label="Text", icon="pilcrow")),
                (
                    "rich_text",
                    blocks.RichTextBlock(
                        required=False,
                        features=["bold", "italic", "link"],
                        label="Text with links",
                        icon="doc-full",
                    ),
                ),
                ("number", blocks.FloatBlock(required=False, label="Number", icon="decimal")),
            ],
            **kwargs,
        )

    class Meta:
        icon = "table"
        label = "Table"
        group = TEXT
        description = "A comparison in rows and columns, with a caption."
        template = "treatments/blocks/table.html"
        preview_template = PREVIEW_TEMPLATE
        preview_value = {
            "caption": "Depth and recovery",
            "columns": [
                {"type": "text", "heading": "Depth"},
                {"type": "text", "heading": "Downtime"},
            ],
            "rows": [
                {"values": ["Superficial", "up to 1 day"]},
                {"values": ["Medium", "5–7 days"]},
            ],
        }


class CalloutBlock(ContentBlock):
    tone = blocks.ChoiceBlock(
        choices=[
            ("info", "For information"),
            ("tip", "Tip"),
            ("warning", "Warning"),
            ("emergency", "Emergency: seek care"),
        ],
        default="info",
    )
    title = blocks.CharBlock(max_length=120)
    text = blocks.RichTextBlock(features=SHORT_TEXT_FEATURES)

    class Meta:
        icon = "warning"
        label = "Callout"
        group = TEXT
        description = "A box for what must not be overlooked."
        template = "treatments/blocks/callout.html"
        preview_value = {
            "tone": "warning",
            "title": "When to call us",
            "text": "<p>Pain that grows after the first day is a reason to call.</p>",
        }


class VideoBlock(ContentBlock):
    url = blocks.URLBlock(
        label="Address", help_text="Where the video is watched. It is linked, not embedded."
    )
    title = blocks.CharBlock(max_length=160)
    transcript = blocks.RichTextBlock(
        required=False,
        features=SHORT_TEXT_FEATURES,
        help_text="What is said and shown, for those who cannot hear or see it.",
    )

    class Meta:
        icon = "media"
        label = "Video"
        group = PICTURES
        description = "A link to a video, with its transcript."
        template = "treatments/blocks/video.html"
        preview_value = {
            "url": "https://video.example/consultation",
            "title": "What happens at a consultation (2 minutes)",
            "transcript": "<p>“Let us begin with what you would like to change …”</p>",
        }


class BeforeAfterBlock(ContentBlock):
    before = ImageBlock(label="Before")
    after = ImageBlock(label="After")
    caption = blocks.CharBlock(
        required=False, help_text="What was done, how many sessions, and when each was taken."
    )
    consent = blocks.BooleanBlock(
        required=False,
        label="The patient has agreed in writing to these pictures being shown",
    )
    disclaimer = blocks.CharBlock(
        default="Results vary from person to person.",
        help_text="Shown with the pictures.",
    )

    class Meta:
        icon = "copy"
        label = "Before and after"
        group = PICTURES
        description = "A pair of pictures of one patient, with consent and a disclaimer."
        template = "treatments/blocks/before_after.html"
        preview_value = {
            "caption": "Before, and four weeks after one session.",
            "consent": True,
            "disclaimer": "Results vary from person to person.",
        }

    def child_errors(self, value):
        if not (value["consent"] or self.is_deferred_validation):
            return {
                "consent": "Pictures of a patient need written consent. Tick this box when you "
                "have it, or remove the pictures."
            }
        return {}
