"""What the Rights panel adds to the one table of actions."""

from __future__ import annotations

from ..actions import Action
from ..board.moves import about_chosen, any_chosen
from ..room import Room
from .page import RIGHTS, RightsPage
from .shows_sheet import say_what_shots_show


def page(room: Room) -> RightsPage | None:
    """Give the window's Rights panel."""
    found = getattr(room.stage, "pages", {}).get(RIGHTS)
    return found if isinstance(found, RightsPage) else None


def show_tab(room: Room, tab: str) -> None:
    """Bring a tab of the panel to the front and give it the keyboard."""
    found = page(room)
    if found is not None:
        found.show_tab(tab)
        room.stage.show_dock(RIGHTS)


def _use(room: Room) -> None:
    show_tab(room, "use")


ACTIONS = (
    Action("act.film-use", _use, icon="info", menu="project"),
    Action("act.shot-shows", say_what_shots_show, icon="info", menu="shot", enabled=any_chosen, about=about_chosen),
)
"""What the Rights panel adds to the one table of actions."""
