"""A generator far away that paints: it makes pictures in one look, and clips never."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from struct import pack
from typing import Any

from fourbeat.model.format import Size
from fourbeat.model.plan import Role
from fourbeat.model.provider import Capabilities, ModelFacts, Poll, Progress, WireRequest
from fourbeat.model.request import TakeRequest
from studio.far import Far

SIDE = 64


def png(shade: int, side: int = SIDE) -> bytes:
    """Write a square of one shade of grey."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + bytes([shade]) * side) * side
    head = pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


class Inline:
    """Do in this process what workers do in theirs: a test of stills need not start any."""

    count = 1

    async def run(self, task: Callable[..., Any], *given: Any, report: Callable[[float], None] | None = None) -> Any:
        return task(*given, report or (lambda _done: None))

    async def close(self) -> None:
        pass


class Painter(Far):
    """Every picture is another shade; `comes` is what a test lets come instead."""

    def __init__(self, **facts: Any) -> None:
        super().__init__()
        self.facts = facts
        self.comes: bytes | None = None

    def capabilities(self) -> Capabilities:
        clips = ModelFacts(id="far-1", roles=tuple(Role), seed=True)
        stills = ModelFacts(
            **{"id": "brush", "still": True, "roles": (Role.CHARACTER, Role.PLACE, Role.STYLE), "seed": True}
            | {"sizes": (Size(width=SIDE, height=SIDE),)}
            | self.facts
        )
        return super().capabilities().model_copy(update={"models": (clips, stills)})

    def prepare(self, request: TakeRequest, key: str, files: Mapping[str, Path]) -> WireRequest:  # noqa: ARG002
        return WireRequest(provider=self.key, key=key, payload={"prompt": request.prompt, "view": request.settings})

    async def poll(self, remote_id: str) -> Poll:
        return Poll(Progress.READY, asset=remote_id)

    async def fetch(self, remote_id: str, asset: str, part: Path) -> None:  # noqa: ARG002
        part.write_bytes(self.comes if self.comes is not None else png(40 + len(self.sent)))
