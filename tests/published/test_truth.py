"""After any history, the kept documents are those that a rebuild of everything makes.

The plain run tries ten histories; `make truth` a thousand, `EACH` of them at a time.
"""

import os
import sys
from datetime import UTC, datetime
from unittest.mock import patch

import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.published.histories import History, Tally, steps

pytestmark = [pytest.mark.proof, pytest.mark.sql]

EACH = 25
HISTORIES = int(os.environ.get("HISTORIES", "10"))
START = datetime(2026, 11, 30, 12, tzinfo=UTC)


@pytest.mark.parametrize("part", range((HISTORIES + EACH - 1) // EACH))
def test_after_any_history_the_documents_are_those_of_a_rebuild(commits, world, part):
    tally = Tally()
    # As they were at the start, whatever day it is today.
    with patch("django.utils.timezone.now", lambda: START):
        call_command("documents", "build", "--again", verbosity=0)

    @seed(part)
    @settings(
        max_examples=min(EACH, HISTORIES),
        # A history tells by itself what was done; to find a shorter one takes long.
        phases=[Phase.generate],
        derandomize=False,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(steps)
    def holds(chosen):
        with commits.copy():
            History(START, tally).run(chosen)

    holds()
    # After transactions and not at the end of a history alone.
    assert tally.keeps > 2 * tally.histories
    # Shown by `make truth`.
    sys.stdout.write(tally.report())
