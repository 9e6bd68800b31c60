"""Work that a save leaves to Django's task backend."""

import logging

from django_tasks import task
from wagtail.search.backends import get_search_backends_with_name

from .querysets import clinic_treatment_model

logger = logging.getLogger(__name__)


@task()
def index_clinic_pages(treatment_id):
    """Let a search find the clinics' live pages by what the library's page says, all at once."""
    model = clinic_treatment_model()
    # One object for the library's page, however many clinics there are.
    pages = model.objects.filter(treatment=treatment_id, live=True).prefetch_related("treatment")
    for name, backend in get_search_backends_with_name(with_auto_update=True):
        try:
            backend.add_bulk(model, list(pages))
        except Exception:
            # As Wagtail does: an outage of a search service must not fail the editor's save.
            logger.exception("Could not index the clinics' pages in the search backend %r", name)
            if not backend.catch_indexing_errors:
                raise
