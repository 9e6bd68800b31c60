"""Pictures are served to those who may see their collection, and nothing else of the media is."""

from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.models import Collection, CollectionViewRestriction, UploadedFile
from wagtail.users.models import UserProfile

from tests.api.builders import make_document, make_image
from tests.damaged import picture
from tests.world import make_person

pytestmark = pytest.mark.django_db

PASSWORD, LOGIN, GROUPS = (
    CollectionViewRestriction.PASSWORD,
    CollectionViewRestriction.LOGIN,
    CollectionViewRestriction.GROUPS,
)


@pytest.fixture
def albums():
    """A collection inside another."""
    outer = Collection.get_first_root_node().add_child(name="Patients")
    return outer, outer.add_child(name="Before")


@pytest.fixture
def image(albums):
    return make_image("Face", collection=albums[1])


@pytest.fixture
def addresses(image):
    """The addresses of an original and of two sizes, made while it is public."""
    sizes = image.get_renditions("fill-4x4", "width-6|format-webp").values()
    return [image.file.url, *(size.url for size in sizes)]


def restrict(collection, kind=LOGIN, **fields):
    return CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=kind, **fields
    )


def body(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def statuses(client, addresses, **headers):
    return {client.get(address, headers=headers).status_code for address in addresses}


# Public


def test_a_public_picture_is_served_and_may_be_kept(client, addresses, image):
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 200
        assert response["Content-Type"] == f"image/{Path(address).suffix[1:]}"
        assert response["Cache-Control"] == "public, max-age=86400, s-maxage=0"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Content-Disposition"].startswith("inline")
        assert "Content-Encoding" not in response
        assert "Cookie" not in response.get("Vary", "")
        assert (
            body(response)
            == Path(image.file.storage.path(""))
            .joinpath(address.removeprefix("/media/"))
            .read_bytes()
        )


def test_what_a_browser_has_is_not_sent_again(client, addresses):
    first = client.get(addresses[1])

    again = client.get(addresses[1], headers={"if-modified-since": first["Last-Modified"]})

    assert again.status_code == 304
    assert client.head(addresses[1]).status_code == 200
    assert client.post(addresses[1]).status_code == 405


def test_shared_caches_may_be_allowed_more(client, addresses, settings):
    settings.CLINICSITE = {**settings.CLINICSITE, "MEDIA_SHARED_MAX_AGE": 300}

    assert "s-maxage=300" in client.get(addresses[0])["Cache-Control"]


def test_a_size_costs_two_queries(client, addresses, albums, django_assert_num_queries):
    for name in "abc":
        restrict(Collection.get_first_root_node().add_child(name=name))

    with django_assert_num_queries(2):
        client.get(addresses[1])


@pytest.mark.parametrize("kind", ["avif", "webp", "gif", "jpeg", "png"])
def test_every_format_has_its_type(client, kind):
    file = SimpleUploadedFile(f"face.{kind}", picture(kind))
    image = get_image_model().objects.create(title="Face", description="A face", file=file)

    assert client.get(image.file.url)["Content-Type"] == f"image/{kind}"


def test_a_picture_by_a_name_of_something_else_is_downloaded(client):
    file = SimpleUploadedFile("face.html", picture("PNG"))
    image = get_image_model().objects.create(title="Face", description="A face", file=file)

    response = client.get(image.file.url)

    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"


# Private


@pytest.mark.sql
@pytest.mark.parametrize("above", [False, True])
@pytest.mark.parametrize(("kind", "status"), [(PASSWORD, 403), (LOGIN, 302), (GROUPS, 302)])
def test_a_private_picture_is_shut_at_once(client, addresses, albums, kind, status, above):
    seen = client.get(addresses[0])["Last-Modified"]
    restriction = restrict(albums[0 if above else 1], kind, password="open")

    assert statuses(client, addresses) == {status}
    assert statuses(client, addresses, **{"if-modified-since": seen}) == {status}
    for address in addresses:
        assert "no-store" in client.get(address)["Cache-Control"]

    restriction.delete()
    assert statuses(client, addresses) == {200}


def test_a_picture_that_moves_to_a_private_collection(client, addresses, image, albums):
    private = Collection.get_first_root_node().add_child(name="Private")
    restrict(private)

    get_image_model().objects.filter(pk=image.pk).update(collection=private)
    assert statuses(client, addresses) == {302}

    get_image_model().objects.filter(pk=image.pk).update(collection=albums[1])
    assert statuses(client, addresses) == {200}
    albums[0].move(private, pos="sorted-child")
    assert statuses(client, addresses) == {302}


def test_the_password_opens_it(client, addresses, albums):
    restriction = restrict(albums[0], PASSWORD, password="open")
    form = client.get(addresses[0])
    assert "password" in form.content.decode()

    url = reverse("wagtaildocs_authenticate_with_password", args=[restriction.pk])
    client.post(url, {"password": "wrong", "return_url": addresses[0]})
    assert statuses(client, addresses) == {403}
    answer = client.post(url, {"password": "open", "return_url": addresses[0]})

    assert answer.url == addresses[0]
    assert statuses(client, addresses) == {200}
    assert "no-store" in client.get(addresses[0])["Cache-Control"]


def test_a_group_sees_what_is_for_it(client, addresses, albums, django_user_model):
    team = Group.objects.create(name="Team")
    restrict(albums[0], GROUPS).groups.add(team)
    inside, outside = (make_person(name) for name in ("inside", "outside"))
    inside.groups.add(team)

    client.force_login(outside)
    assert statuses(client, addresses) == {302}
    client.force_login(inside)
    assert statuses(client, addresses) == {200}


@pytest.mark.parametrize("kind", [PASSWORD, GROUPS])
def test_whoever_edits_it_sees_it(client, kind, andover, editor, san_diego):
    own = make_image("Own", collection=andover.image_collection)
    foreign = make_image("Foreign", collection=san_diego.image_collection)
    for clinic in (andover, san_diego):
        restrict(clinic.collection, kind, password="open")

    client.force_login(editor)

    assert statuses(client, [own.file.url, own.get_rendition("fill-4x4").url]) == {200}
    assert 200 not in statuses(client, [foreign.file.url, foreign.get_rendition("fill-4x4").url])


def test_one_file_of_two_pictures_is_as_private_as_either(client, image, albums):
    address = image.file.url
    twin = make_image("Twin")
    get_image_model().objects.filter(pk=twin.pk).update(file=image.file.name)
    assert statuses(client, [address]) == {200}

    restrict(albums[1])

    assert statuses(client, [address]) == {302}


# Nothing else


def test_documents_and_uploads_have_no_address_here(admin_client, admin_user):
    document = make_document("Leaflet")
    file = ContentFile(b"x", "x.png")
    upload = UploadedFile.objects.create(file=file, uploaded_by_user=admin_user)
    default_storage.save("secret.txt", ContentFile(b"x"))

    for name in (document.file.name, upload.file.name, "secret.txt"):
        assert admin_client.get(f"/media/{name}").status_code == 404, name


@pytest.mark.sql
def test_no_other_name_finds_a_picture(client, addresses, albums):
    restrict(albums[0])

    for name in (
        "",
        "original_images/",
        "original_images",
        "original_images/FACE.png",
        "original_images//face.png",
        "original_images/./face.png",
        "images/../original_images/face.png",
        "images/%2e%2e/original_images/face.png",
        "..%2fclinicsite.sqlite3",
        "original_images/face.png%00",
        "original_images/face.png/",
        "original_images%5cface.png",
        "%ff%fe",
        "x" * 5000,
    ):
        assert client.get(f"/media/{name}").status_code in {301, 404}, name


def test_what_is_gone_is_gone(client, addresses, image):
    Path(image.file.path).unlink()
    assert client.get(addresses[0]).status_code == 404
    assert client.get(addresses[1]).status_code == 200

    image.delete()
    assert statuses(client, addresses) == {404}


def test_portraits_are_seen_in_the_admin_alone(client, admin_user, editor, django_user_model):
    UserProfile.objects.create(user=admin_user, avatar=ContentFile(picture("PNG"), "me.png"))
    address = admin_user.wagtail_userprofile.avatar.url

    assert client.get(address).status_code == 404
    client.force_login(django_user_model.objects.create_user("visitor"))
    assert client.get(address).status_code == 404
    client.force_login(editor)
    assert client.get(address).status_code == 200


# Sent by the server in front


def test_the_server_in_front_sends_what_it_is_told_to(client, addresses, albums, settings):
    settings.SENDFILE_BACKEND = "django_sendfile.backends.nginx"
    settings.SENDFILE_ROOT, settings.SENDFILE_URL = settings.MEDIA_ROOT, "/uploads"

    for address in addresses:
        response = client.get(address)
        assert response["X-Accel-Redirect"] == address.replace("/media/", "/uploads/")
        assert response["Cache-Control"].startswith("public")
        assert response.content == b""

    restrict(albums[0])
    for address in addresses:
        assert "X-Accel-Redirect" not in client.get(address)


def test_a_name_that_is_no_ascii_reaches_the_server_in_front(client, settings):
    settings.SENDFILE_BACKEND = "django_sendfile.backends.nginx"
    settings.SENDFILE_ROOT, settings.SENDFILE_URL = settings.MEDIA_ROOT, "/uploads"
    image = make_image("Face")
    name = default_storage.save("original_images/Gesicht – 100%.png", ContentFile(picture("PNG")))
    get_image_model().objects.filter(pk=image.pk).update(file=name)

    response = client.get(default_storage.url(name))

    assert response.status_code == 200
    assert response["X-Accel-Redirect"] == default_storage.url(name).replace("/media", "/uploads")
