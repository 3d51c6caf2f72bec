"""The window's own actions: project, history, look, workspaces, help."""

from __future__ import annotations

from functools import partial

from fourbeat.model.edit import Step
from fourbeat.model.message import Message

from .actions import Action
from .connections.deeds import ACTIONS as CONNECTION_ACTIONS
from .docks import DOCKS, WORKSPACES
from .manual.deeds import ACTIONS as MANUAL_ACTIONS
from .palette import show_palette
from .references.deeds import ACTIONS as REFERENCE_ACTIONS
from .room import Room
from .script.deeds import ACTIONS as SCRIPT_ACTIONS
from .theme import LEAST, MOST, STEP, WISHES
from .workflows.deeds import ACTIONS as WORKFLOW_ACTIONS


def _leave(room: Room) -> None:
    if room.stage.may_close():
        room.left.emit()


def _undo(room: Room) -> None:
    if (step := room.carry_out(room.studio.history.undo)) is not None:
        room.stage.announce(room.say("window.undone", step=_about(step)))


def _redo(room: Room) -> None:
    if (step := room.carry_out(room.studio.history.redo)) is not None:
        room.stage.announce(room.say("window.redone", step=_about(step)))


def _about(step: Step) -> Message:
    """Name the step that an undo or redo is about, without its own word before it."""
    inner = step.label.params.get("step")
    return inner if isinstance(inner, Message) else step.label


def _undo_text(room: Room) -> str:
    return room.say("act.undo-named", step=room.undo.label) if room.undo else room.say("act.undo")


def _redo_text(room: Room) -> str:
    return room.say("act.redo-named", step=room.redo.label) if room.redo else room.say("act.redo")


def _can_undo(room: Room) -> bool:
    return room.undo is not None


def _can_redo(room: Room) -> bool:
    return room.redo is not None


def _theme(room: Room, name: str) -> None:
    room.look.choose(name)
    room.memory.keep(theme=name)


def _resize(room: Room, by: int) -> None:
    room.look.resize(room.theme.percent + by if by else LEAST)
    room.memory.keep(percent=room.theme.percent)


def _can_grow(room: Room) -> bool:
    return room.theme.percent < MOST


def _can_shrink(room: Room) -> bool:
    return room.theme.percent > LEAST


def _wears(room: Room, name: str) -> bool:
    return room.look.wish == name


def _workspace(room: Room, name: str) -> None:
    room.stage.workspace(name)


def _in_workspace(room: Room, name: str) -> bool:
    return room.memory.now.workspace == name


def _go(room: Room, dock: str) -> None:
    room.stage.show_dock(dock)


def _go_text(room: Room, word: str) -> str:
    return room.say("act.go", dock=room.say(word))


def _speak(room: Room, language: str) -> None:
    room.language_wanted.emit(language)


def _speaks(room: Room, language: str) -> bool:
    return room.desk.wording.language == language


WINDOW: tuple[Action, ...] = (
    Action("act.palette", show_palette, ("Ctrl+K",), "search", "project"),
    *SCRIPT_ACTIONS,
    *REFERENCE_ACTIONS,
    *CONNECTION_ACTIONS,
    *WORKFLOW_ACTIONS,
    Action("act.leave", _leave, ("Ctrl+O",), "open", "project"),
    Action("act.close", lambda room: room.stage.close(), ("Ctrl+Q", "Ctrl+W"), "close", "project"),
    Action("act.undo", _undo, ("Ctrl+Z",), "undo", "edit", enabled=_can_undo, text=_undo_text),
    Action("act.redo", _redo, ("Ctrl+Shift+Z", "Ctrl+Y"), "redo", "edit", enabled=_can_redo, text=_redo_text),
    *(
        Action(
            f"act.workspace-{name}",
            partial(_workspace, name=name),
            (f"F{6 + list(WORKSPACES).index(name)}",),
            menu="view",
            checked=partial(_in_workspace, name=name),
        )
        for name in WORKSPACES
    ),
    *(
        Action(
            "act.go",
            partial(_go, dock=dock.id),
            (f"Ctrl+{number}",) if number < 10 else (),
            menu="view",
            text=partial(_go_text, word=dock.word),
            id=f"go-{dock.id}",
        )
        for number, dock in enumerate(DOCKS, 1)
    ),
    Action("act.reset", lambda room: room.stage.reset(), menu="view"),
    Action(
        "act.larger",
        partial(_resize, by=STEP),
        ("Ctrl+=", "Ctrl++"),
        "larger",
        "view",
        enabled=_can_grow,
    ),
    Action(
        "act.smaller",
        partial(_resize, by=-STEP),
        ("Ctrl+-",),
        "smaller",
        "view",
        enabled=_can_shrink,
    ),
    Action("act.plain-size", partial(_resize, by=0), ("Ctrl+0",), menu="view"),
    *(
        Action(
            f"act.theme-{name}",
            partial(_theme, name=name),
            icon="theme",
            menu="view",
            checked=partial(_wears, name=name),
        )
        for name in WISHES
    ),
    *(
        Action(
            f"act.language-{language}",
            partial(_speak, language=language),
            icon="language",
            menu="view",
            checked=partial(_speaks, language=language),
        )
        for language in ("en", "ja")
    ),
    *MANUAL_ACTIONS,
)

TABLE: tuple[Action, ...] = (*WINDOW, *(action for dock in DOCKS for action in dock.actions))
"""The one table of actions."""
