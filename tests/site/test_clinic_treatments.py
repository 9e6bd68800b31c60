"""A treatment at a clinic on the site: where it leads, what leads to it, and when it is there."""

from faq.models import FAQIndexPage
from tests.api.builders import make_image
from tests.site.clinic_treatments import offer
from treatments.models import ClinicPrice, ClinicTreatmentFAQ, Pairing

PATH = "/locations/door/peel/"


def links(page):
    return [link.get("href") for link in page.elements.of("a")]


# The page


def test_one_sentence_of_the_library_is_read_where_it_is_not_replaced(visit, tree):
    peel = tree.treatment("Peel", summary="Ring {clinic} in {city}.")
    offer(tree.clinic("Door", locality="Burnaby"), peel)
    offer(tree.clinic("Gate"), peel, summary="Our own words.")

    assert "Ring Door in Burnaby." in visit("/locations/door/peel/").text
    assert "Our own words." in visit("/locations/gate/peel/").text
    assert "Ring Gate in" not in visit("/locations/gate/peel/").text

    peel.summary = "Write to {clinic}."
    peel.save_revision().publish()

    assert "Write to Door." in visit("/locations/door/peel/").text
    assert "Write to" not in visit("/locations/gate/peel/").text


def test_search_engines_and_sharing_get_the_merged_words(visit, tree):
    peel = tree.treatment(
        "Peel",
        seo_title="All about peels",
        search_description="In general.",
        social_image=make_image("Poster"),
    )
    page = offer(tree.clinic("Door"), peel, local_title="Door peel")

    def shown():
        html = visit(PATH)
        tags = {
            m.get("name") or m.get("property"): m.get("content") for m in html.elements.of("meta")
        }
        return html.html, tags

    html, tags = shown()
    assert "<title>All about peels | North Skin</title>" in html
    assert tags["description"] == "In general."
    assert "poster" in tags["og:image"]
    assert f'<link rel="canonical" href="http://north.example{PATH}">' in html

    page.seo_title, page.search_description = "Peels at Door", "Here."
    page.social_image = make_image("Shopfront")
    page.save_revision().publish()
    html, tags = shown()
    assert "<title>Peels at Door | North Skin</title>" in html
    assert tags["description"] == tags["og:description"] == "Here."
    assert "shopfront" in tags["og:image"]


def test_it_leads_to_its_clinic_the_library_and_what_else_the_clinic_offers(visit, tree):
    peel, laser, wax = tree.treatment("Peel"), tree.treatment("Laser"), tree.treatment("Wax")
    Pairing.objects.create(page=peel, treatment=laser, rationale="Both.")
    Pairing.objects.create(page=peel, treatment=wax, rationale="Also.")
    door = tree.clinic("Door", booking_url="https://book.example/door")
    offer(door, laser)
    offer(door, peel)
    found = visit(PATH)

    crumbs = found.html.split("Breadcrumb")[1].split("</nav>")[0]
    assert '<a href="/locations/door/">Door</a>' in crumbs
    main = found.html.split("<article>")[1].split("<footer")[0]
    assert '<a href="/treatments/peel/">Peel in general</a>' in main
    assert '<a href="/locations/door/laser/">Laser</a>' in main
    assert 'href="https://book.example/door"' in main
    assert "Wax" not in main


def test_it_can_be_passed_on_without_anyone_else_learning_of_it(visit, tree):
    peel = tree.treatment("Peel & care?")
    offer(tree.clinic("Door"), peel, slug="peel")
    page = visit(PATH)

    address = f"http://north.example{PATH}"
    mail = next(link for link in links(page) if link and link.startswith("mailto:?"))
    encoded = address.replace(":", "%3A").replace("/", "%2F")
    assert mail == f"mailto:?subject=Peel%20%26%20care%3F&body={encoded}"
    fields = [field for field in page.elements.of("input") if field.get("id") == "share-address"]
    assert [field["value"] for field in fields] == [address]
    assert [script["src"] for script in page.elements.of("script")] == [
        "/static/clinicsite/share.js"
    ]


def test_a_clinic_without_prices_and_people_says_so_kindly(visit, tree):
    offer(tree.clinic("Door"), tree.treatment("Peel"))
    page = visit(PATH)

    assert "Please ask the clinic for yours." in page.text
    assert "Who performs it" not in page.text
    assert 'href="#part-prices"' not in page.html


def test_a_clinic_that_hides_every_fact_has_no_empty_table(visit, tree):
    door, peel = tree.clinic("Door"), tree.treatment("Peel", comfort="mild", downtime_max=2)
    page = offer(door, peel, hidden=["comfort"])
    assert "Downtime" in visit(PATH).text
    assert "Mild discomfort" not in visit(PATH).text

    page.hidden = ["comfort", "downtime"]
    page.save_revision().publish()

    assert 'class="facts"' not in visit(PATH).html


def test_what_a_clinic_says_itself_is_text_and_no_markup(visit, tree):
    evil = '"><script>alert(1)</script>'
    offer(
        tree.clinic("Door"),
        tree.treatment("Peel"),
        local_title=f"Door {evil}",
        slug="peel",
        prices=[ClinicPrice(label=evil, amount="1", unit="area", note=evil)],
        faqs=[ClinicTreatmentFAQ(question=evil, answer="<p>No.</p>")],
    )
    page = visit(PATH)

    assert page.status == 200
    assert "<script>alert" not in page.html
    assert "alert(1)" in page.text


def test_a_warning_leads_to_the_library_where_the_clinic_does_not_offer_the_other(visit, tree):
    acid = tree.treatment("Acid")
    warning = Pairing(treatment=acid, kind="do_not_combine", rationale="Wait for weeks.")
    door = tree.clinic("Door")
    offer(door, tree.treatment("Peel", pairings=[warning]))
    page = visit(PATH)

    assert "Do not combine" in page.text
    assert "Wait for weeks." in page.text
    assert 'href="/treatments/acid/">Acid<' in page.html
    assert not any("/door/acid/" in (link or "") for link in links(page))

    acid.unpublish()
    assert "Acid" not in visit(PATH).text
    assert "Do not combine" not in visit(PATH).text


# What leads to it


def test_the_library_page_leads_to_the_clinics_that_offer_it(visit, tree):
    peel = tree.treatment("Peel")
    offer(tree.clinic("Door"), peel, local_title="Door peel")
    tree.clinic("Gate")
    places = visit("/treatments/peel/").html.split('id="part-clinics"')[1].split("</section>")[0]

    assert "Offered at" in places
    assert 'href="/locations/door/peel/">Door peel<' in places
    assert "Gate" not in places


def test_a_treatment_that_nobody_offers_names_those_who_can_be_asked(visit, tree):
    tree.treatment("Peel")
    tree.clinic("Door")
    page = visit("/treatments/peel/")
    places = page.html.split('id="part-clinics"')[1].split("</section>")[0]

    assert "None of our clinics offers this treatment at present." in places
    assert 'href="/locations/door/">Door' in places
    assert "Offered at" not in page.text


def test_a_clinic_shows_its_treatments_by_category_and_once(visit, tree):
    door = tree.clinic("Door")
    for title in ("Peel", "Laser"):
        offer(door, tree.treatment(title))
    questions = door.add_child(instance=FAQIndexPage(title="Questions here", slug="faq"))
    page = visit("/locations/door/")

    shown = page.html.split('id="part-treatments"')[1].split("</article>\n")[0]
    assert "Shelf" in shown
    assert links(page).count("/locations/door/peel/") == 1
    assert links(page).count("/locations/door/laser/") == 1
    assert questions.get_url() in " ".join(filter(None, links(page)))


def test_the_list_of_treatments_is_that_of_the_library(visit, tree):
    offer(tree.clinic("Door"), tree.treatment("Peel"), local_title="Door peel")
    page = visit("/treatments/")

    assert "Door peel" not in page.text
    assert "/treatments/peel/" in links(page)


# When it is there


def test_a_page_is_gone_and_back_with_its_library_page(visit, tree):
    peel = tree.treatment("Peel")
    offer(tree.clinic("Door"), peel)

    peel.unpublish()
    assert visit(PATH).status == 404

    peel.save_revision().publish()
    assert visit(PATH).status == 200
