"""Workflows: a graph with its slots, the steps its lengths and sizes come in, and the model files it needs."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from pydantic import Field, ValidationError, field_validator

from ...model.errors import Invalid
from ...model.format import Size
from ...model.message import Frozen
from ...model.plan import Role
from ...model.provider import ModelFacts
from .graph import Graph, Place, checked, inputs, kind
from .slots import Slot, guess
from .texts import texts

_STEPS = {
    "EmptyHunyuanLatentVideo": (4, 16),
    "WanImageToVideo": (4, 16),
    "WanFirstLastFrameToVideo": (4, 16),
    "Wan22ImageToVideoLatent": (4, 32),
    "EmptyLTXVLatentVideo": (8, 32),
    "LTXVImgToVideo": (8, 32),
}
"""Steps of length and size by the node that makes the clip, as ComfyUI's own nodes declare them (read 2026-11-21)."""
_RATE, _USUAL = r"^[1-9]\d{0,5}(/[1-9]\d{0,3})?$", "24"
_LENGTH, _LONGEST = 241, 100_000
"""How many frames a clip may have at most where its graph has fewer, and where it has many."""


class ModelFile(Frozen):
    """Name a file that a workflow loads: what it is called, in which folder of `models`, and where it was seen."""

    file: str
    folder: str
    source: str = ""


class Workflow(Frozen):
    """Be a graph that clips are asked of, or pictures.

    Lengths are `first` frames and then every `step` more, up to `most`, at `fps` frames a second; sizes come in steps
    of `grid` pixels. `source` and `date` say where it comes from.
    """

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9.-]{0,59}$")
    name: str = Field(min_length=1, max_length=80)
    graph: Graph
    slots: dict[Slot, tuple[Place, ...]] = Field(default_factory=dict)
    fps: str = Field(default=_USUAL, pattern=_RATE)
    first: int = Field(default=1, ge=1)
    step: int = Field(default=1, ge=1, le=1000)
    most: int = Field(default=_LENGTH, ge=1, le=_LONGEST)
    grid: int = Field(default=8, ge=1, le=1024)
    files: tuple[ModelFile, ...] = ()
    date: str = ""
    source: str = ""

    @field_validator("graph", mode="before")
    @classmethod
    def _graph(cls, value: Any) -> Any:
        try:
            return checked(value)
        except Invalid as error:
            raise ValueError(error.code) from None

    @property
    def still(self) -> bool:
        """Tell whether the graph saves a picture: no node of it saves or joins moving ones."""
        kinds = {kind(node) for node in self.graph.values()}
        moving = any(word in one for one in kinds for word in ("Video", "Animated", "WEBM", "VHS_"))
        return "SaveImage" in kinds and not moving and Slot.FRAMES not in self.slots

    @property
    def rate(self) -> Fraction:
        """Give the frames a second that the graph makes."""
        return Fraction(self.fps)

    def frames(self, seconds: Fraction) -> int:
        """Give the fewest frames on the workflow's grid that last at least so long."""
        wanted = max(self.first, -((-seconds * self.rate) // 1))
        steps = -((self.first - wanted) // self.step)
        return int(self.first + steps * self.step)

    def size(self, asked: Size) -> Size:
        """Give the nearest size on the workflow's grid, of two equally near ones the smaller."""

        def near(length: int) -> int:
            return max(self.grid, (length + (self.grid - 1) // 2) // self.grid * self.grid)

        return Size(width=near(asked.width), height=near(asked.height))

    @property
    def facts(self) -> ModelFacts:
        """Say what can be asked of the workflow: its slots are what it takes, its other texts are always sent."""
        roles = {Slot.FIRST_FRAME: Role.FIRST_FRAME, Slot.LAST_FRAME: Role.LAST_FRAME}
        longest = self.first + (self.most - self.first) // self.step * self.step
        told = texts(self.graph, self.slots)
        return ModelFacts(
            id=self.id,
            longest=str(Fraction(longest) / self.rate),
            roles=tuple(role for slot, role in roles.items() if slot in self.slots),
            seed=Slot.SEED in self.slots,
            pictures=sum(slot in self.slots for slot in roles),
            still=self.still,
            free=True,
            texts=told.wanted,
            unwanted=told.unwanted,
            weights=told.weights,
        )

    @classmethod
    def of(
        cls, graph: Graph, *, id: str, name: str, source: str = "", date: str = "", prompt: Sequence[Place] = ()
    ) -> Workflow:
        """Make a workflow of somebody's graph: slots, rate and steps as far as they can be guessed from it.

        Raises Invalid where no place for a prompt is found, and none was given.
        """
        slots = guess(graph) | ({Slot.PROMPT: tuple(prompt)} if prompt else {})
        if Slot.PROMPT not in slots:
            raise Invalid("comfyui.no-prompt")
        step, grid = next((_STEPS[kind(node)] for node in graph.values() if kind(node) in _STEPS), (1, 8))
        frames = _number(graph, slots.get(Slot.FRAMES, ()), _LONGEST)
        rate = str(Fraction(_number(graph, slots.get(Slot.FPS, ()), 999)).limit_denominator(1001))
        return cls(
            id=id,
            name=name,
            graph=graph,
            slots=slots,
            fps=rate if re.match(_RATE, rate) else _USUAL,
            step=step,
            grid=grid,
            most=max(_LENGTH, int(frames)),
            source=source,
            date=date,
        )


def load(text: str) -> Workflow:
    """Read a workflow's file. Raises Invalid."""
    try:
        return Workflow.model_validate(json.loads(text))
    except (ValueError, RecursionError, ValidationError):
        raise Invalid("comfyui.bad-file") from None


def dump(workflow: Workflow) -> str:
    """Write a workflow's file."""
    return json.dumps(workflow.model_dump(mode="json"), ensure_ascii=False, indent=2) + "\n"


def _number(graph: Graph, places: tuple[Place, ...], most: int) -> float | int:
    """Give the number that stands in the first of these places where it can be one of them; 0 where none can."""
    for place in places:
        value = inputs(graph[place.node]).get(place.input)
        if isinstance(value, int | float) and not isinstance(value, bool) and 0 < value <= most:
            return value
    return 0
