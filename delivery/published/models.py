"""Finished documents, and what must be known to keep them true."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from wagtail.models import Site


def new_origin():
    return uuid4().hex


class Clock(models.Model):
    """One row: whoever keeps documents holds its lock, so that they are kept one after another.

    `revision` grows whenever what may be served changes, `sequence` with every change of a
    document or a `SitePart`; `origin` names this count, so that none is taken for another's.
    """

    origin = models.CharField(max_length=32, default=new_origin)
    revision = models.BigIntegerField(default=0)
    sequence = models.BigIntegerField(default=0)

    def __str__(self):
        return f"revision {self.revision}, sequence {self.sequence}"


class Touch(models.Model):
    """Something that has changed and has not been looked into yet; written with the change."""

    tag = models.CharField(max_length=255)

    def __str__(self):
        return self.tag


class PageFacts(models.Model):
    """A live page, and what it makes known to the documents of others.

    `path` and `url_path` say where it stood, `facts` maps tags to fingerprints, and from
    `renew_at` on they may say something else.
    """

    page_id = models.BigIntegerField(primary_key=True)
    path = models.CharField(max_length=255)
    url_path = models.TextField()
    is_public = models.BooleanField(default=False)
    facts = models.JSONField(default=dict)
    renew_at = models.DateTimeField(null=True, db_index=True)

    def __str__(self):
        return f"page {self.page_id}"


class Dependency(models.Model):
    """A tag from which a page's documents, or its facts, were made."""

    page_id = models.BigIntegerField()
    of_facts = models.BooleanField()
    tag = models.CharField(max_length=255)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["page_id", "of_facts", "tag"], name="published_dependency_once"
            )
        ]
        indexes = [models.Index(fields=["tag"], name="published_dependency_tag")]

    def __str__(self):
        return f"page {self.page_id}: {self.tag}"


# What a document is served from; a row of one that is gone holds none of it.
TEXTS = ("body", "summary", "card", "gzip", "brotli", "zstd")


class Document(models.Model):
    """A public page on a site, as one finished document.

    What was once published and is no more stays as a row without text (`is_gone`). `summary` is
    the page as an item of a list, and `card` the same with the fields of its card; between
    `cut_from` and `cut_to`, in characters, `body` holds what an item with all fields leaves out,
    where it has `put_in` instead. `made_by` is the fingerprint of the code and settings that made
    it. `sequence` is that of its latest change, `published_sequence` of when it last became
    readable.
    """

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+")
    page_id = models.BigIntegerField()
    type = models.CharField(max_length=200)
    path = models.TextField()
    url = models.TextField(blank=True)
    is_gone = models.BooleanField(default=False)
    is_outdated = models.BooleanField(default=True)
    renew_at = models.DateTimeField(null=True)
    made_by = models.CharField(max_length=32, blank=True)
    etag = models.CharField(max_length=32, blank=True)
    body = models.TextField(blank=True)
    cut_from = models.IntegerField(default=0)
    cut_to = models.IntegerField(default=0)
    put_in = models.CharField(max_length=100, blank=True)
    summary = models.TextField(blank=True)
    card = models.TextField(blank=True)
    gzip = models.BinaryField(default=b"")
    brotli = models.BinaryField(default=b"")
    zstd = models.BinaryField(default=b"")
    sequence = models.BigIntegerField(default=0)
    published_sequence = models.BigIntegerField(default=0)
    changed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["site", "page_id"], name="published_document_once")
        ]
        indexes = [
            models.Index(fields=["site", "path"], name="published_document_path"),
            models.Index(fields=["site", "sequence"], name="published_document_sequence"),
            models.Index(fields=["site", "type", "page_id"], name="published_document_type"),
            models.Index(fields=["page_id"], name="published_document_page"),
            models.Index(
                fields=["id"],
                condition=Q(is_outdated=True, is_gone=False),
                name="published_document_outdated",
            ),
            models.Index(
                F("renew_at"), condition=Q(renew_at__isnull=False), name="published_document_renew"
            ),
        ]

    def __str__(self):
        return f"page {self.page_id} on site {self.site_id}"


class DocumentText(models.Model):
    """The words of a readable document: what a public search reads (`delivery.search.fulltext`).

    A table of its own, as a search reads many rows, and few changes of a document are of its words.
    """

    document = models.OneToOneField(
        Document, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    site_id = models.BigIntegerField()
    page_id = models.BigIntegerField()
    type = models.CharField(max_length=200)
    title = models.TextField()
    words = models.TextField()

    def __str__(self):
        return self.title


class SitePart(models.Model):
    """What stands around the pages of a site, as far as it must be known when it has changed.

    `kind` is one of `site_parts.parts()`; `fingerprint` that of what was there when it was last
    looked at, `""` before that or when it could not be made. From `renew_at` on a picture that
    failed may be there. `made_by` and `sequence` are as those
    of a document.
    """

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20)
    fingerprint = models.CharField(max_length=32, blank=True)
    is_outdated = models.BooleanField(default=True)
    renew_at = models.DateTimeField(null=True)
    made_by = models.CharField(max_length=32, blank=True)
    sequence = models.BigIntegerField(default=0)
    changed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["site", "kind"], name="published_site_part_once")
        ]

    def __str__(self):
        return f"{self.kind} of site {self.site_id}"


class SitePartSource(models.Model):
    """A tag from which a part of a site is made."""

    part = models.ForeignKey(SitePart, on_delete=models.CASCADE, related_name="sources")
    tag = models.CharField(max_length=255)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["part", "tag"], name="published_site_source_once")
        ]
        indexes = [models.Index(fields=["tag"], name="published_site_source_tag")]

    def __str__(self):
        return f"part {self.part_id}: {self.tag}"
