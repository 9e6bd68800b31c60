"""What tests begin with, built once and committed.

`@built_once` makes a fixture of a function whose parameters name fixtures of this kind. Before the
first test of a module, all that its tests ask for is built in a copy of the database that is this
module's own. Each test runs in a transaction that is rolled back, with its own copies of the
objects and of the files.

Two kinds are built once for a process, in databases that those of modules are copies of. One is
`@part_of_the_world`: a module that asks for two clinics begins with the whole world, and one that
asks for less builds just that. The other is `@built_for_all`, with which every module begins that
asks for it.
"""

import copy
import inspect
from pathlib import Path

import pytest

builders = {}  # functions, by the fixture that was made of them
world_builders = []  # those of the world
builders_for_all = []


def built_once(build):
    """Make a fixture of `build`, which may depend on nothing that a test could change."""

    def fixture(copies):
        return copies[build.__name__]

    fixture.__doc__ = build.__doc__
    made = pytest.fixture(name=build.__name__)(fixture)
    builders[made] = build
    return made


def part_of_the_world(build):
    """Make a fixture of `build`, whose parameters name other parts of the world."""
    world_builders.append(build)
    return built_once(build)


def built_for_all(build):
    """Make a fixture of `build`, which has no parameters."""
    builders_for_all.append(build)
    return built_once(build)


def build(function, values):
    """Add to `values` what a function gives for those of its parameters."""
    given = {name: values[name] for name in inspect.signature(function).parameters}
    values[function.__name__] = function(**given)


class ModuleFixtures:
    """The fixtures of this kind that hold in one module; `values` are what they were built to."""

    def __init__(self, module, plugins, names):
        """`names` are those of all fixtures that tests of the module ask for."""
        self.places = [module, *_conftests_above(Path(module.__file__), plugins)]
        self.values = {}
        self.needed = []  # builders, those that others need first
        for name in names:
            self._need(name)

    @property
    def beginning(self):
        """The builders of the database that the module's is a copy of; none for the first."""
        for builder in self.needed:
            if builder in builders_for_all:
                return [builder]
        of_the_world = {builder.__name__ for builder in self.needed if builder in world_builders}
        return world_builders if {"andover", "san_diego"} <= of_the_world else []

    def build(self):
        """Build what is not there yet."""
        for builder in self.needed:
            if builder.__name__ not in self.values:
                build(builder, self.values)

    def copies(self):
        return copy.deepcopy(self.values)

    def _need(self, name):
        builder = next(
            (builders.get(getattr(place, name)) for place in self.places if hasattr(place, name)),
            None,
        )
        if builder and builder not in self.needed:
            for parameter in inspect.signature(builder).parameters:
                self._need(parameter)
            self.needed.append(builder)


def _conftests_above(path, plugins):
    """Return the conftest modules that hold for a file, the nearest first."""
    found = [
        (len(folder.parts), plugin)
        for plugin in plugins
        if Path(getattr(plugin, "__file__", None) or "").name == "conftest.py"
        and (folder := Path(plugin.__file__).parent) in path.parents
    ]
    return [plugin for _, plugin in sorted(found, key=lambda pair: -pair[0])]
