"""Fixtures of the messaging channels: the platforms' stand-in, and patients who write from their apps."""

from collections.abc import Callable, Iterator

import desk_settings
import pytest
from correspondent import EVERYWHERE, Correspondent
from platform_apis import PlatformApis
from serving import Serving
from stand_in import StandIn

from frontdesk.gateway.desk import Desk


@pytest.fixture(scope="session")
def served_apis() -> Iterator[PlatformApis]:
    """The platforms' APIs, for the whole run."""
    apis = PlatformApis()
    serving = Serving(apis, desk_settings.PLATFORM_PORT)
    serving.start()
    yield apis
    serving.stop()


@pytest.fixture
def apis(served_apis: PlatformApis) -> PlatformApis:
    """The platforms' APIs as new."""
    served_apis.__init__()  # type: ignore[misc]
    return served_apis


@pytest.fixture
def writes(
    served: str, rasa: StandIn, desk: Desk, apis: PlatformApis
) -> Callable[[type[Correspondent]], Correspondent]:
    """Makes patients of a channel."""
    return lambda channel: channel(served, apis)


@pytest.fixture(params=EVERYWHERE, ids=lambda channel: channel.channel)
def anna(
    request: pytest.FixtureRequest, writes: Callable[[type[Correspondent]], Correspondent]
) -> Correspondent:
    """A patient, on every channel in turn."""
    return writes(request.param)
