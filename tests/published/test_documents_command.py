"""`manage.py documents`: what it makes, what it finds, and how it ends."""

import pytest
from django.core.management import CommandError, call_command

from delivery.published.models import Dependency, Document
from delivery.published.upkeep.checking import differences
from faq.models import FAQPage
from treatments.models import TreatmentPage


def check(capsys, action="check"):
    """Run a comparison that must fail; return what it says."""
    with pytest.raises(CommandError):
        call_command("documents", action)
    return capsys.readouterr().out


@pytest.fixture
def row(world):
    return Document.objects.get(page_id=TreatmentPage.objects.get(slug="laser").pk)


def test_it_ends_well_when_all_is_true(world, capsys):
    call_command("documents", "check")
    assert "All documents are true." in capsys.readouterr().out


def test_a_tampered_document_is_found_and_shown(row, capsys):
    row.body = row.body.replace("Laser", "Lazer")
    row.etag = "0" * 32
    row.save()
    assert f"different: page {row.page_id}" in check(capsys)
    shown = check(capsys, "diff")
    assert "Lazer" in shown
    assert "Laser" in shown


def test_a_body_that_is_not_its_etags_is_found(row, capsys):
    Document.objects.filter(pk=row.pk).update(body=row.body.replace("Laser", "Lazer"))
    assert f"different: page {row.page_id}" in check(capsys)


def test_a_lost_document_is_found_and_made(row, capsys):
    row.delete()
    assert f"missing: page {row.page_id}" in check(capsys)
    call_command("documents", "build")
    assert Document.objects.filter(page_id=row.page_id).exists()
    call_command("documents", "check")


def test_a_document_of_a_page_that_is_not_there_is_found(row, world, capsys):
    Document.objects.filter(pk=row.pk).update(page_id=99_999)
    said = check(capsys)
    assert "surplus: page 99999" in said
    assert f"missing: page {row.page_id}" in said


def test_what_is_wrong_is_put_right_by_building_again(row):
    Document.objects.filter(pk=row.pk).update(etag="0" * 32, body="{}")
    call_command("documents", "build", "--again")
    assert list(differences()) == []


def test_documents_of_another_release_are_made_again(row):
    count = Document.objects.filter(is_gone=False).count()
    made_by = row.made_by
    sequence = row.sequence
    Document.objects.update(made_by="another release")
    call_command("documents", "build")
    assert Document.objects.filter(made_by=made_by, is_outdated=False).count() == count
    row.refresh_from_db()
    assert row.sequence == sequence


def test_another_release_says_anew_what_pages_make_known(world):
    """Or what its cards show anew is not known to change the documents that show them."""
    question = FAQPage.objects.get(slug="hurt", path__startswith=world.north.questions.path)
    topic = f"record:faq.faqtopic:{question.topic_id}"
    known = Dependency.objects.filter(page_id=question.pk, of_facts=True, tag=topic)
    known.delete()
    Document.objects.update(made_by="another release")
    call_command("documents", "build")
    assert known.exists()


def test_it_fails_when_a_document_cannot_be_made(row, monkeypatch):
    def broken(page):
        raise ZeroDivisionError

    monkeypatch.setattr(TreatmentPage, "review", property(broken))
    with pytest.raises(CommandError, match="could not be made"):
        call_command("documents", "build", "--again")
