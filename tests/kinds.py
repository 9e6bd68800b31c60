"""Which kind a test is of; see README.md."""

from pathlib import Path

TESTS = Path(__file__).parent

# The kind of every test in these folders. Anywhere else a test is proof if it is marked so, counts
# queries or looks at the demo; else an app test if it asks for the database; else a unit test.
KINDS = {
    "browser": "browser",
    "clients": "clients",
    "schema/live": "clients",
    "hostsite": "proof",
    "settings": "app",
    "sweep": "proof",
    "wagtail_v2": "proof",
}
# App tests here hang on what one database may answer otherwise than another: search, filters,
# orders, constraints, several at once, published documents, tenancy. A test elsewhere is marked.
SQL = (
    "api/test_changes.py",
    "api/test_clinic_sites.py",
    "api/test_filters.py",
    "api/test_finished.py",
    "api/test_lists.py",
    "api/test_search.py",
    "api/test_sites.py",
    "faq/test_admin.py",
    "faq/test_api.py",
    "faq/test_offers.py",
    "faq/test_similarity.py",
    "locations/test_locations_api.py",
    "published",
    "tenancy",
    "treatments/test_filters.py",
    "treatments/test_listing.py",
    "treatments/test_pairing_rules.py",
    "treatments/test_registers.py",
    "treatments/test_stale_report.py",
    "v3/test_creating.py",
    "webhooks/test_claims.py",
    "webhooks/test_messages.py",
)
# Modules that take longest.
LONG = (
    "sweep",
    "hostsite",
    "tenancy/test_admin_query_counts.py",
    "schema/test_demo.py",
    "schema/live",
)


def lies_in(item, places):
    """Tell whether a test lies in one of some modules and folders."""
    paths = (item.path, *item.path.parents)
    return any(TESTS / place in paths for place in places)


def markers_of(item, needs_database):
    """Return the markers of a test beside those that it has."""
    for folder, kind in KINDS.items():
        if lies_in(item, [folder]):
            return [kind]
    if item.get_closest_marker("proof"):
        return []
    if {"count_queries", "built_demo"}.intersection(item.fixturenames):
        return ["proof"]
    if not needs_database:
        return ["unit"]
    return ["app", "sql"] if lies_in(item, SQL) else ["app"]
