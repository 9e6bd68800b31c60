"""The settings of webhooks, read when they are used: `CLINICSITE["WEBHOOKS"]`."""

from delivery.conf import setting

DEFAULTS = {
    # Seconds: to connect, between two pieces of an answer, and for a request from end to end.
    "CONNECT_TIMEOUT": 3,
    "READ_TIMEOUT": 5,
    "TOTAL_TIMEOUT": 10,
    # For how many seconds sending may hold the request of an editor, where tasks run in it.
    "REQUEST_BUDGET": 4,
    # How often a message is tried, and after how many seconds again: times the factor each time.
    "MAX_ATTEMPTS": 8,
    "RETRY_SECONDS": 30,
    "RETRY_FACTOR": 4,
    "RETRY_MAX_SECONDS": 12 * 60 * 60,
    # After so many failures in a row an endpoint is paused, and tried again after so many seconds.
    "CIRCUIT_FAILURES": 5,
    "CIRCUIT_SECONDS": 5 * 60,
    # For how many hours an old secret still signs beside the new one.
    "SECRET_OVERLAP_HOURS": 24,
    # How many changes one message names at most.
    "MAX_CHANGES": 200,
    # For how many days the log is kept.
    "RETENTION_DAYS": 30,
    # Networks, such as "10.0.0.0/8", that may be called although they are private.
    "PRIVATE_NETWORKS": [],
    # Whether an address may begin with http://.
    "ALLOW_HTTP": False,
    # The ports that may be called; None for any.
    "PORTS": [443],
    # A file of certificate authorities to trust in place of the public ones.
    "CA_BUNDLE": None,
}


def option(name):
    """Return the value of `CLINICSITE["WEBHOOKS"][name]`, or its default."""
    return setting("WEBHOOKS").get(name, DEFAULTS[name])
