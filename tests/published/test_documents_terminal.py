"""`manage.py documents` on a terminal, and what it says of texts that are none."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F, Value
from django.db.models.functions import Replace
from wagtail.models import Page, Site

from delivery.published.management.commands.documents import Command
from delivery.published.models import Document
from delivery.published.upkeep import building, checking, settling
from tests.api.builders import make_site
from tests.built_once import built_once


class Terminal(StringIO):
    def isatty(self):
        return True


@built_once
def tree():
    Site.objects.all().delete()
    for page in Page.get_first_root_node().get_children():
        page.delete()
    tree = make_site("North", "north.example", is_default=True)
    for title in ("Peel", "Laser", "Filler"):
        tree.treatment(title)
    call_command("documents", "build", verbosity=0)
    return tree


def run(*arguments, terminal=None, **options):
    """Run the command in colour; return what stands on the terminal, frame by frame."""
    terminal = terminal or Terminal()
    command = Command(stdout=StringIO(), stderr=terminal, force_color=True)
    call_command(command, *arguments, force_color=True, **options)
    return [line.strip() for line in terminal.getvalue().replace("\n", "\r").split("\r") if line]


def test_the_bar_is_plain_and_counts_changes_and_documents(tree, monkeypatch):
    monkeypatch.setattr(settling, "AT_ONCE", 2)
    total = Document.objects.count()
    frames = run("build", again=True)
    assert "\x1b" not in "".join(frames)
    changes = [frame for frame in frames if frame.endswith("changes")]
    assert len(changes) > 2
    assert changes[-1].startswith(f"[{'#' * 30}]")
    assert frames[-1] == f"[{'#' * 30}] {total} of {total} documents"


def test_nothing_is_drawn_into_a_file(tree):
    file = StringIO()
    run("build", terminal=file, again=True)
    assert file.getvalue() == ""


@built_once
def spoilt(tree):
    """Two documents whose text is no JSON any more, and one that is another."""
    pages = [tree.treatments.get_children().get(title=t) for t in ("Peel", "Laser", "Filler")]
    broken = Document.objects.filter(page_id__in=[page.pk for page in pages[:2]])
    broken.update(body=Replace(F("body"), Value('"'), Value("'")))
    Document.objects.filter(page_id=pages[2].pk).update(etag="0" * 32)
    return pages


def test_texts_that_are_no_json_are_named_and_the_rest_is_compared(spoilt, capsys):
    with pytest.raises(CommandError, match="3 documents"):
        call_command("documents", "check")
    said = capsys.readouterr().out
    assert all(f"different: page {page.pk}," in said for page in spoilt)


def test_they_are_shown(spoilt, capsys):
    with pytest.raises(CommandError):
        call_command("documents", "diff")
    said = capsys.readouterr().out
    assert "-no JSON:" in said
    assert '"title": "Laser"' in said


def test_a_surplus_document_that_is_no_json_is_named(tree, capsys):
    Document.objects.filter(path="/treatments/peel/").update(page_id=99_999, body="{")
    with pytest.raises(CommandError):
        call_command("documents", "diff")
    assert "surplus: page 99999" in capsys.readouterr().out


def test_of_some_pages_no_others_are_made(spoilt, capsys, monkeypatch):
    made, real = [], checking.make
    monkeypatch.setattr(
        checking,
        "make",
        lambda model, site, pks, now: made.extend(pks) or real(model, site, pks, now),
    )
    with pytest.raises(CommandError, match="1 documents"):
        call_command("documents", "check", str(spoilt[2].pk))
    assert made == [spoilt[2].pk]


def test_building_again_puts_them_right(spoilt):
    call_command("documents", "build", again=True, verbosity=0)
    call_command("documents", "check")


def test_a_new_version_of_what_shapes_documents_makes_them_anew(tree, monkeypatch):
    before = building.made_by()
    versions = "delivery.published.upkeep.made_by.package_versions"
    monkeypatch.setattr(versions, lambda: "phonenumbers 99")
    assert building.made_by() != before
