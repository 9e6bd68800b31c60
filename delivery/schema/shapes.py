"""Pieces of JSON Schema, as pure functions.

Objects are closed, and all their properties are there unless `optional` names them.
"""


def text(**keywords):
    return {"type": "string", **keywords}


def integer(**keywords):
    return {"type": "integer", **keywords}


def number(**keywords):
    return {"type": "number", **keywords}


def boolean(**keywords):
    return {"type": "boolean", **keywords}


def url(**keywords):
    return text(format="uri", **keywords)


def date(**keywords):
    return text(format="date", **keywords)


def moment(**keywords):
    return text(format="date-time", **keywords)


def one_of_texts(values, **keywords):
    """Return the schema of one of some texts; of a single one, that of a constant."""
    values = list(values)
    if len(values) == 1:
        return text(const=values[0], **keywords)
    return text(enum=values, **keywords)


def array(items, **keywords):
    return {"type": "array", "items": items, **keywords}


def obj(properties, optional=(), **keywords):
    """Return the schema of a closed object."""
    required = [name for name in properties if name not in optional]
    schema = {"type": "object", **keywords, "properties": dict(properties)}
    if required:
        schema["required"] = required
    return {**schema, "additionalProperties": False}


def nullable(schema):
    """Return the schema that takes null as well."""
    if schema == NULL:
        return schema
    if "anyOf" in schema:
        return schema if NULL in schema["anyOf"] else {**schema, "anyOf": [*schema["anyOf"], NULL]}
    kind = schema.get("type")
    if kind is None or "const" in schema:
        return {"anyOf": [schema, NULL]}
    kinds = [kind] if isinstance(kind, str) else kind
    if "null" in kinds:
        return schema
    found = {**schema, "type": [*kinds, "null"]}
    if "enum" in schema:
        found["enum"] = [*schema["enum"], None]
    return found


def without_null(schema):
    """Return a schema that takes no null."""
    if "anyOf" in schema:
        rest = [each for each in schema["anyOf"] if each != NULL]
        return rest[0] if len(rest) == 1 else {**schema, "anyOf": rest}
    if isinstance(schema.get("type"), list):
        kinds = [kind for kind in schema["type"] if kind != "null"]
        schema = {**schema, "type": kinds[0] if len(kinds) == 1 else kinds}
    if "enum" in schema:
        schema = {**schema, "enum": [value for value in schema["enum"] if value is not None]}
    return schema


def any_of(schemas, **keywords):
    """Return the schema of what fits any of some, each named once."""
    found = []
    for schema in schemas:
        if schema not in found:
            found.append(schema)
    return {**found[0], **keywords} if len(found) == 1 else {**keywords, "anyOf": found}


def union(references, property_name=None, **keywords):
    """Return the schema of one of several objects, told apart by a constant property.

    `references` maps the constant to the `$ref` of its component.
    """
    schema = {"oneOf": list(references.values()), **keywords}
    if property_name:
        schema["discriminator"] = {
            "propertyName": property_name,
            "mapping": {value: each["$ref"] for value, each in references.items()},
        }
    return schema


def described(schema, description):
    """Return the schema with a description, without any when that is empty."""
    return {**schema, "description": description} if description else schema


NULL = {"type": "null"}
