"""Reading: what servers answer, in the many forms they say it, as the few kinds of answers there are.

The forms were seen on real servers: an object under `error`, a text there, `detail` as a text or a list, and a job that
failed as the body of an HTTP error.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import JsonValue

from ..model.errors import ProviderError
from ..model.job import Charged, Failure
from ..model.message import Message, message
from ..model.provider import Progress, Rejected, Unsure
from .line import Answer

Table = Mapping[str, JsonValue]

STATUSES: Mapping[str, Progress] = {
    **dict.fromkeys(
        ("queued", "pending", "waiting", "submitted", "created", "in_queue", "throttled"), Progress.WAITING
    ),
    **dict.fromkeys(("completed", "complete", "done", "succeeded", "success", "succeed"), Progress.READY),
    **dict.fromkeys(("failed", "failure", "fail", "error", "timeout", "rejected"), Progress.FAILED),
    **dict.fromkeys(("cancelled", "canceled", "aborted"), Progress.CANCELLED),
    **dict.fromkeys(("expired", "deleted"), Progress.GONE),
}
"""What a status means. Every other one is a job that still runs, until it has shown no progress for too long."""

_MODERATED = re.compile(
    r"sentinel|moderat|content.?polic|safety|guardrail|\brai\b|rai_|nsfw|violat|sensitive|prohibited|blocked.*(prompt|content)",
    re.IGNORECASE,
)
_NO_CREDIT = re.compile(
    r"insufficient.?(quota|credit|balance|fund)|billing|payment|out of credit|quota.?exceed", re.IGNORECASE
)
_NOT_MADE_FOR = re.compile(r"not (supported|implemented|available for)|unsupported|does ?n.t support", re.IGNORECASE)


_UNKNOWN_KEY = ("no_db_connection",)
"""What a LiteLLM proxy without a database says, with status 400, of every key but its own. Source: 1.109.1, run."""
_BEFORE = re.compile(r"^litellm\.\w+: ")
_AFTER = "\n\nLiteLLM: "


@dataclass(frozen=True)
class Said:
    """Be what an answer says went wrong: its words, its code and its kind, empty where it says none."""

    text: str = ""
    code: str = ""
    kind: str = ""

    @property
    def all(self) -> str:
        """Give everything that was said, to look for words in."""
        return f"{self.code} {self.kind} {self.text}"

    @property
    def moderated(self) -> bool:
        """Tell whether a filter for contents spoke."""
        return bool(_MODERATED.search(self.all))


def status(read: Table) -> Progress:
    """Say how far a job is, whatever its server calls that."""
    told = str(read.get("status") or "").strip().lower().replace(" ", "_")
    return STATUSES.get(told, Progress.RUNNING)


def job(read: JsonValue) -> dict[str, JsonValue] | None:
    """Find a job in an answer, whatever the HTTP status was; also one that a gateway wrapped into its own error."""
    if not isinstance(read, dict):
        return None
    if isinstance(read.get("status"), str) and ("id" in read or read.get("object") in ("video", "video.generation")):
        return read
    inner = read.get("data")
    if isinstance(inner, dict) and "id" in inner and isinstance(inner.get("status"), str):
        return inner
    wrapped = read.get("error")
    text = str(wrapped.get("message") if isinstance(wrapped, dict) else wrapped or "")
    return job(_quoted(text)) if '"status"' in text else None


def said(read: JsonValue) -> Said:
    """Read what went wrong."""
    if isinstance(read, str):
        return Said(text=read)
    if isinstance(read, list):
        return Said(text="; ".join(filter(None, (_one(each) for each in read[:5]))))
    if not isinstance(read, dict):
        return Said()
    for name in ("error", "detail", "errors"):
        inner = read.get(name)
        if isinstance(inner, dict):
            text = next(
                (inner[key] for key in ("message", "detail", "msg", "error") if isinstance(inner.get(key), str)), ""
            )
            kind = inner.get("type") or inner.get("param") or ""
            return _unwrapped(Said(str(text), _short(inner.get("code")), _short(kind)))
        if inner:
            found = said(inner)
            return Said(found.text, _short(read.get("code")), _short(read.get("type")))
    text = next(
        (read[key] for key in ("message", "msg", "failure_reason", "reason") if isinstance(read.get(key), str)), ""
    )
    return Said(str(text), _short(read.get("code") or read.get("failure_code")), _short(read.get("type")))


def words(answer: Answer | None, told: Said) -> Message:
    """Give a server's own words, or say that it has none."""
    text = answer.told(told.text or told.code).rstrip(".。 ") if answer is not None else ""
    return message("server.says", text=text) if text else message("server.says-nothing")


def failure(status: int, told: Said) -> Failure:
    """Sort an HTTP error, by what was said first and by its number then."""
    if told.moderated and status not in (401, 402, 429):
        return Failure.POLICY_INPUT
    if status == 402 or (_NO_CREDIT.search(told.all) and status in (400, 403, 429)):
        return Failure.QUOTA
    if told.kind in _UNKNOWN_KEY:
        return Failure.AUTH
    known = {
        401: Failure.AUTH,
        403: Failure.AUTH,
        404: Failure.NOT_FOUND,
        405: Failure.UNSUPPORTED,
        410: Failure.EXPIRED,
        429: Failure.RATE_LIMITED,
        501: Failure.UNSUPPORTED,
    }
    if status in known:
        return known[status]
    if status >= 500:
        return Failure.UNSUPPORTED if _NOT_MADE_FOR.search(told.text) else Failure.SERVER
    return Failure.INVALID


SENTENCES: Mapping[Failure, str] = {
    Failure.POLICY_INPUT: "server.refuses-prompt",
    Failure.POLICY_OUTPUT: "server.refuses-clip",
    Failure.INVALID: "server.refuses-request",
    Failure.AUTH: "server.refuses-key",
    Failure.QUOTA: "server.no-credit",
    Failure.RATE_LIMITED: "server.busy",
    Failure.NOT_FOUND: "server.not-there",
    Failure.EXPIRED: "server.expired",
    Failure.UNSUPPORTED: "server.cannot",
    Failure.SERVER: "server.broke",
}
"""The sentence for each kind of failure that a server can tell of."""


def _told(kind: Failure) -> Failure:
    return kind if kind in SENTENCES else Failure.SERVER


def why(kind: Failure, provider: str, detail: Message) -> Message:
    """Give the sentence for a kind of failure, with the server's own words."""
    return message(SENTENCES[_told(kind)], provider=provider, reason=detail)


def refused(answer: Answer, provider: str) -> tuple[Failure, Message, dict[str, JsonValue]]:
    """Read an HTTP error: its kind, its sentence, and what may be kept of it."""
    try:
        read = answer.json()
    except ProviderError as error:
        kind = failure(answer.status, Said())
        # An error page of a server in between has a number of its own; only where none fits does the page itself speak.
        plain = kind in (Failure.AUTH, Failure.RATE_LIMITED, Failure.SERVER) and error.code != "line.too-long"
        return kind, why(kind, provider, words(None, Said())) if plain else error.message, {}
    told = said(read)
    kind = failure(answer.status, told)
    return kind, why(kind, provider, words(answer, told)), answer.kept(read)


def answered_no(answer: Answer, provider: str) -> Rejected | Unsure:
    """Read an HTTP error in answer to what may cost money: where it is not certain that nothing began, nobody knows.

    A server that breaks, or one in between that lost patience, may have begun; one that says it is busy has not.
    """
    kind, reason, kept = refused(answer, provider)
    busy = answer.status == 503 and (bool(kept) or answer.retry_after is not None)
    if (answer.status >= 500 and kind is Failure.SERVER and not busy) or answer.status == 408:
        return Unsure(message("server.unclear", provider=provider, status=answer.status, reason=reason))
    return Rejected(kind, reason, answer.retry_after, Charged.NO, kept)


def trouble(answer: Answer, provider: str) -> ProviderError:
    """Make an error of an HTTP error in answer to a mere question."""
    kind, reason, _ = refused(answer, provider)
    detail = reason.params.get("reason")
    if not isinstance(detail, Message):
        return ProviderError(reason.code, **reason.params)
    return ProviderError(SENTENCES[_told(kind)], provider=provider, reason=detail)


def done(value: JsonValue) -> float | None:
    """Read progress as a fraction: percent, or one already; None where nothing sensible is said."""
    try:
        told = float(str(value).removesuffix("%"))
    except ValueError:
        return None
    if not 0 <= told <= 100:
        return None
    return told if told <= 1 and isinstance(value, float) else told / 100


def _unwrapped(told: Said) -> Said:
    """Give what a service said to the proxy that quotes it, without what the proxy says of itself."""
    inner = said(_quoted(told.text)) if told.text.startswith("litellm.") else Said()
    if inner.text:
        return Said(inner.text, inner.code or told.code, inner.kind or told.kind)
    return Said(_BEFORE.sub("", told.text).partition(_AFTER)[0], told.code, told.kind)


def _quoted(text: str) -> JsonValue:
    """Read the answer that a text quotes, not what others said who were asked instead; None where it quotes none."""
    text = text.partition(_AFTER)[0]
    begin = text.find("{")
    try:
        read: JsonValue = json.JSONDecoder().raw_decode(text, begin)[0] if begin >= 0 else None
    except (ValueError, RecursionError):
        return None
    return read


def _one(each: JsonValue) -> str:
    if not isinstance(each, dict):
        return str(each) if isinstance(each, str) else ""
    where = each.get("loc")
    place = ".".join(str(part) for part in where[1:]) if isinstance(where, list) else ""
    text = str(each.get("msg") or each.get("message") or "")
    return f"{place}: {text}" if place and text else place or text


def _short(value: JsonValue) -> str:
    return str(value)[:100] if isinstance(value, str | int) and not isinstance(value, bool) else ""
