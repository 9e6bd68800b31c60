"""What was published once and is no more."""

from delivery.documents.references import base_page_model
from delivery.published.models import Document

from .reading import settled_revision


def was_published(site, path):
    """Return whether a page was public at a path of a site that is gone from there.

    A page that is there and only withheld, behind a password say, is nobody's business.
    """
    # What was deleted a moment ago is known to be gone once that has been looked into.
    settled_revision()
    gone = Document.objects.filter(site=site, path=path, is_gone=True)
    pks = list(gone.values_list("page_id", flat=True))
    withheld = base_page_model().objects.filter(pk__in=pks, live=True)
    return bool(set(pks) - set(withheld.values_list("pk", flat=True)))
