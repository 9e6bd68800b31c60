"""Receivers that really listen, and changes to tell them of."""

import threading
import time
from contextlib import ExitStack
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.db import transaction
from wagtail.models import Site

from delivery.published.changes import Change, documents_changed
from delivery.webhooks.models import Endpoint

MOMENT = datetime(2026, 11, 20, 10, tzinfo=UTC)


class Receiver:
    """A server of its own. `requests` are `(method, path, headers, body)` in order.

    `answers` are called in turn with the handler, the last one again and again.
    """

    def __init__(self, *answers):
        self.requests, self.answers, self.ended = [], list(answers or [status(200)]), False
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                outer.requests.append((self.command, self.path, self.headers, body))
                position = min(len(outer.requests), len(outer.answers)) - 1
                try:
                    outer.answers[position](self)
                except OSError:
                    self.close_connection = True

            do_PURGE = do_POST  # noqa: N815  the name is that of the method

            def log_message(self, *args):
                pass

        Handler.receiver = self
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, args=[0.01], daemon=True).start()

    def close(self):
        self.ended = True
        self.server.shutdown()
        self.server.server_close()


def status(code, body=b"", **headers):
    """An answer with a status."""

    def answer(handler):
        handler.send_response(code)
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def hang(handler):
    """No answer while the receiver lives."""
    while not handler.receiver.ended:
        time.sleep(0.02)


def trickle(handler):
    """An answer that never ends, in pieces that come often enough."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while not handler.receiver.ended:
        handler.wfile.write(b"X-More: x\r\n"[:1])
        handler.wfile.flush()
        time.sleep(0.02)


@pytest.fixture
def receiver():
    """Give a function that starts a `Receiver` with some answers."""
    with ExitStack() as stack:

        def start(*answers):
            made = Receiver(*answers)
            stack.callback(made.close)
            return made

        yield start


@pytest.fixture
def option(settings):
    """Give a function that sets options of webhooks."""

    def change(**options):
        settings.CLINICSITE = {
            **settings.CLINICSITE,
            "WEBHOOKS": {**settings.CLINICSITE.get("WEBHOOKS", {}), **options},
        }

    return change


@pytest.fixture
def local(option):
    """Allow the receivers of tests, which listen on this machine without TLS."""
    option(PRIVATE_NETWORKS=["127.0.0.0/8"], ALLOW_HTTP=True, PORTS=None)


@pytest.fixture
def endpoint(database, local):
    """Give a function that makes the endpoint of a receiver."""

    def make(receiver, **fields):
        url = receiver if isinstance(receiver, str) else f"{receiver.url}/hook?key=1"
        return Endpoint.objects.create(**{"name": "Website", "url": url, **fields})

    return make


@pytest.fixture
def change(database):
    """Give a function that makes a change on a site, by default the default one."""

    def make(page_id=12, site=None, **fields):
        site = site or Site.objects.get(is_default_site=True)
        path = f"/page-{page_id}/"
        return Change(
            **{
                "sequence": page_id,
                "site_id": site.pk,
                "page_id": page_id,
                "kind": "changed",
                "type": "treatments.TreatmentPage",
                "path": path,
                "url": f"https://{site.hostname}{path}",
                "tags": (f"page-{page_id}", "type-treatments.TreatmentPage"),
                "at": MOMENT,
                **fields,
            }
        )

    return make


@pytest.fixture
def publish(change, django_capture_on_commit_callbacks):
    """Give a function that tells of changes, as the read model does, and lets them be sent."""

    def tell(*changes):
        with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
            documents_changed.send(sender=None, changes=list(changes or [change()]))

    return tell
