"""Signatures as of Standard Webhooks (https://www.standardwebhooks.com)."""

import base64
import hashlib
import hmac
import secrets

from django.views.decorators.debug import sensitive_variables

PREFIX = "whsec_"
KEY_BYTES = 32


class Key(str):
    """A secret, which no traceback or log shows unless it is asked for its text."""

    __slots__ = ()

    def __repr__(self):
        return "Key(…)"


def new_key():
    """Return a secret, `whsec_` and base64, as receivers' libraries take it."""
    return Key(PREFIX + base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode())


@sensitive_variables()
def signature(key, message_id, timestamp, body):
    """Return `v1,<base64>` of a message; `timestamp` in seconds since 1970, `body` bytes."""
    raw = base64.b64decode(key.removeprefix(PREFIX))
    signed = f"{message_id}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.digest(raw, signed, hashlib.sha256)).decode()


@sensitive_variables()
def headers(keys, message_id, timestamp, body):
    """Return the three headers of a message, signed with each of the keys."""
    signatures = [signature(key, message_id, timestamp, body) for key in keys]
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": " ".join(signatures),
    }
