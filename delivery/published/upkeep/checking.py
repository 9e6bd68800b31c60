"""Compares the kept documents with what a rebuild of everything would make."""

import logging
from dataclasses import dataclass

import orjson
from django.db import transaction
from django.utils import timezone

from delivery.documents.references import base_page_model
from delivery.published.models import Document, DocumentText

from .building import card_of, is_same_text, make, shown, summary_of, text_of, unasked
from .facts import dump, facts_of, fingerprint
from .settling import places_of

logger = logging.getLogger(__name__)

AT_ONCE = 200


@dataclass(frozen=True)
class Difference:
    """A document that is not what it should be.

    `kind` is `missing`, `surplus`, `different` or `failing`, of one that cannot be made; `kept` and
    `made` are the documents as dictionaries, None for one that is not there. What is kept and no
    JSON is its text.
    """

    kind: str
    site_id: int
    page_id: int
    path: str
    kept: dict | str | None
    made: dict | None


def differences(progress=lambda done, total: None, now=None, pages=None):
    """Yield the `Difference`s between kept documents and documents made now.

    `pages` are the ids of those to compare, None for all. What is known to be outdated is no
    difference: it is made again before it is served. `progress` is told how many pages have been
    compared, and of how many.
    """
    now = now or timezone.now()
    pks = sorted(_all_pages() if pages is None else set(pages))
    for start in range(0, len(pks), AT_ONCE):
        yield from _compare(pks[start : start + AT_ONCE], now)
        progress(min(start + AT_ONCE, len(pks)), len(pks))


def _all_pages():
    live = base_page_model().objects.filter(live=True, depth__gt=1)
    return {
        *live.values_list("pk", flat=True),
        *Document.objects.filter(is_gone=False).values_list("page_id", flat=True),
    }


def _compare(pks, now):
    kept = {
        (row.page_id, row.site_id): row
        for row in Document.objects.filter(page_id__in=pks, is_gone=False)
    }
    texts = DocumentText.objects.in_bulk([row.pk for row in kept.values()])
    public = [known.page for known in facts_of(pks, now).values() if known.is_public]
    wanted = {}
    for page, site_id, path in places_of(public):
        wanted.setdefault((page.specific_class, site_id), []).append((page, path))
    expected = set()
    for (model, site_id), places in wanted.items():
        made = _make(model, site_id, [page.pk for page, _ in places], now)
        for page, path in places:
            key = (page.pk, site_id)
            expected.add(key)
            row = kept.get(key)
            if page.pk not in made:
                body = _read(row.body) if row else None
                yield Difference("failing", site_id, page.pk, path, body, None)
                continue
            document = shown(made[page.pk])
            if row is None:
                yield Difference("missing", site_id, page.pk, path, None, _plain(document))
            elif _is_relied_on(row, now) and not (
                _is_like(row, made[page.pk], path)
                and is_same_text(texts.get(row.pk), text_of(row, made[page.pk]))
            ):
                yield Difference(
                    "different", site_id, page.pk, path, _read(row.body), _plain(document)
                )
    for key in kept.keys() - expected:
        row = kept[key]
        yield Difference("surplus", row.site_id, row.page_id, row.path, _read(row.body), None)


def _make(model, site_id, pks, now):
    """As `make`, without the pages whose documents cannot be made."""
    try:
        with transaction.atomic():
            return make(model, site_id, pks, now)
    except Exception as error:
        if len(pks) == 1:
            logger.warning("The document of page %s could not be made: %r", pks[0], error)
            return {}
    return {pk: made for one in pks for pk, made in _make(model, site_id, [one], now).items()}


def _read(body):
    """Return a kept text as what it says, as it is where it is no JSON, None for an empty one."""
    try:
        return orjson.loads(body) if body else None
    except orjson.JSONDecodeError:
        return body


def _is_like(row, made, path):
    """Whether a row holds what was made, and the ETag that goes with it."""
    body = dump(shown(made))
    kept = (row.etag, row.body.encode(), row.summary, row.card, row.put_in, row.path)
    return kept == (fingerprint(body), body, summary_of(made), card_of(made), unasked(made), path)


def _is_relied_on(row, now):
    return not row.is_outdated and (row.renew_at is None or row.renew_at > now)


def _plain(document):
    return orjson.loads(dump(document))
