"""What a person meets in a window: names read aloud, words cut off, words that are not from the table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeVar

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QAccessible, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QTabBar,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

T = TypeVar("T", bound=QWidget)

ROLES = (QAccessible.Role.Button, QAccessible.Role.EditableText, QAccessible.Role.ComboBox, QAccessible.Role.CheckBox)

QTS_OWN = (
    "qt_dockwidget_closebutton",
    "qt_dockwidget_floatbutton",
    "ScrollLeftButton",
    "ScrollRightButton",
    "qt_toolbar_ext_button",
)
"""Parts of standard widgets that Qt names itself, in the language of its own catalogue."""


def below(widget: QWidget) -> Iterator[QWidget]:
    yield widget
    yield from widget.findChildren(QWidget)


def nameless(widget: QWidget) -> list[str]:
    """Walk what a screen reader sees and give the controls without a name."""
    found = []
    for one in below(widget):
        spoken = QAccessible.queryAccessibleInterface(one)
        if spoken is None or one.objectName() == "qt_toolbar_ext_button" or not spoken.isValid():
            continue
        if spoken.role() in ROLES and not spoken.text(QAccessible.Text.Name) and not _part(one):
            found.append(f"{type(one).__name__} {one.objectName()} in {type(one.parent()).__name__}")
    return found


def _part(widget: QWidget) -> bool:
    """Tell whether a widget is the inside of another that has the name."""
    return widget.objectName().startswith("qt_") or isinstance(widget.parent(), QTabBar | QComboBox)


def clipped(widget: QWidget) -> list[str]:
    """Give the labels and buttons that are too small for their words."""
    found = []
    for one in below(widget):
        if not one.isVisible() or not isinstance(one, QLabel | QPushButton | QToolButton):
            continue
        text = one.text()
        if not text or (isinstance(one, QLabel) and one.wordWrap()):
            continue
        wide = max(QFontMetrics(one.font()).horizontalAdvance(line) for line in text.split("\n"))
        if isinstance(one, QToolButton) and one.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly:
            continue
        if wide > one.width() or QFontMetrics(one.font()).height() > one.height() + 1:
            found.append(f"{type(one).__name__} “{text}”: {wide} in {one.width()}×{one.height()}")
        elif one.mapTo(widget, one.rect().topRight()).x() > widget.width():
            found += [] if scrolls(one) else [f"“{text}” ends outside the window"]
    return found + [line for one in below(widget) if one.isVisible() for line in _cut_off(one)]


def settles_whole(qtbot: QtBot, widget: QWidget) -> None:
    """Wait until nothing is too small for its words: a layout is made anew in several turns, more on a busy machine."""

    def whole() -> None:
        assert not clipped(widget)

    qtbot.waitUntil(whole)


def sheet_of(qtbot: QtBot, window: QWidget, kind: type[T]) -> T:
    """Wait until one sheet of a kind stands open before a window, and give it."""

    def standing() -> list[T]:
        return [one for one in window.findChildren(kind) if one.isVisible()]

    qtbot.waitUntil(lambda: len(standing()) == 1)
    return standing()[0]


def _cut_off(one: QWidget) -> Iterator[str]:
    """Give the words that do not fit in tabs, choosers, checks, wrapped labels, hints and column heads.

    Where such a text is shortened, a tooltip has to say the whole.
    """
    metrics = QFontMetrics(one.font())
    if isinstance(one, QLabel) and one.wordWrap() and one.text():
        needed = one.heightForWidth(one.width())
        if needed > one.height() + metrics.leading() + 1:
            yield f"QLabel “{one.text()}”: {needed} high in {one.height()}"
    elif isinstance(one, QTabBar):
        for number in range(one.count()):
            text, room = one.tabText(number), one.tabRect(number).width()
            if metrics.horizontalAdvance(text) > room and not one.tabToolTip(number):
                yield f"tab “{text}”: {metrics.horizontalAdvance(text)} in {room}"
    elif isinstance(one, QComboBox) and one.currentText():
        wide = metrics.horizontalAdvance(one.currentText())
        if wide > one.width() - metrics.height() and not one.toolTip():
            yield f"chooser “{one.currentText()}”: {wide} in {one.width()}"
    elif isinstance(one, QCheckBox):
        if one.sizeHint().width() > one.width() and not one.toolTip():
            yield f"check “{one.text()}”: {one.sizeHint().width()} in {one.width()}"
    elif isinstance(one, QLineEdit) and one.placeholderText() and not one.text():
        wide = metrics.horizontalAdvance(one.placeholderText())
        if wide > one.width() and not one.toolTip():
            yield f"hint “{one.placeholderText()}”: {wide} in {one.width()}"
    elif isinstance(one, QHeaderView) and one.orientation() is Qt.Orientation.Horizontal and one.model() is not None:
        for column in range(one.count()):
            text, whole = (one.model().headerData(column, one.orientation(), role) for role in _HEADS)
            wide = metrics.horizontalAdvance(str(text or ""))
            if not one.isSectionHidden(column) and wide > one.sectionSize(column) and not whole:
                yield f"column “{text}”: {wide} in {one.sectionSize(column)}"


_HEADS = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)


def scrolls(widget: QWidget) -> bool:
    """Tell whether a widget stands on something wider that can be scrolled: only a made-up language may need that."""
    above = [one for one in lineage(widget) if isinstance(one, QScrollArea)]
    return any(one.horizontalScrollBar().maximum() > 0 for one in above) and "~" in getattr(widget, "text", str)()


def lineage(widget: QWidget) -> Iterator[QWidget]:
    parent = widget.parentWidget()
    while parent is not None:
        yield parent
        parent = parent.parentWidget()


def bare(widget: QWidget, data: tuple[str, ...]) -> set[str]:
    """Give the words that are shown or read aloud and do not come from the word table."""
    words = set()
    for text in texts(widget):
        outside, depth = "", 0
        for character in text:
            depth += (character == "⟦") - (character == "⟧")
            outside += character if depth == 0 else " "
        words |= latin(outside, data)
    return words


def foreign(widget: QWidget, data: tuple[str, ...]) -> set[str]:
    """Give the words in Latin letters that a window in Japanese shows or reads aloud."""
    return set().union(*(latin(text, data) for text in texts(widget)))


_CODES = re.compile(r"\b(SQ\w+_SH\w+_t\d+_)?[0-9A-Z]{8}(\.mp4)?\b|\b[0-9a-f]{16,}\b")
"""What takes and their files are called, and hashes."""


def latin(text: str, data: tuple[str, ...]) -> set[str]:
    """Give the words of two Latin letters and more, without those that are data."""
    text = _CODES.sub(" ", text.replace("\u200b", ""))
    for known in sorted(data, key=len, reverse=True):
        text = text.replace(known, " ")
    return set(re.findall(r"[A-Za-zÀ-ž]{2,}", text))


def texts(widget: QWidget) -> list[str]:
    """Give everything that a window shows or says: its controls, its tabs, and what its lists hold."""
    found = []
    for one in below(widget):
        if one.objectName() in QTS_OWN:
            continue
        found += [one.accessibleName(), one.accessibleDescription(), one.toolTip(), one.windowTitle(), one.statusTip()]
        found += [action.text() for action in one.actions()]
        if isinstance(one, QLabel | QAbstractButton | QLineEdit) and not _shortened(one.text(), one.toolTip()):
            found.append(one.text())
        if isinstance(one, QLineEdit):
            found.append(one.placeholderText())
        if isinstance(one, QTabBar):
            found += [one.tabText(number) for number in range(one.count())]
        if isinstance(one, QComboBox):
            found += [one.itemText(number) for number in range(one.count())]
        if isinstance(one, QAbstractItemView) and not isinstance(one, QHeaderView) and one.model() is not None:
            found += list(_held(one.model(), QModelIndex()))
    return [text for text in found if text]


def _shortened(text: str, whole: str) -> bool:
    """Tell whether a text is another one, cut in its middle."""
    begin, dots, end = text.partition("…")
    return bool(dots and begin and end) and whole.startswith(begin) and whole.endswith(end)


_SAID = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
)


def _columns(model: QAbstractItemModel, parent: QModelIndex) -> int:
    # A list has one column, and does not let itself be asked.
    return 1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)


def _held(model: QAbstractItemModel, parent: QModelIndex) -> Iterator[str]:
    for column in range(_columns(model, parent)):
        head = model.headerData(column, Qt.Orientation.Horizontal)
        if isinstance(head, str):
            yield head
        for row in range(model.rowCount(parent)):
            index = model.index(row, column, parent)
            yield from (text for role in _SAID if isinstance(text := index.data(role), str))
            if column == 0:
                yield from _held(model, index)
