"""Finding: whether a request that nobody answered stands in the server's list after all."""

from __future__ import annotations

from collections.abc import Container, Mapping
from email.utils import parsedate_to_datetime

from pydantic import JsonValue

from ...model.errors import ProviderError
from ...model.provider import WireRequest
from ..line import Answer, Line
from ..reading import trouble

_PAGES, _PAGE = 20, 100
_SLACK = 5.0
"""Seconds that a server's clock may differ from what its answers say of it."""


async def find(line: Line, wire: WireRequest, others: Container[str], provider: str, now: float) -> str | None:
    """Find the job of a request: by our key where the list has it, else by prompt, settings and time of birth.

    `others` are jobs known to belong to other requests. None means that it certainly is not there. Raises ProviderError
    where the list cannot be had, or leaves it open.
    """
    found: list[str] = []
    after = ""
    for _ in range(_PAGES):
        query = {"limit": str(_PAGE), "order": "desc"} | ({"after": after} if after else {})
        answer = await line.ask("GET", "/videos", query=query)
        if not answer.ok:
            raise trouble(answer, provider)
        table = answer.table()
        rows = [one for one in _rows(table) if one.get("id") != after]
        since = _number(wire.payload.get("at")) + _ahead(answer, now) - _SLACK
        for one in rows:
            identity = one.get("id")
            if not isinstance(identity, str) or identity in others:
                continue
            if _is(one, wire, since, provider):
                found.append(identity)
        old = rows and all(0 < _number(one.get("created_at")) < since for one in rows)
        if not rows or old or not table.get("has_more"):
            break
        after = str(table.get("last_id") or rows[-1].get("id") or "")
        if not after:
            break
    else:
        raise ProviderError("videos.list-too-long", provider=provider)
    if len(found) > 1:
        raise ProviderError("videos.several-alike", provider=provider, n=len(found))
    return found[0] if found else None


def _is(one: Mapping[str, JsonValue], wire: WireRequest, since: float, provider: str) -> bool:
    """Tell whether a job is this request's. Raises ProviderError where it may be and nobody can tell."""
    if isinstance(one.get("user"), str) and one["user"]:
        return one["user"] == wire.key
    born = _number(one.get("created_at"))
    if 0 < born < since:
        return False
    asked = wire.payload.get("fields")
    fields: Mapping[str, JsonValue] = asked if isinstance(asked, dict) else {}
    for name in ("size", "seconds", "seed"):
        mine, its = fields.get(name), one.get(name)
        if mine is not None and its is not None and _plain(mine) != _plain(its) and "video" not in fields:
            return False
    if "prompt" not in one or one["prompt"] is None:
        raise ProviderError("videos.list-without-prompts", provider=provider)
    return _plain(one["prompt"]) == _plain(fields.get("prompt"))


def _rows(table: Mapping[str, JsonValue]) -> list[dict[str, JsonValue]]:
    rows = table.get("data")
    return [one for one in rows if isinstance(one, dict)] if isinstance(rows, list) else []


def _ahead(answer: Answer, now: float) -> float:
    """Say how many seconds the server's clock is ahead of ours."""
    try:
        return parsedate_to_datetime(answer.headers.get("date", "")).timestamp() - now
    except (ValueError, TypeError, OverflowError):
        return 0.0


def _number(value: JsonValue) -> float:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else 0.0


def _plain(value: JsonValue) -> str:
    return " ".join(str(value).split())
