"""Fills the home page, the index pages and the questions."""

from .bodies import BodyWriter


def fill_home(page, directory, entry, images):
    page.headline = entry["headline"]
    page.introduction = directory.rich_text(entry["introduction"])
    page.hero_image = images.of(entry["hero"])
    page.body = BodyWriter("home", directory, images).blocks(entry["content"])
    page.show_in_menus = True


def fill_index(page, directory, entry):
    page.introduction = directory.rich_text(entry["introduction"])
    page.show_in_menus = True


def fill_question(page, directory, entry, topics):
    page.answer = directory.rich_text(entry["answer"])
    page.topic = topics[entry["topic"]]
    if entry.get("answers"):
        page.answers = directory.find(f"faq:{entry['answers']}")
