"""Where questions live."""

import swapper
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Length, Substr

# A question stands in an index, and the index under the page that owns it.
OWNER_OF_QUESTION, OWNER_OF_INDEX = 2, 1


def faq_index_model():
    """Return the model of an index of questions: ours, or the project's own."""
    return swapper.load_model("faq", "FAQIndexPage")


def annotate_ancestor_title(queryset, name, levels):
    """Annotate pages with the title of their ancestor `levels` up, as the attribute `name`."""
    page_model = swapper.load_model("wagtailcore", "Page")
    ancestor = page_model.objects.filter(
        path=Substr(OuterRef("path"), 1, Length(OuterRef("path")) - levels * page_model.steplen)
    )
    return queryset.annotate(**{name: Subquery(ancestor.values("title")[:1])})
