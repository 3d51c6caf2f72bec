"""Texts: what a graph says besides the prompt that is filled in, in whichever node that stands, and what it loads."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import JsonValue

from .graph import Graph, inputs, link
from .slots import Slot, Slots

_FILLED = frozenset(Slot) - {Slot.NEGATIVE, Slot.FPS}
"""The slots into which each request writes something of its own."""
_AGAINST = ("negative", "negative_prompt", "negative_conditioning")
_CHOICES = ("sampler_name", "scheduler", "weight_dtype", "type", "device", "format", "codec", "pix_fmt", "crop")
"""Inputs that choose among what a node knows; one word there is no name."""
_WORDS = re.compile(r"[^\W\d_]{2}")
_WEIGHTS = re.compile(r"\.(safetensors|sft|ckpt|pth?|bin|gguf|onnx)\s*$", re.IGNORECASE)
_LONGEST = 500
_DATA = re.compile(r"data:\S+|[A-Za-z0-9+/=]{2000,}")


@dataclass(frozen=True)
class Texts:
    """Be the texts of a graph: what it asks for, what only stands in negative prompts, and names of model files."""

    wanted: tuple[str, ...]
    unwanted: tuple[str, ...]
    weights: tuple[str, ...] = ()

    def hold(self, other: Texts) -> bool:
        """Tell whether there is no text in another graph that is not in this one, too."""
        said = set(other.wanted) <= set(self.wanted) and set(other.unwanted) <= {*self.wanted, *self.unwanted}
        return said and set(other.weights) <= set(self.weights)


def texts(graph: Graph, slots: Slots) -> Texts:
    """Give every text of a graph but those that a request replaces; names of model files apart from what is words."""
    filled = {place for slot in _FILLED for place in slots.get(slot, ())}
    against = _against(graph)
    wanted, unwanted, weights = dict[str, None](), dict[str, None](), dict[str, None]()
    for node in graph:
        for name, value in inputs(graph[node]).items():
            if (node, name) in filled or link(value) is not None:
                continue
            group = unwanted if node in against or name in _AGAINST else wanted
            said = list(_strings(value))
            group.update(dict.fromkeys(one for one in said if _reads(name, one)))
            weights.update(dict.fromkeys(one.strip() for one in said if _WEIGHTS.search(one) and len(one) <= _LONGEST))
    return Texts(tuple(wanted), tuple(one for one in unwanted if one not in wanted), tuple(weights))


def _strings(value: JsonValue) -> Iterator[str]:
    waiting: list[JsonValue] = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, list):
            waiting += reversed(one)
        elif isinstance(one, dict):
            waiting += reversed(one.values())


def _reads(name: str, text: str) -> bool:
    """Tell whether a text may be words: no model file, no picture written as letters, no choice of a node."""
    plain = text.strip()
    if not _WORDS.search(plain) or _WEIGHTS.search(plain) or _DATA.fullmatch(plain):
        return False
    return name not in _CHOICES or len(plain.split()) > 1


def _against(graph: Graph) -> set[str]:
    """Name the nodes that lead to nothing but negative prompts."""
    fed: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for node in graph:
        for name, value in inputs(graph[node]).items():
            if (source := link(value)) is not None and source in graph:
                fed[source].append((node, name))
    found, open_ = set[str](), {node for node in fed if any(name in _AGAINST for _, name in fed[node])}
    while open_:
        node = open_.pop()
        if node not in found and all(name in _AGAINST or where in found for where, name in fed[node]):
            found.add(node)
            open_ |= {source for value in inputs(graph[node]).values() if (source := link(value)) in fed}
    return found
