"""Read aloud what a screen reader would, a JSON line for each line asked, by the system's Python, which has AT-SPI."""

from __future__ import annotations

import json
import sys

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

MOST = 400
"""More lines of one list than this are not read."""


def walk(one: Atspi.Accessible, into: list[dict[str, object]], depth: int = 0) -> None:
    states = one.get_state_set()
    labelled = any(link.get_relation_type() == Atspi.RelationType.LABELLED_BY for link in one.get_relation_set())
    into.append(
        {
            "depth": depth,
            "role": one.get_role_name(),
            "name": one.get_name(),
            "labelled": labelled,
            "focused": states.contains(Atspi.StateType.FOCUSED),
            "focusable": states.contains(Atspi.StateType.FOCUSABLE),
            "showing": states.contains(Atspi.StateType.SHOWING),
        }
    )
    if one.get_role() == Atspi.Role.COMBO_BOX:
        # Its list says that it has the keyboard even while it is closed.
        return
    for number in range(min(one.get_child_count(), MOST)):
        child = one.get_child_at_index(number)
        if child is not None:
            walk(child, into, depth + 1)


def everything() -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    desktop = Atspi.get_desktop(0)
    for number in range(desktop.get_child_count()):
        program = desktop.get_child_at_index(number)
        if program is not None and program.get_name() == "fourbeat":
            walk(program, found)
    return found


def main() -> None:
    for _ in sys.stdin:
        try:
            answer = everything()
        except GLib.Error:
            # Something left while it was being read.
            answer = []
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


main()
