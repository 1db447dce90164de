"""A small assistant, trained once, and served anew for each test."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
import rasa.core.processor
from rasa.core.actions.action import RemoteAction
from rasa.core.agent import Agent
from rasa.core.policies.rule_policy import RulePolicy
from rasa.core.processor import MessageProcessor
from rasa.shared.core.events import Event
from rasa.utils.endpoints import ClientResponseError, EndpointConfig
from small_assistant import MODEL_KEY, ActionServer, Desk, serve

from needlewise.dialogue.manifest import sign

HERE = Path(__file__).parent
# Where needlewise.dialogue.changes and .savings change Rasa, for the whole process.
CHANGED = (
    Agent, ClientResponseError, EndpointConfig, Event, MessageProcessor, RemoteAction, RulePolicy,
    rasa.core.processor,
)  # fmt: skip


@pytest.fixture(autouse=True, scope="module")
def _rasa_given_back() -> Iterator[None]:
    """Leave Rasa to the tests of other folders as it was found."""
    found = [(place, dict(vars(place))) for place in CHANGED]
    yield
    for place, own in found:
        for name in vars(place).keys() - own.keys():
            delattr(place, name)
        for name in [name for name in own if vars(place)[name] is not own[name]]:
            setattr(place, name, own[name])


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Train the assistant of `assistant/` and sign its manifest."""
    from rasa.model_training import train

    assistant = HERE / "assistant"
    trained = train(
        domain=str(assistant / "domain.yml"),
        config=str(assistant / "config.yml"),
        training_files=[str(assistant / "nlu.yml"), str(assistant / "rules.yml")],
        output=str(tmp_path_factory.mktemp("models")),
        fixed_model_name="small",
    )
    sign(Path(trained.model), "inputs", MODEL_KEY.encode())
    return Path(trained.model)


@pytest.fixture(autouse=True)
def at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """Work where Rasa is started: content is found from the project's root."""
    monkeypatch.chdir(HERE.parent.parent)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Return where the tracker store keeps its file."""
    return tmp_path / "rasa.db"


@pytest_asyncio.fixture
async def actions() -> AsyncIterator[ActionServer]:
    """Serve actions."""
    async with ActionServer().listening() as server:
        yield server


@pytest_asyncio.fixture
async def desk(model: Path, actions: ActionServer, database: Path) -> AsyncIterator[Desk]:
    """Serve the small assistant and return the front desk's side of its channel."""
    async with serve(model, actions.url, database) as desk:
        yield desk
