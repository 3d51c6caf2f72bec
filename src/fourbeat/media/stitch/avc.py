"""H.264 parameter sets: read their ids, and put those of two coders into one header.

A strict player reads parameter sets from the mp4's header only. If the film holds pictures of two coders, the header
must hold both their sets, under different ids. Source: ISO/IEC 14496-10 and 14496-15.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

_SPS, _PPS = 7, 8
_LENGTH_BYTES = 4
# Profiles whose header carries chroma format and bit depths after the sets.
_HIGH = 100


class UnknownHeader(Exception):
    """Say that a header is not one this module can join; never leaves the stitch."""


@dataclass(frozen=True)
class Header:
    """Be an avcC record: profile, compatibility flags, level and parameter sets."""

    profile: int
    flags: int
    level: int
    sps: tuple[bytes, ...]
    pps: tuple[bytes, ...]

    @classmethod
    def read(cls, data: bytes) -> Header:
        """Read an avcC record with four-byte lengths. Raises UnknownHeader for anything else."""
        try:
            if data[0] != 1 or data[4] & 3 != _LENGTH_BYTES - 1:
                raise UnknownHeader
            sps, at = _sets(data, 6, data[5] & 31)
            pps, _ = _sets(data, at + 1, data[at])
        except IndexError:
            raise UnknownHeader from None
        if not sps or not pps:
            raise UnknownHeader
        return cls(data[1], data[2], data[3], sps, pps)

    @property
    def ids(self) -> frozenset[int]:
        """Give every id in use, of sequence and picture sets alike."""
        return frozenset(_first_number(unit[4:]) for unit in self.sps) | frozenset(
            _first_number(unit[1:]) for unit in self.pps
        )

    def free_id(self) -> int:
        """Give the lowest id from 1 that no set uses; x264 gives both its sets the same, up to 31."""
        for number in range(1, 32):
            if number not in self.ids:
                return number
        raise UnknownHeader

    def joined(self, other: Header) -> Header:
        """Join two headers whose ids differ; profile and level are the higher ones."""
        if self == other:
            return self
        if self.ids & other.ids:
            raise UnknownHeader
        return Header(
            max(self.profile, other.profile),
            self.flags & other.flags,
            max(self.level, other.level),
            self.sps + other.sps,
            self.pps + other.pps,
        )

    def holds(self, other: Header) -> bool:
        """Tell whether every parameter set of another header is in this one."""
        return set(other.sps) <= set(self.sps) and set(other.pps) <= set(self.pps)

    def write(self) -> bytes:
        """Write the avcC record for 8-bit 4:2:0 pictures."""
        head = bytes([1, self.profile, self.flags, self.level, 0xFC | (_LENGTH_BYTES - 1)])
        body = bytes([0xE0 | len(self.sps)]) + _listed(self.sps) + bytes([len(self.pps)]) + _listed(self.pps)
        return head + body + (b"\xfd\xf8\xf8\x00" if self.profile >= _HIGH else b"")

    def covers(self, packet: bytes) -> bool:
        """Tell whether all parameter sets inside a packet are in this header, too."""
        return all(unit in self.sps or unit in self.pps for unit in _units(packet) if unit[0] & 31 in (_SPS, _PPS))


def _sets(data: bytes, at: int, count: int) -> tuple[tuple[bytes, ...], int]:
    sets = []
    for _ in range(count):
        size = data[at] << 8 | data[at + 1]
        unit = data[at + 2 : at + 2 + size]
        if not size or len(unit) < size:
            raise UnknownHeader
        sets.append(unit)
        at += 2 + size
    return tuple(sets), at


def _listed(units: tuple[bytes, ...]) -> bytes:
    return b"".join(len(unit).to_bytes(2) + unit for unit in units)


def _units(packet: bytes) -> Iterator[bytes]:
    at = 0
    while at + _LENGTH_BYTES < len(packet):
        size = int.from_bytes(packet[at : at + _LENGTH_BYTES])
        at += _LENGTH_BYTES
        if size:
            yield packet[at : at + size]
        at += size


def _first_number(data: bytes) -> int:
    """Read the Exp-Golomb number that data starts with."""
    data = data.replace(b"\x00\x00\x03", b"\x00\x00")[:8]
    bits = "".join(f"{byte:08b}" for byte in data)
    zeros = len(bits) - len(bits.lstrip("0"))
    if 2 * zeros + 1 > len(bits):
        raise UnknownHeader
    return int(bits[zeros : 2 * zeros + 1], 2) - 1
