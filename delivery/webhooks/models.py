"""Who is told of changes, what is to be told, and what came of it."""

import secrets
from datetime import timedelta
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from wagtail.models import Site

from .addresses import AddressError, parse
from .conf import option
from .signing import Key, new_key


def check_url(url):
    """Validate the address of an endpoint, without looking its name up."""
    try:
        parse(url)
    except AddressError as error:
        raise ValidationError(str(error)) from None


class Endpoint(models.Model):
    """A receiver of messages.

    `failures` counts those in a row. A paused endpoint has `paused_at` and `probe_at`, the moment
    from which one message may try whether it is back.
    """

    name = models.CharField(max_length=100, help_text="What you call it, such as “Website”.")
    url = models.CharField(
        "address",
        max_length=2000,
        validators=[check_url],
        help_text="Where messages are sent. Whoever runs the receiver can tell you.",
    )
    is_active = models.BooleanField(
        "send messages", default=True, help_text="Untick to stop for a while."
    )
    # Not that no site is chosen: when the only one is deleted, no other's changes are told.
    all_sites = models.BooleanField(
        "every site", default=True, help_text="Tell of changes on every site there is."
    )
    sites = models.ManyToManyField(
        Site,
        blank=True,
        related_name="+",
        help_text="Tell of changes on these sites. Untick “Every site” to choose.",
    )
    page_types = models.JSONField(
        default=list,
        blank=True,
        help_text="Tell only of pages of these kinds. Leave all unticked for every kind.",
    )
    failures = models.PositiveIntegerField(default=0, editable=False)
    paused_at = models.DateTimeField(null=True, editable=False)
    probe_at = models.DateTimeField(null=True, editable=False)
    last_error = models.CharField(max_length=255, blank=True, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "webhook"
        ordering = ["name", "pk"]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        with transaction.atomic(savepoint=False):
            is_new = self._state.adding
            super().save(*args, **kwargs)
            if is_new:
                self.secrets.create(key=new_key())

    @property
    def host(self):
        """The host of the address; the rest of an address may be as good as a password."""
        try:
            return urlsplit(self.url).hostname or ""
        except ValueError:
            return ""

    @property
    def state(self):
        """In words for the admin."""
        if not self.is_active:
            return "Switched off"
        if self.paused_at:
            return "Paused after failures"
        return "Failing" if self.failures else "Working"

    def valid_keys(self, now=None):
        """Return the secrets that sign now, the newest first."""
        return [Key(key) for key in self.secrets.valid(now).values_list("key", flat=True)]

    def rotate_secret(self):
        """Make a new secret; the old ones sign beside it for `SECRET_OVERLAP_HOURS` more."""
        now = timezone.now()
        with transaction.atomic():
            self.secrets.filter(expires_at__lte=now).delete()
            self.secrets.filter(expires_at=None).update(
                expires_at=now + timedelta(hours=option("SECRET_OVERLAP_HOURS"))
            )
            self.secrets.create(key=new_key())

    def retire_old_secrets(self):
        """End the secrets before the newest at once."""
        self.secrets.exclude(expires_at=None).delete()

    def wants(self, change, site_ids):
        """Return whether it is to hear of a change; `site_ids` are those of its `sites`."""
        is_of_type = not self.page_types or change.type in self.page_types
        return is_of_type and self._hears_of(change, site_ids)

    def wants_site(self, change, site_ids):
        """As `wants`, of what stands around pages; that is of no kind of page."""
        return not self.page_types and self._hears_of(change, site_ids)

    def _hears_of(self, change, site_ids):
        return self.all_sites or change.site_id in site_ids


class SecretQuerySet(models.QuerySet):
    def valid(self, now=None):
        """Return those that sign at a moment, the newest first."""
        current = Q(expires_at=None) | Q(expires_at__gt=now or timezone.now())
        return self.filter(current).order_by(F("expires_at").desc(nulls_first=True), "-pk")


class EndpointSecret(models.Model):
    """What signs the messages of an endpoint; shown by one view only."""

    endpoint = models.ForeignKey(Endpoint, models.CASCADE, related_name="secrets")
    key = models.CharField(max_length=100)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(null=True)

    objects = SecretQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"Secret of {self.endpoint_id}"


class Event(models.Model):
    """Something that was to be told: a batch of changes, or a test."""

    CHANGES, SITES, TEST = "documents.changed", "site.changed", "test"
    TYPES = [(CHANGES, "Changes"), (SITES, "Changes around pages"), (TEST, "Test")]

    type = models.CharField(max_length=40, choices=TYPES)
    changes = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"{self.get_type_display()} {self.pk}"


def new_message_id():
    return f"msg_{secrets.token_hex(16)}"


class Delivery(models.Model):
    """One message to one receiver: an endpoint, or the front-end cache named `cache`.

    `body` is what is sent, to the letter, or for a cache what is to be purged (see `purging`). A
    waiting delivery is sent from `due_at`; whoever sends it moves `due_at` on first, so that
    another takes it up should he not come back. `tries` counts since it was last asked for.
    """

    WAITING, DELIVERED, FAILED = "waiting", "delivered", "failed"
    STATUSES = [(WAITING, "Waiting"), (DELIVERED, "Delivered"), (FAILED, "Given up")]

    event = models.ForeignKey(Event, models.CASCADE, related_name="deliveries")
    endpoint = models.ForeignKey(
        Endpoint, models.CASCADE, null=True, related_name="deliveries", verbose_name="webhook"
    )
    cache = models.CharField(max_length=100, blank=True)
    message_id = models.CharField(max_length=40, unique=True, default=new_message_id)
    body = models.TextField()
    status = models.CharField(max_length=10, choices=STATUSES, default=WAITING)
    tries = models.PositiveIntegerField(default=0)
    due_at = models.DateTimeField(default=timezone.now)
    created_at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "message"
        default_permissions = ("change", "view")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["due_at"], name="webhooks_due", condition=Q(status="waiting"))
        ]

    def __str__(self):
        return f"Message {self.pk} to {self.receiver}"

    @property
    def receiver(self):
        return self.endpoint.name if self.endpoint else f"cache “{self.cache}”"


class Attempt(models.Model):
    """One attempt to send a delivery; `seconds` is how long it took."""

    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="attempts")
    started_at = models.DateTimeField(default=timezone.now)
    seconds = models.FloatField()
    response_status = models.PositiveSmallIntegerField(null=True)
    response_body = models.TextField(blank=True)
    error = models.CharField(max_length=255, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        ordering = ["-started_at", "-pk"]

    def __str__(self):
        return f"Attempt {self.pk} of {self.delivery_id}"
