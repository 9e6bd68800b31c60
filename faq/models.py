"""Questions and answers: topics, indexes and the questions in them."""

import swapper
from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel, ObjectList, TabbedInterface, TitleFieldPanel
from wagtail.admin.widgets.slug import SlugInput
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page
from wagtail.search import index

from delivery.documents.dependencies import tag
from delivery.documents.fields import TextField
from delivery.endpoints.filters import SlugFilter
from delivery.models import BasePage, ContentPageMixin
from delivery.placeholders.panels import PlaceholdersPanel
from faq.answers import answer_problem, can_belong_to, can_stand_in
from faq.forms import FAQCopyForm, FAQPageForm
from faq.panels import QuestionPanel, UsagePanel

ANSWER_FEATURES = ["h3", "h4", "bold", "italic", "ol", "ul", "link", "document-link"]


class FAQTopic(Orderable):
    """What questions are about, kept by the central team: “Safety”, “Cost”."""

    title = models.CharField(max_length=100, unique=True)
    slug = models.SlugField(
        max_length=100,
        unique=True,
        help_text="How front ends ask for this topic. Changing it breaks their links.",
    )

    class Meta(Orderable.Meta):
        verbose_name = "FAQ topic"
        verbose_name_plural = "FAQ topics"

    panels = [TitleFieldPanel("title"), FieldPanel("slug", widget=SlugInput)]

    api_fields = [APIField("slug"), APIField("title")]

    def __str__(self):
        return self.title


class FAQIndexPageMixin(ContentPageMixin):
    """A list of questions: the group's shared ones, or a clinic's own."""

    introduction = RichTextField(
        blank=True,
        features=["bold", "italic", "link"],
        help_text="Shown above the questions.",
    )

    class Meta:
        abstract = True

    content_panels = [*BasePage.content_panels, FieldPanel("introduction")]

    search_fields = [*BasePage.search_fields, index.SearchField("introduction")]

    api_fields = [APIField("introduction")]

    max_count_per_parent = 1

    def can_move_to(self, parent):
        questions = swapper.load_model("faq", "FAQPage").objects.all()
        return super().can_move_to(parent) and can_belong_to(self, parent, questions)


class FAQIndexPage(FAQIndexPageMixin, Page):
    class Meta:
        verbose_name = "FAQ index"
        verbose_name_plural = "FAQ indexes"
        swappable = swapper.swappable_setting("faq", "FAQIndexPage")

    page_description = "A list of questions and answers; one to a page."
    subpage_types = [swapper.get_model_name("faq", "FAQPage")]


class FAQPageMixin(ContentPageMixin):
    """A question, which is the page's title, and its answer.

    In a clinic's index it may answer a shared question: that clinic then shows this page in
    the place of the shared one.
    """

    topic = models.ForeignKey(
        "faq.FAQTopic",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="What the question is about; front ends group and filter by it.",
    )
    answer = RichTextField(features=ANSWER_FEATURES)
    answers = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="local_answers",
        verbose_name="answers this shared question",
        help_text="Only in a clinic's FAQ: the shared question that this page takes the "
        "place of at this clinic. Leave blank for a question of the clinic's own.",
    )

    class Meta:
        abstract = True

    content_panels = [
        QuestionPanel(
            "title",
            heading="Question",
            placeholder="Question*",
            help_text="As a patient would ask it.",
        ),
        FieldPanel("answer"),
        PlaceholdersPanel(),
        FieldPanel("topic"),
        FieldPanel("answers"),
        UsagePanel(heading="Where it is used"),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading="Question"),
            ObjectList(ContentPageMixin.promote_panels, heading="Promote"),
            ObjectList(BasePage.settings_panels, heading="Settings"),
        ],
        base_form_class=FAQPageForm,
    )
    copy_form_class = FAQCopyForm

    search_fields = [
        *BasePage.search_fields,
        index.SearchField("answer"),
        index.FilterField("topic"),
    ]

    api_fields = [
        APIField("question", serializer=TextField()),
        APIField("answer", writable=True),
        APIField("topic", writable=True),
        APIField("answers", writable=True),
    ]
    api_card_fields = [
        APIField("question", serializer=TextField()),
        APIField("answer"),
        APIField("topic"),
    ]
    api_filters = [SlugFilter("topic", "topic__slug", description="The slug of an FAQ topic.")]

    # A question is a text like any other, although it is a title.
    placeholder_free = ()

    @property
    def question(self):
        """The title under the name that front ends know; a string."""
        return self.title

    def published_facts(self, reference):
        if not self.answers_id or reference is None:
            return {}
        owner = self.path[: -2 * self.steplen]
        return {tag("answers", owner, self.answers_id): [self.pk, self.path]}

    def clean(self):
        super().clean()
        if self.answers and self.path:
            problem = answer_problem(self, self.answers, self.get_parent())
            if problem:
                raise ValidationError({"answers": problem})

    def can_move_to(self, parent):
        return super().can_move_to(parent) and can_stand_in(self, parent)


class FAQPage(FAQPageMixin, Page):
    class Meta:
        verbose_name = "FAQ question"
        verbose_name_plural = "FAQ questions"
        swappable = swapper.swappable_setting("faq", "FAQPage")

    page_description = "One question and its answer."
    parent_page_types = [swapper.get_model_name("faq", "FAQIndexPage")]
    subpage_types = []
