"""What documents are made from, as tags: noted while a batch is made, and said of what changes.

A tag names something that can change. Some are of the database: `page:12` (everything that a page
holds), `record:treatments.product:3`, `model:home.brandsettings` (any row of it). Others are facts
that pages make known: `ref:12`, its title and addresses, `card:12`, what a card of it shows,
`type:faq.FAQPage`, which public pages of a type there are, and what page types add themselves
(`ContentPageMixin.published_facts`). A document depends on facts where it can, so that it is made
again for what it shows of another page and not for all that this page says.
"""

from collections import defaultdict
from contextlib import contextmanager
from functools import cache

from modelcluster.fields import ParentalKey
from wagtail.models import AbstractPage

# Everything: a host name has changed, say.
EVERYTHING = "*"


def tag(kind, *parts):
    """Return the tag of a kind: `tag("page", 12)` is `"page:12"`."""
    return ":".join((kind, *map(str, parts)))


def record_tag(instance):
    """Return the tag of a record that is no page, an image say."""
    return tag("record", instance._meta.label_lower, instance.pk)


def record_tag_of(model, pk):
    return tag("record", model._meta.label_lower, pk)


def model_tag(model):
    """Return the tag of all rows of a model together."""
    return tag("model", model._meta.label_lower)


def type_tag(model):
    """Return the tag of which public pages of a type there are."""
    return tag("type", model._meta.label)


@cache
def is_record(model):
    """Whether rows of a model stand by themselves: no page, and no row that belongs to one."""
    return not issubclass(model, AbstractPage) and row_key(model) is None


@cache
def row_key(model):
    """Return the name of the key by which a row belongs to its page or cluster, or None."""
    keys = (field.name for field in model._meta.fields if isinstance(field, ParentalKey))
    return next(keys, None)


class Notes:
    """The tags of each document and card of a batch.

    `owner` is what is being made at the moment: a pair of `"document"` or `"card"` and the page's
    id. What is noted while there is none is of no document.
    """

    def __init__(self):
        self.owner = None
        self._tags = defaultdict(set)
        self._paths = defaultdict(set)
        self._types = defaultdict(set)
        self._included = defaultdict(set)
        self._until = {}

    @contextmanager
    def of(self, owner):
        """Let what is noted meanwhile be of `owner`."""
        before, self.owner = self.owner, owner
        try:
            yield
        finally:
            self.owner = before

    def include(self, other):
        """Note all that is noted of another owner, such as text that several documents share."""
        if self.owner is not None:
            self._included[self.owner].add(other)

    def add(self, *tags):
        if self.owner is not None:
            self._tags[self.owner].update(tags)

    def add_for(self, owner, tags):
        self._tags[owner].update(tags)

    def add_path(self, path):
        """Note the title and addresses of the page at a tree path."""
        if self.owner is not None:
            self._paths[self.owner].add(path)

    def add_type(self, model):
        """Note the cards of all public pages of a type."""
        if self.owner is not None:
            self._types[self.owner].add(model)

    def renew_at(self, moment):
        """Note that what is being made says something else from `moment` on."""
        if self.owner is not None:
            known = self._until.get(self.owner)
            self._until[self.owner] = min(known, moment) if known else moment

    def until(self, owner):
        """Return the moment from which a document or card says something else, or None."""
        return self._until.get(owner)

    def tags(self, owner, pks_by_path, pks_by_type):
        """Return the tags of a document or card.

        `pks_by_path` maps tree paths to page ids, `pks_by_type` models to those of their cards.
        """
        tags = set(self._tags[owner])
        for other in self._included[owner]:
            tags |= self.tags(other, pks_by_path, pks_by_type)
        tags.update(
            tag("ref", pks_by_path[path]) for path in self._paths[owner] if path in pks_by_path
        )
        for model in self._types[owner]:
            tags.add(type_tag(model))
            tags.update(tag("card", pk) for pk in pks_by_type.get(model, ()))
        return tags
