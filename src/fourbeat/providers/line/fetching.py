"""Fetching: a file that comes in pieces, maybe in several calls, and is only done when all of it is there."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import httpx

from ...model.errors import ProviderError, Storage

LONGEST = 64 * 1024**3
"""How many bytes a clip may have; a server that never ends must not fill the disk."""
_RANGE = re.compile(r"bytes (?:(\d{1,15})-(\d{1,15})|\*)/(\d{1,15}|\*)")


@dataclass(frozen=True)
class Begun:
    """Remember of a fetch that broke off what proves that its rest is of the same file."""

    validator: str
    total: int | None


class Fetch:
    """Write one file to `part`; `begun` outlives it, so that another call goes on."""

    def __init__(self, part: Path, begun: dict[Path, Begun]) -> None:
        self._part, self._begun = part, begun

    def range(self) -> dict[str, str]:
        """Ask for what is missing, where that is known to be possible. Source: RFC 9110 §13.1.5, §14.2."""
        begun, there = self._begun.get(self._part), self._there()
        if begun is None or not there:
            return {}
        return {"Range": f"bytes={there}-"} | ({"If-Range": begun.validator} if begun.validator else {})

    def start_anew(self) -> bool:
        """Forget what came before; tells whether there was anything."""
        there = self._begun.pop(self._part, None) is not None
        self._open("wb").close()
        return there

    async def take(self, response: httpx.Response, host: str) -> None:
        """Write what comes. Raises ProviderError where it is no file, or not the rest of this one, Storage."""
        kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind in ("text/html", "application/xhtml+xml"):
            raise ProviderError("line.web-page", host=host, status=response.status_code)
        if kind in ("application/json", "text/plain", "application/problem+json"):
            raise ProviderError("line.no-clip", host=host, kind=kind)
        begun, there = self._begun.get(self._part), self._there()
        packed = response.headers.get("content-encoding", "identity").lower() != "identity"
        if response.status_code == 206:
            first, total = _range(response)
            if begun is None or first != there or (total != begun.total and begun.total is not None):
                self.start_anew()
                raise ProviderError("line.cut", host=host)
        else:
            there, total = 0, None if packed else _length(response)
            self._begun.pop(self._part, None)
            validator = _validator(response)
            if not packed and (validator or total) and response.headers.get("accept-ranges", "") != "none":
                self._begun[self._part] = Begun(validator, total)
        with self._open("ab" if there else "wb") as file:
            written = there + await self._write(file, response, there, packed=packed)
        if total is not None and written != total:
            raise ProviderError("line.cut", host=host)
        self._begun.pop(self._part, None)

    async def _write(self, file: IO[bytes], response: httpx.Response, there: int, *, packed: bool) -> int:
        written = 0
        pieces: AsyncIterator[bytes] = response.aiter_bytes() if packed else response.aiter_raw()
        async for piece in pieces:
            if there + written + len(piece) > LONGEST:
                raise ProviderError("line.endless", host=response.url.host)
            try:
                file.write(piece)
                file.flush()
            except OSError as error:
                raise self._full(error) from None
            written += len(piece)
        return written

    def _open(self, mode: str) -> IO[bytes]:
        try:
            return self._part.open(mode)
        except OSError as error:
            raise self._full(error) from None

    def _full(self, error: OSError) -> Storage:
        detail = (error.strerror or type(error).__name__)[:80]
        return Storage("encode.cannot-write", file=self._part.name, folder=str(self._part.parent), detail=detail)

    def _there(self) -> int:
        try:
            return self._part.stat().st_size
        except OSError:
            return 0


def _length(response: httpx.Response) -> int | None:
    told = response.headers.get("content-length", "")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 16 else None


def _range(response: httpx.Response) -> tuple[int, int | None]:
    found = _RANGE.fullmatch(response.headers.get("content-range", "").strip())
    if found is None or found[1] is None:
        return -1, None
    return int(found[1]), None if found[3] == "*" else int(found[3])


def _validator(response: httpx.Response) -> str:
    etag = str(response.headers.get("etag", ""))
    # A weak one may stand for other bytes. Source: RFC 9110 §13.1.5.
    return etag if etag.startswith('"') else str(response.headers.get("last-modified", ""))
