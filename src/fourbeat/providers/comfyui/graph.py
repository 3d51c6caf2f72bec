"""Graphs: ComfyUI workflows in API format, read from a file of any origin, and followed from node to node."""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Iterator, Mapping
from typing import NamedTuple, TypeAlias

from pydantic import JsonValue

from ...model.errors import Invalid

LARGEST = 8_000_000
"""Bytes: no workflow is longer."""
_MOST_NODES = 5000
_PNG = b"\x89PNG\r\n\x1a\n"

Node: TypeAlias = dict[str, JsonValue]
Graph: TypeAlias = dict[str, Node]


class Place(NamedTuple):
    """Name an input of a node."""

    node: str
    input: str


def read(content: bytes) -> Graph:
    """Read a workflow from API JSON, or from a picture that ComfyUI saved. Raises Invalid saying what to do."""
    if len(content) > LARGEST:
        raise Invalid("comfyui.too-large", most=LARGEST // 1_000_000)
    if content.startswith(_PNG):
        found = embedded(content)
        if found is None:
            raise Invalid("comfyui.nothing-inside")
        return parse(found)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Invalid("comfyui.no-workflow") from None
    return parse(text)


def parse(text: str) -> Graph:
    """Read a workflow from JSON text, also where it stands beside other things. Raises Invalid saying what to do."""
    try:
        # ComfyUI writes NaN where a node is told to run each time.
        found = json.loads(text, parse_constant=lambda _: None)
    except (ValueError, RecursionError):
        raise Invalid("comfyui.no-workflow") from None
    whole = found
    for name in ("prompt", "output"):
        inner = found.get(name) if isinstance(found, dict) else None
        if isinstance(inner, str):
            return parse(inner)
        if isinstance(inner, dict) and "class_type" not in inner:
            found = inner
    if _drawn(found) or ((not found or found is whole) and _drawn(_beside(whole))):
        raise Invalid("comfyui.ui-format")
    return checked(found)


def _drawn(found: JsonValue) -> bool:
    """Say whether a value is the graph as the editor draws it, which servers do not accept."""
    return isinstance(found, dict) and isinstance(found.get("nodes"), list)


def _beside(found: JsonValue) -> JsonValue:
    """Give what is called a workflow in a file that may hold more: that is where the editor's graph stands."""
    inner = found.get("workflow") if isinstance(found, dict) else None
    if not isinstance(inner, str):
        return inner
    try:
        read: JsonValue = json.loads(inner, parse_constant=lambda _: None)
    except (ValueError, RecursionError):
        return None
    return read


def checked(found: JsonValue) -> Graph:
    """Take a value for a graph if it is one. Raises Invalid."""
    if not isinstance(found, dict) or not found or len(found) > _MOST_NODES:
        raise Invalid("comfyui.no-workflow")
    graph: Graph = {}
    for name, node in found.items():
        if not isinstance(node, dict) or not isinstance(node.get("class_type"), str):
            raise Invalid("comfyui.no-workflow")
        if not isinstance(node.get("inputs"), dict):
            raise Invalid("comfyui.no-workflow")
        graph[name] = node
    return graph


def embedded(png: bytes) -> str | None:
    """Find the graph in a PNG's texts: the one for servers, else the editor's. Source: PNG (W3C), 11.3.3.

    ComfyUI writes the one under "prompt", the other under "workflow".
    """
    found: dict[bytes, str | None] = {}
    for kind, data in _chunks(png):
        keyword, _, rest = data.partition(b"\0")
        if kind in (b"tEXt", b"zTXt", b"iTXt") and keyword in (b"prompt", b"workflow"):
            found.setdefault(keyword, _text(kind, rest))
    return found.get(b"prompt") or found.get(b"workflow")


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_PNG)
    while at + 12 <= len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        at += 12 + length


def _text(kind: bytes, rest: bytes) -> str | None:
    packed = False
    if kind == b"zTXt":
        packed, rest = True, rest[1:]
    elif kind == b"iTXt":
        packed, rest = rest[:1] == b"\1", rest[2:]
        rest = rest.partition(b"\0")[2].partition(b"\0")[2]
    if packed:
        unpacking = zlib.decompressobj()
        try:
            rest = unpacking.decompress(rest, LARGEST)
        except zlib.error:
            return None
    return rest.decode("utf-8" if kind == b"iTXt" else "latin-1", errors="replace")


def link(value: JsonValue) -> str | None:
    """Give the node that an input is fed by, or None where it holds a value of its own."""
    if isinstance(value, list) and len(value) == 2 and isinstance(value[0], str) and isinstance(value[1], int):
        return value[0]
    return None


def inputs(node: Node) -> Mapping[str, JsonValue]:
    """Give a node's inputs."""
    found = node["inputs"]
    assert isinstance(found, dict)
    return found


def kind(node: Node) -> str:
    """Give a node's class."""
    return str(node["class_type"])


def title(node: Node) -> str:
    """Give what a person called a node."""
    meta = node.get("_meta")
    return str(meta.get("title", "")) if isinstance(meta, dict) else ""


def upstream(graph: Graph, start: Place) -> Iterator[str]:
    """Walk from an input back through everything that feeds it, nearest first."""
    waiting, seen = [start], set[str]()
    while waiting:
        place = waiting.pop(0)
        source = link(inputs(graph[place.node]).get(place.input))
        if source is None or source in seen or source not in graph:
            continue
        seen.add(source)
        yield source
        waiting += [Place(source, name) for name in inputs(graph[source])]
