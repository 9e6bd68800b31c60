"""Whoever is not signed in, and another clinic’s editor, see and change nothing of San Diego’s."""

import pytest

from .plant import ROLES

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ROLES[:2])
def test_nothing_of_san_diego_is_told_or_changed(sweep, role, record_property):
    counts, findings = sweep.run(role)

    for method, count in sorted(counts.items()):
        record_property("calls", (role, method, count))
    assert not findings, f"{len(findings)} findings:\n" + "\n".join(map(str, findings))
