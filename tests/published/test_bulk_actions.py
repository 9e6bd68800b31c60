"""What the admin does to many files at once, by one statement, is seen as well."""

from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.models import Collection

from delivery.published.models import Document
from delivery.published.upkeep.checking import differences
from delivery.published.upkeep.keeping import keep
from treatments.models import TreatmentPage


def test_pictures_that_go_to_a_private_collection_leave_the_documents(world, admin_client):
    page = TreatmentPage.objects.get(slug="laser")
    picture = get_image_model().objects.get(pk=page.hero_image_id)
    document = Document.objects.get(page_id=page.pk)
    assert picture.file.name.rpartition("/")[2].partition(".")[0] in document.body

    address = reverse("wagtail_bulk_action", args=["home", "siteimage", "add_to_collection"])
    private = Collection.objects.get(name="Private")
    answer = admin_client.post(f"{address}?id={picture.pk}", {"collection": private.pk})
    keep()

    assert answer.status_code == 302
    picture.refresh_from_db()
    assert picture.collection == private
    document.refresh_from_db()
    assert '"hero_image":null' in document.body
    assert list(differences()) == []
