"""Tables, each column of which holds one kind of block."""

from pydantic import TypeAdapter, ValidationError, create_model, model_validator
from pydantic_core import PydanticCustomError
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock

from ..types import literal, shown
from ..values import Text, Written
from .base import once, stored, written_type


@written_type.register(BaseTypedTableBlock)
@once
def _(block):
    cells = {name: written_type(child) | None for name, child in block.child_blocks.items()}
    adapters = {name: TypeAdapter(cell) for name, cell in cells.items()}
    column = create_model(
        f"{type(block).__name__}Column",
        __base__=Written,
        type=(literal(cells), ...),
        heading=(Text, ""),
    )
    cell = shown({"anyOf": [adapter.json_schema() for adapter in adapters.values()]})
    row = create_model(f"{type(block).__name__}Row", __base__=Written, values=(list[cell], ...))

    class Table(Written):
        @model_validator(mode="after")
        def check_cells(self):
            _check_cells(self, adapters)
            return self

    return create_model(
        type(block).__name__,
        __base__=Table,
        caption=(Text | None, None),
        columns=(list[column], []),
        rows=(list[row], []),
    )


def _check_cells(table, adapters):
    """Put each cell into the type of its column; raise a ValidationError with all that are not."""
    errors = []

    def refuse(message, *location):
        problem = PydanticCustomError("table_cell", "{message}", {"message": message})
        errors.append({"type": problem, "loc": ("rows", *location), "input": None})

    for number, row in enumerate(table.rows):
        if len(row.values) != len(table.columns):
            refuse("Give one value for each column, null where there is none.", number, "values")
            continue
        for position, column in enumerate(table.columns):
            try:
                cell = adapters[column.type].validate_python(row.values[position])
                row.values[position] = cell
            except ValidationError as error:
                for each in error.errors(include_url=False):
                    refuse(each["msg"], number, "values", position, *each["loc"])
    if errors:
        raise ValidationError.from_exception_data("table", errors)


@stored.register(BaseTypedTableBlock)
def _(block, value):
    if value is None:
        return None
    children = [block.child_blocks[column.type] for column in value.columns]
    return {
        "caption": value.caption or "",
        "columns": [{"type": each.type, "heading": each.heading} for each in value.columns],
        "rows": [
            {
                "values": [
                    stored(child, cell) for child, cell in zip(children, row.values, strict=True)
                ]
            }
            for row in value.rows
        ],
    }
