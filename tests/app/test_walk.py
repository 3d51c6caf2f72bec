"""A walk through the window: every dock in every theme, language and text size on the smallest screen, and every sheet.

Nothing may be cut off, untranslated, or without a name. The states are the gallery's (packaging/gallery.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import gallery
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QTabBar, QWidget
from stage import SETTINGS, SMALL, Setting, Stage

from fourbeat.app.docks import DOCKS
from fourbeat.app.manual.window import Help
from fourbeat.app.panel import Frame
from fourbeat.app.theme import LEAST, MOST, THEMES
from fourbeat.providers.comfyui.graph import inputs, kind, title
from fourbeat.studio.opening import create
from fourbeat.studio.packs import Packs
from fourbeat.studio.settings import Home
from fourbeat.studio.wording import PSEUDO
from fourbeat.studio.workflows import Workflows

from .reading import bare, clipped, foreign, nameless

QUICK = {("en", LEAST), ("en", MOST), ("ja", MOST), (PSEUDO, MOST)}
KEYS = (
    "Ctrl",
    "Shift",
    "Alt",
    "Return",
    "Enter",
    "Del",
    "Home",
    "End",
    "Space",
    "Left",
    "Right",
    "Up",
    "Down",
    "Esc",
    "Tab",
)
NAMES = ("Fourbeat", "日本語", "English", "fps", "animatic", "MP4", "mp4", "CSV", "UTC", "API", "INCOMPLETE", "EUR")
FILM = (
    *("Gallery", "Empty", "The lamp gives up", "A lamp on a bench. It gives up.", "35 mm", "one lamp", "quiet", "rain"),
    *("the lamp goes out", "night", "amber", "sage", "#101822", "#d08a3c", "#7a9e7e", "Fog.", "Ada", "in turn"),
    *("film", "zzzz", "Night", "INT. WORKSHOP - NIGHT", "EXT. YARD - DAY", "INT. STAIRS - DAY", "A lamp on the bench."),
    *(
        "A lamp on the stool.",
        "ADA",
        "It works.",
        "Rain.",
        "night.fountain",
        "later.fountain",
        "lamp.png",
        "Lamp",
        "lamp",
        "fog",
        "INT",
        "EXT",
        "NIGHT",
        "YARD",
        "STAIRS",
        "Fountain",
    ),
    "It works, or it does not, and then I shall have to say so at length.",
)
RIGHTS = (
    *("Anna Example", "Ben Example", "Walks by and smiles", "Moon Films", "The Moon Cat", "Captain Whisker", "Whisker"),
    *("licences@moon.example", "Never in advertisements.", "moon-films", "https://example.com/ai", "US-NY", "FR", "JP"),
    *("moon-cat", "moon", "handwork", "Ed25519", "AI", "ID", "ISO", "SNS", "common knowledge"),
    *("Studio Mori", "Example Stream", "Letter of November 3", "USD", "JPY"),
    *(
        text
        for one in Packs(Home.at(Path("nowhere"))).all()
        if one.pack is not None
        for text in (one.id, one.pack.name, one.pack.note, *(holder.name for holder in one.pack.holders))
    ),
)
GENERATORS = (
    *(
        "GPU in room 2",
        "Render farm",
        "gpu",
        "http://gpu.example/v1",
        "https://",
        "http://",
        "ComfyUI",
        "OpenRouter",
        "Videos",
    ),
    *("vLLM-Omni", "SGLang", "LiteLLM", "JSON", "Far", "https://far.example/v1", "MB", "kB"),
)
MODELS = ("animatic-still-1", "picture", "reel-1", "reel-2", "default", "any")
FORMATS = ("AVI", "MKV", "MOV", "TS", "WebM")
WORKFLOWS = (
    *("KSampler", "CLIPTextEncode", "lamp.json", "Workflow > Export (API)", "JSON", "PNG"),
    *(
        text
        for one in (kept.workflow for kept in Workflows(Home.at(Path("nowhere"))).all())
        for text in (
            *(one.id, one.name),
            *(part for file in one.files for part in (file.file, file.folder, file.source)),
            *(part for key, node in one.graph.items() for part in (key, kind(node), title(node), *inputs(node))),
        )
        if text
    ),
)
DATA = (*WORKFLOWS, *FORMATS, *KEYS, *NAMES, *FILM, *RIGHTS, *MODELS, *GENERATORS)


@pytest.fixture(scope="module")
def stage(qapp: QApplication) -> Iterator[Stage]:
    made = Stage(qapp)
    yield made
    made.close()


@pytest.fixture(scope="module")
def full(stage: Stage, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return gallery.film(tmp_path_factory.mktemp("films") / "full", stage.desk(Setting()))


@pytest.fixture(scope="module")
def empty(stage: Stage, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("films") / "empty"
    create(folder, stage.desk(Setting()), name="Empty", size="320x180").close()
    return folder


def walked() -> list[Setting]:
    """Give every language and size.

    Themes hold colours and no measures (`test_theme.py`), so of the others only the one with the strongest edges is
    walked through, where room is scarcest.
    """
    scarcest = Setting(theme="contrast", language="ja", percent=MOST)
    return [one for one in SETTINGS if one.theme == THEMES[0] or one == scarcest]


def films() -> list[object]:
    """Give a full film in every setting; an empty one says less, and is walked through where room is scarce."""
    scarce = [one for one in walked() if one.percent == MOST and one.language != "en"]
    return [*(_marked(one, "full") for one in walked()), *(_marked(one, "empty") for one in scarce)]


def _marked(one: Setting, *film: str) -> object:
    """Leave those that differ from another in little only to who asks for the slow tests."""
    return pytest.param(*film, one, id="-".join((*film, one.name)), marks=() if _quick(one) else pytest.mark.slow)


def _quick(one: Setting) -> bool:
    return one.theme == THEMES[0] and (one.language, one.percent) in QUICK


def wrong(widget: QWidget, setting: Setting) -> list[str]:
    """Give everything in a widget that a person would stumble over."""
    found = [*clipped(widget), *(f"nameless: {one}" for one in nameless(widget))]
    if setting.language == PSEUDO and not isinstance(widget, Help):
        # The manual has no pages in a made-up language.
        found += [f"not from the table: {one}" for one in sorted(bare(widget, DATA))]
    if setting.language == "ja":
        found += [f"not Japanese: {one}" for one in sorted(foreign(widget, DATA))]
    return found


def sideways(window: QWidget, setting: Setting) -> list[str]:
    """Name the panels that have to be scrolled sideways: only words that grow in a made-up language may need that."""
    if setting.language == PSEUDO:
        return []
    bars = [(frame, frame.horizontalScrollBar()) for frame in window.findChildren(Frame) if frame.isVisible()]
    return [
        f"{frame.widget().accessibleName()} scrolls sideways by {bar.maximum()}" for frame, bar in bars if bar.maximum()
    ]


def lasting(stage: Stage, widget: QWidget, setting: Setting) -> list[str]:
    """Give what is wrong once everything stands where it belongs: panels follow the selection a little later."""
    found = wrong(widget, setting)
    for _ in range(4):
        if not found:
            break
        stage.settle(150)
        found = wrong(widget, setting)
    return found


def told(found: list[str]) -> str:
    return "\n" + "\n".join(dict.fromkeys(found))


@pytest.mark.parametrize(("film", "setting"), films())
def test_every_dock_fits_and_is_named(
    stage: Stage, setting: Setting, film: str, request: pytest.FixtureRequest
) -> None:
    project: Path = request.getfixturevalue(film)
    found = []
    with stage.window(project, setting) as window:
        seen = []
        for state in gallery.states(window):
            stage.settle(30)
            seen.append(state)
            assert (window.width(), window.height()) == SMALL, f"{state}: the window cannot be as small as it should"
            found += [f"{state}: {one}" for one in lasting(stage, window, setting)]
            found += [f"{state}: {one}" for one in sideways(window, setting)]
        assert {f"dock-{dock.id}" for dock in DOCKS} <= set(seen)
    assert not found, told(found)


@pytest.mark.parametrize("setting", [_marked(one) for one in walked()])
def test_every_sheet_fits_and_is_named(stage: Stage, setting: Setting, full: Path) -> None:
    found = []
    with stage.window(full, setting) as window:
        for name, sheet in gallery.sheets(window):
            if name != "controls":
                found += [f"{name}: {one}" for one in _shown(stage, sheet, setting)]
    with stage.program(setting) as program:
        program.show_first()
        assert program.first is not None
        program.first.resize(*SMALL)
        found += [f"first screen: {one}" for one in _shown(stage, program.first, setting)]
    assert not found, told(found)


def _shown(stage: Stage, sheet: QWidget, setting: Setting) -> list[str]:
    sheet.show()
    stage.settle(30)
    found = lasting(stage, sheet, setting)
    if (title := sheet.windowTitle()).endswith(("…", "...")) or "–" in title:
        found.append(f"a title that promises more: {title}")
    if sheet.width() > SMALL[0] or sheet.height() > SMALL[1]:
        found.append(f"{sheet.width()}×{sheet.height()} is larger than the screen")
    sheet.close()
    return found


def test_the_walk_itself_finds_what_is_wrong(stage: Stage, full: Path) -> None:
    setting = Setting("dark", "ja", LEAST)
    with stage.window(full, setting) as window:
        page = window.pages["board"]
        label, field, tabs = QLabel("Untranslated words", page), QLineEdit(page), QTabBar(page)
        label.setFixedSize(20, 8)
        tabs.setUsesScrollButtons(False)
        tabs.setElideMode(Qt.TextElideMode.ElideRight)
        tabs.addTab("x" * 40)
        tabs.setFixedWidth(30)
        for widget in (label, field, tabs):
            widget.show()
        stage.settle(30)
        found = wrong(window, setting)
    for part in ("in 20×", "tab “", "not Japanese: Untranslated", "nameless: QLineEdit"):
        assert any(part in one for one in found), part
