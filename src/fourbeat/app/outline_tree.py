"""The outline's rows: sequences, scenes, shots, cast and places as a tree that is asked only for what is seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QIcon

from fourbeat.model.ids import Id
from fourbeat.model.plan import Appearance, Character, Dressing, Place, Prop, Scene
from fourbeat.model.status import Shown
from fourbeat.studio.board import Card

from .marks import mark_icon
from .room import Room

Index = QModelIndex | QPersistentModelIndex

NAME, STATE = 0, 1

NAMED = "application/x-fourbeat-named"
"""The kind of data that one of the cast, places or props is dragged as."""

_MARKS = {"character": "person", "place": "place", "prop": "idea"}
_NOWHERE = QModelIndex()


class Node:
    """Be one row; `kind` is "sequence", "scene", "shot", "character", "place", "prop", or "group" for a heading.

    The number is the row's own and never given again: an index that outlives its row finds nothing, not another row.
    """

    def __init__(self, number: int, kind: str, identity: Id, text: str, above: Node | None, count: int = 0) -> None:
        self.number = number
        self.kind, self.id, self.text, self.above, self.count = kind, identity, text, above, count
        self.below: list[Node] = []
        self.row = len(above.below) if above is not None else 0
        if above is not None:
            above.below.append(self)

    def frame(self) -> Iterator[Node]:
        """Give this row and all below it but the shots."""
        yield self
        if self.kind != "scene":
            for one in self.below:
                yield from one.frame()

    def walk(self) -> Iterator[Node]:
        """Give this row and all below it."""
        yield self
        for one in self.below:
            yield from one.walk()


class OutlineTree(QAbstractItemModel):
    """Hold the outline and follow the board; `worded` says whether statuses are written out."""

    def __init__(self, room: Room, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._numbers = count(1)
        self._root = Node(0, "group", "", "", None)
        self._numbered: dict[int, Node] = {}
        self._shots: dict[Id, Node] = {}
        self._icons: dict[Shown, QIcon] = {}
        self.worded = False

    def fill(self, *, counted: bool = True) -> list[Node] | None:
        """Read the plan; give the scenes that have got their first shots, or None where all rows are new.

        Where it need not be `counted` how often cast, places and props are used, that stays as it was.

        A shot that comes, goes or moves changes its scene's rows only: a long film is never laid out anew for one.
        """
        root, shots = self._read(counted=counted)
        new, old = list(root.frame()), list(self._root.frame())
        if [(one.kind, one.id) for one in new] != [(one.kind, one.id) for one in old]:
            self.beginResetModel()
            self._root, self._shots = root, {}
            for scene in new:
                self._put(scene, 0, shots.get(scene.id, []))
            self._numbered = {one.number: one for one in root.walk()}
            self.endResetModel()
            return None
        begun = []
        for was, now in zip(old, new, strict=True):
            if was.text != now.text or (counted and was.count != now.count):
                was.text, was.count = now.text, now.count if counted else was.count
                self.dataChanged.emit(self.index_of(was), self.index_of(was, STATE))
            if was.kind == "scene" and self._seat(was, shots.get(was.id, [])):
                begun.append(was)
        return begun

    def restyle(self) -> None:
        """Draw the shapes of the statuses anew."""
        self._icons.clear()

    def node(self, index: Index) -> Node | None:
        """Give the row an index stands for; None for one that is no longer there."""
        return self._numbered.get(index.internalId()) if index.isValid() else None

    def nodes(self) -> Iterator[Node]:
        """Give every row but the shots'."""
        return (node for node in self._root.frame() if node is not self._root)

    def index_of(self, node: Node, column: int = NAME) -> QModelIndex:
        """Give a row's index."""
        return self.createIndex(node.row, column, node.number)

    def shot(self, shot: Id) -> QModelIndex:
        """Find a shot's index; an invalid one where it is not there."""
        node = self._shots.get(shot)
        return self.index_of(node) if node is not None else QModelIndex()

    def runs(self, shots: Iterable[Id]) -> Iterator[tuple[QModelIndex, QModelIndex]]:
        """Give the first and the last index of each unbroken run of shots within a scene."""
        nodes = {node.number: node for shot in shots if (node := self._shots.get(shot)) is not None}
        for node in nodes.values():
            above = node.above.below if node.above is not None else []
            if node.row and above[node.row - 1].number in nodes:
                continue
            last = node
            while last.row + 1 < len(above) and above[last.row + 1].number in nodes:
                last = above[last.row + 1]
            yield self.index_of(node), self.index_of(last)

    def find(self, kind: str, identity: Id) -> QModelIndex:
        """Find the index of any row; an invalid one where it is not there."""
        if kind == "shot":
            return self.shot(identity)
        found = next((node for node in self.nodes() if (node.kind, node.id) == (kind, identity)), None)
        return self.index_of(found) if found is not None else QModelIndex()

    def touch(self, shot: Id) -> None:
        """Say that a shot's row shows something else."""
        node = self._shots.get(shot)
        if node is not None:
            self.dataChanged.emit(self.index_of(node), self.index_of(node, STATE))

    # What the view asks

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        """Give the index of a row below another."""
        below = self._below(parent)
        return self.index_of(below[row], column) if 0 <= row < len(below) else QModelIndex()

    def parent(self, index: Index = _NOWHERE) -> Any:
        """Give the row above."""
        node = self.node(index)
        if node is None or node.above is None or node.above is self._root:
            return QModelIndex()
        return self.index_of(node.above)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Count the rows below one."""
        return len(self._below(parent))

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Count name and state."""
        return 2

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give what a row shows or a screen reader reads."""
        node = self.node(index)
        if node is None:
            return None
        if role == Qt.ItemDataRole.SizeHintRole:
            return QSize(0, self._room.theme.size("row"))
        if node.kind == "shot":
            row = self._room.shots.row_of(node.id)
            return None if row is None else self._of_shot(self._room.shots.card(row), index.column(), role)
        return self._of_other(node, index.column(), role)

    def _of_shot(self, card: Card, column: int, role: int) -> Any:
        status = self._room.shots.status(card)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                if column == NAME:
                    return f"{card.number}   {card.line}"
                return status if self.worded else ""
            case Qt.ItemDataRole.AccessibleTextRole:
                if column == NAME:
                    return self._room.shots.spoken(card)
                return status
            case Qt.ItemDataRole.ToolTipRole:
                return card.line if column == NAME else status
            case Qt.ItemDataRole.DecorationRole if column == STATE:
                if card.status not in self._icons:
                    self._icons[card.status] = mark_icon(card.status, self._room.theme)
                return self._icons[card.status]
            case Qt.ItemDataRole.ForegroundRole if column == STATE:
                return self._room.theme.status(card.status)
        return None

    def _of_other(self, node: Node, column: int, role: int) -> Any:
        counted = node.kind in _MARKS
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return node.text if column == NAME else str(node.count) if counted else None
            case Qt.ItemDataRole.ToolTipRole if column == NAME:
                return node.text
            case Qt.ItemDataRole.DecorationRole if counted and column == NAME:
                return self._room.icons.icon(_MARKS[node.kind], "text-soft")
            case Qt.ItemDataRole.ForegroundRole if node.kind == "group" or column == STATE:
                return self._room.theme.colour("text-faint")
            case Qt.ItemDataRole.TextAlignmentRole if column == STATE:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let cast, places and props be dragged to another place in their list."""
        node = self.node(index)
        usual = super().flags(index)
        movable = node is not None and node.kind in _MARKS and not self._room.studio.store.read_only
        return usual | Qt.ItemFlag.ItemIsDragEnabled if movable else usual

    def mimeTypes(self) -> list[str]:
        """Name the kind of data that cast, places and props are dragged as."""
        return [NAMED]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Pack the one that is dragged: its kind and id."""
        data, node = QMimeData(), self.node(indexes[0]) if indexes else None
        if node is not None:
            data.setData(NAMED, f"{node.kind} {node.id}".encode())
        return data

    # Inside

    def _below(self, parent: Index) -> list[Node]:
        """Give the rows below an index; only the first column has any."""
        return [] if parent.column() > 0 else (self.node(parent) or self._root).below

    def _seat(self, scene: Node, now: list[Id]) -> bool:
        """Bring a scene's rows to these shots; tell whether they are its first."""
        old = [one.id for one in scene.below]
        if old == now:
            return False
        most = min(len(old), len(now))
        head = next((place for place in range(most) if old[place] != now[place]), most)
        tail = next((place for place in range(most - head) if old[-1 - place] != now[-1 - place]), most - head)
        above = self.index_of(scene)
        if gone := scene.below[head : len(old) - tail]:
            self.beginRemoveRows(above, head, head + len(gone) - 1)
            del scene.below[head : head + len(gone)]
            for one in gone:
                del self._numbered[one.number]
                # One that has gone to another scene may stand there already.
                if self._shots.get(one.id) is one:
                    del self._shots[one.id]
            _count(scene.below)
            self.endRemoveRows()
        if come := now[head : len(now) - tail]:
            self.beginInsertRows(above, head, head + len(come) - 1)
            self._numbered |= {one.number: one for one in self._put(scene, head, come)}
            self.endInsertRows()
        return not old

    def _put(self, scene: Node, place: int, shots: list[Id]) -> list[Node]:
        """Make rows of shots and put them into a scene."""
        made = [Node(next(self._numbers), "shot", shot, "", None) for shot in shots]
        for one in made:
            one.above = scene
            self._shots[one.id] = one
        scene.below[place:place] = made
        _count(scene.below)
        return made

    def _read(self, *, counted: bool) -> tuple[Node, dict[Id, list[Id]]]:
        """Read the rows but for the shots, and the shots of each scene."""
        plan, say = self._room.studio.plan, self._room.say
        root, number = Node(0, "group", "", "", None), self._numbers
        there: dict[Id, list[Id]] = {}
        for card in self._room.shots.cards():
            there.setdefault(card.scene, []).append(card.shot)
        for sequence in plan.sequences():
            top = Node(next(number), "sequence", sequence.id, self._titled("outline.sequence", sequence), root)
            for scene in plan.scenes(sequence.id):
                Node(next(number), "scene", scene.id, self._titled("outline.scene", scene), top)
        alive = self._room.shots.row_of
        seen = Counter(
            row.character for row in (plan.all(Appearance) if counted else ()) if alive(row.shot) is not None
        )
        people = Node(next(number), "group", "cast", say("outline.cast"), root)
        for person in plan.all(Character):
            Node(next(number), "character", person.id, person.name, people, seen[person.id])
        used: Counter[Id] = Counter()
        for scene_id, held in there.items():
            if (place := plan.get(Scene, scene_id).place) is not None:
                used[place] += len(held)
        places = Node(next(number), "group", "places", say("outline.places"), root)
        for one in plan.all(Place):
            Node(next(number), "place", one.id, one.name, places, used[one.id])
        dressed = Counter(row.prop for row in (plan.all(Dressing) if counted else ()) if alive(row.shot) is not None)
        props = Node(next(number), "group", "props", say("outline.props"), root)
        for prop in plan.all(Prop):
            Node(next(number), "prop", prop.id, prop.name, props, dressed[prop.id])
        return root, there

    def _titled(self, code: str, row: Any) -> str:
        named = self._room.say(code, number=row.number)
        return self._room.say("outline.titled", name=named, title=row.title) if row.title else named


def _count(rows: list[Node]) -> None:
    for place, one in enumerate(rows):
        one.row = place
