"""Slots: where in a graph prompt, seed, size, length, rate and pictures go; guessed first, chosen by people second."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from enum import StrEnum

from pydantic import JsonValue

from ...model.errors import Invalid
from .graph import Graph, Place, inputs, kind, link, title, upstream


class Slot(StrEnum):
    """Name what a workflow can be given."""

    PROMPT = "prompt"
    NEGATIVE = "negative"
    SEED = "seed"
    WIDTH = "width"
    HEIGHT = "height"
    FRAMES = "frames"
    FPS = "fps"
    FIRST_FRAME = "first-frame"
    LAST_FRAME = "last-frame"
    NAME = "name"


PICTURES = (Slot.FIRST_FRAME, Slot.LAST_FRAME)
_TEXTS = ("text", "prompt", "positive_prompt", "value", "string", "t5xxl", "caption")
_POSITIVE = ("positive", "conditioning", "positive_conditioning")
_ASKED = ("prompt", "prompt_text")
"""How nodes that have no sampler, but ask a service, name their words. Source: ComfyUI 0.3.75, object_info."""
_LENGTHS = ("length", "num_frames", "frames", "video_frames", "frame_count")
_RATES = ("fps", "frame_rate")
_SEEDS = ("seed", "noise_seed")
_FIRST = ("start_image", "start_frame", "first_frame", "first_image", "init_image", "image", "images", "pixels")
_LAST = ("end_image", "end_frame", "last_frame", "last_image")
_LOADERS = ("LoadImage", "LoadImageMask", "LoadImageOutput", "VHS_LoadImagePath")
_VALUES = ("value", "int", "number", "Number", "a")

Slots = Mapping[Slot, tuple[Place, ...]]


def guess(graph: Graph) -> dict[Slot, tuple[Place, ...]]:
    """Guess where each slot is; what cannot be guessed is left out.

    Prompt and negative prompt are the texts that feed a sampler, else those of a node that asks a service; size and
    length stand together where an empty clip is made; a picture is the first or last frame by the input it reaches.
    """
    found: dict[Slot, list[Place]] = {}

    def add(slot: Slot, place: Place | None) -> None:
        if place is not None and place not in found.setdefault(slot, []):
            found[slot].append(place)

    for node in graph:
        for name in inputs(graph[node]):
            if name in _POSITIVE:
                add(Slot.PROMPT, _words(graph, Place(node, name), "positive"))
            elif name == "negative":
                add(Slot.NEGATIVE, _words(graph, Place(node, name), "negative"))
            elif name in _SEEDS:
                add(Slot.SEED, _value(graph, Place(node, name)))
            elif name in _RATES:
                add(Slot.FPS, _value(graph, Place(node, name)))
            elif name == "filename_prefix" and isinstance(inputs(graph[node])[name], str):
                add(Slot.NAME, Place(node, name))
        for slot, place in _canvas(graph, node):
            add(slot, place)
        for slot, place in _pictures(graph, node):
            add(slot, place)
    if not found.get(Slot.PROMPT):
        for node in graph:
            for name in _ASKED:
                add(Slot.PROMPT, _value(graph, Place(node, name), str))
            add(Slot.NEGATIVE, _value(graph, Place(node, "negative_prompt"), str))
    # A picture that reaches both ends was guessed from the nearest name: the last frame wins.
    last = set(found.get(Slot.LAST_FRAME, ()))
    firsts = [place for place in found.get(Slot.FIRST_FRAME, ()) if place not in last]
    found[Slot.FIRST_FRAME] = firsts
    negative = set(found.get(Slot.NEGATIVE, ()))
    found[Slot.PROMPT] = [place for place in found.get(Slot.PROMPT, ()) if place not in negative]
    return {slot: tuple(places) for slot, places in found.items() if places}


def filled(graph: Graph, slots: Slots, values: Mapping[Slot, JsonValue]) -> Graph:
    """Give the graph with values in its slots; values without a slot are left out. Raises Invalid for a lost slot."""
    result = copy.deepcopy(graph)
    for slot, value in values.items():
        for place in slots.get(slot, ()):
            if place.node not in result or place.input not in inputs(result[place.node]):
                raise Invalid("comfyui.slot-gone", slot=slot.value, node=place.node, input=place.input)
            node_inputs = result[place.node]["inputs"]
            assert isinstance(node_inputs, dict)
            before = node_inputs[place.input]
            node_inputs[place.input] = float(value) if isinstance(before, float) and type(value) is int else value
    return result


def without_pictures(graph: Graph, slots: Slots, unused: tuple[Slot, ...]) -> Graph:
    """Give the graph without the loaders of pictures that are not sent; inputs that hung on them are left open."""
    gone = {place.node for slot in unused for place in slots.get(slot, ())}
    # What only passes such a picture on (a resize, a vision encoder) has nothing left to do.
    while True:
        more = {node for node in graph if node not in gone and _fed_only_by(graph, node, gone)}
        if not more:
            break
        gone |= more
    result: Graph = {}
    for name, node in graph.items():
        if name in gone:
            continue
        kept = {key: value for key, value in inputs(node).items() if link(value) not in gone}
        result[name] = {**node, "inputs": kept}
    return result


def _fed_only_by(graph: Graph, node: str, gone: set[str]) -> bool:
    sources = [source for source in map(link, inputs(graph[node]).values()) if source is not None]
    return bool(sources) and gone.issuperset(sources)


def _words(graph: Graph, start: Place, part: str) -> Place | None:
    """Find the text that feeds a conditioning input; where two ways lead back, the one with its name is taken."""
    source = link(inputs(graph[start.node]).get(start.input))
    seen = set[str]()
    while source is not None and source in graph and source not in seen:
        seen.add(source)
        node = inputs(graph[source])
        for name in _TEXTS:
            if name in node:
                return _value(graph, Place(source, name), str)
        for name in (part, *_POSITIVE) if part == "positive" else (part, "conditioning"):
            following = link(node.get(name))
            if following is not None:
                source = following
                break
        else:
            return None
    return None


def _value(graph: Graph, place: Place, wanted: type = object) -> Place | None:
    """Give the place where an input's value is written: here, or in a node that does nothing but hold it."""
    seen = set[str]()
    while place.node not in seen:
        seen.add(place.node)
        value = inputs(graph[place.node]).get(place.input)
        source = link(value)
        if source is None:
            good = isinstance(value, str) if wanted is str else isinstance(value, int | float)
            return place if good and not isinstance(value, bool) else None
        if source not in graph:
            return None
        names = _TEXTS if wanted is str else _VALUES + _SEEDS
        name = next((one for one in names if one in inputs(graph[source])), None)
        if name is None:
            return None
        place = Place(source, name)
    return None


def _canvas(graph: Graph, node: str) -> Iterator[tuple[Slot, Place | None]]:
    """Find size and length where a clip is made: width, height and a number of frames in one node."""
    node_inputs = inputs(graph[node])
    length = next((name for name in _LENGTHS if name in node_inputs), None)
    if "width" in node_inputs and "height" in node_inputs and (length or "latent" in kind(graph[node]).lower()):
        yield Slot.WIDTH, _value(graph, Place(node, "width"))
        yield Slot.HEIGHT, _value(graph, Place(node, "height"))
        if length:
            yield Slot.FRAMES, _value(graph, Place(node, length))


def _pictures(graph: Graph, node: str) -> Iterator[tuple[Slot, Place | None]]:
    if kind(graph[node]) in _LOADERS:
        return
    signs = (*_LENGTHS, "latent", "vae", "clip_vision", *_ASKED)
    makes_clips = any(name in inputs(graph[node]) for name in signs)
    for name, value in inputs(graph[node]).items():
        slot = Slot.LAST_FRAME if name in _LAST else Slot.FIRST_FRAME if name in _FIRST and makes_clips else None
        if slot is None or link(value) is None:
            continue
        for source in upstream(graph, Place(node, name)):
            if kind(graph[source]) in _LOADERS and "image" in inputs(graph[source]):
                told = title(graph[source]).lower()
                late = any(word in told for word in ("last", "end"))
                yield Slot.LAST_FRAME if late else slot, Place(source, "image")
                break
