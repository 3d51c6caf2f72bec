"""Connections: how a person reaches one server, without the secret that opens it."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field, JsonValue

from .message import Frozen


class WireProtocol(StrEnum):
    """Name the wire protocols that are spoken."""

    VIDEOS = "videos"
    COMFYUI = "comfyui"
    OPENROUTER = "openrouter"
    HANDWORK = "handwork"


class Entry(StrEnum):
    """Say how a server is shown that one may come in."""

    NONE = "none"
    BEARER = "bearer"
    HEADER = "header"


Key = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]


class Connection(Frozen):
    """Say where a server stands and how it is spoken to; `key` is the provider's key in projects.

    `profile` names a way of speaking the protocol (empty: found out by asking), `header` the header that carries the
    secret where `entry` is HEADER, `pool` the servers that share their work, `paused` that it is given nothing new of
    that, `width` how many requests are under way at once, `deadline` after how many seconds a silent job is called
    stalled. `options` are the protocol's own.
    """

    key: Key
    name: str = Field(min_length=1, max_length=80)
    protocol: WireProtocol
    url: str = Field(default="", max_length=2000)
    profile: str = ""
    entry: Entry = Entry.NONE
    header: str = Field(default="", pattern=r"^[A-Za-z0-9-]{0,60}$")
    pool: str = Field(default="", pattern=r"^([a-z0-9][a-z0-9-]{0,39})?$")
    paused: bool = False
    width: int = Field(default=1, ge=1, le=64)
    deadline: int = Field(default=7200, ge=10, le=604800)
    options: dict[str, JsonValue] = Field(default_factory=dict)
