"""`/changes/`: what was published, changed or removed since a cursor.

The sequence of a change is given under the lock that is held until the change is visible, so that
who has seen one has seen all before it: no gap is filled later.
"""

import base64
import binascii
from dataclasses import dataclass

from django.http import HttpResponse
from wagtail.api.v2.utils import BadRequestError, page_models_from_string
from wagtail.models import get_page_models

from delivery.endpoints.single import SiteEndpoint
from delivery.http import LISTS_TAG, entity_tag, is_known
from delivery.published.changes import endpoint_path
from delivery.published.models import Clock, Document, SitePart
from delivery.published.upkeep.facts import dump, fingerprint
from delivery.published.upkeep.keeping import keep_for_reader
from delivery.published.upkeep.recording import cache_tags, site_tags
from delivery.urls import api_address, detail_path

from .description import changes_operation

LIMIT = 100
LONGEST = 1_000


@dataclass(frozen=True)
class Cursor:
    """A place in the changes of one installation.

    `origin` names the installation's count, `base` is what the client knew before it began to read
    on, and `sequence` how far it has read.
    """

    origin: str
    base: int = 0
    sequence: int = 0

    def __str__(self):
        text = f"{self.origin}.{self.base}.{self.sequence}"
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")

    @classmethod
    def parse(cls, text):
        """Return the cursor that a text stands for; raise ValueError for any other text."""
        try:
            padded = text + "=" * (-len(text) % 4)
            origin, base, sequence = base64.urlsafe_b64decode(padded.encode()).decode().split(".")
            cursor = cls(origin, int(base), int(sequence))
        except (binascii.Error, UnicodeError, ValueError) as error:
            raise ValueError("since is no cursor that this API has given") from error
        if str(cursor) != text or min(cursor.base, cursor.sequence) < 0:
            raise ValueError("since is no cursor that this API has given")
        return cursor


class ChangesViewSet(SiteEndpoint):
    """`/changes/?since=…&limit=…&type=…`: the latest of what happened to each page, and `around`
    them.

    Without `since`, everything that is published now.
    """

    endpoint = "changes"
    query_parameters = frozenset({"since", "limit", "type", "site"})

    @classmethod
    def openapi(cls, schemas, action):
        """Return the operation of `/changes/`."""
        return changes_operation(schemas, LIMIT, LONGEST)

    def get_view(self, request):
        self.check_parameters()
        limit, types = self.limit(), self.types()
        unfinished = keep_for_reader()
        clock = Clock.objects.filter(pk=1).first() or Clock()
        cursor = self.cursor(clock)
        if cursor is None:
            return _answer(
                {"message": "This cursor is of other content than this. Start over without since."},
                status=410,
            )
        etag = entity_tag(
            fingerprint(f"{cursor}{clock.sequence}{unfinished}{request.get_full_path()}".encode())
        )
        if is_known(request, etag):
            return _headed(HttpResponse(status=304), etag)
        rows = Document.objects.filter(
            site=self.site, sequence__gt=cursor.sequence, sequence__lte=clock.sequence
        )
        if cursor.sequence == 0:
            rows = rows.filter(is_gone=False)
        if types:
            rows = rows.filter(type__in=types)
        rows = list(rows.order_by("sequence").only(*SHOWN)[: limit + 1])
        has_more = len(rows) > limit
        rows = rows[:limit]
        if has_more:
            following = Cursor(clock.origin, cursor.base, rows[-1].sequence)
        else:
            base = cursor.base if unfinished else clock.sequence
            following = Cursor(clock.origin, base, clock.sequence)
        meta = {"next": str(following), "has_more": has_more or unfinished}
        items = [self.item(row, cursor.base) for row in rows]
        around = [self.part(row) for row in self.parts(cursor, following)]
        return _headed(_answer({"meta": meta, "items": items, "around": around}), etag)

    def check_parameters(self):
        super().check_parameters()
        if self.site is None:
            raise BadRequestError("there is no site here")

    def limit(self):
        value = self.request.GET.get("limit", str(LIMIT))
        is_number = value.isascii() and value.isdecimal() and len(value) <= len(str(LONGEST))
        if not (is_number and 1 <= int(value) <= LONGEST):
            raise BadRequestError(f"limit must be a number from 1 to {LONGEST}")
        return int(value)

    def types(self):
        """The API's names of the page types that are wanted, with their subtypes; [] for all."""
        if not self.request.GET.get("type"):
            return []
        try:
            wanted = page_models_from_string(self.request.GET["type"])
        except (LookupError, ValueError) as error:
            raise BadRequestError("type doesn't exist") from error
        return [other._meta.label for other in get_page_models() if issubclass(other, wanted)]

    def cursor(self, clock):
        """Return the cursor that is asked for; None for one of another count than this."""
        if "since" not in self.request.GET:
            return Cursor(clock.origin)
        try:
            cursor = Cursor.parse(self.request.GET["since"])
        except ValueError as error:
            raise BadRequestError(str(error)) from error
        if cursor.origin != clock.origin or cursor.sequence > clock.sequence:
            return None
        return cursor

    def parts(self, cursor, following):
        """The parts of the site that have changed between two cursors, each once."""
        return SitePart.objects.filter(
            site=self.site, sequence__gt=cursor.sequence, sequence__lte=following.sequence
        ).order_by("sequence")

    def part(self, row):
        path = endpoint_path(row.kind)
        return {
            "kind": row.kind,
            "detail_url": api_address(path, self.site.root_url),
            "tags": list(site_tags(row)),
            "at": _moment(row.changed_at),
        }

    def item(self, row, base):
        kind = "removed" if row.is_gone else "changed"
        if not row.is_gone and row.published_sequence > base:
            kind = "published"
        detail = None if row.is_gone else detail_path("pages", row.page_id)
        return {
            "kind": kind,
            "id": row.page_id,
            "type": row.type,
            "path": row.path,
            "url": row.url or None,
            "detail_url": api_address(detail, self.site.root_url),
            "tags": list(cache_tags(row)),
            "at": _moment(row.changed_at),
        }


SHOWN = (
    "page_id",
    "type",
    "path",
    "url",
    "is_gone",
    "sequence",
    "published_sequence",
    "changed_at",
)


def _moment(value):
    return value.isoformat().replace("+00:00", "Z")


def _answer(document, status=200):
    return HttpResponse(dump(document), content_type="application/json", status=status)


def _headed(response, etag):
    response.headers["ETag"] = etag
    # What comes next may be there in a moment.
    response.headers["Cache-Control"] = "public, no-cache"
    response.headers["Cache-Tag"] = response.headers["Surrogate-Key"] = LISTS_TAG
    return response
