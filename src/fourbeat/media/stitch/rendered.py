"""What a render came to: the answer of a worker process, read where none of the libraries for pixels are loaded."""

from __future__ import annotations

from dataclasses import dataclass

from fourbeat.model.message import Message


@dataclass(frozen=True)
class Rendered:
    """Say what was made: frames, samples per channel, bytes, and how the frames came in.

    Of the `encoded` frames, `reused` were encoded for an earlier render. `reasons` says why, segment by segment.
    """

    frames: int
    samples: int
    bytes: int
    copied: int
    encoded: int
    reused: int
    reasons: tuple[Message, ...]
