"""Answers: what a server said, bounded and safely read."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime

from pydantic import JsonValue

from ...model.errors import ProviderError
from .discretion import Discretion

LARGEST = 1024 * 1024
"""How many bytes of an answer are read unless more are expected; a clip is no answer."""
_LONGEST_REST = 7 * 86400.0


@dataclass(frozen=True)
class Answer:
    """Be one answer: `cut` says that only its beginning was read, because it was too long or the line broke."""

    host: str
    status: int
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes = field(default=b"", repr=False)
    cut: bool = False
    discretion: Discretion = field(default_factory=Discretion, repr=False)

    @property
    def ok(self) -> bool:
        """Tell whether the server did what it was asked."""
        return 200 <= self.status < 300

    @property
    def kind(self) -> str:
        """Give the media type, such as application/json."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def web_page(self) -> bool:
        """Tell whether a web page came where data was asked for."""
        head = self.body[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
        return head.startswith((b"<!doctype html", b"<html", b"<head", b"<body")) or (
            self.kind in ("text/html", "application/xhtml+xml") and head[:1] not in (b"{", b"[")
        )

    @property
    def retry_after(self) -> float | None:
        """Give the seconds that the server asks to wait, however it says it. Source: RFC 9110 §10.2.3."""
        # A LiteLLM proxy hands on what the service behind it asked for under a name of its own.
        told = (self.headers.get("retry-after") or self.headers.get("llm_provider-retry-after", "")).strip()
        if told.isascii() and told.replace(".", "", 1).isdigit():
            return min(float(told), _LONGEST_REST)
        at = _moment(told)
        if at is None:
            return None
        # Two clocks may differ by hours: the server's own tells how long it means.
        now = _moment(self.headers.get("date", ""))
        return min(max(at - (time.time() if now is None else now), 0.0), _LONGEST_REST)

    def json(self) -> JsonValue:
        """Read the body. Raises ProviderError where it is a web page, too long, or no JSON."""
        if self.web_page:
            raise ProviderError("line.web-page", host=self.host, status=self.status)
        if self.cut and len(self.body) >= LARGEST:
            raise ProviderError("line.too-long", host=self.host, status=self.status)
        bad = False
        try:
            read: JsonValue = json.loads(self.body.decode("utf-8-sig"), parse_constant=_no_number)
        except (ValueError, RecursionError):
            bad = True
        # Not raised above: the errors there hold the whole body. A line may break after all of an answer came.
        if bad and self.cut:
            raise ProviderError("line.cut", host=self.host)
        if bad:
            raise ProviderError("line.not-json", host=self.host, status=self.status)
        return read

    def table(self) -> dict[str, JsonValue]:
        """Read the body as an object. Raises ProviderError where it is none."""
        read = self.json()
        if not isinstance(read, dict):
            raise ProviderError("line.not-json", host=self.host, status=self.status)
        return read

    def told(self, text: str) -> str:
        """Give words of this answer in a form that may be shown."""
        return self.discretion.told(text)

    def kept(self, read: JsonValue) -> dict[str, JsonValue]:
        """Give what was read in a form that may be stored."""
        return self.discretion.kept(read)


def _no_number(name: str) -> float:
    raise ValueError(name)


def _moment(text: str) -> float | None:
    try:
        return parsedate_to_datetime(text).timestamp()
    except (ValueError, TypeError, OverflowError):
        return None
