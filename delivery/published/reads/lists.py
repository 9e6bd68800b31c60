"""Lists of finished documents, put together of the pages that are known to stand on them."""

import orjson

from delivery.http import LISTS_TAG, is_had, not_modified
from delivery.published.upkeep.facts import fingerprint
from delivery.published.upkeep.made_by import made_by

from .memory import Answer
from .projection import project
from .reading import of_pages, read_true, until


def list_answer(request, listing):
    """Return `(Answer, revision)` of a list, a 304, or None if it is not what it was."""
    place = of_pages(listing.site_id, listing.page_ids)
    if "HTTP_IF_NONE_MATCH" in request.META:
        found = read_true(*place, "none")
        rows = found and _in_order(found, listing)
        if rows is not None:
            etag = is_had(request, _list_fingerprint(listing, rows))
            if etag:
                return not_modified(etag, (LISTS_TAG,), until(found[0], rows))
    found = read_true(*place, listing.form)
    rows = found and _in_order(found, listing)
    if rows is None:
        return None
    texts = (row.text for row in rows)
    if listing.cut:
        texts = (_cut(text, listing.cut) for text in texts)
    body = f'{{"meta":{{"total_count":{listing.total}}},"items":[{",".join(texts)}]}}'.encode()
    text = _list_fingerprint(listing, rows)
    answer = Answer(body, text, (LISTS_TAG,), until=until(found[0], rows))
    return answer, found[0].revision


def _in_order(found, listing):
    """Return the rows in the order of the list, or None if the list is of another revision."""
    state, rows = found
    if state.revision != listing.revision:
        return None
    by_page = {row.page_id: row for row in rows}
    if len(by_page) != len(listing.page_ids):
        return None
    return [by_page[pk] for pk in listing.page_ids]


def _list_fingerprint(listing, rows):
    # Another release may show other things of the same documents.
    parts = [made_by(), listing.form, repr(listing.cut), str(listing.total)]
    parts += [row.etag + row.put_in for row in rows]
    return fingerprint("\n".join(parts).encode())


def _cut(text, cut):
    names, sub_fields = cut
    return orjson.dumps(project(orjson.loads(text), names, sub_fields)).decode()
