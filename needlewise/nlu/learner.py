"""What the graph components that learn have in common: how what they learnt is kept and found again."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from typing_extensions import Self


class Model(Protocol):
    """What can be learnt, written into a folder, and read from it."""

    def save(self, folder: Path) -> None:
        """Write the model."""

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Return the model that `save` wrote."""


M = TypeVar("M", bound=Model)


class Learner(GraphComponent, Generic[M]):
    """A graph component that learns a model of the class `learns`."""

    learns: type[M]

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        """`config`: the component's part of config.yml, defaults filled in."""
        self._config, self._storage, self._resource = config, storage, resource
        self._model: M | None = None

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Self:
        """Return a component that has learnt nothing yet."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> Self:
        """Return the component as trained."""
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component._model = cls.learns.load(folder)
        return component

    @property
    def model(self) -> M:
        """What was learnt."""
        assert self._model is not None, "trained or loaded before it processes"
        return self._model

    def keep(self, model: M) -> Resource:
        """Keep what was learnt, here and in Rasa's model, and return where, as `train` must."""
        self._model = model
        with self._storage.write_to(self._resource) as folder:
            model.save(folder)
        return self._resource
