"""Options: what a person may say of a connection that its protocol leaves open, and which values each of them has."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import JsonValue

from .connection import WireProtocol
from .errors import Invalid
from .message import Frozen


class Option(Frozen):
    """Be one option: a word of `values`, one of "on" and "off" where it is a `switch`, or `several` of its words."""

    name: str
    values: tuple[str, ...] = ("on", "off")
    switch: bool = False
    several: bool = False

    def read(self, text: str) -> JsonValue:
        """Read a value as people write it; None takes the option back. Raises Invalid."""
        words = [one.strip().lower() for one in text.split(",")] if self.several else [text.strip().lower()]
        if words == [""]:
            return None
        if any(one not in self.values for one in words):
            raise Invalid("provider.odd-option", option=self.name, values=self.values)
        if self.switch:
            return words[0] == "on"
        return list(dict.fromkeys(words)) if self.several else words[0]

    def written(self, value: JsonValue) -> str:
        """Write a value the way it is read."""
        if isinstance(value, bool):
            return "on" if value else "off"
        return ",".join(map(str, value)) if isinstance(value, list) else str(value or "")


OPTIONS: Mapping[WireProtocol, tuple[Option, ...]] = {
    WireProtocol.VIDEOS: (
        Option(name="body", values=("form", "json")),
        Option(name="model", switch=True),
        Option(name="reference", values=("file", "object", "text", "address", "not")),
    ),
    WireProtocol.OPENROUTER: (
        Option(name="sound", switch=True),
        Option(name="native", values=("remix", "edit", "extend"), several=True),
    ),
    WireProtocol.COMFYUI: (),
    WireProtocol.HANDWORK: (),
}
PROFILES: Mapping[WireProtocol, tuple[str, ...]] = {
    WireProtocol.VIDEOS: ("strict", "vllm-omni", "sglang", "litellm", "gateway"),
}
"""Ways of speaking a protocol that a person may name instead of having the server asked."""


def option(protocol: WireProtocol, name: str) -> Option:
    """Find an option of a protocol. Raises Invalid, naming those there are."""
    found = next((one for one in OPTIONS[protocol] if one.name == name), None)
    if found is None:
        names = tuple(one.name for one in OPTIONS[protocol]) or ("–",)
        raise Invalid("provider.no-such-option", option=name[:40], options=names)
    return found


def laid_over(
    protocol: WireProtocol, options: Mapping[str, JsonValue], given: Mapping[str, str]
) -> dict[str, JsonValue]:
    """Lay options as people write them over those a connection has; an empty one is taken back. Raises Invalid."""
    new = {name: option(protocol, name).read(text) for name, text in given.items()}
    return {name: value for name, value in {**options, **new}.items() if value is not None}


def check(protocol: WireProtocol, profile: str, options: Mapping[str, JsonValue]) -> None:
    """Let options and a profile pass that mean something. Raises Invalid."""
    if profile and profile not in PROFILES.get(protocol, ()):
        raise Invalid("provider.odd-profile", profile=profile[:40], profiles=PROFILES.get(protocol) or ("–",))
    for name, value in options.items():
        one = option(protocol, name)
        if one.read(one.written(value)) != value:
            raise Invalid("provider.odd-option", option=one.name, values=one.values)
