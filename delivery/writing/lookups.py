"""Looking up what was sent by number or slug, for all of a request together, and its rich text."""

from collections import defaultdict

from django.core.exceptions import ValidationError
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.api.rich_text import APIRichText
from wagtail.rich_text import extract_references_from_rich_text
from wagtail.rich_text import features as feature_registry
from wagtail.utils.forms import FormValidationError

from delivery.choices.forms import choice_message
from delivery.choices.references import Reference, outermost_model
from delivery.choices.rules import refused_choices

from .values import Choice, found_in

# What the converters of rich text raise at HTML that no editor would make.
UNREADABLE = (
    AssertionError,
    AttributeError,
    IndexError,
    KeyError,
    OverflowError,
    TypeError,
    ValueError,
)
MAX_KEY = 2**63
NO_TEXT = "This is not rich text that the editor could open. Send simpler HTML."


def look_up(user, data):
    """Resolve every choice and rich text in validated `data`, for one who may choose for himself.

    Returns what was left out of rich text, as Wagtail's warnings. Raises FormValidationError with
    all that cannot be chosen. In as many queries as there are kinds of things chosen.
    """
    found = list(found_in(data))
    choices = [(place, each) for place, each in found if isinstance(each, Choice)]
    texts = [(place, each) for place, each in found if not isinstance(each, Choice)]
    errors, warnings = _Errors(), []
    for place, text in texts:
        warnings += _convert(place, text, errors)
    _look_up_slugs(user, choices, errors)
    _look_up_keys(choices, texts, errors)
    if errors:
        raise FormValidationError(errors)
    return warnings


class _Errors(dict):
    def add(self, place, message, code):
        self.setdefault(place, []).append((message, code))


def _convert(place, text, errors):
    if not text.source:
        text.html = ""
        return []
    features = text.features
    if features is None:
        features = feature_registry.get_default_features()
    try:
        html, removals = APIRichText.convert_input(text.source, features=features)
        # As the editor would keep it: paragraphs around all text, and nothing half open.
        converter = ContentstateConverter(features)
        text.html = converter.to_database_format(converter.from_database_format(html))
    except UNREADABLE as error:
        message = str(error) if type(error).__name__ == "RichTextFormatError" else NO_TEXT
        errors.add(place, message, "rich_text")
        return []
    return removals


def _look_up_slugs(user, choices, errors):
    by_model = defaultdict(set)
    for _, choice in choices:
        if choice.slug is not None:
            for model in choice.models:
                by_model[model].add(choice.slug)
    candidates = defaultdict(dict)
    for model, slugs in by_model.items():
        for pk, slug in model._default_manager.filter(slug__in=slugs).values_list("pk", "slug"):
            candidates[model, slug][pk] = Reference(outermost_model(model), pk)
    references = {each for group in candidates.values() for each in group.values()}
    refused = set(refused_choices(user, references))
    for place, choice in choices:
        if choice.slug is None:
            continue
        fitting = {
            pk
            for model in choice.models
            for pk, reference in candidates[model, choice.slug].items()
            if reference not in refused
        }
        if len(fitting) == 1:
            choice.pk = fitting.pop()
        else:
            errors.add(place, _slug_message(choice, fitting), "slug")


def _slug_message(choice, fitting):
    names = " or ".join(str(model._meta.verbose_name) for model in choice.models)
    if not fitting:
        return f"There is no {names} “{choice.slug}” that you may choose. Check the slug."
    numbers = ", ".join(map(str, sorted(fitting)))
    return f"More than one {names} has the slug “{choice.slug}”. Give one of the numbers {numbers}."


def _look_up_keys(choices, texts, errors):
    """Refuse what does not exist in the words in which what is somebody else's is refused."""
    asked = [(place, model, c.pk) for place, c in choices if c.slug is None for model in c.models]
    wanted = defaultdict(set)
    for _, model, pk in asked:
        wanted[model].add(pk)
    linked = [(place, each) for place, text in texts for each in _references_in(text)]
    for _, reference in linked:
        wanted[reference.model].add(reference.pk)
    existing = {
        (model, pk)
        for model, pks in wanted.items()
        for pk in model._default_manager.filter(pk__in=_storable(pks)).values_list("pk", flat=True)
    }
    for place, choice in choices:
        if choice.slug is None and not any((m, choice.pk) in existing for m in choice.models):
            reference = Reference(outermost_model(choice.models[0]), choice.pk)
            errors.add(place, choice_message(reference), "choice")
    for place, reference in linked:
        if reference.target not in existing:
            errors.add(place, choice_message(reference), "choice")


def _references_in(text):
    for target, pk, *_ in extract_references_from_rich_text(text.html or ""):
        model = outermost_model(target)
        try:
            yield Reference(model, model._meta.pk.to_python(pk))
        except ValidationError:
            yield Reference(model, 0)


def _storable(pks):
    """Leave out the numbers that no database could look for."""
    return [pk for pk in pks if not isinstance(pk, int) or 0 < pk < MAX_KEY]
