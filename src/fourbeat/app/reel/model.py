"""The cut's blocks as rows that the strip shows and a screen reader reads."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from fourbeat.model.plan import Shot
from fourbeat.studio.timeline import Block

from ..player.transport import Transport
from ..room import Room

Index = QModelIndex | QPersistentModelIndex

BLOCK = Qt.ItemDataRole.UserRole + 1
_NOWHERE = QModelIndex()


class Blocks(QAbstractListModel):
    """Hold a block for each item of the reel; only rows that are others are shown anew."""

    def __init__(self, room: Room, transport: Transport, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._room, self._transport = room, transport
        self._blocks: tuple[Block, ...] = transport.timeline.blocks
        transport.relaid.connect(self.lay)

    def block(self, row: int) -> Block:
        """Give the block of a row."""
        return self._blocks[row]

    def lay(self) -> None:
        """Show the cut as it is now."""
        old, new = self._blocks, self._transport.timeline.blocks
        if [(one.shot, one.frames) for one in old] != [(one.shot, one.frames) for one in new]:
            self.beginResetModel()
            self._blocks = new
            self.endResetModel()
            return
        self._blocks = new
        for row, (was, now) in enumerate(zip(old, new, strict=True)):
            if was != now:
                self.dataChanged.emit(self.index(row), self.index(row))

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Count the blocks."""
        return 0 if parent.isValid() else len(self._blocks)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give what the strip shows or a screen reader reads."""
        if not index.isValid() or index.row() >= len(self._blocks):
            return None
        block = self._blocks[index.row()]
        if role == BLOCK:
            return block
        if role == Qt.ItemDataRole.DisplayRole:
            return self.title(block)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self._room.say(
                "reel.block",
                title=self.title(block),
                start=self._transport.timecode(block.start),
                length=self._transport.timecode(block.frames),
            )
        return None

    def title(self, block: Block) -> str:
        """Write a block's number and take, or that it is a ghost, or one because its take is withdrawn."""
        if block.number is None:
            shot = self._room.studio.plan.find(Shot, block.shot)
            gone = shot is not None and shot.take in self._transport.withdrawn
            return self._room.say("reel.withdrawn" if gone else "reel.ghost", number=block.label)
        return self._room.say("reel.take", number=block.label, take=block.number)
