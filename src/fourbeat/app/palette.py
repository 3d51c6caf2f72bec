"""The command palette: everything that can be done, found by a few letters."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from .labels import Label
from .room import Room

_ID = Qt.ItemDataRole.UserRole + 1
_KEYS = Qt.ItemDataRole.UserRole + 2
_ABOUT = Qt.ItemDataRole.UserRole + 3
Index = QModelIndex | QPersistentModelIndex

_WALKING = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}


def score(wanted: str, text: str) -> int | None:
    """Rate how well letters, in order, are found in a text: higher is better, None where they are not.

    The start of a word counts most, letters side by side count more than scattered ones, whole words more than any.
    """
    wanted, text = wanted.casefold().replace(" ", ""), text.casefold()
    # The best way to read the letters so far, by the place where it ends: the first place is not always the best.
    ways = {-2: 0}
    for letter in wanted:
        longer: dict[int, int] = {}
        for place, found in enumerate(text):
            if found != letter:
                continue
            starts = place == 0 or not text[place - 1].isalnum()
            before = [
                points + (8 if starts else 4 if place == last + 1 else 1)
                for last, points in ways.items()
                if last < place
            ]
            if before:
                longer[place] = max(before)
        if not longer:
            return None
        ways = longer
    points = max(ways.values())
    if wanted in text:
        points += 2 * len(wanted)
    return points * 100 - len(text)


class _Line(QStyledItemDelegate):
    """Draw an action with its icon before, what it would act on and its keys behind."""

    def __init__(self, room: Room, parent: QWidget) -> None:
        super().__init__(parent)
        self._room = room

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give every line the same height."""
        return QSize(0, self._room.theme.size("row"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one line."""
        theme = self._room.theme
        box, side, gap = option.rect, theme.size("icon"), theme.space("s")
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, theme.colour("selection"))
            painter.fillRect(QRect(box.topLeft(), QSize(theme.size("focus"), box.height())), theme.colour("accent"))
        icon = index.data(Qt.ItemDataRole.DecorationRole)
        if icon is not None:
            icon.paint(painter, QRect(box.left() + gap, box.center().y() - side // 2, side, side))
        inner = box.adjusted(side + 2 * gap, 0, -gap, 0)
        keys = index.data(_KEYS)
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("text-soft"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, keys)
        taken = painter.fontMetrics().horizontalAdvance(keys) + gap if keys else 0
        painter.setFont(theme.font())
        painter.setPen(theme.colour("text"))
        room = inner.width() - taken
        words = painter.fontMetrics().elidedText(index.data(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
        rest = inner.adjusted(painter.fontMetrics().horizontalAdvance(words) + gap, 0, -taken, 0)
        if (about := index.data(_ABOUT)) and rest.width() > 0:
            painter.setPen(theme.colour("text-soft"))
            about = painter.fontMetrics().elidedText(about, Qt.TextElideMode.ElideRight, rest.width())
            painter.drawText(rest, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, about)
        painter.restore()


class Palette(QDialog):
    """Let the person type, choose with the arrows, and do it with Enter."""

    def __init__(self, room: Room, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("palette")
        self.setModal(True)
        self._room = room
        self._was_active = False
        # A list as long as the window is low: what is below its edge cannot be read.
        self._most = parent.window().height() * 2 // 3 - 2 * room.theme.size("field")
        self.setWindowTitle(room.say("palette.name"))
        self.field = QLineEdit()
        self.field.setPlaceholderText(room.say("palette.prompt"))
        room.name(self.field, "palette.prompt")
        self.field.setToolTip("")
        self.list = QListWidget()
        room.name(self.list, "palette.name")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setItemDelegate(_Line(room, self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.nothing = Label(room.look, room.say("palette.nothing"), tone="text-soft")
        lines = QVBoxLayout(self)
        edge = room.theme.space("s")
        lines.setContentsMargins(edge, edge, edge, edge)
        lines.addWidget(self.field)
        lines.addWidget(self.list)
        lines.addWidget(self.nothing)
        self.field.textChanged.connect(self.seek)
        self.field.installEventFilter(self)
        self.list.itemClicked.connect(lambda _item: self.do())
        self.seek("")
        self._place(parent)

    def seek(self, wanted: str) -> None:
        """List what fits, best first; what cannot be done now is left out."""
        self.list.clear()
        found: list[tuple[int, int, str, str]] = []
        for identity, action in self._room.actions.table.items():
            made = self._room.actions[identity]
            text = made.text()
            points = score(wanted, text)
            if points is not None and identity != "palette" and action.enabled(self._room):
                found.append((-points if wanted else 0, len(found), identity, text))
        for _, _, identity, text in sorted(found):
            keys = self._room.actions.keys(identity)
            item = QListWidgetItem(text)
            item.setData(_ID, identity)
            item.setData(_KEYS, keys)
            if about := self._room.actions.about(identity):
                item.setData(_ABOUT, f"· {about}")
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{text} · {about}")
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, keys)
            icon = self._room.actions.table[identity].icon
            if icon:
                item.setIcon(self._room.icons.icon(icon, "text-soft"))
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.setVisible(bool(found))
        wanted_height = len(found) * self._room.theme.size("row") + 2 * self._room.theme.space("s")
        self.list.setFixedHeight(min(wanted_height, self._room.theme.size("palette") * 2 // 3, self._most))
        self.adjustSize()
        self.nothing.setVisible(not found)

    def do(self) -> None:
        """Close, then do what is chosen; where nothing is, stay, or what is typed next would fall on the shots."""
        item = self.list.currentItem()
        if item is not None:
            self.accept()
            self._room.actions[item.data(_ID)].trigger()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows walk the list while the field keeps the keyboard."""
        if watched is self.field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.do()
                return True
            if event.key() in _WALKING:
                self._walk(Qt.Key(event.key()))
                return True
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        """Go away when something else comes to the front."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange:
            if self._was_active and self.isVisible() and not self.isActiveWindow():
                self.reject()
            self._was_active = self.isActiveWindow()

    def _walk(self, key: Qt.Key) -> None:
        page = max(1, self.list.height() // max(1, self.list.sizeHintForRow(0)))
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -page, Qt.Key.Key_PageDown: page}[key]
        count = self.list.count()
        if count:
            self.list.setCurrentRow(max(0, min(count - 1, self.list.currentRow() + by)))

    def _place(self, parent: QWidget) -> None:
        theme = self._room.theme
        room = parent.window().rect()
        width = min(theme.size("palette"), room.width() - 2 * theme.space("l"))
        height = min(theme.size("palette"), room.height() * 2 // 3)
        self.setFixedWidth(width)
        self.setMaximumHeight(height)
        over = parent.window().findChild(QWidget, "palettefield")
        # Over the field it comes from, whole: one field half behind another cannot be told apart.
        top = (
            over.mapTo(parent.window(), QPoint(0, 0)).y() - theme.space("s") if over is not None else theme.space("xl")
        )
        self.move(parent.window().mapToGlobal(QPoint((room.width() - width) // 2, max(0, top))))


def show_palette(room: Room) -> None:
    """Open the palette over the window."""
    window = room.stage
    assert isinstance(window, QWidget)
    palette = Palette(room, window)
    palette.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    palette.open()
    palette.field.setFocus()
