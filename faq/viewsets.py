"""The admin's listing of questions and its register of topics."""

import django_filters
import swapper
from django import forms
from django.template.defaultfilters import pluralize
from django.utils.html import strip_tags
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import policy_registry

from delivery.admin.listings import (
    COMMON_EXPORT,
    COMMON_HEADINGS,
    ContentFilterSet,
    ContentIndexView,
    ContentListingViewSet,
    updated_column,
)
from faq.models import FAQTopic
from faq.querysets import OWNER_OF_INDEX, OWNER_OF_QUESTION, annotate_ancestor_title
from faq.usages import annotate_page_count

FAQIndexPage = swapper.load_model("faq", "FAQIndexPage")
FAQPage = swapper.load_model("faq", "FAQPage")


def visible_indexes(request):
    """Return the FAQ indexes that the person of `request` may explore, named by their owner."""
    explorable = policy_registry.get_by_type(FAQIndexPage).explorable_instances(request.user)
    indexes = FAQIndexPage.objects.filter(pk__in=explorable.values_list("pk", flat=True))
    return annotate_ancestor_title(indexes, "owner_title", OWNER_OF_INDEX).order_by("path")


class PlaceFilter(django_filters.ModelMultipleChoiceFilter):
    """Narrows a listing to the questions of some indexes."""

    @property
    def field(self):
        field = super().field
        field.label_from_instance = lambda index: index.owner_title
        return field

    def get_filter_predicate(self, v):
        return {"path__startswith": v.path}


class FAQFilterSet(ContentFilterSet):
    topic = django_filters.ModelMultipleChoiceFilter(
        queryset=FAQTopic.objects.all(), widget=forms.CheckboxSelectMultiple
    )
    without_topic = django_filters.BooleanFilter(
        label="Without a topic", field_name="topic", lookup_expr="isnull"
    )
    place = PlaceFilter(
        label="Lives in", queryset=visible_indexes, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = FAQPage
        fields = []


class UsedOnColumn(Column):
    """How many pages show a question."""

    def get_value(self, instance):
        count = super().get_value(instance)
        return f"{count} page{pluralize(count)}"


class FAQIndexView(ContentIndexView):
    """The questions that a person may explore, each with the page whose FAQ it belongs to."""

    def annotate_queryset(self, pages):
        pages = annotate_ancestor_title(pages, "owner_title", OWNER_OF_QUESTION)
        pages = annotate_page_count(pages, "used_on")
        return super().annotate_queryset(pages).prefetch_related("topic", "answers")

    def to_row_dict(self, item):
        row = super().to_row_dict(item)
        row["answer"] = strip_tags(row["answer"].replace("><", "> <"))
        return row


class FAQListingViewSet(ContentListingViewSet):
    model = FAQPage
    index_view_class = FAQIndexView
    name = "faq_questions"
    icon = "help"
    menu_label = "Questions"
    filterset_class = FAQFilterSet
    columns = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label="Question", sort_key="title", classname="title"),
        Column("topic", label="Topic", sort_key="topic__sort_order", width="15%"),
        Column("owner_title", label="Lives in", sort_key="owner_title", width="15%"),
        UsedOnColumn("used_on", label="Used on", sort_key="used_on", width="8%"),
        updated_column(),
        PageStatusColumn("status", label="Status", sort_key="live", width="12%"),
    ]
    list_export = [
        "title",
        "topic",
        "owner_title",
        "answers",
        "answer",
        "used_on",
        *COMMON_EXPORT,
    ]
    export_headings = {
        "title": "Question",
        "topic": "Topic",
        "owner_title": "Lives in",
        "answers": "Answers this shared question",
        "answer": "Answer",
        "used_on": "Pages used on",
        **COMMON_HEADINGS,
    }
    export_filename = "faq-questions"


class FAQTopicViewSet(ModelViewSet):
    model = FAQTopic
    name = "faq_topics"
    icon = "tag"
    menu_label = "Topics"
    list_display = ["title", "slug"]
    list_export = ["title", "slug"]
    search_fields = ["title", "slug"]
    search_backend_name = None
    export_filename = "faq-topics"


class FAQViewSetGroup(ViewSetGroup):
    menu_label = "FAQs"
    menu_name = "faqs"
    menu_icon = "help"
    menu_order = 320
    items = (FAQListingViewSet, FAQTopicViewSet)
