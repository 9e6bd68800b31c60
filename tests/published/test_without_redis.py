"""Redis is gone: what is read and published is as true as ever."""

import pytest
from django.core.cache import cache

from clinicsite.settings.cache import redis_cache
from treatments.models import TreatmentPage

NOBODY = "redis://127.0.0.1:1/0"


@pytest.fixture
def without_redis(world, settings):
    settings.CACHES = {"default": redis_cache(NOBODY, "tests")}
    settings.DJANGO_REDIS_LOG_IGNORED_EXCEPTIONS = True
    cache.set("kept", "nowhere")
    assert cache.get("kept") is None


def test_readers_see_what_is_published_while_redis_is_gone(without_redis, client, admin_client):
    page = TreatmentPage.objects.get(slug="laser")

    def read():
        answer = client.get(f"/api/v2/pages/{page.pk}/", headers={"host": "north.example"})
        assert answer.status_code == 200
        return answer.json()["title"]

    assert read() == page.title
    page.title = "Published without a cache"
    page.save_revision().publish()

    assert read() == "Published without a cache"
    assert admin_client.get(f"/admin/pages/{page.pk}/edit/").status_code == 200


def test_the_log_tells_that_redis_is_gone(without_redis, caplog):
    cache.get("anything")
    assert "Exception ignored" in caplog.text
