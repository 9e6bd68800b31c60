"""One call, what came of it, and what of that must not be."""

from dataclasses import dataclass, field

from .marks import READERS
from .plant import GROUP_HOST
from .routes import Route


@dataclass(frozen=True)
class Call:
    """One request: `form` is posted as a form, `body` sent as JSON."""

    route: Route
    method: str
    url: str
    host: str
    form: dict | None = None
    body: dict | None = None


@dataclass
class Outcome:
    """What came of a call: the kinds of secret that it told, the rows it changed, the error."""

    status: int = 0
    told: frozenset = frozenset()
    changed: list = field(default_factory=list)
    crash: str = ""

    def problems(self, role):
        """Give what must not be when `role` made the call, one line each."""
        if told := {kind for kind in self.told if role not in READERS.get(kind, ())}:
            yield f"tells {', '.join(sorted(told))}"
        if self.changed:
            yield f"changes {'; '.join(self.changed[:4])}"
        if self.crash:
            yield f"crashes: {self.crash}"


@dataclass(frozen=True)
class Finding:
    """What must not be, in one line."""

    role: str
    call: Call
    what: str

    def __str__(self):
        sent = self.call.form or self.call.body or {}
        words = ", ".join(f"{k}={v}" for k, v in sorted(sent.items()) if "action" in k)
        host = f"{self.call.host} " if self.call.host != GROUP_HOST else ""
        return (
            f"{self.role}: {self.call.method} {host}{self.call.url} {words}"
            f"[{self.call.route.name}] {self.what}"
        )
