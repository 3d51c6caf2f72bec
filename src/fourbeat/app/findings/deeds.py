"""What can be done with findings by keys: go to the next, show its words, fix it, let it stand."""

from __future__ import annotations

from functools import partial

from fourbeat.model.plan import Shot

from ..actions import Action
from ..room import Room
from .page import FINDINGS, Findings
from .underlines import Underlines


def _page(room: Room) -> Findings | None:
    pages = getattr(room.stage, "pages", {})
    page = pages.get(FINDINGS)
    return page if isinstance(page, Findings) else None


def _shown(room: Room) -> Findings | None:
    """Give the page if it is there; none is built to say what an action is called."""
    pages = getattr(getattr(room, "stage", None), "pages", None)
    return _page(room) if pages is not None and FINDINGS in pages.built else None


def _step(room: Room, by: int) -> None:
    page = _page(room)
    if page is not None and page.step(by) is not None:
        _show(room)


def _show(room: Room) -> None:
    """Lead to the words of the finding: into the brief's field where there is one, else to the shot."""
    page = _page(room)
    finding = page.current if page is not None else None
    if page is None or finding is None:
        return
    if room.selection.shot != finding.shot and room.studio.plan.find(Shot, finding.shot):
        room.selection.choose([finding.shot])
    marks = room.findChild(Underlines)
    if marks is not None and marks.reach(finding):
        room.stage.announce(room.words(finding.what))
    else:
        room.stage.show_dock(FINDINGS)


def _fix(room: Room) -> None:
    page, marks = _page(room), room.findChild(Underlines)
    if page is None:
        return
    under = marks.under_caret() if marks is not None else None
    if under is not None:
        row = page.list.row_of(under)
        if row is not None:
            page.view.setCurrentIndex(page.list.index(row))
    page.fix()


def _about(room: Room) -> str:
    """Say which finding would be mended: the one under the text cursor, else the one that is pointed at."""
    marks = room.findChild(Underlines)
    under = marks.under_caret() if marks is not None else None
    return room.words(under.what) if under is not None else _about_current(room)


def _about_current(room: Room) -> str:
    page = _shown(room)
    return room.words(page.current.what) if page is not None and page.current is not None else ""


def _accept(room: Room) -> None:
    if (page := _page(room)) is not None:
        page.accept()


def _accept_text(room: Room) -> str:
    page = _shown(room)
    return room.say("act.finding-reopen" if page is not None and page.accepted else "act.finding-accept")


def _writable(room: Room) -> bool:
    return not room.studio.store.read_only


ACTIONS = (
    Action("act.finding-next", partial(_step, by=1), ("F9",), "down", "shot"),
    Action("act.finding-previous", partial(_step, by=-1), ("Shift+F9",), "up", "shot"),
    Action("act.finding-fix", _fix, ("Ctrl+.",), "check", "shot", enabled=_writable, about=_about),
    Action("act.finding-show", _show, ("Return", "Enter"), "edit", where=(FINDINGS,)),
    Action(
        "act.finding-accept",
        _accept,
        ("A",),
        "note",
        where=(FINDINGS,),
        enabled=_writable,
        text=_accept_text,
        about=_about_current,
    ),
)
"""What the findings add to the one table of actions."""
