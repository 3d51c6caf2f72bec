"""The style rules: the few things Qt's palette cannot say, filled from the theme."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .theme import Theme

_RULES = """
QMainWindow, #centre { background: {canvas}; }
QMainWindow::separator { background: {seam}; }
QMainWindow::separator { width: {space-xs}; height: {space-xs}; }
QMainWindow::separator:hover { background: {accent}; }
QToolTip { background: {raised}; color: {text}; border: {space-hair} solid {edge}; padding: {space-xs}; }

#heading { background: {panel}; }
#topbar, #statusbar { background: {panel}; border: none; spacing: {space-s}; padding: 0 {space-s}; }
#statusbar::item { border: none; }
#statusbar QLabel, #statusbar QToolButton { color: {text-soft}; font-size: {type-caption}; }

QPushButton, QToolButton {
    background: {raised}; color: {text}; border: {space-hair} solid {edge};
    border-radius: {corner-s}; padding: {space-xs} {space-m};
}
QPushButton { outline: none; }
QPushButton:hover, QToolButton:hover { background: {hover}; }
QPushButton:disabled, QToolButton:disabled { color: {text-faint}; border-color: {line}; }
QPushButton:focus, QToolButton:focus { border: {size-focus} solid {accent}; }
QPushButton[primary="true"] { background: {accent}; color: {on-accent}; border-color: {accent}; }
QPushButton[primary="true"]:focus { border-color: {text}; }
QPushButton[primary="true"]:disabled { background: {raised}; color: {text-faint}; border-color: {line}; }
QToolButton[flat="true"], QPushButton[flat="true"] { background: transparent; border-color: transparent; }
QToolButton[flat="true"] { padding: {space-xs} {space-s}; }
QToolButton[flat="true"]:hover, QPushButton[flat="true"]:hover { background: {hover}; }
QToolButton[flat="true"]:focus, QPushButton[flat="true"]:focus { border: {size-focus} solid {accent}; }
QToolButton[flat="true"]:checked { background: {raised}; border-color: {line}; }
QFileDialog QToolButton { padding: {space-xs}; }
QToolButton::menu-indicator { image: none; }
#names { background: {sunken}; text-align: left; padding: {space-xs} {space-s}; }
QPushButton[choice="true"] { text-align: left; padding: {space-m} {space-l}; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox {
    background: {sunken}; color: {text}; border: {space-hair} solid {edge};
    border-radius: {corner-s}; padding: {space-xs} {space-s}; selection-background-color: {accent};
    selection-color: {on-accent};
}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {
    border: {size-focus} solid {accent};
}
QComboBox QLineEdit { background: transparent; border: none; padding: 0; }
QAbstractSpinBox QLineEdit { background: transparent; border: none; padding: 0 {space-xs}; }
QComboBox::drop-down { border: none; background: transparent; width: {size-row}; }
#offers { background: {raised}; border: {space-hair} solid {edge}; }
QComboBox QAbstractItemView { background: {raised}; border: {space-hair} solid {edge}; }

QTreeView, QListView, QTableView {
    background: {panel}; color: {text}; border: {size-focus} solid transparent; outline: none;
    selection-background-color: {selection}; selection-color: {text};
}
QTreeView:focus, QTableView:focus, #recent:focus { border: {size-focus} solid {accent}; }
QTreeView::item, QTableView::item { padding: {space-xs}; }
QTreeView::indicator, QListView::indicator { width: {size-icon}; height: {size-icon}; }
QTreeView::indicator:unchecked, QListView::indicator:unchecked {
    background: {sunken}; border: {space-hair} solid {edge}; border-radius: {corner-s}; margin: {space-hair};
}
QTreeView::item:hover, QTableView::item:hover { background: {hover}; }
QTreeView::item:selected, QTableView::item:selected { background: {selection}; color: {text}; }
#manualpages { background: transparent; }
#manualpages::item, #connections::item { padding: {space-s}; }
#board { background: {canvas}; }
#board:focus { border-color: transparent; }
QHeaderView::section {
    background: {panel}; color: {text-soft}; border: none; border-bottom: {space-hair} solid {line};
    padding: {space-xs} {space-s};
}
QTableView { gridline-color: {line}; }

QTabBar::tab {
    background: transparent; color: {text-soft}; padding: {space-xs} {space-s};
    border: {space-hair} solid transparent; border-bottom: {size-focus} solid transparent;
}
QTabBar::tab:selected { color: {text}; border-bottom: {size-focus} solid {accent}; }
QTabBar::tab:hover { color: {text}; }
QTabBar:focus { border: {space-hair} solid {accent}; }
QTabBar::scroller { width: {size-row}; }
QTabBar QToolButton { background: {panel}; border-color: transparent; border-radius: 0; padding: 0; }
QTabBar QToolButton:disabled { color: {text-faint}; border-color: transparent; }
QTabWidget::pane { border: none; }

QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: {size-scroll}; }
QScrollBar:horizontal { height: {size-scroll}; }
QScrollBar::handle { background: {edge}; border-radius: {corner-s}; margin: {space-hair}; }
QScrollBar::handle:vertical { min-height: {size-field}; }
QScrollBar::handle:horizontal { min-width: {size-field}; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QMenu { background: {raised}; color: {text}; border: {space-hair} solid {edge}; padding: {space-xs}; }
QMenu { icon-size: {size-icon}; }
QMenu::indicator { width: {size-icon}; height: {size-icon}; }
QMenu::item { padding: {space-xs} {space-l}; border-radius: {corner-s}; }
QMenu::item:selected { background: {accent}; color: {on-accent}; }
QMenu::item:disabled { color: {text-faint}; }
QMenu::separator { height: {space-hair}; background: {line}; margin: {space-xs}; }
QDialog { background: {panel}; border: {space-hair} solid {edge}; }
#palette { border: {space-hair} solid {edge}; }
QProgressBar { background: {raised}; border: none; border-radius: {corner-s}; height: {space-xs}; }
QProgressBar::chunk { background: {busy}; border-radius: {corner-s}; }
#segments { background: {canvas}; border-radius: {corner-l}; }
#palettefield { background: {sunken}; border-color: {edge}; padding: {space-xs} {space-s}; }
"""

_NAME = re.compile(r"\{([a-z]+(?:-[a-z]+)*)\}")


def sheet(theme: Theme) -> str:
    """Fill the rules with a theme's colours and scaled sizes."""

    def value(found: re.Match[str]) -> str:
        name = found[1]
        if name in theme.colours:
            colour = theme.colour(name)
            return f"rgba({colour.red()}, {colour.green()}, {colour.blue()}, {colour.alpha()})"
        group, _, part = name.partition("-")
        measure = {"space": theme.space, "corner": theme.corner, "size": theme.size, "type": theme.type}[group]
        return f"{measure(part)}px"

    return _NAME.sub(value, _RULES)
