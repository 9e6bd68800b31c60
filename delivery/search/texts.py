"""Keeps the words of pages for the search in the admin."""

import logging
import time
from collections import defaultdict

import swapper
from django.db import DatabaseError, transaction
from wagtail.search.backends import get_search_backends_with_name
from wagtail.search.index import RelatedFields

from .fulltext import LONGEST_TEXT, folded
from .models import PageText
from .written import prefetched, written_texts

logger = logging.getLogger(__name__)

AT_ONCE = 100


def mark_outdated(page_ids):
    """Note, in the transaction of a change, that the texts of pages are to be read again."""
    PageText.objects.bulk_create(
        [PageText(page_id=pk) for pk in page_ids],
        update_conflicts=True,
        unique_fields=["page"],
        update_fields=["is_outdated"],
        batch_size=1000,
    )


def refresh_texts(seconds=2):
    """Read the texts of outdated pages for some seconds at most, None for as long as it takes.

    What is left is read by whoever searches or saves next, or by the command `page_texts`.
    """
    end = None if seconds is None else time.monotonic() + seconds
    while _refresh_some() and (end is None or time.monotonic() < end):
        pass


def outdated_texts():
    """Return the texts that are to be read again."""
    return PageText.objects.filter(is_outdated=True)


def _refresh_some():
    """Read some outdated texts; return whether there were any."""
    if not outdated_texts().exists():
        return False
    with transaction.atomic():
        # A page that is being saved is read by whoever comes after that.
        outdated = outdated_texts().select_for_update(skip_locked=True)
        rows = list(outdated.order_by("page")[:AT_ONCE])
        pages = _pages([row.pk for row in rows])
        for row in rows:
            _read(row, pages.get(row.pk))
        fields = ["is_outdated", "title", "words", "published", "draft"]
        PageText.objects.bulk_update(rows, fields, batch_size=50)
        _index_whole(pages.values())
    return bool(rows)


def _pages(pks):
    """Return `{id: specific page}`, with what their texts are read from."""
    by_model = defaultdict(list)
    for page in swapper.load_model("wagtailcore", "Page").objects.filter(pk__in=pks):
        by_model[page.specific_class or type(page)].append(page.pk)
    return {
        page.pk: page
        for model, found in by_model.items()
        for page in prefetched(model.objects.filter(pk__in=found)).select_related("latest_revision")
    }


def _read(row, page):
    row.is_outdated = False
    if page is None:
        return
    draft = _draft_of(page)
    published, drafted = written_texts(page), written_texts(draft) if draft else []
    row.title = folded(f"{page.title} {draft.title if draft else ''}")
    row.words = folded("\n".join(dict.fromkeys([*published, *drafted])))[:LONGEST_TEXT]
    row.published = "\n".join(published)
    row.draft = "\n".join(text for text in drafted if text not in set(published))


def _draft_of(page):
    """Return the newest draft of a page; None if there is none, or none that can be read."""
    if not page.has_unpublished_changes:
        return None
    try:
        return page.get_latest_revision_as_object()
    except DatabaseError:
        raise
    except Exception:
        # A revision of an older release may hold what is understood no more.
        logger.exception("The draft of page %s could not be read for searching", page.pk)
        return None


def _index_whole(pages):
    """Index pages for Wagtail with the rows that were saved with them.

    Wagtail indexes a page right after its own row is saved, when its child rows are not saved yet.
    Unnecessary once Wagtail's `post_save_signal_handler` of search waits for the commit.
    """
    by_model = defaultdict(list)
    for page in pages:
        if _shows_rows(type(page)):
            by_model[type(page)].append(page)
    for name, backend in get_search_backends_with_name(with_auto_update=True):
        for model, found in by_model.items():
            try:
                with transaction.atomic():
                    backend.add_bulk(model, found)
            except Exception:
                # An outage of a search service must not fail who saves or searches.
                logger.exception("Pages could not be indexed in the search backend %r", name)


def _shows_rows(model):
    """Whether Wagtail's index holds words of the child rows of a page type."""
    return any(
        isinstance(field, RelatedFields) and field.get_field(model).one_to_many
        for field in model.get_search_fields()
    )
