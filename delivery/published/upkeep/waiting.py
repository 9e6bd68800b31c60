"""When the documents that a request has outdated are kept: after its answer has been sent.

Whoever publishes does not sit before it. Until they are kept, who reads one keeps it himself
(`reading.read_true`), and the admin shows how far it is when that takes longer (`progress`).
"""

import threading
import time
from contextlib import contextmanager

from . import keeping

# For how many seconds a process goes on after an answer: it could give the next one meanwhile.
PATIENCE = 2

_thread = threading.local()


class Waiting:
    """What one request has committed that is to be kept; `committed` is when, the last time."""

    def __init__(self):
        self.committed = None

    def note_commit(self):
        self.committed = time.monotonic()

    def finish(self, response):
        """Have the documents kept once the server has sent a response and closes it."""
        keeping.await_lease(self.committed)
        close = response.close

        def keep_and_close():
            try:
                with keeping.suppress_to_log():
                    keeping.keep(PATIENCE)
            finally:
                close()

        response.close = keep_and_close


@contextmanager
def waiting():
    """Give the `Waiting` of a request that this thread answers meanwhile."""
    _thread.waiting = Waiting()
    try:
        yield _thread.waiting
    finally:
        _thread.waiting = None


def keep_after_commit():
    """Keep the documents when the request of this thread is answered; at once without one."""
    request = getattr(_thread, "waiting", None)
    if request is None:
        keeping.keep()
    else:
        request.note_commit()
