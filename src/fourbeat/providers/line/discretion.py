"""Discretion: what servers say is told and kept without secrets, and without addresses that open something."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable
from urllib.parse import quote, urlsplit

from pydantic import JsonValue

_ADDRESS = re.compile(r"\b(?:https?|wss?)://[^\s\"'<>]+", re.IGNORECASE)
_INLINE = re.compile(r"data:[\w.+-]+/[\w.+-]+[;,][^\s\"'<>]*", re.IGNORECASE)
_SHOWN_KEY = re.compile(r"\b((?i:Bearer|Basic)|Key)\s+[\w.~+/=-]{6,}|\b(?:sk|pk|rk|key|token)[-_][\w-]{6,}")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]+")
_HIDDEN = "…"
_LONGEST_TOLD, _LONGEST_KEPT, _MOST_KEPT = 300, 4000, 65536


class Discretion:
    """Hide the secrets it was given from every text; itself it shows none."""

    __slots__ = ("_secrets",)

    def __init__(self, secrets: Iterable[str | None] = ()) -> None:
        spelt = {form for one in secrets if one for form in (one, quote(one, safe=""), json.dumps(one)[1:-1])}
        # The longest first: one secret may stand in another.
        self._secrets = tuple(sorted(spelt, key=len, reverse=True))

    def __repr__(self) -> str:
        return "Discretion()"

    def told(self, text: str) -> str:
        """Give a server's words as one line for a person: bounded, without secrets, addresses cut to their host."""
        line = " ".join(_UNSEEN.sub(" ", self._hidden(text[: 16 * _LONGEST_TOLD])).split())
        return line if len(line) <= _LONGEST_TOLD else f"{line[: _LONGEST_TOLD - 1]}{_HIDDEN}"

    def kept(self, answer: JsonValue) -> dict[str, JsonValue]:
        """Give an answer as it may be stored; one that is no object, or far too large, is cut down."""
        clean = self._kept(answer, 0)
        table: dict[str, JsonValue] = clean if isinstance(clean, dict) else {"answer": clean}
        if len(json.dumps(table)) <= _MOST_KEPT:
            return table
        short = {name: one for name, one in table.items() if not isinstance(one, dict | list)}
        return dict(list(short.items())[:20])

    def _kept(self, value: JsonValue, depth: int) -> JsonValue:
        if isinstance(value, str):
            # Hidden first, cut then: half a secret is one, too.
            return _UNSEEN.sub(" ", self._hidden(value[: 4 * _LONGEST_KEPT]))[:_LONGEST_KEPT]
        if isinstance(value, float) and not math.isfinite(value):
            return None
        if depth > 8:
            return None
        if isinstance(value, list):
            return [self._kept(one, depth + 1) for one in value[:1000]]
        if isinstance(value, dict):
            return {self.told(name): self._kept(one, depth + 1) for name, one in list(value.items())[:1000]}
        return value

    def _hidden(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, _HIDDEN)
        text = _INLINE.sub(f"data:{_HIDDEN}", _ADDRESS.sub(_host_only, text))
        return _SHOWN_KEY.sub(lambda found: f"{found[1]} {_HIDDEN}" if found[1] else _HIDDEN, text)


def _host_only(found: re.Match[str]) -> str:
    try:
        parts = urlsplit(found[0])
        host, port = parts.hostname or "", f":{parts.port}" if parts.port else ""
    except ValueError:
        return _HIDDEN
    bare = not parts.path.strip("/") and not parts.query
    return f"{parts.scheme}://{host}{port}" + ("" if bare else f"/{_HIDDEN}")
