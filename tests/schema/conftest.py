"""The description of the API, and whether documents are what it says."""

import json

import jsonschema_rs
import pytest

from delivery.schema.document import openapi
from tests.api.conftest import north, read  # noqa: F401


class Description:
    """The description as it is now, with validators of its components and answers."""

    def __init__(self):
        self.document = openapi()
        self.components = self.document["components"]["schemas"]
        self._validators = {}

    def errors(self, value, schema):
        """Return what is wrong with a value: a line for each place."""
        return [
            f"{'/'.join(map(str, error.instance_path))}: {error.message[:300]}"
            for error in self._validator(schema).iter_errors(value)
        ]

    def _validator(self, schema):
        key = json.dumps(schema)
        if key not in self._validators:
            whole = {"components": {"schemas": self.components}, **schema}
            self._validators[key] = jsonschema_rs.Draft202012Validator(whole, validate_formats=True)
        return self._validators[key]

    def errors_of(self, value, component):
        return self.errors(value, {"$ref": f"#/components/schemas/{component}"})

    def operation(self, path):
        return self.document["paths"][path]["get"]

    def answer(self, path, status=200):
        """Return the schema of the body of an answer."""
        response = self.operation(path)["responses"][str(status)]
        return response["content"]["application/json"]["schema"]

    def parameters(self, path):
        return {each["name"]: each["schema"] for each in self.operation(path)["parameters"]}


@pytest.fixture
def describe(db):
    """Give a function that makes the description with the settings and models in force."""
    return Description


@pytest.fixture
def description(describe):
    return describe()
