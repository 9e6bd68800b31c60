"""Calls every address as somebody and tells what he got to see or changed."""

import io
import json
from collections import Counter
from urllib.parse import urlsplit

from django.core import mail
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse
from PIL import Image

from .bodies import PICTURE, TEXT, forms, json_bodies
from .cases import LEFT_OUT, Cases
from .forms import largest_form
from .marks import secrets_in
from .outcomes import Call, Finding, Outcome
from .page_cases import QUERY, NoCaseError, is_page_form
from .plant import GROUP_HOST
from .questions import fits, hosts, queries
from .responses import crash_of, text_of
from .routes import Route
from .rows import Rows, WriteLog

REDIRECTS = (301, 302, 303, 307, 308)
FORM_METHODS = {"GET", "POST"}
API = ("wagtailapi:*", "wagtailapi_v3:*", "wagtailadmin_api:*")


class Sweep:
    """The calls of all routes in one planted world, and what came of them."""

    def __init__(self, world, swept):
        """`swept` are the routes; those that no case fills are kept in `without_case`."""
        self.world, self.cases = world, Cases(world)
        self.without_case, self.addresses = [], []
        for route in swept:
            if route.name not in LEFT_OUT:
                self._fill(route)
        self.clients = {role: _client(person) for role, person in world.people.items()}
        self.rows = Rows(_owned(world), _paths(world))
        self.learned = {}

    def _fill(self, route):
        try:
            self.addresses += [(route, values) for values in self.cases.of(route)]
        except NoCaseError:
            self.without_case.append(str(route))

    def learn(self, role="superuser"):
        """Look at every form as somebody who may, so that what is posted is plausible.

        Returns the kinds of secret that were seen on the way.
        """
        told = set()
        for route, values in self.addresses:
            url = _url(route, values)
            outcome, html = self._ask(role, Call(route, "GET", url, hosts(route)[0]))
            told |= outcome.told
            self.learned[url] = largest_form(html, url.partition("?")[0]) if html else {}
        return told

    def calls(self):
        """Give every call of every address."""
        asked = set()
        for route, values in self.addresses:
            url = _url(route, values)
            first = route.name not in asked
            asked.add(route.name)
            for host in hosts(route):
                for query in queries(route, self.world):
                    yield Call(route, "GET", _with(url, query), host)
            yield from self._writes(route, values, url, hosts(route)[0], first)

    def _writes(self, route, values, url, host, first):
        if fits(route, *API):
            for method in sorted(route.methods - {"GET"}):
                for body in json_bodies(route, self.world) if method != "DELETE" else [{}]:
                    yield Call(route, method, url, host, body=body)
            return
        for form in forms(route, values, self.learned.get(url, {}), self.world):
            yield Call(route, "POST", url, host, form=form)
        # A view of the admin that does more for PUT than for POST does it for any object.
        for method in sorted(route.methods - FORM_METHODS) if first else ():
            yield Call(route, method, url, host, body={})

    def run(self, role):
        """Make every call as `role`; return how many by method, and what must not be."""
        counts, findings = Counter(), []
        for call in self.calls():
            outcome = self.outcome(role, call)
            counts[call.method] += 1
            findings += [Finding(role, call, what) for what in outcome.problems(role)]
        return counts, findings

    def outcome(self, role, call):
        """Make one call and take back what it did."""
        return self._ask(role, call)[0]

    def open(self, role, url):
        """Return the response to a GET of any address."""
        route = Route(pattern=url.removeprefix("/"), name="", template="", parameters=frozenset())
        return self._send(self.clients[role], role, Call(route, "GET", url, GROUP_HOST))

    def _ask(self, role, call):
        client, log = self.clients[role], WriteLog()
        cookies = client.cookies.copy()
        cache.clear()
        mail.outbox.clear()
        try:
            with transaction.atomic():
                with connection.execute_wrapper(log):
                    response = self._send(client, role, call)
                    text = text_of(response)
                crash = crash_of(response)
                changed = [] if crash or not log.tables else self.rows.changes(log.tables)
                if call.method == "POST" and not crash:
                    text += self._after(client, role, call, response)
                transaction.set_rollback(True)
        finally:
            client.cookies = cookies
        told = secrets_in(text) - _sent(call)
        html = "html" in response.headers.get("Content-Type", "") and text
        return Outcome(response.status_code, told, changed, crash), html

    def _send(self, client, role, call):
        extra = {"HTTP_HOST": call.host}
        if call.route.pattern.startswith("api/") and role in self.world.tokens:
            extra["HTTP_AUTHORIZATION"] = f"Bearer {self.world.tokens[role]}"
        if call.form is not None:
            return client.post(call.url, _fresh(call.form), **extra)
        if call.body is not None:
            return client.generic(
                call.method, call.url, json.dumps(call.body), "application/json", **extra
            )
        return client.generic(call.method, call.url, **extra)

    def _after(self, client, role, call, response):
        """What the person sees next: the preview that was posted, or where he was sent."""
        if response.status_code in REDIRECTS:
            target = urlsplit(response["Location"])
            if target.path not in _doors():
                url = f"{target.path}?{target.query}" if target.query else target.path
                return text_of(self._send(client, role, Call(call.route, "GET", url, call.host)))
        elif is_page_form(call.route) and "preview" in call.route.name:
            return text_of(self._send(client, role, Call(call.route, "GET", call.url, call.host)))
        return ""


def _client(person):
    client = Client(raise_request_exception=False)
    if person:
        client.force_login(person)
    return client


def _owned(world):
    own, south = world.own, world.south
    for clinic in (own.clinic, south.clinic):
        yield clinic
        for name in (
            "editors",
            "managers",
            "image_collection",
            "document_collection",
            "workflow",
            "site",
        ):
            if (value := getattr(clinic, name)) is not None:
                yield value
    yield world.webhook
    yield from (own.collection, own.editor, own.manager, own.task, own.redirect)


def _paths(world):
    return [clinic.page.path for clinic in (world.own.clinic, world.south.clinic)]


def _url(route, values):
    path = route.path({name: value for name, value in values.items() if name != QUERY})
    return _with(path, values.get(QUERY, ""))


def _with(url, query):
    return f"{url}{'&' if '?' in url else '?'}{query}" if query else url


def _doors():
    """Where somebody is sent who may not; there is nothing there of what he asked for."""
    for name in ("wagtailadmin_home", "wagtailadmin_login", "wagtailcore_login"):
        try:
            yield reverse(name)
        except NoReverseMatch:
            continue


def _sent(call):
    """The secrets that the caller said himself and may be told back."""
    return secrets_in(json.dumps([call.url, call.form, call.body], default=str))


def _fresh(form):
    """A form to send: without what is said to be missing, with files that nobody has read."""
    return {name: _file(value) for name, value in form.items() if value is not None}


def _file(value):
    if value == TEXT:
        return SimpleUploadedFile("intruder.txt", b"Words")
    if value == PICTURE:
        content = io.BytesIO()
        Image.new("RGB", (4, 4)).save(content, "PNG")
        return SimpleUploadedFile("intruder.png", content.getvalue(), content_type="image/png")
    return value
