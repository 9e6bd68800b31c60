"""Makes outdated documents again, in batches, and keeps those that came out otherwise."""

import logging
from collections import defaultdict

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Site

from delivery.documents.pages import page_documents
from delivery.documents.references import References, base_page_model
from delivery.http import compressed
from delivery.published.models import TEXTS, Document, DocumentText
from delivery.published.reads.projection import card_names, detail_names, list_names, project
from delivery.search.fulltext import folded
from delivery.search.words import document_words
from delivery.sites import group_roots
from delivery.visibility import Visibility

from .facts import dump, fingerprint, renewed
from .locking import keeping
from .made_by import made_by
from .pictures import check, with_pictures
from .recording import NUMBERED, number_changes, tell_changes
from .restraint import failures
from .settling import keep_dependencies

logger = logging.getLogger(__name__)

AT_ONCE = 100


def outdated_documents():
    """Return the documents that must be made again before they are served."""
    return Document.objects.filter(is_gone=False, is_outdated=True)


def build(pks=None, wait=None, company=0):
    """Make some outdated documents again, or what is not true of those with the ids `pks`.

    With them so many outdated ones of the same kind, as a few cost little more than one. Returns
    `(how many were looked at, how many came out otherwise, ids that failed)`. Takes the lock
    (`locking`), with its `wait` and its `BusyError`; missing pictures are made without it.
    """
    return with_pictures(_build, pks, wait, company)


def _build(pictures, pks, wait, company):
    with keeping(wait) as clock:
        chosen = outdated_documents() if pks is None else untrue_documents()
        asked = chosen if pks is None else chosen.filter(pk__in=pks)
        pages = set(asked.order_by("pk").values_list("page_id", flat=True)[:AT_ONCE])
        pages |= _company(asked, company)
        # A site that is deleted meanwhile takes its documents with it, before or after this.
        rows = list(chosen.filter(page_id__in=pages).order_by("pk").select_for_update())
        if not rows:
            return 0, 0, set()
        made = _make_all(rows)
        check(pictures)
        failed = {row.pk for row in rows if row.pk not in made}
        changed, found_otherwise = _keep(clock, rows, made)
        if changed or found_otherwise:
            clock.revision += 1
            clock.save(update_fields=["revision"])
        return len(rows), changed, failed


def _company(asked, count):
    """Return the ids of pages with outdated documents of the same type and site.

    One that has just failed would have all of them made one by one.
    """
    kind = asked.values("type", "site_id").order_by("pk").first() if count else None
    if kind is None:
        return set()
    outdated = outdated_documents().filter(**kind).order_by("pk").values_list("pk", "page_id")
    return {page_id for pk, page_id in outdated[:count] if not failures.holds(pk)}


def untrue_documents():
    """Return the documents that may not be served as they are, whatever the reason."""
    is_due = Q(renew_at__lte=timezone.now())
    untrue = Q(is_outdated=True) | is_due | ~Q(made_by=made_by())
    return Document.objects.filter(untrue, is_gone=False)


class Made:
    """What has been made of one row: its document, its place and what it depends on."""

    def __init__(self, page, document, place, sources, renew_at):
        self.page, self.document, self.sources = page, document, sources
        self.path, self.url = place
        self.renew_at = renew_at


def _make_all(rows):
    """Return `{row id: Made}`, without the rows that could not be made."""
    made = {}
    groups = defaultdict(list)
    pages = base_page_model().objects.in_bulk({row.page_id for row in rows})
    for row in rows:
        page = pages.get(row.page_id)
        if page is not None and page.specific_class:
            groups[page.specific_class, row.site_id].append(row)
    for (model, site_id), batch in groups.items():
        try:
            with transaction.atomic():
                found = make(model, site_id, [row.page_id for row in batch])
                made.update({row.pk: found[row.page_id] for row in batch if row.page_id in found})
        except Exception:
            if len(batch) > 1:
                for row in batch:
                    made.update(_make_all([row]))
            else:
                logger.exception("The document of page %s could not be made", batch[0].page_id)
    return made


def make(model, site_id, pks, now=None):
    """Return `{page id: Made}` of the pages with the ids `pks`, of one type, on one site."""
    root = Site.objects.select_related("root_page").get(pk=site_id).root_page.url_path
    visibility = Visibility(now or timezone.now(), group=group_roots(root))
    references = References(visibility=visibility, site_root=root)
    found = model.objects.filter(pk__in=pks).order_by("path")
    pages = list(found.select_related("locale"))
    documents = page_documents(pages, references)
    made = {}
    for page, document in zip(pages, documents, strict=True):
        owner = ("document", page.pk)
        sources = references.sources_of(owner)
        until = references.notes.until(owner)
        renew_at = renewed(sources, references, visibility.now, until)
        made[page.pk] = Made(page, document, references.addresses.of(page), sources, renew_at)
    return made


def _keep(clock, rows, made):
    """Write what was made; return how many documents, and how many texts for the search, came
    out otherwise than before."""
    now = timezone.now()
    happened, written, same = [], [], []
    sources = {}
    for row in rows:
        result = made.get(row.pk)
        if result is None:
            continue
        sources.setdefault(row.page_id, set()).update(result.sources)
        kind = "changed" if row.etag else "published"
        if _write(row, result):
            happened.append((row, kind))
            written.append(row)
        else:
            same.append(row)
    changes = number_changes(clock, happened, now)
    _save(same, LOOKED_AT)
    _save(written, WRITTEN)
    texts = _store_texts(rows, made)
    keep_dependencies(sources, of_facts=False)
    tell_changes(clock, changes)
    return len(happened), texts


LOOKED_AT = ["is_outdated", "made_by", "renew_at", "path", "url"]
WRITTEN = [
    *LOOKED_AT,
    "type",
    "etag",
    *TEXTS,
    "cut_from",
    "cut_to",
    "put_in",
    *NUMBERED,
]


def _save(rows, fields):
    """Write fields of rows that are there; Django takes long to put a `bulk_update` together."""
    Document.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["pk"],
        update_fields=fields,
        batch_size=AT_ONCE,
    )


def _store_texts(rows, made):
    """Let a search find the documents that were made by the words they have now, and no others.

    Returns how many have other words than before.
    """
    texts = [text_of(row, made[row.pk]) for row in rows if row.pk in made]
    stored = DocumentText.objects.in_bulk([text.pk for text in texts])
    new = [text for text in texts if not is_same_text(stored.get(text.pk), text)]
    DocumentText.objects.bulk_create(
        new,
        update_conflicts=True,
        unique_fields=["pk"],
        update_fields=["site_id", "page_id", "type", "title", "words"],
        batch_size=AT_ONCE,
    )
    return len(new)


def text_of(row, made):
    """Return the `DocumentText` of a row for which a `Made` was made."""
    return DocumentText(
        document_id=row.pk,
        site_id=row.site_id,
        page_id=row.page_id,
        type=row.type,
        title=folded(made.document["title"]),
        words=document_words(shown(made)),
    )


def is_same_text(stored, text):
    """Whether a stored `DocumentText`, or None, says what another does."""
    return stored is not None and (stored.type, stored.title, stored.words) == (
        text.type,
        text.title,
        text.words,
    )


def _write(row, result):
    """Put what was made into a row; return whether its text differs from what was there."""
    document, summary, card = shown(result), summary_of(result), card_of(result)
    body = dump(document)
    put_in = unasked(result)
    etag = fingerprint(body)
    before = (row.etag, row.body, row.put_in, row.path, row.summary, row.card)
    changed = before != (etag, body.decode(), put_in, result.path, summary, card)
    row.is_outdated, row.made_by, row.renew_at = False, made_by(), result.renew_at
    row.path, row.url = result.path or row.path, result.url or ""
    row.type = result.page._meta.label
    if changed:
        row.etag = etag
        row.body = body.decode()
        row.cut_from, row.cut_to = _parent_span(document, row.body)
        row.put_in = put_in
        row.summary, row.card = summary, card
        row.brotli = compressed(body, "br")
        row.zstd = compressed(body, "zstd")
        row.gzip = compressed(body, "gzip")
    return changed


def shown(made):
    """Return the document of a `Made` with the fields that are shown without being asked for."""
    return project(made.document, detail_names(type(made.page)))


def summary_of(made):
    """Return the text of a `Made` as an item of a list."""
    return dump(project(made.document, list_names(type(made.page)))).decode()


def card_of(made):
    """Return the text of a `Made` as an item of a list, with the fields of its card."""
    return dump(project(made.document, card_names(type(made.page)))).decode()


def unasked(made):
    """Return the text of what is in `meta` of the whole document and shown only when asked for."""
    names = detail_names(type(made.page))
    added = {key: value for key, value in made.document["meta"].items() if key not in names}
    return f",{dump(added).decode()[1:-1]}" if added else ""


def _parent_span(document, body):
    """Return from where to where, in characters, `meta.parent` stands in the text of a document."""
    parent = document.get("meta", {}).get("parent")
    text = f',"parent":{dump(parent).decode()}'
    start = body.find(text)
    return (start, start + len(text)) if start >= 0 else (0, 0)
