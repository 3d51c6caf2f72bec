"""The registry of docks: whoever adds a part of the window adds one line here.

The page is a `panel.Page`, its words stand in the author's own module of `studio/words`; the titles of the docks that
the window was drawn with (brief, findings, takes, history, player, compare, reel, queue) are in `window.py` there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import Qt

from .actions import Action
from .board.list import List
from .board.page import ACTIONS, Board
from .brief.deeds import ACTIONS as BRIEF_ACTIONS
from .brief.page import Brief
from .cast.deeds import ACTIONS as CAST_ACTIONS
from .cast.page import CastPage
from .compare.actions import ACTIONS as COMPARE_ACTIONS
from .compare.page import Compare
from .continuity.page import ACTIONS as CONTINUITY_ACTIONS
from .continuity.page import Continuity
from .findings.deeds import ACTIONS as FINDINGS_ACTIONS
from .findings.page import Findings
from .hands.deeds import ACTIONS as HANDS_ACTIONS
from .ledger.deeds import ACTIONS as LEDGER_ACTIONS
from .ledger.page import LedgerPage
from .outline import Outline
from .panel import Page
from .player.actions import ACTIONS as PLAYER_ACTIONS
from .player.page import Player
from .queue.deeds import ACTIONS as QUEUE_ACTIONS
from .queue.page import Queue
from .queue.wrap_sheet import WRAP_ACTIONS
from .reel.page import ACTIONS as REEL_ACTIONS
from .reel.page import ReelStrip
from .remix.deeds import ACTIONS as REMIX_ACTIONS
from .retarget.deeds import ACTIONS as RETARGET_ACTIONS
from .rights.deeds import ACTIONS as RIGHTS_ACTIONS
from .rights.page import RightsPage
from .room import Room
from .stills.deeds import ACTIONS as STILL_ACTIONS
from .takes.deeds import ACTIONS as TAKES_ACTIONS
from .takes.page import Takes

WORKSPACES = {"plan": "workspace.plan", "review": "workspace.review", "cut": "workspace.cut"}
"""The saved arrangements of docks, one for each way of working, with the codes of their names."""


class Area(Enum):
    """Name where a dock stands at first; pages of the centre are tabs in the middle."""

    LEFT = Qt.DockWidgetArea.LeftDockWidgetArea
    RIGHT = Qt.DockWidgetArea.RightDockWidgetArea
    BOTTOM = Qt.DockWidgetArea.BottomDockWidgetArea
    CENTRE = Qt.DockWidgetArea.NoDockWidgetArea


@dataclass(frozen=True)
class Dock:
    """Describe a dock; `word` is the code of its title.

    `make` builds its page, once, for the room it is given. `workspaces` are those that show it at first; for a page of
    the centre, those that begin with it in front. Docks of the right stand behind one another as tabs, in this order;
    docks of the bottom stand side by side. `actions` join the one table of actions. A page is built when it is first
    looked at, unless it is `always` at work.
    """

    id: str
    word: str
    make: Callable[[Room], Page]
    area: Area
    workspaces: tuple[str, ...] = tuple(WORKSPACES)
    actions: tuple[Action, ...] = ()
    always: bool = False


DOCKS: tuple[Dock, ...] = (
    Dock("outline", "dock.outline", Outline, Area.LEFT, ("plan",)),
    Dock("board", "dock.board", Board, Area.CENTRE, ("plan",), (*ACTIONS, *RETARGET_ACTIONS, *STILL_ACTIONS)),
    Dock("list", "dock.list", List, Area.CENTRE, ()),
    Dock("brief", "dock.brief", Brief, Area.RIGHT, ("plan",), BRIEF_ACTIONS),
    Dock("findings", "dock.findings", Findings, Area.RIGHT, ("plan",), FINDINGS_ACTIONS),
    Dock("takes", "dock.takes", Takes, Area.RIGHT, actions=(*TAKES_ACTIONS, *REMIX_ACTIONS)),
    Dock("player", "dock.player", Player, Area.CENTRE, ("review", "cut"), PLAYER_ACTIONS),
    Dock("reel", "dock.reel", ReelStrip, Area.BOTTOM, actions=REEL_ACTIONS),
    Dock(
        "queue", "dock.queue", Queue, Area.BOTTOM, actions=(*QUEUE_ACTIONS, *HANDS_ACTIONS, *WRAP_ACTIONS), always=True
    ),
    Dock("compare", "dock.compare", Compare, Area.CENTRE, (), COMPARE_ACTIONS),
    Dock("cast", "dock.cast", CastPage, Area.RIGHT, ("plan",), CAST_ACTIONS),
    Dock("continuity", "dock.continuity", Continuity, Area.CENTRE, (), CONTINUITY_ACTIONS),
    Dock("rights", "dock.rights", RightsPage, Area.RIGHT, ("plan",), RIGHTS_ACTIONS),
    Dock("money", "dock.ledger", LedgerPage, Area.CENTRE, (), LEDGER_ACTIONS),
)
"""Every dock, in the order of their keys: Ctrl+1 is the first."""
