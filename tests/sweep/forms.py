"""What the forms of a page send, read from its HTML, and what the sweep sends instead."""

from html.parser import HTMLParser

# Fields in which a word is changed, so that an accepted form leaves its mark.
CHANGED = ("title", "name", "description", "first_name", "site_name", "old_path", "local_title")
MARK = "intruder"


class _Forms(HTMLParser):
    def __init__(self):
        super().__init__()
        self.forms, self.form, self.select, self.area = [], None, None, None

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "form":
            posts = (given.get("method") or "").lower() == "post"
            self.form = {} if posts else None
            if posts:
                self.forms.append((given.get("action") or "", self.form))
        elif self.form is None or "disabled" in given:
            return
        elif tag == "input" and given.get("name"):
            self._input(given)
        elif tag == "select" and given.get("name"):
            self.select = given["name"]
            self.form.setdefault(self.select, [])
        elif tag == "option" and self.select:
            self._option(given)
        elif tag == "textarea" and given.get("name"):
            self.area = given["name"]
            self.form[self.area] = [""]

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None
        elif tag == "select":
            self.select = None
        elif tag == "textarea":
            self.area = None

    def handle_data(self, data):
        if self.area and self.form is not None:
            self.form[self.area][0] += data

    def _input(self, given):
        name, kind = given["name"], given.get("type", "text")
        value = given.get("value") or ""
        if kind in ("checkbox", "radio"):
            # Of boxes none of which is ticked, the first is.
            if "checked" in given or name not in self.form:
                kept = self.form.get(name, []) if "checked" in given and kind == "checkbox" else []
                self.form[name] = [*kept, value or "on"]
        elif kind not in ("submit", "button", "file", "reset"):
            self.form.setdefault(name, []).append(value)

    def _option(self, given):
        value = given.get("value") or ""
        # Where nothing is chosen, the last choice is.
        if "selected" in given and value:
            self.form[self.select] = [value]
            self.select = None
        elif value:
            self.form[self.select] = [value]


def largest_form(html, path):
    """Return what the largest form that posts to `path` would send: `{name: [value, …]}`."""
    parser = _Forms()
    parser.feed(html)
    forms = [form for action, form in parser.forms if action.partition("?")[0] in ("", path, "?")]
    return max(forms or [form for _, form in parser.forms], key=len, default={})


def changed(form):
    """Return a form in which something is said otherwise."""
    data = {name: list(values) for name, values in form.items() if name != "csrfmiddlewaretoken"}
    for name, values in data.items():
        if name.rpartition("-")[2] in CHANGED and values:
            values[0] = f"{values[0]} {MARK}"
    return data
