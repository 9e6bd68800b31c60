"""Two groups of clinics on one installation: neither shows anything of the other."""

from wagtail.contrib.redirects.models import Redirect

from tests.api.builders import block, links_to, offer
from tests.built_once import built_once
from treatments.models import ClinicPairing, Pairing, TreatmentFAQ

OFFERED = "treatments.ClinicTreatmentPage"


@built_once
def door(north):
    return north.clinic("Door")


@built_once
def stranger(south):
    """What another group has, all of it live."""
    south.clinic("South clinic")
    return south.treatment("Southern laser", slug="southern-laser")


def test_nothing_of_another_group_is_in_a_document(read, read_south, north, south, stranger, door):
    """By every kind of reference that a superuser or a script could have made."""
    question = south.question("Southern question?")
    clinic = south.clinics.get_children().get()
    text = "<p>" + "".join(links_to(page) for page in (stranger, question, clinic)) + "</p>"
    library = north.treatment(
        "Peel",
        blocks=[
            block("paragraph", text),
            block(
                "treatment_cards",
                {"heading": "", "treatments": [{"type": "item", "value": stranger.pk, "id": "x"}]},
            ),
            block(
                "call_to_action",
                {"heading": "", "text": "", "label": "On", "page": stranger.pk, "url": ""},
            ),
            block("contact_panel", {"heading": "", "text": "", "clinic": clinic.pk}),
            block("contact_panel", {"heading": "", "text": "", "clinic": None}),
        ],
        pairings=[Pairing(treatment=stranger, rationale="Both.")],
        faqs=[TreatmentFAQ(faq=question)],
    )
    own = offer(library, door, pairings=[ClinicPairing(treatment=stranger, rationale="Both.")])
    south_peel = offer(library, clinic)
    Pairing.objects.create(page=stranger, treatment=library, rationale="Both.")
    Pairing.objects.create(
        page=stranger, treatment=library, rationale="Never.", kind="do_not_combine"
    )

    for page in (library, own):
        document = read.page(page)
        assert "south" not in str(document).lower()
        assert document["pairings"] == document["faqs"] == []
    assert [row["clinic"]["title"] for row in read.page(library)["offered_at"]] == ["Door"]
    listed = read.pages(type="treatments.TreatmentPage", fields="*")
    assert "south" not in str(listed).lower()
    assert read.titles(type="treatments.TreatmentPage", pairs_with="southern-laser") == []
    # Without its library there is nothing that the clinic's page could safely show.
    assert read_south.get(f"pages/{south_peel.pk}/", 404)
    assert read_south.titles(type=OFFERED) == []
    assert read_south.page(clinic)["treatments"] == []
    assert (
        read.clients[0]
        .get("/locations/south-clinic/peel/", headers={"host": "south.example"})
        .status_code
        == 404
    )


def test_a_redirect_to_another_group_is_not_told(read, read_south, north, south):
    Redirect.objects.create(old_path="/old", redirect_page=south.home)

    assert read.get("redirects/")["items"] == []
    assert read.get("redirects/find/", 404, html_path="/old")
    assert len(read_south.get("redirects/")["items"]) == 1
