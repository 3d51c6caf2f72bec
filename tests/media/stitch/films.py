"""Cuts for tests, and what a rendered film holds, read back by decoding it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import av
import numpy as np

from fourbeat.media.encode import ClipWriter
from fourbeat.media.probe import probe
from fourbeat.media.stitch.render import render
from fourbeat.media.stitch.rendered import Rendered
from fourbeat.model.cut import Clip, Cut, CutItem, Ghost
from fourbeat.model.format import Format, Size
from fourbeat.model.panel import Panel
from fourbeat.model.time import Rate
from media.clips import barcode, click_times, make_clip, read_barcode

SMALL = Format(size=Size(width=320, height=180), rate="24")


def take(path: Path) -> Clip:
    """Resolve a file as the studio does."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return Clip(take=path.stem, path=path, sha256=digest, facts=probe(path))


def item(source: Clip | Ghost | Path, start: int = 0, end: int | None = None, label: str = "SH0010") -> CutItem:
    """Put a clip or a ghost into a cut, whole unless told otherwise."""
    source = take(source) if isinstance(source, Path) else source
    if end is None:
        assert isinstance(source, Clip)
        end = source.facts.frames
    return CutItem(shot=label, label=label, source=source, start=start, end=end)


def cut(*items: CutItem, fmt: Format = SMALL, title: str = "A film") -> Cut:
    """Make a cut of items."""
    return Cut(title=title, format=fmt, items=items)


def ghost(number: int) -> Ghost:
    """Ask for a drawing whose pictures carry this clip number."""
    return Ghost(panel=Panel(scene=f"panel {number}"), seed=number)


@dataclass
class Drawing:
    """Draw ghosts cheaply, as barcodes, and remember how often it was asked."""

    asked: list[int] = field(default_factory=list)

    def __call__(
        self,
        panel: Panel,  # noqa: ARG002
        *,
        size: Size,
        rate: Rate,
        frames: int,
        seed: int,
        pictures: Mapping[str, Path],  # noqa: ARG002
        target: Path,
        report: Callable[[float], None],
    ) -> None:
        self.asked.append(seed)
        with ClipWriter(target, size, rate) as writer:
            for frame in range(frames):
                writer.frame(barcode(seed, frame, size.width, size.height))
                report((frame + 1) / frames)


@dataclass
class Film:
    """Be what a film holds: clip and frame number of every picture, the hash of each, and its sound."""

    codes: list[tuple[int, int]]
    hashes: list[str]
    times: list[int]
    sound: np.ndarray

    @property
    def clicks(self) -> list[float]:
        """Give the seconds of all clicks."""
        return click_times(self.sound)


def look(path: Path, box: tuple[int, int, int, int] | None = None) -> Film:
    """Decode a film from beginning to end."""
    film = Film([], [], [], np.zeros((2, 0), np.float32))
    with av.open(path) as container:
        video = container.streams.video[0]
        frame_ticks = 1 / (video.average_rate * video.time_base)
        for frame in container.decode(video):
            planes = frame.to_ndarray(format="yuv420p")
            film.codes.append(read_barcode(planes[: frame.height], box))
            film.hashes.append(hashlib.sha256(planes).hexdigest())
            film.times.append(frame.pts / frame_ticks)
    with av.open(path) as container:
        if container.streams.audio:
            blocks = [frame.to_ndarray() for frame in container.decode(container.streams.audio[0])]
            film.sound = np.concatenate(blocks, axis=1)
    return film


def make(cut: Cut, tmp_path: Path, **options: object) -> tuple[Rendered, Film]:
    """Render a cut and look at it."""
    target = tmp_path / "film.mp4"
    rendered = render(cut, scratch=tmp_path / "scratch", target=target, draw=Drawing(), **options)
    return rendered, look(target)


def run(number: int, frames: Sequence[int] | range) -> list[tuple[int, int]]:
    """Name the pictures a film should hold."""
    return [(number, frame) for frame in frames]


__all__ = ["SMALL", "Drawing", "Film", "cut", "ghost", "item", "look", "make", "make_clip", "run", "take"]
