"""From what has been touched to which documents are outdated.

Pages that a touch concerns say anew what they make known; where that differs from before, what
depends on it is concerned in its turn. A document is outdated when something it was made from has
changed. Pages that are no longer public lose their documents at once.
"""

from django.utils import timezone

from delivery.documents.dependencies import EVERYTHING, tag
from delivery.documents.references import base_page_model
from delivery.published.models import (
    TEXTS,
    Dependency,
    Document,
    DocumentText,
    PageFacts,
    Touch,
)
from delivery.urls import PageAddresses, site_paths

from .facts import facts_of
from .locking import keeping
from .pictures import check, with_pictures
from .recording import record_changes
from .site_parts import has_outdated_parts, look_at_parts, outdate_all_parts, outdate_parts
from .spreading import ids, spread, touch_every_page
from .touching import forget_written

# Touches looked into in one transaction; a lock held for long would keep readers waiting.
AT_ONCE = 500


def settle(wait=None):
    """Look into the oldest touches and into what is due; return whether there may be more.

    When there are none, what stands around the pages of sites is looked at. Takes the lock
    (`locking`), with its `wait` and its `BusyError`; missing pictures are made without it.
    """
    return with_pictures(_settle, wait)


def _settle(pictures, wait):
    with keeping(wait) as clock:
        forget_written()
        touches = list(Touch.objects.order_by("pk")[:AT_ONCE])
        now = timezone.now()
        due = list(_due(now).values_list("pk", flat=True)[:AT_ONCE])
        if not touches and not due:
            return look_at_parts(clock, now, pictures)
        tags = {touch.tag for touch in touches} | {tag("page", pk) for pk in due}
        if EVERYTHING in tags:
            touch_every_page()
            outdate_all_parts()
        else:
            outdate_parts(_Settlement(clock, spread(tags), now, pictures).run())
        Touch.objects.filter(pk__in=[touch.pk for touch in touches]).delete()
        clock.revision += 1
        clock.save(update_fields=["revision"])
        has_more = EVERYTHING in tags or AT_ONCE in {len(touches), len(due)}
        return has_more or has_outdated_parts(now)


def _due(now):
    return PageFacts.objects.filter(renew_at__lte=now)


def outdate_due(now):
    """Note which documents say something else by now."""
    due = Document.objects.filter(renew_at__lte=now, is_gone=False, is_outdated=False)
    due.update(is_outdated=True)


class _Settlement:
    """One look at a set of touched tags."""

    def __init__(self, clock, touched, now, pictures):
        self.clock, self.touched, self.now, self.pictures = clock, touched, now, pictures
        self.known = {}  # What pages make known now; None for one that is not live any more.
        self.before = {}

    def run(self):
        """Keep what pages make known now; return the tags of all that has changed."""
        changed = self._changed_tags()
        check(self.pictures)
        outdated = self._pages_made_from(changed, of_facts=False)
        appeared, gone = set(), set()
        for pk, known in self.known.items():
            row = self.before.get(pk)
            if known is not None and known.is_public:
                if row is None or not row.is_public or self._moved(row, known):
                    appeared.add(pk)
            else:
                gone.add(pk)
        touched = ids(self.touched, "page") - gone
        self._keep_facts()
        self._outdate((outdated | touched | appeared) - gone)
        self._remove(gone)
        return changed

    # What has changed

    def _changed_tags(self):
        changed = set(self.touched)
        frontier = set(self.touched)
        concerned = ids(self.touched, "page")
        while frontier:
            concerned |= self._pages_made_from(frontier, of_facts=True)
            concerned -= self.known.keys()
            if not concerned:
                break
            frontier = self._look_at(concerned) - changed
            changed |= frontier
            concerned = set()
        return changed

    def _pages_made_from(self, tags, of_facts):
        rows = Dependency.objects.filter(tag__in=tags, of_facts=of_facts)
        return set(rows.values_list("page_id", flat=True).distinct())

    def _look_at(self, pks):
        """Find out what pages make known, and return the tags of what is not as it was."""
        before = PageFacts.objects.in_bulk(pks)
        now = facts_of(pks, self.now)
        changed = set()
        for pk in pks:
            old = before[pk].facts if pk in before else {}
            new = now[pk].facts if pk in now else {}
            changed |= {name for name in {*old, *new} if old.get(name) != new.get(name)}
            self.known[pk] = now.get(pk)
        self.before.update(before)
        return changed

    def _moved(self, row, known):
        return (row.path, row.url_path) != (known.page.path, known.page.url_path)

    # What follows

    def _keep_facts(self):
        live = {pk: known for pk, known in self.known.items() if known is not None}
        rows = [
            PageFacts(
                page_id=pk,
                path=known.page.path,
                url_path=known.page.url_path,
                is_public=known.is_public,
                facts=known.facts,
                renew_at=known.renew_at,
            )
            for pk, known in live.items()
        ]
        PageFacts.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["page_id"],
            update_fields=["path", "url_path", "is_public", "facts", "renew_at"],
            batch_size=200,
        )
        lost = self.known.keys() - live.keys()
        if lost:
            PageFacts.objects.filter(pk__in=lost).delete()
        keep_dependencies(
            {pk: known.sources if known else set() for pk, known in self.known.items()},
            of_facts=True,
        )

    def _outdate(self, pks):
        """Note which documents are to be made again, and on which sites new ones are to be."""
        if not pks:
            return
        rows = {
            (row.page_id, row.site_id): row
            for row in Document.objects.filter(page_id__in=pks).only(
                "page_id", "site_id", "is_gone"
            )
        }
        looked_at = {pk: known.page for pk, known in self.known.items() if known and pk in pks}
        missing = pks - looked_at.keys()
        pages = [*looked_at.values(), *base_page_model().objects.filter(pk__in=missing)]
        places = {(page.pk, site): (page, path) for page, site, path in places_of(pages)}
        new = [
            Document(
                site_id=site,
                page_id=pk,
                path=path,
                type=page.specific_class._meta.label,
            )
            for (pk, site), (page, path) in places.items()
            if (pk, site) not in rows
        ]
        Document.objects.bulk_create(new, batch_size=500)
        there = {key: row for key, row in rows.items() if key in places}
        Document.objects.filter(pk__in=[row.pk for row in there.values()]).update(
            is_outdated=True, is_gone=False
        )
        elsewhere = [row.pk for key, row in rows.items() if key not in places and not row.is_gone]
        self._take_away(Document.objects.filter(pk__in=elsewhere))

    def _remove(self, pks):
        self._take_away(Document.objects.filter(page_id__in=pks, is_gone=False))
        keep_dependencies(dict.fromkeys(pks, ()), of_facts=False)

    def _take_away(self, documents):
        rows = list(documents.order_by("pk").defer(*TEXTS))
        DocumentText.objects.filter(pk__in=[row.pk for row in rows]).delete()
        # What was never readable has not been there.
        never = [row.pk for row in rows if not row.published_sequence]
        Document.objects.filter(pk__in=never).delete()
        emptied = {name: Document._meta.get_field(name).get_default() for name in TEXTS}
        Document.objects.filter(pk__in=[row.pk for row in rows if row.published_sequence]).update(
            is_gone=True, is_outdated=False, renew_at=None, etag="", **emptied
        )
        # What has come back and gone again before anybody could read it is gone already.
        removed = [row for row in rows if row.etag]
        record_changes(self.clock, [(row, "removed") for row in removed], self.now)


def places_of(pages):
    """Yield `(page, site id, path)` for the sites on which pages are read."""
    seen = set()
    found = list(site_paths(pages))
    if not found:
        found = list(_places_in_tree(pages))
    for page, site_id, path in found:
        if (page.pk, site_id) not in seen:
            seen.add((page.pk, site_id))
            yield page, site_id, path


def _places_in_tree(pages):
    """As `site_paths`, where Wagtail's page views are not mounted."""
    addresses = PageAddresses()
    for page in pages:
        for root in addresses._roots_of(page):
            yield page, root.site_id, page.url_path[len(root.root_path) - 1 :]


def keep_dependencies(sources, of_facts):
    """Write from which tags each page's documents, or facts, were made: `{page id: tags}`."""
    kept = Dependency.objects.filter(page_id__in=list(sources), of_facts=of_facts)
    before = {}
    for pk, page_id, name in kept.values_list("pk", "page_id", "tag"):
        before.setdefault(page_id, {})[name] = pk
    new, old = [], []
    for page_id, tags in sources.items():
        had = before.get(page_id, {})
        new += [
            Dependency(page_id=page_id, of_facts=of_facts, tag=name)
            for name in sorted(set(tags) - had.keys())
        ]
        old += [pk for name, pk in had.items() if name not in tags]
    if old:
        Dependency.objects.filter(pk__in=old).delete()
    Dependency.objects.bulk_create(new, batch_size=1000)
