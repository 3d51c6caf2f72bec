"""A proposed breakdown as a tree: scenes to choose, their shots, and who would join the cast."""

from __future__ import annotations

from fractions import Fraction

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem

from fourbeat.studio.scripts import Proposal
from fourbeat.writing.breakdown import Breakdown, PieceKind, ProposedScene, ProposedShot

from ..room import Room

_SCENE, _SHOT, _NAME = (Qt.ItemDataRole.UserRole + step for step in range(3))
_NOTHING = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_TICKED = _NOTHING | Qt.ItemFlag.ItemIsUserCheckable


class ProposalTree(QTreeWidget):
    """Show a breakdown; `changed` tells that something was ticked."""

    changed = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self.setAccessibleName(room.say("script.tree"))
        self.setHeaderLabels([room.say("script.what"), room.say("script.length")])
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.setUniformRowHeights(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.itemChanged.connect(lambda _item, _column: self.changed.emit())

    def fill(self, proposal: Proposal, plan: Breakdown) -> None:
        """Show a proposal from its beginning, everything ticked."""
        self.blockSignals(True)
        self.clear()
        for place, scene in enumerate(plan.scenes):
            item = QTreeWidgetItem(self)
            item.setFlags(_TICKED)
            item.setCheckState(0, Qt.CheckState.Checked)
            item.setData(0, _SCENE, place)
            self._fill_scene(item, scene)
        self._names("script.tree-cast", [one.name for one in proposal.people if one.new], ticked=True)
        self._names("script.tree-places", [one.name for one in proposal.places if one.new], ticked=False)
        for first in self._tops()[:1]:
            first.setExpanded(True)
            self.setCurrentItem(first)
        self.blockSignals(False)

    def refill(self, scene: int, plan: Breakdown, shot: int) -> None:
        """Show one scene anew and stand at one of its shots."""
        item = self._tops()[scene]
        self.blockSignals(True)
        item.takeChildren()
        self._fill_scene(item, plan.scenes[scene])
        item.setExpanded(True)
        if (here := item.child(min(shot, item.childCount() - 1))) is not None:
            self.setCurrentItem(here)
        self.blockSignals(False)

    def at(self) -> tuple[int, int] | None:
        """Give the places of the scene and the shot one stands at."""
        item = self.currentItem()
        above = item.parent() if item is not None else None
        if item is None or above is None or item.data(0, _SHOT) is None:
            return None
        return above.data(0, _SCENE), item.data(0, _SHOT)

    def left_out(self) -> set[int]:
        """Give the places of the scenes that are not ticked."""
        return {one.data(0, _SCENE) for one in self._tops() if one.data(0, _SCENE) is not None and _off(one)}

    def not_cast(self) -> set[str]:
        """Give the names that are not ticked."""
        names = [one for top in self._tops() for row in range(top.childCount()) if (one := top.child(row)) is not None]
        return {one.data(0, _NAME) for one in names if one.data(0, _NAME) is not None and _off(one)}

    def _tops(self) -> list[QTreeWidgetItem]:
        return [one for row in range(self.topLevelItemCount()) if (one := self.topLevelItem(row)) is not None]

    def _fill_scene(self, item: QTreeWidgetItem, scene: ProposedScene) -> None:
        say = self._room.say
        heading = " · ".join(filter(None, (scene.part, scene.number, scene.heading))) or say("script.no-heading")
        item.setText(0, heading)
        item.setToolTip(0, scene.text[:1000])
        item.setText(
            1, say("script.of-scene", shots=say("count.shots", n=len(scene.shots)), length=clock(scene.seconds))
        )
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for place, shot in enumerate(scene.shots):
            below = QTreeWidgetItem(item)
            below.setFlags(_NOTHING)
            below.setData(0, _SHOT, place)
            words = said(shot)
            below.setText(0, words or say("script.no-words"))
            below.setToolTip(0, words)
            below.setText(1, say("script.seconds", seconds=plain(shot.seconds)))
            below.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def _names(self, code: str, names: list[str], *, ticked: bool) -> None:
        if not names:
            return
        top = QTreeWidgetItem(self)
        top.setFlags(_NOTHING)
        top.setText(0, self._room.say(code, n=len(names)))
        for name in names:
            item = QTreeWidgetItem(top)
            item.setFlags(_TICKED if ticked else _NOTHING)
            item.setText(0, name)
            if ticked:
                item.setData(0, _NAME, name)
                item.setCheckState(0, Qt.CheckState.Checked)


def _off(item: QTreeWidgetItem) -> bool:
    return item.checkState(0) is Qt.CheckState.Unchecked


def said(shot: ProposedShot) -> str:
    """Write what a shot holds on one line."""
    title = [shot.listed.title] if shot.listed and shot.listed.title else []
    words = [f"{one.speaker}: {one.text}" if one.kind is PieceKind.LINE else one.text for one in shot.pieces]
    return "  /  ".join([*title, *words])


def clock(seconds: Fraction) -> str:
    """Write a length in minutes and seconds."""
    whole = int(seconds)
    return f"{whole // 60}:{whole % 60:02}"


def plain(seconds: Fraction) -> str:
    """Write seconds as a person does."""
    return f"{float(seconds):.2f}".rstrip("0").rstrip(".")
