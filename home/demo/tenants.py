"""Gives the demo's clinics their teams, collections and workflow, their hosts and their people."""

from django.contrib.auth import get_user_model

from tenancy.models import Clinic, ClinicGroup
from tenancy.opening.clinics import furnish
from tenancy.opening.groups import ensure_group

from .images import ImageShelf
from .texts import texts

# Of `username`, the clinic (None for the central team) and the role, as `tenancy.models` has it.
PEOPLE = {
    "andover-editor": ("andover", "editors"),
    "andover-manager": ("andover", "managers"),
    "central-editor": (None, "editors"),
}
LOOPBACK = ("127.0.0.1", "localhost", "::1")


class Tenants:
    """The demo's clinics as tenants: `shelf(slug)` holds a clinic's pictures, `shared` the rest's.

    With `sites`, each clinic has a host of its own. A clinic that an editor has closed stays so.
    """

    def __init__(self, tree, sites=False):
        self.group = ensure_group(tree.home)
        self.shared = ImageShelf(self.group.shared_collection)
        self._shelves = {}
        for slug in texts("clinics"):
            page = tree.directory.find(f"clinic:{slug}")
            clinic = Clinic.objects.filter(page=page).first()
            if clinic is None or not clinic.is_closed:
                own_host = sites and tree.site
                clinic = furnish(page, **host_of(slug, tree.site) if own_host else {})
            if clinic.image_collection:
                self._shelves[slug] = ImageShelf(clinic.image_collection)

    def shelf(self, slug):
        return self._shelves.get(slug, self.shared)

    def make_renditions(self):
        """Make the sizes that the API shows, so that the first reader need not wait for them."""
        for shelf in (self.shared, *self._shelves.values()):
            shelf.make_renditions()


def host_of(slug, site):
    """Return the `hostname` and `port` of a clinic's own site: a name below the group's.

    On a developer's own machine it is below `localhost`, which browsers look for there.
    """
    parent = "localhost" if site.hostname in LOOPBACK else site.hostname
    return {"hostname": f"{slug}.{parent}", "port": site.port}


def make_people(password):
    """Make a person for each role, where there is none; return the names of those made."""
    users = get_user_model()._default_manager
    made = []
    for name, (slug, role) in PEOPLE.items():
        owner = Clinic.objects.filter(page__slug=slug) if slug else ClinicGroup.objects.all()
        team = getattr(owner.first(), role, None)
        if team and not users.filter(username=name).exists():
            user = users.create_user(name, f"{name}@example.com", password)
            user.groups.add(team)
            made.append(name)
    return made
