"""What a form names: ids that no database could hold are none."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from recorded import turn
from staff import Staff

from frontdesk.console.field import row_id, row_ids
from frontdesk.console.member import Role

TOO_LONG = "9" * 30


@pytest.mark.parametrize("value", ["", "-1", "1.5", "one", "٣", "²", " 1", TOO_LONG])
def test_what_is_no_id_names_no_row(value: str) -> None:
    assert row_id(value) is None
    assert row_ids(["3", value, "5"]) == [3, 5]


@pytest.mark.parametrize(
    ("route", "field"),
    [("correct", "turn"), ("correct", "others"), ("undo-correction", "correction"),
     ("place-hold", "conversation"), ("put-back", "concerns")],
)  # fmt: skip
def test_endless_number_in_a_form_is_no_fault_of_ours(
    staff: Callable[[Role], Staff], route: str, field: str
) -> None:
    form = {field: TOO_LONG, "reason": "Asked by the lead"}
    assert staff(Role.ADMINISTRATOR).post(reverse(f"console:{route}"), form).status_code < 500


def test_conversation_cannot_be_assigned_to_an_endless_number(
    staff: Callable[[Role], Staff],
) -> None:
    address = reverse("console:assign", args=[turn("does it hurt").conversation_id])
    assert staff(Role.REVIEWER).post(address, {"member": TOO_LONG}).status_code == 302
