"""A panel becomes a clip: painted once, filmed frame by frame, written on, encoded with its scratch sound."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import cv2
import numpy as np

from ...model.errors import MediaError
from ...model.format import Size
from ...model.panel import Panel
from ...model.time import Rate
from ..encode import ClipWriter, check_size
from ..scratch.sound import find_speaker, make
from .air import Air
from .card import Card, paint, show
from .multiplane import Multiplane
from .overlay import Overlay
from .picture import load
from .planes import Planes
from .sheet import Pixels
from .tags import tags

MOST_PIXELS = 4096 * 2304
"""The largest picture that is painted pixel by pixel; its layers take about a gigabyte."""


def render(
    panel: Panel,
    *,
    size: Size,
    rate: Rate,
    frames: int,
    seed: int,
    pictures: Mapping[str, Path],
    target: Path,
    report: Callable[[float], None],
) -> None:
    """Write a panel as a clip of exactly `frames` frames to `target`, over whatever stands there.

    The same panel, size, rate, frames, seed and picture always make the same frames and, with one build of the
    encoder, the same file. `pictures` finds the panel's picture by its content; `report` hears 0 to 1. Raises Invalid
    for a size that cannot be encoded, MediaError for a picture that cannot be read, Storage for a disk that cannot be
    written.
    """
    check_size(size)
    sound = make(panel, frames, rate, seed, find_speaker() if panel.spoken else None)
    with ClipWriter(target, size, rate) as clip:
        clip.sound(sound)
        for index, planes in enumerate(film(panel, size=size, rate=rate, frames=frames, seed=seed, pictures=pictures)):
            clip.frame(planes)
            report((index + 1) / frames)


def film(
    panel: Panel, *, size: Size, rate: Rate, frames: int, seed: int, pictures: Mapping[str, Path], written: bool = True
) -> Iterator[Pixels]:
    """Give a panel's frames one after the other as I420 planes; each is good until the next is asked for.

    Without `written` there is no slate, clock, or caption on them.
    """
    seconds = float(rate.seconds(frames))
    small = affordable(size)
    with _painting():
        card = _card(panel, small, frames, seconds, seed, pictures)
        camera = Multiplane(card.cels + tags(card.players, panel, small), card.journey, small)
        air = (
            Air(card.reading, card.scheme, card.glows, small, card.unit, seconds, frames, seed) if card.drawn else None
        )
        overlay = Overlay(panel, size, rate, frames, card.scheme.accent) if written else None
        dim = _vignette(small, 0.30 if card.drawn else 0.14)
        planes = Planes(small)
        whole = planes if small == size else Planes(size)
        lowest: Pixels = np.full((small.height, small.width), 16, np.uint8)
    for index in range(frames):
        with _painting():
            filmed = camera.frame(index)
            if air:
                air.fall(filmed, index)
            planes.take(filmed)
            if air:
                air.glint(planes.luma, index)
            cv2.multiply(planes.luma, dim, planes.luma, scale=1 / 255)
            cv2.max(planes.luma, lowest, planes.luma)
            if whole is not planes:
                whole.enlarge(planes)
            if overlay is not None:
                overlay.lay(whole, index)
        yield whole.whole


def affordable(size: Size) -> Size:
    """Give the size a card is painted in: a very large picture is painted at a half or quarter and enlarged."""
    shrink = 1
    while size.width * size.height > MOST_PIXELS * shrink * shrink:
        shrink *= 2
    return Size(width=max(64, size.width // shrink // 2 * 2), height=max(64, size.height // shrink // 2 * 2))


def _card(panel: Panel, size: Size, frames: int, seconds: float, seed: int, pictures: Mapping[str, Path]) -> Card:
    if panel.picture is None:
        return paint(panel, size, frames, seconds, seed)
    path = pictures.get(panel.picture)
    if path is None:
        raise MediaError("picture.not-there", file=panel.picture_name or panel.picture[:12])
    picture = load(path, panel.picture_name or path.name, (size.width, size.height))
    return show(picture, panel, size, frames, seconds, seed)


def _vignette(size: Size, depth: float) -> Pixels:
    """Make the gentle fall of light towards the corners, as parts of 255."""
    x = np.linspace(-1, 1, size.width, dtype=np.float32)[None, :]
    y = np.linspace(-1, 1, size.height, dtype=np.float32)[:, None]
    far = np.clip((x * x + y * y - 0.45) / 1.55, 0, 1)
    return np.round(255 * (1 - depth * far * far * (3 - 2 * far))).astype(np.uint8)


@contextmanager
def _painting() -> Iterator[None]:
    """Turn what the picture library raises into MediaError."""
    try:
        yield
    except cv2.error as error:
        raise MediaError("animatic.cannot-draw", detail=str(error.err or error)[:100]) from error
