"""The main job in a real window on a screen, with keys from outside, read from the accessibility bus."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fourbeat.app.docks import DOCKS

from .desktop import Desktop, desktop, lacking

pytestmark = [pytest.mark.slow, pytest.mark.foreign]

GO = {dock.id: f"ctrl+{number}" for number, dock in enumerate(DOCKS, 1)}
SCENES = ("A lighthouse in fog.", "Rain on a window.", "A train leaves at night.")
CONTROLS = {
    "push button",
    "toggle button",
    "check box",
    "radio button",
    "slider",
    "spin button",
    "text",
    "entry",
    "list",
}
"""What must have a name of its own; a combo box is named by its label."""


@pytest.fixture
def keys(tmp_path: Path) -> Iterator[Desktop]:
    assert not lacking(), f"install {' '.join(lacking())}"
    with desktop(tmp_path) as made:
        yield made


def nameless(keys: Desktop) -> list[str]:
    return [
        f"{one.role} {one}"
        for one in keys.everything()
        if one.showing and ((one.role in CONTROLS and not one.name) or (one.role == "combo box" and not one.labelled))
    ]


def test_the_main_job_on_a_real_screen(keys: Desktop, tmp_path: Path) -> None:
    keys.reads("Start from a script or an idea")
    assert not nameless(keys)
    keys.tab_to("Start from a script or an idea")
    keys.press("Return")
    keys.until("Name of the film")
    assert not nameless(keys)
    keys.write("By keys")
    keys.press("Return")
    keys.reads("By keys — Fourbeat")

    for number, scene in enumerate(SCENES, 1):
        keys.press(GO["board"], "n")
        keys.until(f"Shot 0{number}0, idea")
        keys.press("Return")
        keys.until("Scene, in plain words")
        keys.write(scene)
        keys.press("shift+Tab")
        keys.until("Seconds")
        keys.press("ctrl+a")
        keys.write("0.5")
        keys.press("ctrl+Return")
    assert not nameless(keys)

    keys.press(GO["board"], "ctrl+a", "ctrl+shift+Return")
    keys.reads("3 takes are ready")
    keys.press(GO["board"], "Home", "ctrl+shift+Return")
    keys.reads("1 take is ready")
    keys.press(GO["takes"])
    keys.until("Take 1, candidate, rated 0 of 5, in the cut")
    keys.press("Right", "4", "Return")
    keys.until("Take 2, candidate, rated 4 of 5, in the cut")
    assert not nameless(keys)

    keys.press("ctrl+r")
    keys.reads("Render film")
    keys.press("Return")
    keys.reads("“By keys.mp4” is ready.")
    keys.press(GO["player"], "Home")
    keys.until("Picture of the film")
    keys.press("space")
    keys.reads("Paused at 00:00:01:11")
    assert not nameless(keys)
    assert list((tmp_path / "home").rglob("By keys.mp4"))
