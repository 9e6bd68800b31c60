"""Projects install the wheel; each checks it, migrates from nothing, writes, reads and shows."""

import pytest

# What each project looks at; the names are those of its settings and of modules in `checks`.
HOSTS = {
    "faq_alone": ["faq"],
    "locations_alone": ["locations"],
    "all_apps": ["faq", "locations", "treatments", "home", "tenancy"],
    "own_questions": ["faq", "own_pages"],
    "swapped": ["faq", "locations", "treatments", "home", "tenancy", "own_pages", "base_page"],
}

# The app with pages of the project's own, whose migration is made when it is needed.
OWN_PAGES = {"own_questions": "questions", "swapped": "content"}


def make_migration(host, manage):
    """Make the migration of the project's own pages, as the README of `treatments` says."""
    app = OWN_PAGES[host]
    manage(host, "makemigrations", app)
    path = manage.project / app / "migrations/0001_initial.py"
    last, first = "('treatments', '0003_initial')", "('treatments', '0001_initial')"
    path.write_text(path.read_text().replace(last, first))


@pytest.mark.parametrize("host", HOSTS)
def test_a_project_works_with_the_wheel(host, manage):
    if host in OWN_PAGES:
        make_migration(host, manage)

    checks = (f"checks.test_{name}" for name in ["installation", *HOSTS[host]])
    output = manage(host, "test", *checks)

    assert "\nOK" in output
