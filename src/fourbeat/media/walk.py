"""A walk through every packet of a clip: what it really holds, whatever its header says."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from av.audio.stream import AudioStream
from av.container import InputContainer
from av.packet import Packet
from av.video.stream import VideoStream

from fourbeat.model.errors import MediaError

LONGEST = 24 * 3600 * 60
"""The most frames a clip may have: a day at 60 frames per second."""

# More hidden pictures than this are not kept in memory for the sake of the first one shown.
_HIDDEN = 1000


@dataclass
class Walk:
    """Gather what the packets say: picture times in decoding order, keyframes, sound packets and their length."""

    order: list[int] = field(default_factory=list)
    keys: list[int] = field(default_factory=list)
    opening: list[Packet[VideoStream]] = field(default_factory=list)
    """What a decoder needs for its first picture: the first keyframe and, behind it, what an edit list hides."""
    sounds: int = 0
    sound_ticks: int = 0

    def shown(self) -> list[int]:
        """Give picture times in the order they are shown."""
        return sorted(self.order)

    def ranks(self) -> list[int]:
        """Give each picture's place in the order shown, in decoding order."""
        ranks = [0] * len(self.order)
        for rank, index in enumerate(sorted(range(len(self.order)), key=self.order.__getitem__)):
            ranks[index] = rank
        return ranks

    def closed(self) -> tuple[int, ...]:
        """Give the frame counts at which everything decoded so far is everything shown so far."""
        ends, highest = [], -1
        for index, rank in enumerate(self.ranks()):
            highest = max(highest, rank)
            if highest == index:
                ends.append(index + 1)
        return tuple(ends)

    def reorder(self) -> int:
        """Give how many pictures a decoder must hold back."""
        return max(index - rank for index, rank in enumerate(self.ranks()))

    def entries(self) -> tuple[int, ...]:
        """Give the frames one can start from: keyframes after which no earlier picture is decoded."""
        ranks, keys = self.ranks(), set(self.keys)
        entries, lowest = [], len(ranks)
        for index in range(len(ranks) - 1, -1, -1):
            lowest = min(lowest, ranks[index])
            if index in keys and ranks[index] == lowest == index:
                entries.append(index)
        return tuple(reversed(entries))


def walk(container: InputContainer, video: VideoStream, sound: AudioStream | None, path: Path) -> Walk:
    """Walk through all packets of a clip, decoding none. Raises MediaError for one cut off, without end, or empty."""
    said = Walk()
    cut_off = False
    for packet in container.demux(*([video, sound] if sound else [video])):
        if not packet.size:
            continue
        cut_off |= packet.is_corrupt
        if packet.stream_index != video.index:
            if not packet.is_discard:
                said.sounds += 1
                said.sound_ticks += packet.duration or 0
            continue
        if not said.order and (said.opening or packet.is_keyframe) and len(said.opening) < _HIDDEN:
            said.opening.append(cast("Packet[VideoStream]", packet))
        if packet.is_discard:
            continue
        if packet.is_keyframe:
            said.keys.append(len(said.order))
        time = packet.pts if packet.pts is not None else packet.dts
        said.order.append(len(said.order) if time is None else time)
        if max(len(said.order), said.sounds) > LONGEST:
            raise MediaError("probe.too-long", name=path.name)
    if "mov" in container.format.name:
        cut_off |= len(said.order) < _promised(video) or (sound is not None and said.sounds < _promised(sound))
    if cut_off:
        raise MediaError("probe.cut-off", name=path.name)
    if not said.order:
        raise MediaError("probe.no-frames", name=path.name)
    return said


def _promised(stream: VideoStream | AudioStream) -> int:
    """Count the packets an mp4's index lists and its edit list shows."""
    return sum(1 for entry in stream.index_entries if not entry.is_discard)
