"""Checks before anything is written: the clips are what the plan was made for, and the disks have room."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable
from contextlib import suppress
from fractions import Fraction
from pathlib import Path

from fourbeat.media.source import detail
from fourbeat.model.cut import Clip, Cut
from fourbeat.model.errors import Invalid, MediaError, Storage
from fourbeat.model.time import half_up

from .plan import StitchPlan, Way

# A careful guess of an encoded frame's bytes per pixel, and of a second of sound; some room is left to others.
_BYTES_PER_PIXEL, _SOUND_BYTES = Fraction(1, 20), 24_000
_MARGIN = 16 << 20


def check_clips(clips: Iterable[Clip]) -> None:
    """Read every clip once to see that it is there and unchanged. Raises MediaError naming the first that is not."""
    for clip in {(clip.path, clip.sha256): clip for clip in clips}.values():
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


def check_room(stitch: StitchPlan, cut: Cut, folder: Path, scratch: Path) -> None:
    """Raise Storage unless the film has room in `folder`, and the segments encoded for it in `scratch`."""
    pixels = cut.format.size.width * cut.format.size.height
    encoded = half_up(stitch.encoded * pixels * _BYTES_PER_PIXEL)
    copied = half_up(cut.format.fps.seconds(stitch.frames) * _SOUND_BYTES)
    for segment in stitch.segments:
        source = cut.items[segment.item].source
        if segment.way is Way.COPY and isinstance(source, Clip):
            copied += source.facts.bytes * segment.frames // source.facts.frames
    while not scratch.exists() and scratch != scratch.parent:
        scratch = scratch.parent
    try:
        shared = folder.stat().st_dev == scratch.stat().st_dev
    except OSError as error:
        raise Storage("stitch.no-folder", folder=str(folder), detail=detail(error)) from error
    _need(folder, copied + encoded * (2 if shared else 1))
    if not shared:
        _need(scratch, encoded)


def _need(folder: Path, count: int) -> None:
    try:
        free = shutil.disk_usage(folder).free
    except OSError as error:
        raise Storage("stitch.no-folder", folder=str(folder), detail=detail(error)) from error
    if free < count + _MARGIN:
        raise Storage("stitch.no-room", folder=str(folder), needed=_mebibytes(count + _MARGIN), free=_mebibytes(free))


def _mebibytes(count: int) -> int:
    return -(-count // (1 << 20))
