"""What is selected: one for the whole window, so that every dock looks at the same thing."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from fourbeat.model.ids import Id


class Selection(QObject):
    """Hold the selected shots and the one among them that is looked at, the take looked at, and a person or place.

    `shots` are in board order where the board made them; `shot` is the current one, or None. `changed` follows when
    shots or the current one change, `take_changed` for the take, `subject_changed` for `subject`: the row the inspector
    is about, as its kind ("shot", "scene", "sequence", "character", "place", "prop", "group") and id; the id of a group
    is "cast", "places" or "props".
    """

    changed = Signal()
    take_changed = Signal()
    subject_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.shots: tuple[Id, ...] = ()
        self.shot: Id | None = None
        self.take: Id | None = None
        self.subject: tuple[str, Id] | None = None

    def choose(self, shots: Iterable[Id], current: Id | None = None) -> None:
        """Select shots; the current one is the last of them unless another is named."""
        chosen = tuple(shots)
        now = current if current is not None else (chosen[-1] if chosen else None)
        if (chosen, now) == (self.shots, self.shot):
            return
        moved = now != self.shot
        self.shots, self.shot = chosen, now
        self.changed.emit()
        if moved:
            self.look_at_take(None)
        if now is not None:
            self.look_at("shot", now)

    def look_at_take(self, take: Id | None) -> None:
        """Look at one take; None for the one in the cut."""
        if take != self.take:
            self.take = take
            self.take_changed.emit()

    def look_at(self, kind: str, identity: Id) -> None:
        """Make a row of the plan what the inspector is about."""
        if (kind, identity) != self.subject:
            self.subject = (kind, identity)
            self.subject_changed.emit()

    def keep(self, alive: Iterable[Id]) -> None:
        """Let go of shots that are no longer there."""
        there = set(alive)
        left = tuple(shot for shot in self.shots if shot in there)
        self.choose(left, self.shot if self.shot in there else None)
