"""Links with which somebody without an account reads a draft."""

import secrets
from datetime import timedelta
from hashlib import sha256

import swapper
from django.conf import settings
from django.db import models
from django.db.models import F
from django.utils import timezone
from wagtail.permissions import policy_registry

from delivery.documents.references import base_page_model

TOKEN_BYTES = 32
# For so many days the list of a page's links still tells of one that has ended.
KEPT_DAYS = 30


def may_share(user, page):
    """Return whether somebody may make, see and withdraw the links of a page: who may edit it."""
    policy = policy_registry.get_by_type(base_page_model())
    return policy.user_has_permission_for_instance(user, "change", page)


def who_may_share(page):
    """Return the queryset of those for whom `may_share` is true."""
    policy = policy_registry.get_by_type(base_page_model())
    return policy.users_with_permission_for_instance("change", page)


class ShareLink(models.Model):
    """A link to the draft of one page, as it was last saved when the link is opened.

    It is good until `expires_at`, unless it is withdrawn, the page is deleted, or whoever made it
    may no longer edit the page. The token itself is not kept, only its SHA-256 in hexadecimal.
    """

    page = models.ForeignKey(
        swapper.get_model_name("wagtailcore", "Page"), on_delete=models.CASCADE, related_name="+"
    )
    key = models.CharField(max_length=64, unique=True, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    opened = models.PositiveIntegerField(default=0)
    last_opened_at = models.DateTimeField(null=True)

    # A link does not show the page to visitors, so it is no use of it.
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self):
        return f"share link {self.pk} of page {self.page_id}"

    @classmethod
    def make(cls, page, user, days):
        """Make a link for some days; return it and its token, which cannot be had again."""
        token = secrets.token_urlsafe(TOKEN_BYTES)
        expires_at = timezone.now() + timedelta(days=days)
        link = cls.objects.create(
            page_id=page.pk, key=key_of(token), made_by=user, expires_at=expires_at
        )
        return link, token

    @classmethod
    def behind(cls, token):
        """Return the link of a token while it is good, else None."""
        links = cls.objects.select_related("page", "made_by").filter(key=key_of(token))
        link = links.filter(withdrawn_at=None, expires_at__gt=timezone.now()).first()
        return link if link and link.made_by and may_share(link.made_by, link.page) else None

    @property
    def has_expired(self):
        return self.expires_at <= timezone.now()

    def withdraw(self, user):
        """End the link now; return whether that had not been done before."""
        unended = ShareLink.objects.filter(pk=self.pk, withdrawn_at=None)
        return bool(unended.update(withdrawn_at=timezone.now(), withdrawn_by=user))

    def draft(self):
        """Return the page as it was last saved, as an object of its own type."""
        return self.page.get_latest_revision_as_object()

    def count_opening(self):
        ShareLink.objects.filter(pk=self.pk).update(
            opened=F("opened") + 1, last_opened_at=timezone.now()
        )


def key_of(token):
    return sha256(token.encode(errors="surrogatepass")).hexdigest()


def clean():
    """Delete the links that ended long ago; return how many went."""
    limit = timezone.now() - timedelta(days=KEPT_DAYS)
    ended = models.Q(expires_at__lt=limit) | models.Q(withdrawn_at__lt=limit)
    return ShareLink.objects.filter(ended).delete()[0]
