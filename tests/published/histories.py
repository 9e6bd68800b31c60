"""Histories: steps in which editors do things, and what must hold after each of them."""

import gzip
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import timedelta
from unittest.mock import patch

import brotli
import orjson
import zstandard
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from hypothesis import strategies as st

from delivery.published.models import Dependency, Document, Touch
from delivery.published.reads.projection import card_names, list_names, project
from delivery.published.upkeep import building, keeping, settling
from delivery.published.upkeep.checking import differences
from delivery.published.upkeep.facts import dump, fingerprint
from delivery.published.upkeep.site_parts import differing_parts, has_outdated_parts
from tests.published.deeds import DEEDS, WEIGHTED, Chance, NothingError

# What a step does with its deeds.
KEPT = "kept"  # Each is a transaction of its own, after which the documents are kept.
LEFT = "left"  # So too, but the process ends right after the commit.
TOGETHER = "together"  # All in one transaction.
PARTLY = "partly"  # So too; the first is undone to a savepoint.
UNDONE = "undone"  # So too; the transaction fails at its end.
BROKEN = "broken"  # Kept; the process ends in the middle of keeping.
LATER = "later"  # Time passes.
KINDS = [KEPT, KEPT, KEPT, KEPT, LEFT, LEFT, TOGETHER, TOGETHER, PARTLY, UNDONE, BROKEN, LATER]

BREAKS = [
    (building, "make"),
    (building, "keep_dependencies"),
    (building, "number_changes"),
    (building, "tell_changes"),
    (settling, "keep_dependencies"),
    (settling, "record_changes"),
    (settling, "facts_of"),
]

seeds = st.integers(0, 9999)
deeds = st.lists(st.tuples(st.sampled_from(WEIGHTED), seeds), min_size=1, max_size=3)
steps = st.lists(st.tuples(st.sampled_from(KINDS), deeds, seeds), min_size=1, max_size=6)


class KilledError(BaseException):
    """The process ends here."""


class UndoneError(Exception):
    """The transaction ends here."""


@dataclass
class Tally:
    """What all histories together have done."""

    histories: int = 0
    deeds: Counter = field(default_factory=Counter)
    refused: Counter = field(default_factory=Counter)
    keeps: int = 0
    looked_at: int = 0
    changed: int = 0
    compared: int = 0
    needless: Counter = field(default_factory=Counter)
    needless_deeds: Counter = field(default_factory=Counter)

    def report(self):
        lines = [
            f"{self.histories} histories, {sum(self.deeds.values())} deeds "
            f"({sum(self.refused.values())} more refused), {self.keeps} times kept",
            f"{self.looked_at} documents looked at, {self.changed} came out otherwise; "
            f"{self.compared} compared with a rebuild",
            f"needless, by tag: {self.needless.most_common(12)}",
            f"needless, by deed: {self.needless_deeds.most_common(12)}",
            f"deeds: {self.deeds.most_common()}",
            f"refused: {self.refused.most_common()}",
        ]
        return "\n".join(lines)


def state():
    """Return `{(page, site): (sequence, what can be read)}`; None for what cannot."""
    rows = Document.objects.values_list("page_id", "site_id", "sequence", "etag", "path", "is_gone")
    return {
        (page, site): (sequence, None if gone or not etag else (etag, path))
        for page, site, sequence, etag, path, gone in rows
    }


class History:
    """Runs the steps of one history; `now` is its clock."""

    def __init__(self, now, tally):
        self.now = now
        self.tally = tally
        self.said = []
        self.keeps = True
        self.failure = None

    def run(self, steps):
        real = keeping.keep
        with ExitStack() as patches:
            patches.enter_context(patch("django.utils.timezone.now", lambda: self.now))
            self.changed_tags = set()
            original = settling.outdate_parts

            def outdate_parts(tags):
                self.changed_tags |= tags
                original(tags)

            patches.enter_context(patch.object(settling, "outdate_parts", outdate_parts))

            def keep(seconds=None):
                if self.keeps:
                    try:
                        self.keep(real)
                    except AssertionError as error:
                        # After a commit Django only logs what goes wrong.
                        self.failure = self.failure or error

            patches.enter_context(patch.object(keeping, "keep", keep))
            for kind, chosen, seed in steps:
                self.said.append(f"-- {kind} {seed}")
                self.step(kind, chosen, seed)
            self.check(real)
        if self.failure:
            raise self.failure
        self.tally.histories += 1

    # Steps

    def step(self, kind, chosen, seed):
        if kind == LATER:
            self.now += timedelta(minutes=37 * (1 + seed % 60))
        elif kind in {KEPT, LEFT, BROKEN}:
            for name, number in chosen:
                self.keeps = kind != LEFT
                if kind == BROKEN:
                    self.broken(name, number, seed)
                else:
                    self.alone(name, number)
                self.keeps = True
        else:
            self.together(kind, chosen)

    def alone(self, name, number):
        self.doing = name
        with transaction.atomic():
            self.do(name, number)

    def together(self, kind, chosen):
        self.doing = kind
        try:
            with transaction.atomic():
                for index, (name, number) in enumerate(chosen):
                    if kind == PARTLY and index == 0:
                        self.undo(name, number)
                    else:
                        self.do(name, number)
                if kind == UNDONE:
                    raise UndoneError
        except UndoneError:
            pass

    def undo(self, name, number):
        try:
            with transaction.atomic():
                self.do(name, number)
                raise UndoneError
        except UndoneError:
            pass

    def broken(self, name, number, seed):
        """Do something; let the process end in the middle of keeping the documents."""
        module, function = BREAKS[seed % len(BREAKS)]
        calls = seed // len(BREAKS) % 3
        original = getattr(module, function)
        left = [calls]

        def breaks(*args, **kwargs):
            if left[0] == 0:
                raise KilledError
            left[0] -= 1
            return original(*args, **kwargs)

        try:
            with patch.object(module, function, breaks):
                self.alone(name, number)
        except KilledError:
            self.said.append(f"   killed in {function}")

    def do(self, name, number):
        function, _ = DEEDS[name]
        try:
            with transaction.atomic():
                done = function(Chance(number))
        except (ValidationError, ProtectedError, ValueError, NothingError) as error:
            self.said.append(f"   {name}({number}) refused: {type(error).__name__}")
            self.tally.refused[name] += 1
        else:
            self.said.append(f"   {name}({number}) {done or ''}")
            self.tally.deeds[name] += 1

    # What must hold

    def keep(self, real):
        """Keep the documents: those whose text changes are those that get a sequence."""
        before, self.changed_tags = state(), set()
        built = set()
        make = building.make

        def looked_at(model, site_id, pks):
            built.update((pk, site_id) for pk in pks)
            return make(model, site_id, pks)

        with patch.object(building, "make", looked_at):
            real(None)
        after = state()
        self.tally.keeps += 1
        self.tally.looked_at += len(built)
        for key in before.keys() | after.keys():
            old, new = before.get(key, (0, None)), after.get(key)
            if new is None:
                continue  # Of a site that is no more, or never readable.
            counted, differs = new[0] != old[0], new[1] != old[1]
            assert counted == differs, f"{key}: {old} {new}\n{self}"
            self.tally.changed += differs
            if key in built and not differs:
                self.tell_needless(key[0])

    def tell_needless(self, page):
        tags = Dependency.objects.filter(page_id=page, of_facts=False).values_list("tag", flat=True)
        found = {tag.split(":")[0] for tag in set(tags) & self.changed_tags}
        if f"page:{page}" in self.changed_tags:
            found = {"itself"}
        self.tally.needless["+".join(sorted(found)) or "?"] += 1
        self.tally.needless_deeds[getattr(self, "doing", "?")] += 1

    def check(self, real):
        """Everything is what a rebuild of everything makes."""
        Document.objects.filter(renew_at__lte=self.now, is_gone=False).update(is_outdated=True)
        self.doing = "check"
        self.keep(real)
        assert not Touch.objects.exists()
        assert not building.outdated_documents().exists(), self
        found = [
            (each.kind, each.site_id, each.page_id, each.path, *differing(each.kept, each.made))
            for each in differences()
        ]
        assert not found, f"{found}\n{self}"
        assert not has_outdated_parts(self.now), self
        untold = differing_parts(self.now)
        assert not untold, f"{untold}\n{self}"
        for row in Document.objects.all():
            self.tally.compared += not row.is_gone
            check_forms(row)

    def __str__(self):
        return "\n".join(self.said)


def differing(kept, made):
    """Return the names of the parts in which two documents differ, and the texts of the first."""
    kept, made = kept or {}, made or {}
    names = sorted(name for name in kept.keys() | made.keys() if kept.get(name) != made.get(name))
    texts = [str(found.get(names[0]))[:300] for found in (kept, made)] if names else []
    return names, *texts


def check_forms(row):
    """All forms of a document say the same."""
    if row.is_gone:
        texts = (row.body, row.summary, row.card, row.gzip, row.brotli, row.zstd)
        assert not any((*texts, row.etag))
        return
    body = row.body.encode()
    document = orjson.loads(body)
    assert fingerprint(body) == row.etag
    assert gzip.decompress(row.gzip) == body
    assert brotli.decompress(bytes(row.brotli)) == body
    assert zstandard.decompress(bytes(row.zstd)) == body
    model = apps.get_model(row.type)
    for text, names in ((row.summary, list_names(model)), (row.card, card_names(model))):
        assert text.encode() == dump(project(document, names))
    meta = document.pop("meta")
    meta.pop("parent", None)
    item = orjson.loads(row.body[: row.cut_from] + row.put_in + row.body[row.cut_to :])
    assert item["meta"].pop("locale")
    assert item == {**document, "meta": meta}
