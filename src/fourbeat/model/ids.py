"""Identities: UUIDv7 from an injected clock and source of chance, and the short code people read aloud."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from threading import Lock
from typing import TypeAlias
from uuid import UUID

Id: TypeAlias = str
"""A UUIDv7 as 36 lower-case characters: sorts by the moment it was made."""

# Crockford's base 32: no I, L, O or U, so a code survives being read aloud or written by hand.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class Ids:
    """Hand out UUIDv7, strictly increasing within one process.

    `now_ms` gives milliseconds since 1970, `chance` that many random bits; tests hand in their own.
    """

    def __init__(
        self,
        now_ms: Callable[[], int] = lambda: time.time_ns() // 1_000_000,
        chance: Callable[[int], int] = secrets.randbits,
    ) -> None:
        self._now_ms = now_ms
        self._chance = chance
        self._last = 0
        self._lock = Lock()

    def new(self) -> Id:
        """Make the next id."""
        with self._lock:
            # RFC 9562: 48 bits of milliseconds, version 7, variant 10. The 12 bits after the version start at chance
            # and count up within a millisecond, so ids made in a row keep their order.
            ms = self._now_ms() & ((1 << 48) - 1)
            stamp = (ms << 12) | self._chance(11)
            if stamp <= self._last:
                stamp = self._last + 1
            self._last = stamp
            tail = self._chance(62)
        value = (stamp >> 12) << 80 | 0x7 << 76 | (stamp & 0xFFF) << 64 | 0b10 << 62 | tail
        return str(UUID(int=value))


def code(identity: Id) -> str:
    """Read the 8-character code of an id from its 40 random last bits; also a take's EDL reel name."""
    bits = UUID(identity).int & ((1 << 40) - 1)
    return "".join(_ALPHABET[(bits >> shift) & 31] for shift in range(35, -1, -5))
