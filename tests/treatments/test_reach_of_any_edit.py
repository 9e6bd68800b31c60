"""What publishing a library page would change, whatever it is and whatever its clinics say."""

import json

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from tests.built_once import built_once
from tests.treatments.reaching import (
    EDITS,
    edit,
    foretold_and_seen,
    furnish,
    make_group,
    paragraphs,
)
from treatments.reach.reach import reach

pytestmark = pytest.mark.proof


@built_once
def furnished():
    group = make_group()
    furnish(group)
    return group


VOICES = {
    "inherits": {},
    "names": {"local_title": "Our peel", "class_label": "Ours"},
    "summarises": {"summary": "Ours."},
    "hides": {"hidden": ["summary", "downtime", "section:safety", "risks"]},
    "times": {"downtime_min": 3, "session_min": 10, "comfort": "mild"},
    "writes": {
        "sections": json.dumps(
            [
                {**paragraphs("aftercare", "<p>Ours.</p>"), "type": "replace"},
                {**paragraphs("parking", "<p>Behind.</p>", anchor="safety"), "type": "add"},
            ]
        )
    },
    "searches": {"seo_title": "Ours", "search_description": "Ours."},
    "is a draft": {"live": False},
}

offers = st.dictionaries(
    st.tuples(
        st.sampled_from(["north", "south", "east", "draft", "private"]),
        st.sampled_from(["peel", "laser", "needling", "filler", "glow"]),
    ),
    st.sampled_from(sorted(VOICES)),
    max_size=12,
)
edits = st.lists(st.sampled_from(sorted(EDITS)), unique=True, max_size=4)


@given(offers=offers, edits=edits)
@hypothesis_settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_foretold_documents_change_whatever_the_clinics_say(furnished, offers, edits):
    with transaction.atomic():
        for (clinic, treatment), voice in offers.items():
            furnished.offer(clinic, treatment, **VOICES[voice])
        revision = edit(furnished, *edits)
        foretold, seen = foretold_and_seen(revision.publish, lambda: reach(revision.as_object()))
        assert foretold.documents == seen
        transaction.set_rollback(True)
