"""The board's actions: the same wherever shots are shown."""

from __future__ import annotations

from ..actions import Action
from ..room import Room
from .bin_sheet import show_bin
from .clipboard import copy, cut, paste
from .filterbar import FilterBar
from .moves import (
    about_chosen,
    about_current,
    add_after,
    add_before,
    all_omitted,
    any_chosen,
    duplicate,
    join,
    omit,
    pair_to_join,
    remove,
    split,
    step,
    writable,
)
from .numbers_sheet import show_numbers
from .replace_sheet import show_replace
from .set_sheet import set_fields
from .stops import is_stopped, show_why
from .template_sheets import new_from_template, save_template

_HERE = ("board", "list", "outline")


def _edit(room: Room) -> None:
    room.stage.show_dock("brief")


def _editable(room: Room) -> bool:
    return any_chosen(room) and room.stage.has_dock("brief")


def _selected(room: Room) -> bool:
    return bool(room.selection.shots)


def _one(room: Room) -> bool:
    return room.selection.shot is not None


def _splittable(room: Room) -> bool:
    return writable(room) and len(room.selection.shots) == 1


def _joinable(room: Room) -> bool:
    return pair_to_join(room) is not None


def _omit_text(room: Room) -> str:
    return room.say("act.unomit" if all_omitted(room) else "act.omit")


def _filter(room: Room) -> None:
    bars = [bar for bar in room.shots.sift.bars if isinstance(bar, FilterBar)]
    here = next((bar for bar in bars if bar.isVisible()), None)
    if here is None:
        room.stage.show_dock("board")
        here = next((bar for bar in bars if bar.isVisible()), None)
    if here is not None:
        here.field.setFocus()
        here.field.selectAll()


def _clear(room: Room) -> None:
    room.shots.sift.clear()


def _filtered(room: Room) -> bool:
    return bool(room.shots.sift.text)


ACTIONS = (
    Action("act.edit-brief", _edit, ("Return", "Enter"), "edit", "shot", _HERE, _editable, about=about_current),
    Action("act.new-after", add_after, ("N",), "add", "shot", _HERE, writable, about=about_current),
    Action("act.new-before", add_before, ("Shift+N",), "add", "shot", _HERE, writable, about=about_current),
    Action("act.template-new", new_from_template, ("T",), "add", "shot", _HERE, writable),
    Action("act.duplicate", duplicate, ("Ctrl+D",), "copy", "shot", _HERE, any_chosen, about=about_chosen),
    Action("act.split", split, ("S",), "cut", "shot", _HERE, _splittable, about=about_current),
    Action("act.join", join, ("Shift+S",), "forward", "shot", _HERE, _joinable, about=about_chosen),
    Action("act.cut", cut, ("Ctrl+X",), "cut", "edit", _HERE, any_chosen, about=about_chosen),
    Action("act.copy", copy, ("Ctrl+C",), "copy", "edit", _HERE, _selected, about=about_chosen),
    Action("act.paste", paste, ("Ctrl+V",), "add", "edit", _HERE, writable),
    Action("act.set", set_fields, ("Ctrl+E",), "edit", "shot", _HERE, any_chosen, about=about_chosen),
    Action(
        "act.earlier",
        lambda room: step(room, -1),
        ("Alt+Left", "Alt+Up"),
        "back",
        "shot",
        _HERE,
        any_chosen,
        about=about_chosen,
    ),
    Action(
        "act.later",
        lambda room: step(room, 1),
        ("Alt+Right", "Alt+Down"),
        "forward",
        "shot",
        _HERE,
        any_chosen,
        about=about_chosen,
    ),
    Action("act.omit", omit, ("O",), "remove", "shot", _HERE, any_chosen, text=_omit_text, about=about_chosen),
    Action("act.why-stopped", show_why, (), "lock", "shot", _HERE, is_stopped, about=about_current),
    Action("act.template-save", save_template, (), "note", "shot", _HERE, _one, about=about_current),
    Action("act.remove", remove, ("Del",), "bin", "shot", _HERE, any_chosen, about=about_chosen),
    Action("act.numbers", show_numbers, (), "list", "shot"),
    Action("act.bin", show_bin, (), "bin", "shot"),
    Action("act.filter", _filter, ("Ctrl+F",), "search", "edit"),
    Action("act.filter-clear", _clear, ("Esc",), "close", "edit", ("board", "list"), _filtered),
    Action("act.replace", show_replace, ("Ctrl+H",), "edit", "edit"),
)
"""What can be done with shots, wherever they are shown."""
