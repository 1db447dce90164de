"""The published description and the running API agree, whatever is sent."""

import os
import uuid

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from patient import Patient
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from frontdesk.conversations.models import Turn
from frontdesk.gateway.desk import Desk
from frontdesk.gateway.views.description import description

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    response_headers_conformance,
]
# Each example has its own message; `make faults-long` sets more.
EXAMPLES = int(os.environ.get("NEEDLEWISE_EXAMPLES", "25"))
QUICKLY = settings(
    max_examples=EXAMPLES,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def test_api_conforms_to_its_description(alice: Patient, desk: Desk, served: str) -> None:
    schema = schemathesis.openapi.from_dict(description())
    schema.config.update(base_url=served)
    for operation in schema.get_all_operations():
        _check(operation.ok(), alice)


def _check(operation: schemathesis.APIOperation, patient: Patient) -> None:
    generated = st.one_of(
        operation.as_strategy(),
        operation.as_strategy(generation_mode=GenerationMode.NEGATIVE),
    )

    @QUICKLY
    @given(case=generated)
    def run(case: schemathesis.Case) -> None:
        Turn.objects.all().delete()  # the rates are tested elsewhere
        if case.path == "/chat/messages" and isinstance(case.body, dict) and "id" in case.body:
            case.body["id"] = str(uuid.uuid4())
        headers = {"Authorization": f"Bearer {patient.token}"}
        case.call_and_validate(headers=headers, checks=CHECKS)

    run()
