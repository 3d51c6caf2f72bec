"""What a person meets in a window: names read aloud, words cut off, words that are not from the table."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QTabBar,
    QToolButton,
    QWidget,
)

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
    return widget.objectName().startswith("qt_") or type(widget.parent()).__name__ in ("QTabBar", "QComboBox")


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
    return found


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
    texts = []
    for one in below(widget):
        if one.objectName() in QTS_OWN:
            continue
        texts += [one.accessibleName(), one.accessibleDescription(), one.toolTip(), one.windowTitle(), one.statusTip()]
        if isinstance(one, QLabel | QAbstractButton | QLineEdit):
            texts.append(one.text())
        if isinstance(one, QLineEdit):
            texts.append(one.placeholderText())
        if isinstance(one, QTabBar):
            texts += [one.tabText(number) for number in range(one.count())]
        if isinstance(one, QComboBox):
            texts += [one.itemText(number) for number in range(one.count())]
    words = set()
    for text in texts:
        outside, depth = "", 0
        for character in text:
            depth += (character == "⟦") - (character == "⟧")
            outside += character if depth == 0 else " "
        for known in data:
            outside = outside.replace(known, " ")
        words |= set(re.findall(r"[^\W\d_]{2,}", outside))
    return words
