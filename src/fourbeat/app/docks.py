"""The registry of docks: whoever adds a part of the window adds one line here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import Qt

from .actions import Action
from .board.list import List
from .board.page import ACTIONS, Board
from .outline import Outline
from .panel import Page
from .room import Room

WORKSPACES = ("plan", "review", "cut")
"""The saved arrangements of docks, one for each way of working; their words are `workspace.<name>`."""


class Area(Enum):
    """Name where a dock stands at first; pages of the centre are tabs in the middle."""

    LEFT = Qt.DockWidgetArea.LeftDockWidgetArea
    RIGHT = Qt.DockWidgetArea.RightDockWidgetArea
    BOTTOM = Qt.DockWidgetArea.BottomDockWidgetArea
    CENTRE = Qt.DockWidgetArea.NoDockWidgetArea


@dataclass(frozen=True)
class Dock:
    """Describe a dock. Its words are `dock.<id>`.

    `make` builds its page, once, for the room it is given. `workspaces` are those that show it at first; for a page of
    the centre, those that begin with it in front. Docks of the right stand behind one another as tabs, in this order;
    docks of the bottom stand side by side. `actions` join the one table of actions.
    """

    id: str
    make: Callable[[Room], Page]
    area: Area
    workspaces: tuple[str, ...] = WORKSPACES
    actions: tuple[Action, ...] = ()


DOCKS: tuple[Dock, ...] = (
    Dock("outline", Outline, Area.LEFT, ("plan",)),
    Dock("board", Board, Area.CENTRE, ("plan",), ACTIONS),
    Dock("list", List, Area.CENTRE, ()),
)
"""Every dock, in the order of their keys: Ctrl+1 is the first."""
