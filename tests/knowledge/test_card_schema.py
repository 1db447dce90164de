"""The schema that authors' editors use says the same as the parser."""

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest

from needlewise.knowledge.card import Card, Citation, Claim, Difference, Variant


@pytest.fixture(scope="module")
def schema(root: Path) -> dict[str, Any]:
    text = (root / "knowledge" / "card.schema.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


@pytest.mark.parametrize(
    ("name", "shape"),
    [("claim", Claim), ("citation", Citation), ("variant", Variant), ("difference", Difference)],
)
def test_schema_describes_each_part(schema: dict[str, Any], name: str, shape: type) -> None:
    properties = schema["$defs"][name]["properties"]
    assert set(properties) == {field.name for field in dataclasses.fields(shape)}
    assert all(field["description"] for field in properties.values())


def test_schema_describes_each_field_of_a_card(schema: dict[str, Any]) -> None:
    # The area is the folder's name.
    fields = {field.name for field in dataclasses.fields(Card)} - {"area"}
    assert set(schema["properties"]) == fields
    assert all(field["description"] for field in schema["properties"].values())
