"""Times one address through the whole of Django in one process, without a network."""

import sys
import time

ROUNDS = 40


def measure(url, rounds=ROUNDS):
    """Return the queries and the bytes of one answer, and the milliseconds of each round."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(url)
    queries = len(captured)
    if answer.status_code != 200:
        sys.exit(f"{url} answered {answer.status_code}")
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        client.get(url)
        times.append((time.perf_counter() - start) * 1000)
    return queries, len(answer.content), times
