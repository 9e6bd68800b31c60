"""Keeps readers from making the same document again and again to no end."""

import time

# For how many seconds a process leaves a document alone that could not be made; whoever changes
# its page makes it at once.
AFTER_FAILURE = 30
# And one of another release that it has made its own: while processes of both releases serve, each
# would undo the work of the other at every read.
AFTER_TAKEOVER = 10 * 60
MOST = 10_000


class Restraint:
    """Which documents one process makes for no reader now; they are made for the request."""

    def __init__(self):
        self._until = {}

    def leave(self, pks, seconds):
        if len(self._until) > MOST:
            self._until.clear()
        self._until.update(dict.fromkeys(pks, time.monotonic() + seconds))

    def holds(self, pk):
        return time.monotonic() < self._until.get(pk, float("-inf"))

    def clear(self):
        self._until.clear()


failures, takeovers = Restraint(), Restraint()
