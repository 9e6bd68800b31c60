"""The admin's screens that people of a clinic and of the central team open in their week."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import TaskState

from faq.models import FAQIndexPage, FAQPage

from .group import IN_REVIEW, STALE, pages_of

CLINIC = ("editor", "manager")
CENTRAL = ("central editor", "central manager")
EVERYBODY = (*CLINIC, *CENTRAL, "superuser")
OF_CLINIC = (*CLINIC, "superuser")
OF_LIBRARY = (*CENTRAL, "superuser")


@dataclass(frozen=True)
class Screen:
    """An address of the admin and the roles that open it; `name` says what it is in the table."""

    name: str
    url: str
    roles: tuple = EVERYBODY


def people_of(group):
    """Return `{role: user}`; the clinic's people are those of `group.clinic`."""
    number = group.clinics.index(group.clinic)
    own = {role: group.people[f"{role}-{number}"] for role in CLINIC}
    return own | {role: group.people[role] for role in (*CENTRAL, "superuser")}


def screens(group):
    """Return the screens, with the clinic of the figures and its pages in their addresses."""
    return [
        *_wagtail_screens(group),
        *_choosers(group),
        *_listings(group),
        *_reports(group),
        *_editors(group),
        *_library_editors(group),
        *_installation(group),
    ]


def _wagtail_screens(group):
    clinic, tree = group.clinic.page, group.tree
    pages = reverse("wagtailadmin_api:pages:listing")
    return [
        Screen("Home", reverse("wagtailadmin_home")),
        Screen("Explorer, first level", reverse("wagtailadmin_explore_root")),
        Screen("Explorer, clinics", explore(tree.clinics), OF_CLINIC),
        Screen("Explorer, a clinic", explore(clinic), OF_CLINIC),
        Screen("Explorer, a clinic, searched", f"{explore(clinic)}?q=treatment", OF_CLINIC),
        Screen("Explorer, a clinic, ordered", f"{explore(clinic)}?ordering=ord", OF_CLINIC),
        Screen("Explorer, clinic’s questions", explore(questions_of(group)), OF_CLINIC),
        Screen("Explorer, library", explore(tree.treatments), OF_LIBRARY),
        Screen("Search", f"{reverse('wagtailadmin_pages:search')}?q=treatment"),
        Screen(
            "Menu of pages, clinics",
            f"{pages}?for_explorer=1&child_of={tree.clinics.pk}",
            OF_CLINIC,
        ),
        Screen(
            "Menu of pages, a clinic", f"{pages}?for_explorer=1&child_of={clinic.pk}", OF_CLINIC
        ),
        Screen("Account", reverse("wagtailadmin_account")),
    ]


def explore(page):
    return reverse("wagtailadmin_explore", args=[page.pk])


def questions_of(group):
    return FAQIndexPage.objects.child_of(group.clinic.page).get()


def _choosers(group):
    chooser, tree = reverse("wagtailadmin_choose_page"), group.tree
    search, many = (
        reverse(f"wagtailadmin_choose_page_{name}") for name in ("search", "chosen_multiple")
    )
    of_type = "page_type=treatments.TreatmentPage"
    page, shared = pages_of(group.clinic).first(), group.library[0]
    found = [
        Screen("Page chooser", chooser),
        Screen("Page chooser, treatments", f"{chooser}?{of_type}"),
        Screen("Page chooser, questions", f"{chooser}?page_type=faq.FAQPage"),
        Screen("Page chooser, clinics", choose_below(tree.clinics)),
        Screen("Page chooser, a clinic", choose_below(group.clinic.page), OF_CLINIC),
        Screen("Page chooser, library", f"{choose_below(tree.treatments)}?{of_type}"),
        Screen("Page chooser, searched", f"{search}?q=treatment"),
        Screen("Page chooser, one type searched", f"{search}?q=treatment&{of_type}"),
        Screen("Page chooser, several", f"{many}?id={page.pk}&id={shared.pk}", OF_CLINIC),
        Screen("Tags", f"{reverse('wagtailadmin_tag_autocomplete')}?term=r"),
    ]
    for name, app in (("Images", "wagtailimages"), ("Documents", "wagtaildocs")):
        index, results = reverse(f"{app}:index"), reverse(f"{app}_chooser:choose_results")
        api = reverse(
            f"wagtailadmin_api:{app.removeprefix('wagtail').replace('docs', 'documents')}:listing"
        )
        found += [
            Screen(name, index),
            Screen(f"{name}, searched", f"{index}?q=room+leaflet"),
            Screen(f"{name}, upload", reverse(f"{app}:add_multiple")),
            Screen(f"{name}, chooser", reverse(f"{app}_chooser:choose")),
            Screen(f"{name}, chooser searched", f"{results}?q=room"),
            Screen(f"{name}, admin’s API", api),
        ]
    image, document = (
        own(group, get_image_model(), "image"),
        own(group, get_document_model(), "document"),
    )
    return [
        *found,
        Screen("Image, edit", reverse("wagtailimages:edit", args=[image.pk]), OF_CLINIC),
        Screen("Image, used on", reverse("wagtailimages:image_usage", args=[image.pk]), OF_CLINIC),
        Screen("Document, edit", reverse("wagtaildocs:edit", args=[document.pk]), OF_CLINIC),
    ]


def choose_below(page):
    return reverse("wagtailadmin_choose_page_child", args=[page.pk])


def own(group, model, kind):
    """Return the newest image or document of the clinic: its pages show that image."""
    collection = getattr(group.clinic, f"{kind}_collection")
    return model.objects.filter(collection=collection).order_by("pk").last()


def _listings(group):
    offered = reverse("clinic_treatments:index")
    narrowed = f"clinic={group.clinic.page.pk}&treatment={group.library[0].pk}"
    questions = reverse("faq_questions:index")
    place, similar = questions_of(group).pk, reverse("faq_similar_questions")
    return [
        Screen("Clinic treatments", offered, OF_CLINIC),
        Screen("Clinic treatments, filtered", f"{offered}?{narrowed}", OF_CLINIC),
        Screen("Clinic treatments, searched", f"{offered}?q=treatment", OF_CLINIC),
        Screen(
            "Clinic treatments, one clinic’s CSV", f"{offered}?export=csv&{narrowed}", OF_CLINIC
        ),
        Screen("Clinic treatments, CSV", f"{offered}?export=csv", CLINIC),
        Screen("Clinic treatments, results", reverse("clinic_treatments:index_results"), OF_CLINIC),
        Screen("Questions", questions),
        Screen("Questions, of one place", f"{questions}?place={place}", OF_CLINIC),
        Screen("Questions, searched", f"{questions}?q=case"),
        Screen("Questions, CSV", f"{questions}?export=csv"),
        Screen("Clinics", reverse("clinics:index"), OF_CLINIC),
        Screen("Clinics, CSV", f"{reverse('clinics:index')}?export=csv", OF_CLINIC),
        Screen("Treatments", reverse("treatments:index"), OF_LIBRARY),
        Screen("Treatments, CSV", f"{reverse('treatments:index')}?export=csv", OF_LIBRARY),
        Screen("Similar questions", f"{similar}?parent={place}&q=Does+it+hurt", OF_CLINIC),
    ]


def _reports(group):
    stale = reverse("treatments_stale_overrides")
    reports = {
        "locked pages": "locked_pages",
        "workflows": "workflow",
        "workflow tasks": "workflow_tasks",
        "site history": "site_history",
        "ageing pages": "aging_pages",
        "page types": "page_types_usage",
    }
    found = [
        Screen("Stale overrides", stale, OF_CLINIC),
        Screen("Stale overrides, a clinic", f"{stale}?clinic={group.clinic.page.pk}", OF_CLINIC),
        Screen("Stale overrides, CSV", f"{stale}?export=csv", CLINIC),
        *(
            Screen(f"Report: {label}", reverse(f"wagtailadmin_reports:{name}"), EVERYBODY)
            for label, name in reports.items()
        ),
    ]
    activity = address("tenancy_activity")
    return [*found, Screen("Report: clinic activity", activity, OF_CLINIC)] if activity else found


def address(name, *args):
    """Return an address of an app that may not be there, or None."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return None


def _editors(group):
    clinic, pages = group.clinic.page, pages_of(group.clinic)
    stale, in_review = pages[STALE], pages[IN_REVIEW]
    plain = pages.last()
    question = FAQPage.objects.descendant_of(clinic).last()
    found = [
        Screen("Edit a clinic treatment", edit(plain), OF_CLINIC),
        Screen("Edit, with stale overrides", edit(stale), OF_CLINIC),
        Screen("Edit, in review", edit(in_review), OF_CLINIC),
        Screen("Edit a clinic", edit(clinic), OF_CLINIC),
        Screen("Edit a question", edit(question), OF_CLINIC),
        Screen("Preview a clinic treatment", action("view_draft", plain), OF_CLINIC),
        Screen("History of a clinic treatment", action("history", plain), OF_CLINIC),
        Screen("Usage of a clinic", action("usage", clinic), OF_CLINIC),
        Screen("Workflow history", action("workflow_history", in_review), OF_CLINIC),
        Screen("Copy a clinic treatment", action("copy", plain), OF_CLINIC),
        Screen("Delete a question", action("delete", question), ("manager", "superuser")),
        Screen("Unpublish", action("unpublish", plain), ("manager", "superuser")),
        Screen(
            "Withdraw", reverse("treatments_withdraw", args=[plain.pk]), ("manager", "superuser")
        ),
        Screen("Add a page, which kind", action("add_subpage", clinic), OF_CLINIC),
        Screen("Add a question", add("faq", "faqpage", questions_of(group)), OF_CLINIC),
        Screen(
            "Add a clinic treatment", add("treatments", "clinictreatmentpage", clinic), OF_CLINIC
        ),
        Screen(
            "Add from library", reverse("treatments_add_from_library", args=[clinic.pk]), OF_CLINIC
        ),
        Screen("Approve", approve(in_review), ("manager", "superuser")),
    ]
    people = address("tenancy_clinic", clinic.pk)
    return (
        [*found, Screen("People of a clinic", people, ("manager", "superuser"))]
        if people
        else found
    )


def edit(page):
    return action("edit", page)


def action(name, page):
    return reverse(f"wagtailadmin_pages:{name}", args=[page.pk])


def add(app, model, parent):
    return reverse("wagtailadmin_pages:add", args=[app, model, parent.pk])


def approve(page):
    state = TaskState.objects.filter(revision__object_id=str(page.pk)).get()
    names = [page.pk, "approve", state.pk]
    return reverse("wagtailadmin_pages:workflow_action", args=names)


def _library_editors(group):
    treatment = group.library[-1]
    question = FAQPage.objects.child_of(group.tree.questions).last()
    return [
        Screen("Edit a treatment", edit(treatment), OF_LIBRARY),
        Screen(
            "Which clinics change", reverse("treatments_reach", args=[treatment.pk]), OF_LIBRARY
        ),
        Screen("Offer at …", reverse("treatments_offer", args=[treatment.pk]), OF_CLINIC),
        Screen("Usage of a treatment", action("usage", treatment), OF_LIBRARY),
        Screen(
            "Unpublish a treatment",
            action("unpublish", treatment),
            ("central manager", "superuser"),
        ),
        Screen("Delete a treatment", action("delete", treatment), ("central manager", "superuser")),
        Screen("Edit a shared question", edit(question), OF_LIBRARY),
    ]


def _installation(group):
    """What only a superuser has in the menu."""
    clinic = group.clinic
    addresses = {
        "Groups": reverse("wagtailusers_groups:index"),
        "Group, edit": reverse("wagtailusers_groups:edit", args=[clinic.editors_id]),
        "Users": reverse("wagtailusers_users:index"),
        "User, edit": reverse("wagtailusers_users:edit", args=[people_of(group)["editor"].pk]),
        "Collections": reverse("wagtailadmin_collections:index"),
        "Workflows": reverse("wagtailadmin_workflows:index"),
        "Workflow, edit": reverse("wagtailadmin_workflows:edit", args=[clinic.workflow_id]),
        "Sites": reverse("wagtailsites:index"),
        "Redirects": reverse("wagtailredirects:index"),
        "Brand": reverse(
            "wagtailsettings:edit", args=["home", "brandsettings", group.tree.site.pk]
        ),
        "Move a clinic, to where": action("move", clinic.page),
    }
    return [Screen(name, url, ("superuser",)) for name, url in addresses.items()]
