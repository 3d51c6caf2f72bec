"""Clients: the connections of one line, and how an answer is read from them. The only place that sets httpx up."""

from __future__ import annotations

import asyncio
import logging
import ssl
import zlib
from dataclasses import dataclass
from functools import cache
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any

import httpx

from fourbeat import __version__

from .addresses import LOCAL
from .answer import Answer
from .discretion import Discretion

for _name in ("httpx", *(f"httpcore.{part}" for part in ("connection", "http11", "http2", "proxy", "socks"))):
    # They write whole addresses and headers, signed ones and secrets too.
    logging.getLogger(_name).disabled = True


@dataclass(frozen=True)
class Patience:
    """Bound the waiting, in seconds: to reach the server, for its next byte, for an answer, for a submission's."""

    reach: float = 10.0
    quiet: float = 60.0
    answer: float = 60.0
    submission: float = 240.0


@dataclass
class Clients:
    asking: httpx.AsyncClient
    submitting: httpx.AsyncClient
    loop: asyncio.AbstractEventLoop


@cache
def trusted(_file: str, _folder: str) -> ssl.SSLContext:
    """Read the certificates that are trusted, once for all lines: it takes longer than many a request."""
    trust = httpx.create_ssl_context()
    # A studio's own certificates stand in the system's store, not in the list that comes along.
    trust.load_default_certs()
    return trust


def made(trust: ssl.SSLContext, limits: httpx.Limits) -> httpx.AsyncClient:
    hosts = [f"[{host}]" if ":" in host else host for host in LOCAL]
    return httpx.AsyncClient(
        verify=trust,
        limits=limits,
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
        headers={
            "User-Agent": f"Fourbeat/{__version__}",
            "Accept": "application/json",
            "Accept-Encoding": "identity",
        },
        mounts=dict.fromkeys((f"all://{host}" for host in hosts), None),
    )


def timeouts(patience: Patience, *, paid: bool) -> dict[str, Any]:
    quiet = patience.submission if paid else patience.quiet
    waits = {"connect": patience.reach, "read": quiet, "write": quiet, "pool": patience.quiet}
    return {"timeout": waits}


def headers(response: httpx.Response) -> dict[str, str]:
    return {name.lower(): value for name, value in response.headers.items()}


async def read(response: httpx.Response, host: str, discretion: Discretion, most: int) -> Answer:
    """Read an answer up to `most` bytes; what came before the line broke is an answer too."""
    body, cut = bytearray(), False
    try:
        async for piece in response.aiter_raw():
            body += piece
            if len(body) > most:
                cut = True
                break
    except httpx.HTTPError:
        cut = True
    found = bytes(body[:most])
    if response.headers.get("content-encoding", "identity").lower() in ("gzip", "x-gzip", "deflate"):
        found, cut = _unpacked(found, most, cut=cut)
    return Answer(host, response.status_code, headers(response), found, cut, discretion)


def _unpacked(packed: bytes, most: int, *, cut: bool) -> tuple[bytes, bool]:
    unpacking = zlib.decompressobj(47)
    try:
        found = unpacking.decompress(packed, most)
    except zlib.error:
        return b"", True
    return found, cut or not unpacking.eof
