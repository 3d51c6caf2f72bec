"""The tree of a pack: its holders, works, characters and people, and what can be added to it or taken away."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from fourbeat.model.plan import Severity
from fourbeat.studio.pack_drafts import Thing

from ..findings.row import SHAPES, TONES, shape_icon
from ..room import Room
from .buttons import Buttons
from .pack_ways import Way, at, below, kind, over

_WAY = Qt.ItemDataRole.UserRole

_KINDS = {
    "holders": "rights-dock.kind-holder",
    "catalogues": "rights-dock.kind-catalogue",
    "works": "rights-dock.kind-work",
    "characters": "rights-dock.kind-character",
    "versions": "rights-dock.kind-version",
    "styles": "rights-dock.kind-style",
    "people": "rights-dock.kind-person",
}
_ADDS = {
    "holders": "rights-dock.add-holder",
    "works": "rights-dock.add-work",
    "characters": "rights-dock.add-character",
    "people": "rights-dock.add-person",
}
"""What can be added here; whatever else a pack holds is shown and kept."""


class PackTree(QWidget):
    """Show a pack's document; `turned` follows the thing that is looked at, `grown` tells that all is drawn anew."""

    turned = Signal()
    grown = Signal()
    added = Signal(str)
    """Give the kind of a new thing, which is looked at by now."""

    removed = Signal(object)
    """Give the way to what has just been taken away; the tree is drawn anew after that."""

    def __init__(self, room: Room, whole: Thing) -> None:
        super().__init__()
        self._room, self._whole = room, whole
        self._tree = QTreeWidget()
        self._tree.setHeaderHidden(True)
        self._tree.setAccessibleName(room.say("rights-dock.form-tree"))
        self._tree.setUniformRowHeights(True)
        self._tree.currentItemChanged.connect(lambda now, _was: self._turned(now))
        buttons = Buttons(room)
        self.add = {one: buttons.add(code, partial(self._add, one), "add") for one, code in _ADDS.items()}
        self._away = buttons.add("rights-dock.form-remove", self._remove, "remove")
        for button in (*self.add.values(), self._away):
            button.setAutoDefault(False)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self._tree, 1)
        lines.addWidget(buttons)

    @property
    def way(self) -> Way:
        """Give the way to the thing that is looked at."""
        item = self._tree.currentItem()
        return tuple(item.data(0, _WAY)) if item is not None else ()

    @property
    def title(self) -> str:
        """Give what the thing that is looked at is called."""
        item = self._tree.currentItem()
        return item.text(0) if item is not None else ""

    def grow(self, wanted: Way) -> None:
        """Draw the tree anew, and look at one thing of it."""
        self._tree.clear()
        top = QTreeWidgetItem([self._room.say("rights-dock.form-pack")])
        top.setData(0, _WAY, ())
        self._tree.addTopLevelItem(top)
        chosen = top
        waiting: list[tuple[QTreeWidgetItem, Way]] = [(top, ())]
        while waiting:
            parent, way = waiting.pop(0)
            for one, thing in below(self._whole, way):
                item = QTreeWidgetItem([self._called(one, thing)])
                item.setData(0, _WAY, one)
                parent.addChild(item)
                waiting.append((item, one))
                if one == wanted:
                    chosen = item
        self._tree.expandAll()
        self._tree.setCurrentItem(chosen)
        self.grown.emit()

    def look_at(self, wanted: Way) -> None:
        """Look at one thing of the tree as it stands."""
        for item in self._items():
            if tuple(item.data(0, _WAY)) == wanted:
                self._tree.setCurrentItem(item)

    def rename(self) -> None:
        """Call the thing that is looked at by what it says now."""
        item, way = self._tree.currentItem(), self.way
        if item is not None and way:
            item.setText(0, self._called(way, at(self._whole, way)))

    def mark(self, bad: Collection[Way]) -> None:
        """Mark the things with which something is wrong, and no others."""
        theme = self._room.theme
        icon = shape_icon(SHAPES[Severity.WARNING], theme, theme.colour(TONES[Severity.WARNING]))
        for item in self._items():
            wrong = tuple(item.data(0, _WAY)) in bad
            item.setIcon(0, icon if wrong else type(icon)())
            item.setToolTip(0, self._room.say("rights-dock.form-mend") if wrong else item.text(0))

    # Inside

    def _called(self, way: Way, thing: Thing) -> str:
        names = thing.get("names", {})
        several = [thing.get("name", ""), *(one for group in names.values() for one in group)]
        texts = [str(one.get("text", "")) if isinstance(one, dict) else str(one) for one in several]
        name = next(filter(None, texts), "")
        sort = self._room.say(_KINDS[kind(way)])
        return self._room.say("rights-dock.form-thing", kind=sort, name=name) if name else sort

    def _turned(self, item: QTreeWidgetItem | None) -> None:
        if item is None:
            return
        way = self.way
        for one, button in self.add.items():
            button.setEnabled(over(way, one) is not None)
        self._away.setEnabled(bool(way))
        self.turned.emit()

    def _add(self, sort: str) -> None:
        place = over(self.way, sort)
        if place is None:
            return
        several = at(self._whole, place).setdefault(sort, [])
        new: Thing = {"name": ""} if sort == "holders" else {"names": {}}
        several.append(new)
        self.grow((*place, sort, len(several) - 1))
        self.added.emit(sort)

    def _remove(self) -> None:
        way = self.way
        if way:
            del at(self._whole, way[:-2])[kind(way)][int(way[-1])]
            self.removed.emit(way)
            self.grow(way[:-2])

    def _items(self) -> Iterator[QTreeWidgetItem]:
        waiting = [self._tree.topLevelItem(number) for number in range(self._tree.topLevelItemCount())]
        while waiting:
            item = waiting.pop(0)
            if item is None:
                continue
            yield item
            waiting += [item.child(number) for number in range(item.childCount())]
