"""How everything looks: themes and measures read from files, made into palettes, fonts and the few style rules."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from fourbeat.model.status import Shown
from fourbeat.studio.resources import resources

from .sheet import sheet

WISHES = ("dark", "light", "contrast", "system")
"""What a person can wish for, in the order it is offered: a theme, or light or dark as the system is."""

*THEMES, SYSTEM = WISHES

LEAST, MOST, STEP = 100, 200, 10
"""The bounds of the text size, in percent, and by how much one key press changes it."""


@dataclass(frozen=True)
class Theme:
    """Hold every colour and measure of one look at one text size; `percent` scales all sizes."""

    name: str
    dark: bool
    colours: Mapping[str, str]
    statuses: Mapping[str, str]
    measures: Mapping[str, Mapping[str, int]]
    families: tuple[str, ...] = ()
    percent: int = LEAST
    one_weight: bool = False
    """Whether the words are in a script whose bundled font has one weight only."""

    def colour(self, name: str) -> QColor:
        """Give a named colour; one written with eight digits ends with its opacity."""
        value = self.colours[name]
        colour = QColor(value[:7])
        if len(value) == 9:
            colour.setAlpha(int(value[7:], 16))
        return colour

    def status(self, shown: Shown) -> QColor:
        """Give the colour of a shot's status."""
        return self.colour(self.statuses[shown.value])

    def space(self, name: str) -> int:
        """Give a distance in pixels: hair, xs, s, m, l, xl."""
        return self._scaled("space", name)

    def corner(self, name: str) -> int:
        """Give a corner's radius in pixels: s or l."""
        return self._scaled("corner", name)

    def size(self, name: str) -> int:
        """Give the size of a part in pixels, by its name in the measures file."""
        return self._scaled("size", name)

    def type(self, name: str) -> int:
        """Give a type size in pixels: caption, body, heading, title."""
        return self._scaled("type", name)

    def font(self, name: str = "body", *, bold: bool = False) -> QFont:
        """Give a font at a type size, with figures of one width."""
        font = QFont()
        if self.families:
            font.setFamilies(list(self.families))
        font.setPixelSize(self.type(name))
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        if self.one_weight:
            # Fitted to pixels, its thin lines grow black at small sizes, and only a full bold is drawn bolder at all.
            font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
            font.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
        elif bold:
            # The bundled font is one file of every weight, which a plain weight does not reach.
            font.setVariableAxis(QFont.Tag("wght"), _BOLD)
        font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def palette(self) -> QPalette:
        """Make the palette that every standard widget paints with."""
        palette = QPalette()
        for role, name in _ROLES.items():
            palette.setColor(role, self.colour(name))
        for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour("text-faint"))
        return palette

    def sheet(self) -> str:
        """Write the few style rules that a palette cannot say."""
        return sheet(self)

    def _scaled(self, group: str, name: str) -> int:
        plain = self.measures[group][name]
        return plain if name in ("hair", "focus") else round(plain * self.percent / 100)


_BOLD = 600

_R = QPalette.ColorRole
_ROLES = {
    _R.Window: "panel",
    _R.WindowText: "text",
    _R.Base: "sunken",
    _R.AlternateBase: "panel",
    _R.Text: "text",
    _R.PlaceholderText: "text-faint",
    _R.Button: "raised",
    _R.ButtonText: "text",
    _R.BrightText: "bad",
    _R.Highlight: "accent",
    _R.HighlightedText: "on-accent",
    _R.Accent: "accent",
    _R.Link: "accent",
    _R.LinkVisited: "accent",
    _R.ToolTipBase: "raised",
    _R.ToolTipText: "text",
    _R.Light: "hover",
    _R.Midlight: "raised",
    _R.Mid: "line",
    _R.Dark: "line",
    _R.Shadow: "canvas",
}


def load(name: str, folder: Path | None = None) -> Theme:
    """Read a theme by name."""
    folder = folder or resources() / "themes"
    measures = tomllib.loads((folder / "measures.toml").read_text(encoding="utf-8"))
    look = tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8"))
    return Theme(look["name"], look["dark"], look["colour"], look["status"], measures)


class Look(QObject):
    """Hold the theme in use and change it live; `changed` follows when the application wears the new one."""

    changed = Signal()

    def __init__(
        self,
        name: str = THEMES[0],
        percent: int = LEAST,
        families: tuple[str, ...] = (),
        parent: QObject | None = None,
        *,
        one_weight: bool = False,
    ) -> None:
        super().__init__(parent)
        self._families, self._one_weight = families, one_weight
        self.wish = name if name in WISHES else THEMES[0]
        hints = QGuiApplication.styleHints()
        self._scheme = hints.colorScheme()
        hints.colorSchemeChanged.connect(self._turn)
        self.theme = self._made(self._wished(), percent)

    def wear(self) -> None:
        """Dress the application in the theme."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.setPalette(self.theme.palette())
            app.setFont(self.theme.font())
            app.setStyleSheet(self.theme.sheet())
        self.changed.emit()

    def choose(self, wish: str) -> None:
        """Change to another theme, or follow the system's."""
        self.wish = wish
        self.theme = self._made(self._wished(), self.theme.percent)
        self.wear()

    def resize(self, percent: int) -> None:
        """Change the text size, in percent, within its bounds."""
        wanted = max(LEAST, min(MOST, percent))
        if wanted != self.theme.percent:
            self.theme = self._made(self.theme.name, wanted)
            self.wear()

    def set_families(self, families: tuple[str, ...], *, one_weight: bool = False) -> None:
        """Set text in other font families first."""
        self._families, self._one_weight = families, one_weight
        self.theme = self._made(self.theme.name, self.theme.percent)
        self.wear()

    def _turn(self, scheme: Qt.ColorScheme) -> None:
        """Follow the system from light to dark or back, where that is wished."""
        self._scheme = scheme
        if self.wish == SYSTEM and self._wished() != self.theme.name:
            self.choose(SYSTEM)

    def _wished(self) -> str:
        if self.wish != SYSTEM:
            return self.wish
        return "light" if self._scheme == Qt.ColorScheme.Light else "dark"

    def _made(self, name: str, percent: int) -> Theme:
        plain = load(name)
        return Theme(
            plain.name,
            plain.dark,
            plain.colours,
            plain.statuses,
            plain.measures,
            self._families,
            max(LEAST, min(MOST, percent)),
            self._one_weight,
        )
