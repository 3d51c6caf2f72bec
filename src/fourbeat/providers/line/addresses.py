"""Addresses: which ones can be used, who is meant by them, and whether two belong to one server."""

from __future__ import annotations

import ipaddress
import socket
import urllib.request

import httpx

from .answer import Answer

LOCAL = ("localhost", "127.0.0.1", "::1")
"""This machine: no proxy stands between it and itself."""


def usable(text: str) -> httpx.URL | None:
    try:
        url = httpx.URL(text)
        fits = url.scheme in ("http", "https") and url.host and not url.userinfo and "\\" not in text
    except (httpx.InvalidURL, ValueError, UnicodeError):
        return None
    return url if fits else None


def named(url: httpx.URL) -> str:
    """Name a host as a person knows it: with its port where that is not the usual one, without anything else."""
    host = f"[{url.host}]" if ":" in url.host else url.host
    return f"{host}:{url.port}" if url.port else host


def proxy_for(url: httpx.URL) -> str:
    """Name the proxy that a request to an address goes through; empty where it goes straight."""
    if url.host in LOCAL or urllib.request.proxy_bypass(url.host):
        return ""
    known = urllib.request.getproxies()
    given = known.get(url.scheme) or known.get("all") or ""
    if not given:
        return ""
    try:
        return named(httpx.URL(given if "://" in given else f"http://{given}"))
    except httpx.InvalidURL:
        return ""


def inside(host: str) -> bool:
    """Tell whether a host is this machine or one in the same house, as far as its name says so."""
    try:
        # The system also reads 127.1, 0x7f.1 and 2130706433 as addresses.
        host = socket.inet_ntoa(socket.inet_aton(host.rstrip(".")))
    except (OSError, UnicodeError):
        host = host.strip("[]")
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return "." not in host.strip(".") or host.rstrip(".").endswith((".localhost", ".local", ".internal", ".lan"))


def same_origin(one: httpx.URL, other: httpx.URL) -> bool:
    return (one.scheme, one.host, _port(one)) == (other.scheme, other.host, _port(other))


def _port(url: httpx.URL) -> int:
    return url.port or (443 if url.scheme == "https" else 80)


def target_of(url: httpx.URL, answer: Answer) -> httpx.URL | None:
    """Give where an answer sends on to, or None where it is no redirect."""
    if answer.status not in (301, 302, 303, 307, 308):
        return None
    try:
        target = url.join(answer.headers.get("location", ""))
    except (httpx.InvalidURL, ValueError, UnicodeError):
        return url
    return target.copy_with(username=None, password=None) if target.host else url
