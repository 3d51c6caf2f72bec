"""Rendering a cut: check, draw ghosts, plan, encode what must be, join, check again, and only then replace."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from fourbeat.media.source import opened, picture
from fourbeat.media.walk import walk
from fourbeat.model.cut import Clip, Cut, Ghost
from fourbeat.model.errors import MediaError

from .avc import UnknownHeader
from .check import check_clips, check_room, check_target
from .film import write_film
from .ghosts import Draw, drawn_ghost
from .piece import Piece, Uncopyable, header_of
from .plan import Segment, StitchPlan, Way, length, plan
from .rendered import Rendered
from .segment import REORDER, encode_segment, segment_name, usable
from .sound import Samples, clip_sound, joined
from .stock import clear_part, thin

# What encoding a frame costs compared with joining it; only the progress bar sees it.
_EFFORT = 20


def render(
    cut: Cut,
    *,
    scratch: Path,
    target: Path,
    draw: Draw,
    report: Callable[[float], None] = lambda _: None,
    sound: bool = True,
) -> Rendered:
    """Render a cut to one mp4 at `target`; what is encoded stays in `scratch` and is used again.

    `report` is told a fraction from 0 to 1. Until the film is written and checked, whatever was at `target` stays as it
    is; a process ended at any moment leaves at worst files whose names end in .part, and the next render clears them.
    One render at a time works in `scratch`, and what is long unused there goes. The same cut gives the same pictures
    and samples. Raises Invalid, MediaError, Storage.
    """
    estimate = plan(cut)
    check_target(cut, target)
    clear_part(target)
    check_clips(item.source for item in cut.items if isinstance(item.source, Clip))
    check_room(estimate, cut, target.parent, scratch)
    return _Rendering(cut, scratch, target, draw, _Progress(estimate, report), sound).run()


@dataclass
class _Progress:
    """Turn frames done into a fraction that never goes back and reaches 1 only at the end."""

    estimate: StitchPlan
    report: Callable[[float], None]
    done: Fraction = field(default=Fraction(0))

    def joined(self, frames: int) -> None:
        self._add(Fraction(frames))

    def encoded(self, frames: int | Fraction) -> None:
        self._add(_EFFORT * Fraction(frames))

    def drawing(self, frames: int) -> Callable[[float], None]:
        """Give what hears how much of a drawing of that many frames is done, from 0 to 1."""
        before = Fraction(0)

        def drawn(done: float) -> None:
            nonlocal before
            now = max(before, min(Fraction(1), Fraction(done)))
            self.encoded((now - before) * frames)
            before = now

        return drawn

    def _add(self, effort: Fraction) -> None:
        self.done += effort / (self.estimate.frames + _EFFORT * self.estimate.encoded)
        self.report(float(min(self.done, Fraction(99, 100))))


@dataclass
class _Rendering:
    """Be one render at work: the cut, where things go, and the ghosts drawn so far."""

    cut: Cut
    scratch: Path
    target: Path
    draw: Draw
    progress: _Progress
    sound: bool
    drawn: dict[int, Clip] = field(default_factory=dict)
    known: int = 0
    reused: int = 0

    def run(self) -> Rendered:
        """Plan and render; a clip that is not what its facts promise is encoded in the next round instead."""
        self._draw_ghosts()
        closed = {clip.sha256: _closed(clip) for clip in self._trimmed()}
        refused: set[str] = set()
        while True:
            stitch = plan(self.cut, drawn=self.drawn, closed=closed, refused=refused)
            try:
                return self._render(stitch)
            except Uncopyable as error:
                offenders = {clip.sha256 for clip in self._clips() if clip.path == error.path}
            except UnknownHeader:
                key = stitch.house.facts.key if stitch.house else None
                offenders = {clip.sha256 for clip in self._clips() if clip.facts.key == key}
            if not offenders - refused:
                raise MediaError("stitch.check-failed", name=self.target.name, detail="header")
            refused |= offenders

    def _render(self, stitch: StitchPlan) -> Rendered:
        copied = [self._clip(segment.item) for segment in stitch.segments if segment.way is Way.COPY]
        house = header_of(copied[0].path) if copied else None
        # Equal coding does not mean equal order: what a coder makes of its freedom depends on the pictures.
        depth = max((clip.facts.reorder for clip in copied), default=0)
        self.reused = self.known
        pieces = [self._piece(segment, house.free_id() if house else 1) for segment in stitch.segments]
        header = house
        for segment, piece in zip(stitch.segments, pieces, strict=True):
            if segment.way is Way.ENCODE:
                # All encoded segments have the same header, so one speaks for all.
                ours = header_of(piece.path)
                header, depth = house.joined(ours) if house else ours, max(depth, REORDER)
                break
        assert header
        samples, size = write_film(
            self.target,
            pieces,
            self.cut.format.fps,
            header,
            depth=depth,
            title=self.cut.title,
            sound=joined(self._sounds()) if self.sound else None,
            advance=self.progress.joined,
        )
        thin(self.scratch, {piece.path for piece in pieces} | {clip.path for clip in self.drawn.values()})
        self.progress.report(1.0)
        kept = sum(segment.frames for segment in stitch.segments if segment.why is None)
        return Rendered(stitch.frames, samples, size, kept, stitch.frames - kept, self.reused, stitch.reasons)

    def _piece(self, segment: Segment, sps_id: int) -> Piece:
        clip = self._clip(segment.item)
        if segment.way is Way.COPY:
            return Piece(clip.path, segment.start, segment.end)
        fmt = self.cut.format
        path = self.scratch / segment_name(clip, segment.start, segment.end, fmt, sps_id)
        if usable(path, segment.frames):
            # A ghost that must be encoded once more was counted when its drawing was found.
            self.reused += 0 if segment.item in self.drawn else segment.frames
            self.progress.encoded(segment.frames)
        else:
            encode_segment(clip, segment.start, segment.end, fmt, sps_id, path, self.progress.encoded)
        return Piece(path, 0, segment.frames)

    def _sounds(self) -> Iterator[Iterator[Samples]]:
        rate = self.cut.format.fps
        base = 0
        for item, clip in zip(self.cut.items, self._clips(), strict=True):
            samples = rate.samples(base + item.frames) - rate.samples(base)
            base += item.frames
            yield clip_sound(clip.path, rate.seconds(item.start), samples)

    def _draw_ghosts(self) -> None:
        for index, item in enumerate(self.cut.items):
            if isinstance(item.source, Ghost):
                drawing = self.progress.drawing(item.frames)
                clip, known = drawn_ghost(item, self.cut.format, self.scratch, self.draw, drawing)
                self.drawn[index] = clip
                self.known += item.frames if known else 0
                drawing(1)

    def _clips(self) -> Iterator[Clip]:
        return map(self._clip, range(len(self.cut.items)))

    def _clip(self, index: int) -> Clip:
        source = self.cut.items[index].source
        return source if isinstance(source, Clip) else self.drawn[index]

    def _trimmed(self) -> Iterator[Clip]:
        """Give the clips of which a copy could end where later pictures are decoded earlier."""
        for item, clip in zip(self.cut.items, self._clips(), strict=True):
            if clip.facts.reorder and item.end < length(clip.facts, self.cut.format):
                yield clip


def _closed(clip: Clip) -> tuple[int, ...]:
    with opened(clip.path, known=True) as container:
        return walk(container, picture(container, clip.path), None, clip.path).closed()
