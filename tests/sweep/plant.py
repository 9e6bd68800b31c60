"""Two groups of clinics, their people, and one clinic whose unpublished words are secrets."""

from dataclasses import dataclass, field
from types import SimpleNamespace

from django.contrib.auth import get_user_model
from django.core.management import call_command
from wagtail.models import APIToken, Page, Site

from delivery.preview.models import ShareLink
from delivery.webhooks.models import Delivery, Endpoint, Event
from faq.models import FAQIndexPage, FAQTopic
from tenancy.models import ClinicGroup
from tenancy.opening.clinics import open_clinic
from tests.api.builders import make_document, make_image, make_site, offer
from tests.world import ADDRESSES
from treatments.models import Area, Concern, Product, TreatmentCategory

from .marks import HOOK, secret
from .san_diego import draft, furnish_san_diego, question

GROUP_HOST, OWN_HOST, SOUTH_HOST = "testserver", "san-diego.example", "south.example"
ROLES = ("nobody", "editor", "manager", "central")


@dataclass
class World:
    """What was planted.

    `people` and `tokens` by role; `pages` San Diego's and a draft of the other group by what they
    are for; `clinics` the page above the clinics; `own` the rest of San Diego's, `theirs`
    Andover's, `south` the other group's.
    """

    people: dict = field(default_factory=dict)
    tokens: dict = field(default_factory=dict)
    pages: dict = field(default_factory=dict)
    registers: dict = field(default_factory=dict)
    topic: FAQTopic | None = None
    share: ShareLink | None = None
    clinics: Page | None = None
    webhook: Endpoint | None = None
    message: Delivery | None = None
    library: SimpleNamespace | None = None
    own: SimpleNamespace | None = None
    theirs: SimpleNamespace | None = None
    south: SimpleNamespace | None = None


def plant():
    """Make both groups of clinics, people of every role and what is San Diego's; its `World`."""
    Site.objects.all().delete()
    for page in Page.get_first_root_node().get_children():
        page.delete()
    tree = make_site("Group", GROUP_HOST, is_default=True)
    world = World()
    world.library = SimpleNamespace(
        live=tree.treatment("Botox"),
        second=tree.treatment("Chemical peel"),
        third=tree.treatment("Microneedling"),
        draft=tree.treatment(secret("librarydraft"), live=False),
    )
    world.clinics = tree.clinics
    _registers(world)
    andover = _open(tree, "Andover")
    san_diego = _open(tree, "San Diego", hostname=OWN_HOST)
    _people(world, andover, san_diego)
    _furnish_andover(world, andover)
    furnish_san_diego(world, san_diego)
    world.share, _ = ShareLink.make(world.pages["question_draft"], world.own.editor, 7)
    _furnish_south(world)
    _webhook(world)
    call_command("rebuild_references_index", verbosity=0)
    call_command("update_index", verbosity=0)
    return world


def _open(tree, title, **options):
    details = {"title": title, **ADDRESSES.get(title, ADDRESSES["San Diego"])}
    clinic = open_clinic(tree.clinics, details, publish=True, **options)
    clinic.page = clinic.page.specific_class.objects.get(pk=clinic.page_id)
    return clinic


def _registers(world):
    """The words that all clinics share; they are no secret."""
    world.topic = FAQTopic.objects.create(title="Comfort", slug="comfort")
    world.registers = {
        "categories": TreatmentCategory.objects.get(),
        "concerns": Concern.objects.create(title="Lines", slug="lines"),
        "areas": Area.objects.create(title="Brow", slug="brow"),
        "products": Product.objects.create(brand="Brand", slug="brand"),
    }


def _people(world, andover, san_diego):
    world.people = {
        "nobody": None,
        "editor": _person("andover-editor", andover.editors),
        "manager": _person("andover-manager", andover.managers),
        "central": _person("central-editor", ClinicGroup.objects.get().editors),
        "superuser": get_user_model().objects.create_superuser("root", "root@example.com", "x"),
        "san_diego_editor": _person(
            "s3cr3tusername",
            san_diego.editors,
            email=f"s3cr3temail@{HOOK}.example",
            first_name="s3cr3tfirstname",
            last_name=HOOK,
        ),
        "san_diego_manager": _person(
            "s3cr3tmanagername",
            san_diego.managers,
            email=f"s3cr3tmanageremail@{HOOK}.example",
            first_name=HOOK,
            last_name="s3cr3tlastname",
        ),
    }
    for role, person in world.people.items():
        if person:
            _, world.tokens[role] = APIToken.create_token(user=person, name=f"of {role}")


def _person(name, *groups, email=None, **fields):
    user = get_user_model().objects.create_user(
        name, email or f"{name}@example.com", "a-long-passphrase", **fields
    )
    user.groups.add(*groups)
    return user


def _furnish_andover(world, clinic):
    """Andover has what is needed to try San Diego's ids with objects of one's own."""
    offered = offer(world.library.live, clinic.page)
    index = FAQIndexPage.objects.child_of(clinic.page).get()
    asked = index.add_child(instance=question("Where to park?"))
    for page in (offered, asked):
        page.save_revision(user=world.people["editor"])
    world.theirs = SimpleNamespace(
        clinic=clinic,
        treatment=offered,
        index=index,
        question=asked,
        image=make_image("Door", collection=clinic.image_collection),
        document=make_document("Map", collection=clinic.document_collection),
    )


def _webhook(world):
    """A receiver of what San Diego publishes; no person of a clinic or group knows of it."""
    world.webhook = Endpoint.objects.create(
        name=secret("webhookname"),
        url=f"https://receiver.example/s3cr3twebhookurl/{HOOK}",
        all_sites=False,
    )
    world.webhook.sites.add(world.own.clinic.site)
    world.webhook.secrets.update(key="whsec_s3cr3twebhookkey")
    event = Event.objects.create(type=Event.CHANGES, changes=1)
    world.message = event.deliveries.create(
        endpoint=world.webhook, body=f'{{"said": "{secret("webhookbody")}"}}'
    )
    world.message.attempts.create(
        seconds=1, error=secret("webhookerror"), response_body=secret("webhookanswer")
    )


def _furnish_south(world):
    """Another group of clinics, which shares nothing with the first."""
    south = make_site("South", SOUTH_HOST)
    south.treatment(secret("southlibrary"), live=False)
    clinic = _open(south, "South clinic")
    index = FAQIndexPage.objects.child_of(clinic.page).get()
    world.pages["south_draft"] = draft(index, "southdraft")
    world.south = SimpleNamespace(
        clinic=clinic, image=make_image(secret("southimage"), collection=clinic.image_collection)
    )
