"""Fetching: a file that comes in pieces, maybe in several calls, and is only done when all of it is there.

What proves that the rest is of the same file is noted beside the part, so that another run of the program goes on too.
"""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import httpx

from ...model.errors import ProviderError, Storage
from ...model.names import BEGUN

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
        begun, there = self._known(), self._there()
        if begun is None or not there:
            return {}
        self._begun[self._part] = begun
        return {"Range": f"bytes={there}-"} | ({"If-Range": begun.validator} if begun.validator else {})

    def start_anew(self) -> bool:
        """Forget what came before; tells whether there was anything."""
        there = self._known() is not None
        self._forget()
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
            self._forget()
            validator = _validator(response)
            if not packed and (validator or total):
                self._remember(Begun(validator, total), again=response.headers.get("accept-ranges", "") != "none")
        with self._open("ab" if there else "wb") as file:
            written = there + await self._write(file, response, there, packed=packed)
        if total is not None and written != total:
            raise ProviderError("line.cut", host=host)
        self._forget()

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

    @property
    def _note(self) -> Path:
        return self._part.with_suffix(BEGUN)

    def _known(self) -> Begun | None:
        if (begun := self._begun.get(self._part)) is not None:
            return begun
        try:
            read = json.loads(self._note.read_text("utf-8"))
            validator, total = read["validator"], read["total"]
        except (OSError, ValueError, TypeError, KeyError, RecursionError):
            return None
        sound = isinstance(validator, str) and validator and _sendable(validator)
        return Begun(validator, total) if sound and (total is None or isinstance(total, int)) else None

    def _remember(self, begun: Begun, *, again: bool) -> None:
        """Remember how long the file is, and, where the rest can be asked for again, by what it is known."""
        if again:
            self._begun[self._part] = begun
        # By its length alone another run does not know a file again; how far it has come is told by it.
        known = begun.validator if again else ""
        with suppress(OSError):
            self._note.write_text(json.dumps({"validator": known, "total": begun.total}), "utf-8")

    def _forget(self) -> None:
        self._begun.pop(self._part, None)
        with suppress(OSError):
            self._note.unlink(missing_ok=True)

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
    found = etag if etag.startswith('"') else str(response.headers.get("last-modified", ""))
    return found if _sendable(found) else ""


def _sendable(text: str) -> bool:
    """Tell whether a text can go back in a header as it came."""
    return text.isascii() and text.isprintable()
