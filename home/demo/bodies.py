"""Turns the blocks of the demo's texts into the raw data of stream fields.

Each function takes a block as the TOML files write it and returns its raw value. Ids are derived
from where a block stands, so that every build gives the same ones.
"""

import json
import uuid

NAMESPACE = uuid.UUID("5f0f9a5e-6d0c-5d52-9a3d-3c1f7c0a9b1e")


class BodyWriter:
    """Writes stream values for one page; `place` tells its ids from those of other pages."""

    def __init__(self, place, directory, images):
        self.place = place
        self.directory = directory
        self.images = images
        self._written = 0

    def sections(self, sections, known_keys):
        """Return the JSON of a body of sections; keys not in `known_keys` are custom ones."""
        return json.dumps([self._section(section, known_keys) for section in sections])

    def local_sections(self, sections, known_keys):
        """Return the JSON of a clinic's own sections, which replace those of the library or add."""
        return json.dumps([self._local_section(section, known_keys) for section in sections])

    def blocks(self, blocks):
        """Return the JSON of a stream of content blocks."""
        return json.dumps([self._block(block) for block in blocks])

    def _section(self, section, known_keys):
        return self._child("section", self._section_value(section, known_keys))

    def _local_section(self, section, known_keys):
        value = self._section_value(section, known_keys)
        if section["action"] == "add":
            value["position"] = section["position"]
            value |= self._key("anchor", section["anchor"], known_keys)
        return self._child(section["action"], value)

    def _section_value(self, section, known_keys):
        return {
            **self._key("key", section["key"], known_keys),
            "heading": section["heading"],
            "content": [self._block(block) for block in section["content"]],
        }

    def _key(self, name, key, known_keys):
        if key in known_keys:
            return {name: key, f"custom_{name}": ""}
        return {name: "custom", f"custom_{name}": key}

    def _block(self, block):
        write = getattr(self, f"_{block['type']}")
        return self._child(block["type"], write(block))

    def _child(self, block_type, value):
        self._written += 1
        block_id = uuid.uuid5(NAMESPACE, f"{self.place}/{self._written}")
        return {"type": block_type, "value": value, "id": str(block_id)}

    def _items(self, values):
        return [self._child("item", value) for value in values]

    def _picture(self, picture):
        image = self.images.of(picture)
        return {"image": image.pk, "alt_text": picture["alt"], "decorative": False}

    def _paragraph(self, block):
        return self.directory.rich_text(block["text"])

    def _image(self, block):
        return {"image": self._picture(block), "caption": block.get("caption", "")}

    def _steps(self, block):
        return {
            "items": self._items(
                {"title": item["title"], "text": self.directory.rich_text(item["text"])}
                for item in block["items"]
            )
        }

    def _do_and_dont(self, block):
        return {"do": self._items(block["do"]), "dont": self._items(block["dont"])}

    def _quote(self, block):
        return {"text": block["text"], "attribution": block.get("attribution", "")}

    def _table(self, block):
        return {
            "caption": block.get("caption", ""),
            "columns": [{"type": "text", "heading": heading} for heading in block["columns"]],
            "rows": [{"values": row} for row in block["rows"]],
        }

    def _callout(self, block):
        return {
            "tone": block["tone"],
            "title": block["title"],
            "text": self.directory.rich_text(block["text"]),
        }

    def _video(self, block):
        return {
            "url": block["url"],
            "title": block["title"],
            "transcript": self.directory.rich_text(block.get("transcript", "")),
        }

    def _before_after(self, block):
        return {
            "before": self._picture(block["before"]),
            "after": self._picture(block["after"]),
            "caption": block.get("caption", ""),
            "consent": block["consent"],
            "disclaimer": block["disclaimer"],
        }

    def _treatment_cards(self, block):
        pages = [self.directory.find(f"treatment:{slug}") for slug in block["treatments"]]
        return {
            "heading": block.get("heading", ""),
            "treatments": self._items(page.pk for page in pages),
        }

    def _call_to_action(self, block):
        page, url = self.directory.destination(block["link"])
        return {
            "heading": block.get("heading", ""),
            "text": block.get("text", ""),
            "label": block["label"],
            "page": page and page.pk,
            "url": url,
        }

    def _contact_panel(self, block):
        clinic = block.get("clinic")
        return {
            "heading": block.get("heading", ""),
            "text": block.get("text", ""),
            "clinic": self.directory.find(f"clinic:{clinic}").pk if clinic else None,
        }
