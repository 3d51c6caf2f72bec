"""Checks before and after: the clips are what the plan was made for, and the finished file is what was planned."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable
from contextlib import suppress
from fractions import Fraction
from pathlib import Path

from fourbeat.media.source import detail, opened, picture
from fourbeat.media.walk import walk
from fourbeat.model.cut import Clip, Cut
from fourbeat.model.errors import FourbeatError, Invalid, MediaError, Storage
from fourbeat.model.format import SAMPLE_RATE
from fourbeat.model.time import Rate, half_up

from .avc import Header, UnknownHeader
from .plan import StitchPlan, Way

_CODED = 1024
# A careful guess of an encoded frame's bytes per pixel, and of a second of sound; some room is left to others.
_BYTES_PER_PIXEL, _SOUND_BYTES = Fraction(1, 20), 24_000
_MARGIN = 16 << 20


def check_clips(clips: Iterable[Clip]) -> None:
    """Read every clip once to see that it is there and unchanged. Raises MediaError naming the first that is not."""
    for clip in {clip.path: clip for clip in clips}.values():
        try:
            if not clip.path.is_file():
                raise MediaError("stitch.clip-missing", name=clip.path.name, folder=str(clip.path.parent))
            with clip.path.open("rb") as file:
                same = clip.path.stat().st_size == clip.facts.bytes
                same = same and hashlib.file_digest(file, "sha256").hexdigest() == clip.sha256
        except OSError as error:
            raise MediaError("probe.cannot-read", name=clip.path.name, detail=detail(error)) from error
        if not same:
            raise MediaError("stitch.clip-changed", name=clip.path.name, folder=str(clip.path.parent))


def check_target(cut: Cut, target: Path) -> None:
    """Refuse to write over one of the cut's own clips. Raises Invalid."""
    for item in cut.items:
        with suppress(OSError):
            if isinstance(item.source, Clip) and item.source.path.samefile(target):
                raise Invalid("stitch.target-is-clip", name=target.name)


def check_room(stitch: StitchPlan, cut: Cut, folder: Path) -> None:
    """Raise Storage unless the film, and the segments encoded for it, have room on the target's disk."""
    pixels = cut.format.size.width * cut.format.size.height
    needed = _MARGIN + half_up(2 * stitch.encoded * pixels * _BYTES_PER_PIXEL)
    needed += half_up(cut.format.fps.seconds(stitch.frames) * _SOUND_BYTES)
    for segment in stitch.segments:
        source = cut.items[segment.item].source
        if segment.way is Way.COPY and isinstance(source, Clip):
            needed += source.facts.bytes * segment.frames // source.facts.frames
    try:
        free = shutil.disk_usage(folder).free
    except OSError as error:
        raise Storage("stitch.no-folder", folder=str(folder), detail=detail(error)) from error
    if free < needed:
        raise Storage("stitch.no-room", folder=str(folder), needed=_mebibytes(needed), free=_mebibytes(free))


def check_film(part: Path, name: str, frames: int, rate: Rate, header: Header, *, sound: bool) -> int:
    """Read a finished file's packets back and compare them with what was planned; gives its samples.

    Raises MediaError when pictures are missing, doubled or misplaced, or the sound is not as long as the picture.
    """
    with opened(part, known=True) as container:
        video = picture(container, part)
        tracks = [video, *container.streams.audio]
        shown = bytearray(frames)
        last: int | None = None
        count = ticks = 0
        step = 1 / (rate.fraction * (video.time_base or 1))
        for packet in container.demux(*tracks):
            if not packet.size:
                continue
            if packet.stream_index != video.index:
                ticks += 0 if packet.is_discard else packet.duration or 0
                continue
            if packet.pts is None or packet.dts is None or (last is not None and packet.dts <= last):
                raise _wrong(name, "order", count)
            last = packet.dts
            place, off = divmod(packet.pts * step.denominator, step.numerator)
            if off or not 0 <= place < frames or shown[place]:
                raise _wrong(name, "time", count)
            shown[place] = 1
            count += 1
        if count != frames:
            raise _wrong(name, "frames", count)
        if video.codec_context.extradata != header.write():
            raise _wrong(name, "header", count)
        audio = container.streams.audio[0] if container.streams.audio else None
        samples = half_up(ticks * audio.time_base * SAMPLE_RATE) if audio and audio.time_base else 0
    if sound and abs(samples - rate.samples(frames)) >= _CODED:
        raise _wrong(name, "sound", samples)
    return samples


def header_of(path: Path) -> Header:
    """Read the H.264 header of a clip. Raises UnknownHeader, MediaError."""
    with opened(path, known=True) as container:
        data = picture(container, path).codec_context.extradata
    if not data:
        raise UnknownHeader
    return Header.read(data)


def usable(path: Path, frames: int) -> bool:
    """Tell whether an encoded segment from before is there and whole."""
    try:
        with opened(path, known=True) as container:
            return len(walk(container, picture(container, path), None, path).order) == frames
    except FourbeatError:
        return False


def _mebibytes(count: int) -> int:
    return -(-count // (1 << 20))


def _wrong(name: str, what: str, at: int) -> MediaError:
    return MediaError("stitch.check-failed", name=name, detail=f"{what} {at}")
