"""The check after: a finished film's packets are exactly what was planned."""

from __future__ import annotations

from pathlib import Path

from fourbeat.media.source import opened, picture
from fourbeat.model.errors import MediaError
from fourbeat.model.format import SAMPLE_RATE
from fourbeat.model.time import Rate, half_up

from .avc import Header

# AAC codes this many samples at a time; the sound's length is known no better.
_CODED = 1024


def verified(part: Path, name: str, frames: int, rate: Rate, header: Header, *, sound: bool) -> int:
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


def _wrong(name: str, what: str, at: int) -> MediaError:
    return MediaError("stitch.check-failed", name=name, detail=f"{what} {at}")
