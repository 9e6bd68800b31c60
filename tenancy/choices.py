"""What forms refuse: choices beyond one's own content and what is live and shared."""

from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from delivery.choices import register_choice_rule
from delivery.choices.references import outermost_model
from delivery.models import BasePage

from .scope.rules import choosable_documents, choosable_images, choosable_pages


def choosable(user, model):
    """Return the queryset of what `user` may choose of a model; None for what is everybody's."""
    rules = {
        outermost_model(BasePage): choosable_pages,
        outermost_model(get_image_model()): choosable_images,
        outermost_model(get_document_model()): choosable_documents,
    }
    rule = rules.get(model)
    return rule and rule(user)


def register():
    register_choice_rule(choosable)
