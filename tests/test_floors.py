"""The floors of the house: imports go down only, and each library stays in the room that owns it."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "fourbeat"

# Rooms on one line are neighbours; a room may import rooms on the lines below its own, never its neighbours.
FLOORS = (
    ("__main__",),
    ("cli", "app"),
    ("studio",),
    ("queue",),
    ("store", "media", "providers", "exchange", "policy", "writing"),
    ("lettering",),
    ("model",),
)
LEVEL = {room: level for level, rooms in enumerate(FLOORS) for room in rooms}

OWNERS = {
    "PySide6": {"app"},
    "shiboken6": {"app"},
    "sqlite3": {"store"},
    "sqlite_utils": {"store"},
    "av": {"media"},
    "cv2": {"media"},
    "numpy": {"media", "policy"},
    "PIL": {"media"},
    "pydantic_core": {"model", "store"},
    "ffmpeg": {"media"},
    "imageio_ffmpeg": {"media"},
    "httpx": {"providers"},
    "websockets": {"providers"},
    "yaml": {"policy"},
    "cryptography": {"policy"},
    "defusedxml": {"exchange"},
    "typst": {"lettering"},
    "fontTools": {"lettering"},
    "keyring": {"studio"},
    "secretstorage": {"studio"},
    "jeepney": {"app"},
    "platformdirs": {"studio"},
    "babel": {"studio"},
    "gettext": {"studio"},
    "click": {"cli"},
    "rich": {"cli"},
    "pydantic": {"model", "studio", "store", "queue", "media", "providers", "policy", "exchange"},
}
"""Which rooms may import which library; pydantic's types and errors are part of the model's own language."""


def modules() -> list[Path]:
    return sorted(SOURCE.rglob("*.py"))


def imported(path: Path) -> set[str]:
    """Give the absolute names a module imports, also inside functions and under TYPE_CHECKING."""
    package = ["fourbeat", *path.relative_to(SOURCE).parent.parts]
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            stem = ".".join([*base, *([node.module] if node.module else [])])
            names.update({stem} if stem != "fourbeat" else {f"fourbeat.{alias.name}" for alias in node.names})
    return names


def room(path: Path) -> str | None:
    first = path.relative_to(SOURCE).parts[0].removesuffix(".py")
    return None if first == "__init__" else first


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_imports_go_down_only(path: Path) -> None:
    home = room(path)
    if home is None:
        assert not {name for name in imported(path) if name.startswith("fourbeat")}
        return
    assert home in LEVEL, f"{home} has no floor: give it one here and in ARCHITECTURE.md"
    for name in imported(path):
        if not name.startswith("fourbeat."):
            continue
        other = name.split(".")[1]
        if other in ("__version__", home):
            continue
        assert LEVEL[other] > LEVEL[home], f"{home} must not import {name}"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_each_library_has_its_room(path: Path) -> None:
    for name in imported(path):
        owners = OWNERS.get(name.split(".")[0])
        assert owners is None or room(path) in owners, f"{name} belongs to {owners}"


def test_every_dependency_has_an_owner() -> None:
    known = set(sys.stdlib_module_names) | set(OWNERS) | {"fourbeat"}
    foreign = {name.split(".")[0] for path in modules() for name in imported(path)} - known
    assert not foreign, f"no room owns {foreign}"
