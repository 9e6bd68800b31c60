"""The pages whose documents may differ because they show a page that does.

More may be found than do differ, never fewer; their documents are compared. Every function reads
the database a fixed number of times.
"""

import swapper
from django.contrib.contenttypes.models import ContentType
from wagtail.models import ReferenceIndex

from delivery.documents.references import base_page_model
from treatments.querysets import (
    clinic_path,
    clinic_treatment_model,
    location_model,
    pages_below,
    treatment_model,
)


def showing(moved, paired, warned, clinic_pages):
    """Return the ids of the pages that show any of the pages in `moved`, each in its own type.

    `moved` are ids. `paired` are the ids of the library pages whose pairings lead to one of them,
    and `clinic_pages` the pages of clinics among them: their clinics show them, and so do the
    clinics' pages of the paired treatments. `warned` are those of `paired` that must not be
    combined with one of them, which every clinic says.
    """
    found = _referring_to(moved)
    found |= _through_questions(found)
    found |= _at_clinics(found) | _inheriting(found)
    paths = {clinic_path(page.path) for page in clinic_pages}
    for pages in (
        base_page_model().objects.filter(alias_of__in=moved),
        location_model().objects.filter(path__in=paths),
        pages_below(paths, clinic_treatment_model()).filter(treatment__in=paired),
        clinic_treatment_model().objects.filter(treatment__in=warned),
    ):
        found.update(pages.values_list("pk", flat=True))
    return found | set(paired)


def _referring_to(pks):
    """The pages with a link to, a block of or a row about any of the pages.

    The pairings of the library are left out: they are seen from both ends, and known.
    """
    pages, library = (
        ContentType.objects.get_for_model(model) for model in (base_page_model(), treatment_model())
    )
    references = ReferenceIndex.objects.filter(
        base_content_type=pages, to_content_type=pages, to_object_id__in=[str(pk) for pk in pks]
    ).exclude(content_type=library, model_path__startswith="pairings.")
    return {int(pk) for pk in references.values_list("object_id", flat=True).distinct()}


def _through_questions(pks):
    """The pages that show the questions among `pks`, or the questions that those answer."""
    questions = swapper.load_model("faq", "FAQPage").objects.filter(pk__in=pks)
    shown = {pk for pair in questions.values_list("pk", "answers") for pk in pair if pk is not None}
    return _referring_to(shown) if shown else set()


def _at_clinics(pks):
    """The treatments of the clinics among `pks`, which show the clinics' people."""
    paths = set(location_model().objects.filter(pk__in=pks).values_list("path", flat=True))
    return set(pages_below(paths, clinic_treatment_model()).values_list("pk", flat=True))


def _inheriting(pks):
    """The clinics' pages of the library pages among `pks`."""
    library = treatment_model().objects.filter(pk__in=pks)
    pages = clinic_treatment_model().objects.filter(treatment__in=library.values("pk"))
    return set(pages.values_list("pk", flat=True))
