"""Trouble on the line, as a person can mend it: which library says it how ends here."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator

import httpx

from ...model.errors import ProviderError
from ...model.job import Failure
from .addresses import named, proxy_for

_NO_TLS = ("WRONG_VERSION_NUMBER", "HTTP_REQUEST", "RECORD_LAYER_FAILURE", "UNKNOWN_PROTOCOL")
LASTING = {
    *("line.certificate", "line.no-tls", "line.tls", "line.proxy-refuses", "line.odd-address"),
    *("line.no-key", "line.odd-key", "line.key-refused"),
}
"""What does not pass by itself: a person has to change something."""


def cause(error: BaseException, url: httpx.URL, *, left: bool, seconds: float) -> ProviderError:
    """Say what happened to a request: where it could not go, or where its answer was lost (`left`)."""
    host = named(url)
    causes = list(_causes(error))
    proxy = proxy_for(url)
    if isinstance(error, httpx.UnsupportedProtocol | httpx.InvalidURL):
        return ProviderError("line.odd-address", host=host)
    if isinstance(error, httpx.ProxyError):
        return ProviderError("line.proxy-refuses", host=host, proxy=proxy or host, detail=str(error)[:80])
    for one in causes:
        if isinstance(one, ssl.SSLCertVerificationError):
            return ProviderError("line.certificate", host=host, detail=one.verify_message or "")
        if isinstance(one, ssl.SSLError) and not left:
            plain = any(name in str(one).upper().replace(" ", "_") for name in _NO_TLS)
            return ProviderError("line.no-tls" if plain else "line.tls", host=host)
    if not left:
        if any(isinstance(one, socket.gaierror) for one in causes):
            return (
                ProviderError("line.proxy-unknown", proxy=proxy)
                if proxy
                else ProviderError("line.no-such-host", host=host)
            )
        if isinstance(error, httpx.TimeoutException | TimeoutError):
            return ProviderError("line.unreachable", host=proxy or host)
        return ProviderError("line.proxy-silent", proxy=proxy) if proxy else ProviderError("line.refused", host=host)
    if isinstance(error, httpx.TimeoutException | TimeoutError):
        return ProviderError("line.slow", host=host, seconds=round(seconds))
    return ProviderError("line.cut", host=host)


def failure(error: ProviderError) -> Failure:
    """Name the kind of failure: what only a person can mend must not be tried again and again."""
    return Failure.AUTH if error.code in LASTING else Failure.NETWORK


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    waiting = [error]
    while waiting:
        one = waiting.pop()
        if one is None or id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        if isinstance(one, BaseExceptionGroup):
            waiting += one.exceptions
        waiting += [one.__cause__, one.__context__]
