"""What editors do, and code with Django's ORM; each deed takes a `Chance` and says what it did."""

import random
from contextlib import suppress
from datetime import timedelta
from io import BytesIO

from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone
from PIL import Image
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Page,
    PageViewRestriction,
    Site,
)
from wagtail.utils.file import hash_filelike

from faq.models import FAQIndexPage, FAQPage, FAQTopic
from home.models import BrandSettings, MainNavigationItem, NavigationSettings
from locations.models import LocationPage, Practitioner
from tenancy.closing.close import close_clinic
from tenancy.closing.reopen import reopen_clinic
from tenancy.opening.clinics import furnish
from tests.api.builders import make_document, make_image
from tests.published import edits
from treatments.models import (
    Area,
    ClinicPrice,
    ClinicTreatmentPage,
    Pairing,
    Product,
    TreatmentCategory,
    TreatmentPage,
)
from treatments.offering.offers import offer
from treatments.offering.release import withdraw_all
from treatments.overrides.decisions import hide, keep, replace, share
from treatments.overrides.decisions import publish as publish_decision
from treatments.overrides.states import PartStates


class Chance:
    """Choices that a number decides."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def below(self, number):
        return self.random.randrange(number)

    def pick(self, options):
        return options[self.below(len(options))]

    def one(self, queryset):
        """Return one row of a queryset, or None of an empty one."""
        rows = list(queryset.order_by("pk"))
        return self.pick(rows) if rows else None


class NothingError(Exception):
    """There is nothing left of which a deed could choose."""


DEEDS = {}


def deed(weight=1):
    def register(function):
        DEEDS[function.__name__] = (function, weight)
        return function

    return register


def a_page(chance, queryset=None):
    """Return a page, of every type as often as of any other; raise NothingError without one."""
    if queryset is None:
        queryset = Page.objects.filter(depth__gt=1)
    models = sorted({page.specific_class for page in queryset}, key=lambda model: model.__name__)
    if not models:
        raise NothingError
    model = chance.pick(models)
    return chance.one(model.objects.filter(pk__in=queryset.values("pk")))


def a_draft(chance):
    """Return the latest draft of a page; an alias has none."""
    own = Page.objects.filter(alias_of=None, depth__gt=1)
    return a_page(chance, own).get_latest_revision_as_object()


# Pages


@deed(8)
def publish(chance):
    page = a_draft(chance)
    done = edits.edit(page, chance)
    page.save_revision().publish()
    return done


@deed(3)
def save(chance):
    page = a_page(chance)
    done = edits.edit(page, chance)
    page.save()
    return done


@deed(2)
def draft(chance):
    page = a_draft(chance)
    edits.edit(page, chance)
    page.save_revision()


@deed()
def schedule(chance):
    page = a_draft(chance)
    edits.edit(page, chance)
    page.go_live_at = timezone.now() + timedelta(hours=1 + chance.below(30))
    page.save_revision().publish()


@deed(3)
def unpublish(chance):
    page = a_page(chance, Page.objects.filter(live=True, depth__gt=1))
    page.unpublish()
    return type(page).__name__


@deed(3)
def publish_again(chance):
    page = chance.one(Page.objects.filter(live=False, alias_of=None, depth__gt=1))
    if page:
        page.specific.get_latest_revision_as_object().save_revision().publish()


@deed(3)
def move(chance):
    page = a_page(chance, Page.objects.filter(depth__gt=2))
    parents = [
        parent
        for parent in Page.objects.order_by("pk").specific()
        if page.can_move_to(parent)
        and parent.pk != page.get_parent().pk
        and not parent.get_children().not_page(page).filter(slug=page.slug).exists()
    ]
    if parents:
        parent = chance.pick(parents)
        page.move(parent, pos=chance.pick(["last-child", "first-child"]))
        return type(page).__name__


@deed(2)
def reorder(chance):
    page = a_page(chance)
    siblings = list(page.get_siblings().exclude(pk=page.pk))
    if siblings:
        page.move(chance.pick(siblings), pos=chance.pick(["left", "right"]))


@deed()
def add_before(chance):
    """Code may put a new page before others; editors put it last."""
    page = chance.one(FAQPage.objects.all())
    if page:
        new = FAQPage(title="New", slug=f"new-{chance.below(99)}", answer=edits.text(chance))
        page.add_sibling(pos="left", instance=new)


@deed()
def ask(chance):
    index = chance.one(FAQIndexPage.objects.all())
    if index:
        new = FAQPage(title=edits.words(chance), slug=f"q-{chance.below(99)}", answer="<p>A</p>")
        index.add_child(instance=new)


@deed()
def copy(chance):
    page = a_page(chance, Page.objects.filter(depth__gt=3))
    slug = f"copy-{chance.below(99)}"
    page.copy(
        to=page.get_parent(),
        update_attrs={"slug": slug},
        recursive=bool(chance.below(2)),
        keep_live=bool(chance.below(2)),
    )
    return type(page).__name__


@deed()
def alias(chance):
    page = a_page(chance, Page.objects.filter(depth__gt=3))
    page.create_alias(parent=page.get_parent(), update_slug=f"alias-{chance.below(99)}")
    return type(page).__name__


@deed(2)
def delete(chance):
    page = a_page(chance, Page.objects.filter(depth__gt=2))
    page.delete()
    return type(page).__name__


@deed()
def delete_some(chance):
    pages = list(FAQPage.objects.order_by("pk"))
    if pages:
        FAQPage.objects.filter(pk__in=[chance.pick(pages).pk, chance.pick(pages).pk]).delete()


# Treatments and clinics


@deed()
def offer_at_clinics(chance):
    treatment = chance.one(TreatmentPage.objects.filter(live=True, alias_of=None))
    clinic = chance.one(LocationPage.objects.all())
    if treatment and clinic:
        offer(treatment, [clinic], live=bool(chance.below(3)))


@deed()
def withdraw(chance):
    page = chance.one(ClinicTreatmentPage.objects.exclude(treatment=None))
    if page:
        withdraw_all([page])


@deed(2)
def decide(chance):
    """One click on a part of a clinic's treatment."""
    pages = ClinicTreatmentPage.objects.filter(alias_of=None).exclude(treatment=None)
    page = chance.one(pages)
    states = page and PartStates(page.get_latest_revision_as_object())
    if not states or not states.library_keys:
        raise NothingError
    state = states[chance.pick([*states.library_keys, *page.hidden])]
    possible = {
        keep: state.is_stale,
        share: state.can_be_shared,
        hide: state.can_be_hidden,
        replace: state.is_shared and state.key.startswith("section"),
    }
    decisions = [decision for decision, is_possible in possible.items() if is_possible]
    if not decisions:
        raise NothingError
    decision = chance.pick(decisions)
    revision = decision(page, state, None)
    if revision and page.live and chance.below(2):
        publish_decision(revision, None)
    return f"{decision.__name__} {state.key}"


@deed(2)
def close_or_reopen(chance):
    page = chance.one(LocationPage.objects.filter(alias_of=None))
    clinic = page and furnish(page)
    if clinic is None:
        raise NothingError
    if clinic.is_closed:
        reopen_clinic(clinic)
        return "reopened"
    close_clinic(clinic, for_good=bool(chance.below(2)))
    return "closed"


@deed(2)
def row(chance):
    """Code may save and delete rows by themselves."""
    kind = chance.pick([Practitioner, ClinicPrice, Pairing])
    found = chance.one(kind.objects.all())
    if found is None:
        return None
    if not chance.below(3):
        found.delete()
    else:
        name = {Practitioner: "name", ClinicPrice: "label", Pairing: "rationale"}[kind]
        setattr(found, name, edits.words(chance))
        found.save()
    return kind.__name__


# Privacy


@deed(2)
def restrict(chance):
    page = a_page(chance)
    kind = chance.pick([PageViewRestriction.LOGIN, PageViewRestriction.PASSWORD])
    known = PageViewRestriction.objects.filter(page=page).first()
    found = known or PageViewRestriction(page=page)
    found.restriction_type, found.password = kind, "open"
    found.save()
    return type(page).__name__


@deed(2)
def release(chance):
    found = chance.one(PageViewRestriction.objects.all())
    if found:
        found.delete()


@deed()
def move_restriction(chance):
    found = chance.one(PageViewRestriction.objects.all())
    if found:
        found.page = Page.objects.get(pk=a_page(chance).pk)
        found.save()


@deed()
def close_collection(chance):
    collection = chance.one(Collection.objects.filter(depth__gt=1))
    if collection:
        CollectionViewRestriction.objects.get_or_create(
            collection=collection, defaults={"restriction_type": "login"}
        )


@deed()
def open_collection(chance):
    found = chance.one(CollectionViewRestriction.objects.all())
    if found:
        found.delete()


@deed()
def move_collection(chance):
    """As the admin's form does it: saved, then moved, in one transaction."""
    found = chance.one(Collection.objects.filter(depth__gt=1))
    parents = Collection.objects.exclude(path__startswith=found.path) if found else ()
    if found:
        with transaction.atomic():
            found.save()
            found.move(chance.one(parents), "sorted-child")


# Files


@deed(2)
def change_image(chance):
    found = chance.one(get_image_model().objects.all())
    if found is None:
        return
    change = chance.below(4)
    if change == 0:
        found.description = edits.words(chance)
    elif change == 1:
        found.collection = chance.one(Collection.objects.all())
    elif change == 2:
        found.focal_point_x = found.focal_point_y = 1 + chance.below(3)
        found.focal_point_width = found.focal_point_height = 2
    else:
        content = BytesIO()
        Image.new("RGB", (8 + chance.below(9), 6), "teal").save(content, "PNG")
        found.file = ContentFile(content.getvalue(), f"new-{chance.below(99)}.png")
        found.width = found.height = None
        found.file_size, found.file_hash = found.file.size, hash_filelike(found.file)
        found.renditions.all().delete()
    found.save()


@deed()
def new_image(chance):
    make_image(f"Picture {chance.below(99)}")


@deed()
def change_document(chance):
    found = chance.one(get_document_model().objects.all())
    if found is None:
        make_document("Another")
    elif chance.below(2):
        found.title = edits.words(chance)
        found.save()
    else:
        found.collection = chance.one(Collection.objects.all())
        found.save()


@deed()
def delete_file(chance):
    model = chance.pick([get_image_model(), get_document_model()])
    found = chance.one(model.objects.all())
    if found:
        found.delete()


# Registers


@deed(2)
def change_entry(chance):
    model = chance.pick([TreatmentCategory, Area, Product, FAQTopic])
    found = chance.one(model.objects.all())
    if found:
        name = "brand" if model is Product else "title"
        setattr(found, name, f"{edits.words(chance)} {found.pk}")
        found.save()
        return model.__name__


@deed()
def delete_entry(chance):
    model = chance.pick([TreatmentCategory, Area, Product, FAQTopic])
    found = chance.one(model.objects.all())
    if found:
        found.delete()
        return model.__name__


# Settings and sites


@deed(2)
def change_brand(chance):
    site = chance.one(Site.objects.all())
    if site is None:
        return
    found = BrandSettings.for_site(site)
    found.phone = f"+1604555019{chance.below(5)}"
    found.name = chance.pick(["", "Skin", "Derma"])
    found.city_wording = chance.pick(["your city", "town"])
    found.tagline = chance.pick(["", "Well.", "{clinic}"])
    found.save()


@deed()
def delete_brand(chance):
    found = chance.one(BrandSettings.objects.all())
    if found:
        found.delete()


@deed()
def change_menu(chance):
    site = chance.one(Site.objects.all())
    item = chance.one(MainNavigationItem.objects.all())
    if item and chance.below(2):
        item.delete()
    elif site:
        menu, _ = NavigationSettings.objects.get_or_create(site=site)
        page = Page.objects.get(pk=a_page(chance).pk)
        MainNavigationItem.objects.create(navigation=menu, page=page, label=edits.words(chance))


@deed()
def change_redirect(chance):
    found = chance.one(Redirect.objects.all())
    if found and chance.below(2):
        found.delete()
        return
    page = Page.objects.get(pk=a_page(chance).pk)
    site = chance.one(Site.objects.all()) if chance.below(3) else None
    Redirect.objects.create(old_path=f"/old-{chance.below(99)}", redirect_page=page, site=site)


@deed()
def change_site(chance):
    found = chance.one(Site.objects.all())
    if found is None:
        return
    change = chance.below(4)
    if change == 0:
        found.hostname = f"host-{chance.below(9)}.example"
    elif change == 1:
        found.port = 8000 + chance.below(2)
    elif change == 2:
        found.root_page = Page.objects.get(pk=a_page(chance).pk)
    else:
        for other in Site.objects.filter(is_default_site=True).exclude(pk=found.pk):
            other.is_default_site = False
            other.save()
        found.is_default_site = True
    if not Site.objects.exclude(pk=found.pk).filter(hostname=found.hostname, port=found.port):
        found.save()


@deed()
def add_site(chance):
    page = Page.objects.get(pk=a_page(chance).pk)
    Site.objects.get_or_create(
        hostname=f"host-{chance.below(9)}.example", port=80, defaults={"root_page": page}
    )


@deed()
def delete_site(chance):
    found = chance.one(Site.objects.all())
    if found and Site.objects.count() > 1:
        found.delete()


# What the task runner does


@deed()
def publish_scheduled(chance):
    # What is refused says so, and holds up nothing.
    with suppress(CommandError):
        call_command("publish_scheduled", verbosity=0)


WEIGHTED = [name for name, (_, weight) in DEEDS.items() for _ in range(weight)]
