"""OpenAPI 3.1 of the content API, made from the serializers, blocks and filters that serve it.

`openapi()` gives the whole description. What belongs to Wagtail, Django or `delivery` is described
in this package; an app describes its own beside its definition:

- a serializer field has a method `schema(schemas)` that returns the JSON Schema of its value;
- a struct block has a method `describe(properties, schemas)` that returns the properties of its
  finished value: the counterpart of `finish_document`;
- a view has a class method `openapi(schemas, action)` that returns an operation, or None for what
  is not described. `action` is the view's method, such as `"get"` or `"listing_view"`.

`schemas` is a `delivery.schema.components.Schemas`; `delivery.schema.shapes` and
`delivery.schema.operations` have what such methods are written with.
"""
