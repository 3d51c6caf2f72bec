"""Boards of Storyboarder (`.storyboarder`): JSON with a list of boards, their drawings in `images/` beside it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path, PurePosixPath

from fourbeat.model.errors import Invalid
from fourbeat.model.screenplay import Element, ElementKind, Screenplay, ScriptFormat, ScriptScene, ScriptShot

from .cues import one_line
from .files import content, decoded
from .inside import inside
from .table import LONGEST_SHOT, said

LARGEST = 16 * 1024 * 1024
MOST_BOARDS = 5000
LONGEST_WORDS = 4000


def read(path: Path) -> Screenplay:
    """Read a project of Storyboarder. Raises Invalid for what is none."""
    boards, usual = _boards(path)
    shots = tuple(_shot(board, usual, path.parent) for board in boards)
    return Screenplay(ScriptFormat.STORYBOARDER, path.stem, (ScriptScene(heading=path.stem, shots=shots),))


def _boards(path: Path) -> tuple[list[Mapping[str, object]], object]:
    name = path.name
    try:
        found = json.loads(decoded(content(path, LARGEST), name))
    except (ValueError, RecursionError) as error:
        raise Invalid("script.broken-board", file=name) from error
    boards = found.get("boards") if isinstance(found, dict) else None
    if not isinstance(boards, list):
        raise Invalid("script.broken-board", file=name)
    if len(boards) > MOST_BOARDS:
        raise Invalid("script.too-many-rows", file=name, most=MOST_BOARDS)
    return [one for one in boards if isinstance(one, dict)], found.get("defaultBoardTiming")


def _shot(board: Mapping[str, object], usual: object, folder: Path) -> ScriptShot:
    elements: list[Element] = []
    if action := _text(board, "action"):
        elements.append(Element(ElementKind.ACTION, one_line(action)))
    elements += said(_text(board, "dialogue"), "")
    if notes := _text(board, "notes"):
        elements.append(Element(ElementKind.NOTE, one_line(notes)))
    return ScriptShot(
        tuple(elements),
        _text(board, "shot"),
        seconds=_length(board.get("duration")) or _length(usual),
        picture=_picture(board, folder),
    )


def _text(board: Mapping[str, object], name: str) -> str:
    words = board.get(name)
    return words[:LONGEST_WORDS].strip() if isinstance(words, str) else ""


def _length(milliseconds: object) -> Fraction | None:
    if isinstance(milliseconds, bool) or not isinstance(milliseconds, int | float):
        return None
    if not 0 < milliseconds <= LONGEST_SHOT * 1000:
        return None
    return Fraction(round(milliseconds), 1000) or None


def _picture(board: Mapping[str, object], folder: Path) -> Path | None:
    """Find a board's drawing as a whole: its flattened poster, else the bottom layer it names, else its first layer."""
    url = board.get("url")
    names: list[str] = []
    if isinstance(url, str) and url:
        stem = PurePosixPath(url).stem
        parent = PurePosixPath(url).parent
        names += [str(parent / f"{stem}-posterframe.jpg"), str(parent / f"{stem}-posterframe.png"), url]
    layers = board.get("layers")
    if isinstance(layers, dict):
        names += [one["url"] for one in layers.values() if isinstance(one, dict) and isinstance(one.get("url"), str)]
    images = folder / "images"
    # A folder that is itself a link leads elsewhere as its files would.
    return (
        next((found for name in names if (found := inside(folder, f"images/{name}")) is not None), None)
        if (images.is_dir())
        else None
    )
