"""A desk on a real port, a stand-in where Rasa would be, and patients."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import desk_settings
import pytest
from audit_table import emptied
from channel_fixtures import anna as anna
from channel_fixtures import apis as apis
from channel_fixtures import served_apis as served_apis
from channel_fixtures import writes as writes
from patient import Patient
from serving import Serving
from staff import Staff, enrol
from stand_in import StandIn

from frontdesk.asgi import application
from frontdesk.console.member import Role
from frontdesk.gateway.apps import current_desk
from frontdesk.gateway.desk import Desk


@pytest.fixture(scope="session")
def channel() -> Iterator[StandIn]:
    """Rasa's channel, for the whole run."""
    stand_in = StandIn(desk_settings.SECRET)
    serving = Serving(stand_in, desk_settings.RASA_PORT)
    serving.start()
    yield stand_in
    serving.stop()


@pytest.fixture(scope="session")
def served(django_db_setup: None, channel: StandIn) -> Iterator[str]:
    """The desk's address, for the whole run."""
    serving = Serving(application, lifespan="on")
    yield serving.start()
    serving.stop()


@pytest.fixture
def rasa(channel: StandIn) -> StandIn:
    """The stand-in as new."""
    channel.__init__(channel.secret)  # type: ignore[misc]
    return channel


@pytest.fixture
def desk(served: str, transactional_db: None) -> Iterator[Desk]:
    """The desk that is served; its turns in progress are waited for before the tables are emptied."""
    found = current_desk()
    yield found
    deadline = time.monotonic() + 20
    while len(found.lines) and time.monotonic() < deadline:
        time.sleep(0.01)


@pytest.fixture
def patient(served: str, rasa: StandIn, desk: Desk) -> Iterator[Callable[[], Patient]]:
    """Makes patients."""
    with ExitStack() as stack:

        def make() -> Patient:
            made = Patient(served)
            made.client.headers["Connection"] = "close"
            stack.callback(made.client.close)
            return made

        yield make


@pytest.fixture
def alice(patient: Callable[[], Patient]) -> Patient:
    """A patient."""
    return patient()


@pytest.fixture
def bob(patient: Callable[[], Patient]) -> Patient:
    """Another, who must never see what is Alice's."""
    return patient()


@pytest.fixture
def audit_emptied(transactional_db: None) -> Iterator[None]:
    """Lets the tables be emptied after the test: meanwhile the audit refuses that, as it should."""
    with emptied():
        yield


@pytest.fixture
def staff(audit_emptied: None) -> Callable[[Role], Staff]:
    """Signs a new member of a role in."""
    return lambda role: Staff(enrol(role))
