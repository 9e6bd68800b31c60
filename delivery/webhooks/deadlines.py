"""Calls that know no time limit of their own, given one."""

import threading


class DeadlineError(Exception):
    """What was called has not come back in time."""


def within(seconds, call, *args):
    """Return what `call(*args)` returns, or raise what it raises.

    Raises DeadlineError when it has not come back after `seconds`. It then goes on in a thread of
    its own that nobody waits for, so it must not use the database.
    """
    outcome = {}

    def run():
        try:
            outcome["value"] = call(*args)
        except Exception as error:  # handed to who waits
            outcome["error"] = error

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(max(seconds, 0))
    if "error" in outcome:
        raise outcome["error"]
    if "value" not in outcome:
        raise DeadlineError
    return outcome["value"]
