"""The window's pages by their docks: each is built when it is first looked at, so that the window is there at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from .docks import DOCKS
from .panel import Page


class Pages(Mapping[str, Page]):
    """Give pages by the id of their dock; whoever asks for one that is not there yet has it built.

    `built` holds those that are there: they alone can have work that might be lost, or anything to say.
    """

    def __init__(self, build: Callable[[str], Page]) -> None:
        self._build = build
        self._ids = tuple(dock.id for dock in DOCKS)
        self.built: dict[str, Page] = {}

    def __getitem__(self, dock: str) -> Page:
        if dock not in self.built:
            if dock not in self._ids:
                raise KeyError(dock)
            self.built[dock] = self._build(dock)
        return self.built[dock]

    def __contains__(self, dock: object) -> bool:
        return dock in self._ids

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)
