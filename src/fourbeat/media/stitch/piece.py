"""A piece of the film: a run of packets in one file, to be copied as they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from fourbeat.media.source import opened, picture
from fourbeat.model.time import Rate

from .avc import Header, UnknownHeader

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.packet import Packet
    from av.video.stream import VideoStream

    VideoPacket = Packet[VideoStream]


class Uncopyable(Exception):
    """Say that a file's packets are not what its facts promise; never leaves the stitch."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(path.name)


@dataclass(frozen=True)
class Piece:
    """Be frames `start` up to `end` of one file; its first frame and the one at `start` are keyframes."""

    path: Path
    start: int
    end: int

    @property
    def frames(self) -> int:
        """Give the length in frames."""
        return self.end - self.start


def header_of(path: Path) -> Header:
    """Read the H.264 header of a clip. Raises UnknownHeader, MediaError."""
    with opened(path, known=True) as container:
        data = picture(container, path).codec_context.extradata
    if not data:
        raise UnknownHeader
    return Header.read(data)


def packets(piece: Piece, rate: Rate, header: Header) -> Iterator[tuple[int, VideoPacket]]:
    """Give a piece's packets in decoding order, each with its place in the piece in the order shown.

    Only one packet is held at a time. Raises Uncopyable unless the places are exactly 0 up to the piece's length, once
    each, and every parameter set, the file's and any inside a packet, stands in `header`.
    """
    with opened(piece.path, known=True) as container:
        video = picture(container, piece.path)
        if not _held(video, header):
            raise Uncopyable(piece.path)
        seen = bytearray(piece.frames)
        for place, packet in _placed(container, video, piece, rate):
            if not 0 <= place < piece.frames or seen[place] or packet.has_sidedata("new_extradata"):
                raise Uncopyable(piece.path)
            if packet.is_keyframe and not header.covers(bytes(packet)):
                raise Uncopyable(piece.path)
            seen[place] = 1
            yield place, packet
        if not all(seen):
            raise Uncopyable(piece.path)


def _held(video: VideoStream, header: Header) -> bool:
    try:
        return header.holds(Header.read(video.codec_context.extradata or b""))
    except UnknownHeader:
        return False


def _placed(
    container: InputContainer, video: VideoStream, piece: Piece, rate: Rate
) -> Iterator[tuple[int, VideoPacket]]:
    """Count places from the file's first shown picture, which is also its first decoded one."""
    tick = video.time_base
    stream = _shown(container, video, piece)
    opening = next(stream, None)
    if opening is None or opening.pts is None or tick is None:
        raise Uncopyable(piece.path)
    zero = opening.pts
    grow, shrink = tick.numerator * rate.num, tick.denominator * rate.den
    left = piece.frames
    if piece.start:
        container.seek(zero + piece.start * shrink // grow, stream=video)
        stream = _shown(container, video, piece)
    else:
        left -= 1
        yield 0, opening
    for packet in stream:
        if not left:
            return
        if packet.pts is None:
            raise Uncopyable(piece.path)
        place = (2 * (packet.pts - zero) * grow + shrink) // (2 * shrink)
        if place >= piece.start:
            left -= 1
            yield place - piece.start, packet


def _shown(container: InputContainer, video: VideoStream, piece: Piece) -> Iterator[VideoPacket]:
    """Give the packets with pictures to show; those an edit list hides may only stand before all others."""
    begun = False
    for packet in container.demux(video):
        if not packet.size:
            continue
        if packet.is_discard:
            if begun:
                raise Uncopyable(piece.path)
            continue
        begun = True
        yield packet
