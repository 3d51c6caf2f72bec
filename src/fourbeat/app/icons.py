"""The icons: small line drawings on a 24 grid, tinted from the theme and kept by colour and size."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton

from fourbeat.studio.resources import resources

from .theme import Look

_DENSITIES = (1, 2, 3)


class Icons(QObject):
    """Draw icons by name and keep those that buttons and actions wear in step with the theme."""

    def __init__(self, look: Look, folder: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._folder = folder or resources() / "icons"
        self._kept: dict[tuple[str, str, int], QIcon] = {}

    def names(self) -> tuple[str, ...]:
        """Name every icon there is."""
        return tuple(sorted(path.stem for path in self._folder.glob("*.svg")))

    def icon(self, name: str, tone: str = "text", size: str = "icon") -> QIcon:
        """Give an icon in one of the theme's colours, at one of its sizes. Raises FileNotFoundError."""
        theme = self._look.theme
        key = (name, theme.colours[tone], theme.size(size))
        if key not in self._kept:
            self._kept[key] = self._drawn(name, *key[1:])
        return self._kept[key]

    def dress(self, wearer: QAction | QAbstractButton, name: str, tone: str = "text") -> None:
        """Give a button or action an icon, now and after every change of the look."""
        _Wearing(self, self._look, wearer, name, tone)

    def _drawn(self, name: str, colour: str, side: int) -> QIcon:
        lines = (self._folder / f"{name}.svg").read_text(encoding="utf-8")
        drawing = QSvgRenderer(QByteArray(lines.replace("currentColor", colour[:7]).encode()))
        icon = QIcon()
        for density in _DENSITIES:
            picture = QPixmap(side * density, side * density)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            drawing.render(painter, QRectF(0, 0, side * density, side * density))
            painter.end()
            picture.setDevicePixelRatio(density)
            icon.addPixmap(picture)
        return icon


class _Wearing(QObject):
    """Keep one wearer's icon true; it lives and dies with the wearer."""

    def __init__(self, icons: Icons, look: Look, wearer: QAction | QAbstractButton, name: str, tone: str) -> None:
        super().__init__(wearer)
        self._icons, self._look, self._wearer, self._name, self._tone = icons, look, wearer, name, tone
        look.changed.connect(self._put)
        self._put()

    def _put(self) -> None:
        self._wearer.setIcon(self._icons.icon(self._name, self._tone))
        if isinstance(self._wearer, QAbstractButton):
            side = self._look.theme.size("icon")
            self._wearer.setIconSize(QSize(side, side))
