"""Themes: legible by the numbers, complete, and changed live."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QCheckBox, QListWidget, QListWidgetItem

import fourbeat.app
from fourbeat.app.board.numbers_sheet import NumbersSheet
from fourbeat.app.icons import Icons
from fourbeat.app.marks import mark_icon
from fourbeat.app.sheet_buttons import SheetButtons
from fourbeat.app.start import load_fonts
from fourbeat.app.theme import LEAST, MOST, THEMES, Look, Theme, load
from fourbeat.app.window import StudioWindow
from fourbeat.model.status import Shown

SOURCE = Path(fourbeat.app.__file__).parent
GROUNDS = ("canvas", "panel", "raised", "sunken", "hover", "selection")
WORDS = ("text", "text-soft", "text-faint")


def luminance(colour: QColor) -> float:
    """Give the relative luminance as WCAG 2 defines it."""
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: QColor, other: QColor) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def under(theme: Theme, name: str, ground: QColor) -> QColor:
    """Give a colour of the theme as it looks over a ground."""
    colour = theme.colour(name)
    part = colour.alphaF()
    mixed = [part * over + (1 - part) * below for over, below in zip(colour.getRgbF(), ground.getRgbF(), strict=True)]
    return QColor.fromRgbF(*mixed[:3])


@pytest.mark.parametrize("name", THEMES)
def test_text_and_statuses_can_be_read_on_every_ground(name: str) -> None:
    theme = load(name)
    least = 7.0 if name == "contrast" else 4.5
    inks = [*WORDS, *set(theme.statuses.values())]
    poor = {
        f"{ink} on {ground}: {ratio:.2f}"
        for ink in inks
        for ground in GROUNDS
        if (ratio := contrast(theme.colour(ink), theme.colour(ground))) < least
    }
    assert not poor


@pytest.mark.parametrize("name", THEMES)
def test_edges_focus_and_the_main_action_can_be_seen(name: str) -> None:
    theme = load(name)
    for ground in ("canvas", "panel", "raised", "sunken"):
        assert contrast(theme.colour("edge"), theme.colour(ground)) >= 3, ground
        assert contrast(theme.colour("accent"), theme.colour(ground)) >= 3, ground
    assert contrast(theme.colour("on-accent"), theme.colour("accent")) >= 4.5
    for picture in ("#ffffff", "#000000", "#808080"):
        shade = under(theme, "shade", QColor(picture))
        assert contrast(theme.colour("on-shade"), shade) >= 4.5, picture


@pytest.mark.parametrize("name", THEMES)
def test_greys_have_no_tint(name: str) -> None:
    theme = load(name)
    for grey in ("canvas", "panel", "raised", "sunken", "line", "edge", "hover", "ghost", *WORDS):
        red, green, blue, _ = theme.colour(grey).getRgb()
        assert red == green == blue, grey


def test_themes_name_the_same_things() -> None:
    themes = [load(name) for name in THEMES]
    assert len({frozenset(theme.colours) for theme in themes}) == 1
    assert all(set(theme.statuses) == {shown.value for shown in Shown} for theme in themes)


def test_sizes_grow_with_the_text_and_captions_are_never_small(look: Look) -> None:
    assert look.theme.type("caption") >= 12
    plain = look.theme.type("body"), look.theme.space("m"), look.theme.size("icon")
    look.resize(500)
    assert look.theme.percent == MOST
    assert (look.theme.type("body"), look.theme.space("m"), look.theme.size("icon")) == tuple(2 * one for one in plain)
    look.resize(0)
    assert look.theme.percent == LEAST


def test_another_theme_is_worn_at_once(qapp: QApplication, look: Look) -> None:
    heard = []
    look.changed.connect(lambda: heard.append(look.theme.name))
    for name in THEMES:
        look.choose(name)
        assert qapp.palette().color(QPalette.ColorRole.Window) == load(name).colour("panel")
        assert "{" not in qapp.styleSheet().replace("{\n", "").replace(" { ", "")
    assert heard == list(THEMES)


def test_the_systems_theme_is_followed_only_when_wished(look: Look) -> None:
    look.choose("system")
    look._turn(Qt.ColorScheme.Light)
    assert look.theme.name == "light"
    look._turn(Qt.ColorScheme.Dark)
    assert (look.theme.name, look.wish) == ("dark", "system")
    look.choose("contrast")
    look._turn(Qt.ColorScheme.Light)
    assert look.theme.name == "contrast"


def test_every_icon_is_drawn_in_the_themes_colour(look: Look) -> None:
    icons = Icons(look)
    assert len(icons.names()) > 30
    for name in icons.names():
        picture = icons.icon(name, "accent").pixmap(look.theme.size("icon")).toImage()
        solid = [
            picture.pixelColor(x, y)
            for x in range(picture.width())
            for y in range(picture.height())
            if picture.pixelColor(x, y).alpha() > 100
        ]
        assert solid, name
        wanted = look.theme.colour("accent")
        assert all(abs(one.red() - wanted.red()) + abs(one.blue() - wanted.blue()) < 12 for one in solid), name


def test_every_status_has_a_shape_of_its_own(look: Look) -> None:
    one_colour = Theme(
        "test",
        dark=True,
        colours=look.theme.colours,
        statuses={shown.value: "text" for shown in Shown},
        measures=look.theme.measures,
    )
    side = look.theme.size("icon")
    shapes = {mark_icon(shown, one_colour).pixmap(side).toImage().bits().tobytes() for shown in Shown}
    assert len(shapes) == len(Shown)


def test_no_colour_or_size_stands_in_the_code() -> None:
    found = []
    data = 'palette_row.py:_FIRST = "#808080"'  # the colour a shot's palette begins with: the film's, not the window's
    for file in sorted(SOURCE.rglob("*.py")):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            if re.search(r"""["']#[0-9A-Fa-f]{3,8}["']|\b\d+px\b|setFixed(Width|Height|Size)\(\d""", line):
                found += [] if f"{file.name}:{line}" == data else [f"{file.name}:{number}: {line.strip()}"]
    assert not found


@pytest.mark.parametrize("name", THEMES)
def test_the_edge_of_a_box_to_check_is_seen_in_dialogs(window: StudioWindow, name: str) -> None:
    window.room.look.choose(name)
    theme = window.room.theme
    sheet = NumbersSheet(window.room)
    sheet.show()
    QApplication.processEvents()
    boxes = sheet.findChildren(QCheckBox)
    assert boxes
    for box in boxes:
        box.clearFocus()
        picture = sheet.grab(QRect(box.mapTo(sheet, QPoint()), box.size())).toImage()
        middle = picture.height() // 2
        seen = max(
            contrast(picture.pixelColor(x, middle), theme.colour("panel")) for x in range(theme.size("icon") // 2)
        )
        assert seen >= 3
        assert box.hitButton(QPoint(box.width() - 4, box.height() // 2))
    sheet.close()


@pytest.mark.parametrize("name", THEMES)
def test_the_edge_of_a_box_to_tick_is_seen_in_lists(look: Look, name: str) -> None:
    look.choose(name)
    gaps = []
    for percent in (LEAST, MOST):
        look.resize(percent)
        listed = QListWidget()
        row = QListWidgetItem("010")
        row.setCheckState(Qt.CheckState.Unchecked)
        listed.addItem(row)
        listed.show()
        QApplication.processEvents()
        theme, middle = look.theme, listed.visualItemRect(row).center().y()
        picture = listed.grab().toImage()
        line = [contrast(picture.pixelColor(x, middle), theme.colour("panel")) for x in range(theme.size("icon"))]
        assert max(line) >= 3
        buttons = SheetButtons(look)
        gaps.append(buttons.layout().spacing())
        listed.close()
    assert gaps[1] == 2 * gaps[0]


def test_japanese_headings_are_drawn_bolder_than_running_text(qapp: QApplication) -> None:  # noqa: ARG001
    families = load_fonts("ja")
    for percent in (100, 200):
        look = Look(percent=percent, families=families, one_weight=True)
        body, head = (ink(look.theme.font("body", bold=bold)) for bold in (False, True))
        assert head > 1.2 * body


def ink(font: QFont) -> float:
    """Give how much of its square a word covers."""
    side = font.pixelSize()
    picture = QImage(side * 6, side * 2, QImage.Format.Format_Grayscale8)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    painter.setFont(font)
    painter.drawText(side // 2, side + side // 2, "一覧映画")
    painter.end()
    return sum(255 - byte for byte in bytes(picture.constBits())) / side**2
