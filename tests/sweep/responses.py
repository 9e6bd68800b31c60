"""What a response says, and whether it is a crash."""

import io
import zipfile

from django.contrib.messages import get_messages
from django.core import mail

from .marks import SECRET

SERVER_ERROR = 500


def text_of(response):
    """Return all that a response says: body, headers, mails, and messages that wait to be shown."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            content = b"\n".join(archive.read(name) for name in archive.namelist())
    headers = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    request = getattr(response, "wsgi_request", None)
    messages = "\n".join(map(str, get_messages(request))) if request else ""
    mails = "\n".join(f"{one.subject}\n{one.body}" for one in mail.outbox if not _to_own(one))
    return "\n".join((content.decode("utf-8", "replace"), headers, messages, mails))


def _to_own(message):
    return all(SECRET.search(address) for address in message.to)


def crash_of(response):
    """Return the error that a response is, `""` for any other."""
    if response.status_code < SERVER_ERROR:
        return ""
    error = response.exc_info[1] if getattr(response, "exc_info", None) else None
    return f"{type(error).__name__}: {error}"[:200] if error else str(response.status_code)
