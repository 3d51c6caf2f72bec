"""The line: one server's address, how one comes in there, and the three ways of asking it something."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Callable, Generator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
from pydantic import JsonValue

from ...model.connection import Connection, Entry
from ...model.errors import FourbeatError, Invalid, ProviderError, Storage
from ...model.job import Failure
from ...model.message import Message
from .addresses import inside, named, proxy_for, same_origin, target_of, usable
from .answer import LARGEST, Answer
from .clients import Clients, Patience, headers, made, read, timeouts, trusted
from .discretion import Discretion
from .fetching import Begun, Fetch
from .form import Form, opened
from .trouble import cause, failure

log = logging.getLogger("fourbeat.providers")
_HOPS = 5
_PLAIN_KEY = frozenset(map(chr, range(0x21, 0x7F)))


@dataclass(frozen=True)
class NeverLeft:
    """Say that nothing of a request reached the server that could start anything."""

    why: Message
    failure: Failure


@dataclass(frozen=True)
class Lost:
    """Say that a request went out, and nobody knows what became of it."""

    why: Message


@dataclass
class _Stopped:
    error: ProviderError
    left: bool
    failure: Failure = Failure.NETWORK


@dataclass
class _Sent:
    """Know whether the first byte of a request has left, whatever goes wrong later."""

    left: bool = False

    async def hear(self, event: str, facts: Mapping[str, Any]) -> None:
        if event.endswith("send_request_headers.started") and facts["request"].method != b"CONNECT":
            self.left = True


class _Entry(httpx.Auth):
    """Show the secret to the server it belongs to, and to nobody else."""

    __slots__ = ("_header", "_value")

    def __init__(self, header: str, value: str) -> None:
        self._header, self._value = header, value

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        request.headers[self._header] = self._value
        yield request


@dataclass(frozen=True)
class _Asked:
    query: Mapping[str, str] | None = None
    json: JsonValue = None
    form: Form | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    most: int = LARGEST


class Line:
    """Speak to one server. Every method sends the secret to that server alone, and hands out nothing it must hide.

    A path is added to the connection's address; ids in it have to be quoted with `part`.
    """

    def __init__(
        self, connection: Connection, secret: Callable[[], str | None], *, patience: Patience | None = None
    ) -> None:
        self._connection, self._secret = connection, secret
        self._patience = patience or Patience()
        self._clients: Clients | None = None
        self._begun: dict[Path, Begun] = {}

    @staticmethod
    def part(text: str) -> str:
        """Quote a server's id so that it is one part of a path, whatever it holds."""
        return quote(text, safe="").replace(".", "%2E") if not text.strip(".") else quote(text, safe="")

    async def ask(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, str] | None = None,
        json: JsonValue = None,
        form: Form | None = None,
        headers: Mapping[str, str] | None = None,
        most: int = LARGEST,
    ) -> Answer:
        """Ask what costs nothing, and read `most` bytes; callers may ask again.

        Raises ProviderError where no answer came.
        """
        answer = await self._asked(method, self._own(path), _Asked(query, json, form, headers or {}, most))
        if isinstance(answer, _Stopped):
            raise answer.error
        return answer

    async def answers(self) -> bool:
        """Tell whether the server answers at all, whatever it says; nothing is asked for."""
        return not isinstance(await self._asked("GET", self._own(""), _Asked()), _Stopped)

    async def submit_once(
        self,
        path: str,
        *,
        json: JsonValue = None,
        form: Form | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer | NeverLeft | Lost:
        """Post what may cost money: exactly one attempt, whatever happens. Raises nothing of the line's own."""
        try:
            url = self._own(path)
            answer = await self._exchange(
                "POST", url, _Asked(None, json, form, headers or {}), within=self._patience.submission, paid=True
            )
        except FourbeatError as error:
            return NeverLeft(error.message, Failure.INVALID)
        if isinstance(answer, _Stopped):
            return Lost(answer.error.message) if answer.left else NeverLeft(answer.error.message, answer.failure)
        target = target_of(url, answer)
        if target is None:
            return answer
        why = _sent_on(url, target).error.message
        # 303 says that the request was done and its result lies elsewhere. Source: RFC 9110 §15.4.4.
        return Lost(why) if answer.status == 303 else NeverLeft(why, Failure.INVALID)

    async def download(
        self,
        target: str,
        part: Path,
        *,
        query: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Bring a file to `part`, going on where an earlier call broke off if the server can do that.

        `target` is a path of this server, or an address anywhere, which then sees no secret. An answer that is not `ok`
        brought nothing. Raises ProviderError where the line breaks before the whole file is there, Storage.
        """
        url = self._own(target) if target.startswith("/") else usable(target)
        if url is None:
            raise ProviderError("line.no-clip-there", host=self._connection.name)
        answer = await self._fetched(url, _Asked(query, headers=headers or {}), Fetch(part, self._begun))
        if isinstance(answer, _Stopped):
            raise answer.error
        return answer

    async def entry_headers(self) -> dict[str, str]:
        """Give the header that shows the secret to this line's own server, for news that come over another line.

        It must go there alone and be written nowhere. Raises ProviderError.
        """
        url = self._own("")
        auth, _discretion = await self._entry(url)
        if isinstance(auth, ProviderError):
            raise auth
        shown = next(auth.sync_auth_flow(httpx.Request("GET", url)))
        return {name: value for name, value in shown.headers.items() if name.lower() != "host"}

    async def close(self) -> None:
        """Let go of the connections; the line may be used again."""
        clients, self._clients = self._clients, None
        if clients is not None and clients.loop is asyncio.get_running_loop():
            await clients.asking.aclose()
            await clients.submitting.aclose()

    # Hops: an address that a server names may open something, so none of them is in sight where an error is raised

    async def _asked(self, method: str, url: httpx.URL, asked: _Asked) -> Answer | _Stopped:
        for _ in range(_HOPS):
            answer = await self._exchange(method, url, asked, within=self._patience.answer)
            target = target_of(url, answer) if isinstance(answer, Answer) else None
            if target is None:
                return answer
            if method != "GET" or not same_origin(url, target):
                return _sent_on(url, target)
            url, asked = target, replace(asked, query=None)
        return _sent_on(url, url)

    async def _fetched(self, url: httpx.URL, asked: _Asked, fetch: Fetch) -> Answer | _Stopped:
        own = self._own("")
        for _ in range(_HOPS):
            if not same_origin(url, own) and inside(url.host) and not inside(own.host):
                # A server far away must not send this machine to others in its own house.
                return _Stopped(ProviderError("line.leads-inside", host=named(own), target=named(url)), left=False)
            headers = {"Accept": "*/*", **asked.headers, **fetch.range()}
            answer = await self._exchange("GET", url, replace(asked, headers=headers), within=None, fetch=fetch)
            if isinstance(answer, Answer) and answer.status == 416 and fetch.start_anew():
                continue
            target = target_of(url, answer) if isinstance(answer, Answer) else None
            if target is None:
                return answer
            url, asked = target, replace(asked, query=None)
        return _sent_on(url, url)

    # The one exchange

    async def _exchange(
        self,
        method: str,
        url: httpx.URL,
        asked: _Asked,
        *,
        within: float | None,
        paid: bool = False,
        fetch: Fetch | None = None,
    ) -> Answer | _Stopped:
        entry, discretion = await self._entry(url)
        if isinstance(entry, ProviderError):
            return _Stopped(entry, left=False, failure=failure(entry))
        sent = _Sent()
        with ExitStack() as files:
            parts = opened(asked.form, files) if asked.form is not None else None
            try:
                client = self._client(paid=paid)
                async with asyncio.timeout(within):
                    request = client.build_request(
                        method,
                        url,
                        params=dict(asked.query) if asked.query else None,
                        json=asked.json,
                        files=parts,
                        headers=dict(asked.headers),
                        extensions={**timeouts(self._patience, paid=paid), "trace": sent.hear},
                    )
                    response = await client.send(request, auth=entry, stream=True, follow_redirects=False)
                    try:
                        if fetch is not None and response.status_code in (200, 206):
                            await fetch.take(response, named(url))
                            return Answer(named(url), response.status_code, headers(response), discretion=discretion)
                        answer = await read(response, named(url), discretion, asked.most)
                    finally:
                        await response.aclose()
            except FourbeatError:
                raise
            except Exception as broke:
                seconds = (within or self._patience.quiet) if sent.left else self._patience.reach
                error = cause(broke, url, left=sent.left, seconds=seconds)
                stopped, kind = _Stopped(error, sent.left, failure(error)), type(broke).__name__
            else:
                log.debug("%s %s: %s", method, named(url), answer.status)
                if answer.status != 407:
                    return answer
                error = ProviderError(
                    "line.proxy-refuses", host=named(url), proxy=proxy_for(url) or named(url), detail="407"
                )
                stopped, kind = _Stopped(error, False, failure(error)), "407"
        log.info("%s %s: %s (%s)", method, named(url), stopped.error.code, kind)
        return stopped

    async def _entry(self, url: httpx.URL) -> tuple[httpx.Auth | ProviderError, Discretion]:
        kind, header = self._connection.entry, self._connection.header or "Authorization"
        if kind is Entry.NONE or not same_origin(url, self._own("")):
            # Not None: httpx would take the name and password out of the address, or the person's own files.
            return httpx.Auth(), Discretion()
        try:
            secret = await asyncio.to_thread(self._secret)
        except FourbeatError as error:
            # Nothing has left, and others do not need this key: only what asks this server has to wait.
            why = "line.key-locked" if isinstance(error, Storage) else "line.key-refused"
            return ProviderError(why, provider=self._connection.name, why=error.message), Discretion()
        if not secret:
            return ProviderError("line.no-key", provider=self._connection.name), Discretion()
        if not _PLAIN_KEY.issuperset(secret.removeprefix("Bearer ")):
            return ProviderError("line.odd-key", provider=self._connection.name), Discretion()
        value = f"Bearer {secret.removeprefix('Bearer ')}" if kind is Entry.BEARER else secret
        header = "Authorization" if kind is Entry.BEARER else header
        return _Entry(header, value), Discretion([secret.removeprefix("Bearer ")])

    def _client(self, *, paid: bool) -> httpx.AsyncClient:
        loop = asyncio.get_running_loop()
        if self._clients is None or self._clients.loop is not loop:
            trust = trusted(os.environ.get("SSL_CERT_FILE", ""), os.environ.get("SSL_CERT_DIR", ""))
            # A connection that waited may be dead without anybody knowing: what costs money always gets a fresh one,
            # and questions take one up again only before servers begin to let go of theirs.
            fresh = httpx.Limits(max_connections=None, max_keepalive_connections=0)
            again = httpx.Limits(max_connections=32, keepalive_expiry=2.0)
            self._clients = Clients(made(trust, again), made(trust, fresh), loop)
        return self._clients.submitting if paid else self._clients.asking

    # Addresses

    def _own(self, path: str) -> httpx.URL:
        url = usable(f"{self._connection.url.rstrip('/')}{path}")
        if url is None:
            raise Invalid("line.odd-address", host=self._connection.name)
        return url


def _sent_on(url: httpx.URL, target: httpx.URL) -> _Stopped:
    error = ProviderError("line.redirected", host=named(url), target=named(target))
    return _Stopped(error, left=False, failure=Failure.INVALID)
