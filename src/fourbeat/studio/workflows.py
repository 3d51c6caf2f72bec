"""Workflows: the ComfyUI graphs a person generates with; three come along, others are taken from ComfyUI's files."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from fourbeat.media.worker import Workers
from fourbeat.model.errors import FourbeatError, Invalid, NotFound, Storage
from fourbeat.providers.comfyui.graph import LARGEST, Graph, Place, inputs, link, parse, read
from fourbeat.providers.comfyui.slots import Slot, guess
from fourbeat.providers.comfyui.workflow import Workflow, dump, load

from .resources import resources
from .settings import Home

_CLIPS = (".mp4", ".webm", ".mov", ".mkv", ".gif")
_TAGS = ("prompt", "comment")
"""Where ComfyUI's own node and the most used other one write the graph into a clip; beside it stands the editor's."""


@dataclass(frozen=True)
class Kept:
    """Be a workflow and where it stands; `own` says that the person added it."""

    workflow: Workflow
    file: Path
    own: bool


@dataclass(frozen=True)
class Read:
    """Be what a file holds before it is kept: its graph, and where its slots are as far as they can be guessed."""

    file: Path
    graph: Graph
    slots: Mapping[Slot, tuple[Place, ...]]


@dataclass(frozen=True)
class Taken:
    """Say that another workflow has a name, whether it is the person's own, and which name is free."""

    workflow: str
    free: str
    own: bool


class Workflows:
    """Hold the verbs and questions about workflows; they belong to the person, not to a film."""

    def __init__(self, home: Home) -> None:
        self.folder = home.settings / "workflows"

    # Questions

    def all(self) -> list[Kept]:
        """Give every workflow that can be read: the person's own, then those that come along and are not replaced."""
        own = {one.workflow.id: one for one in self._in(self.folder, own=True)}
        shipped = [
            one for one in self._in(resources() / "providers" / "comfyui", own=False) if one.workflow.id not in own
        ]
        return [*own.values(), *shipped]

    def find(self, name: str) -> Kept:
        """Find a workflow by its id. Raises NotFound."""
        known = self.all()
        for one in known:
            if one.workflow.id == name:
                return one
        raise NotFound("workflow.not-found", workflow=name, known=tuple(one.workflow.id for one in known))

    def spoilt(self) -> list[Path]:
        """Name the person's workflow files that cannot be read."""
        return [file for file in _files(self.folder) if _read(file) is None]

    def read(self, file: Path) -> Read:
        """Look at a file before it is kept. Raises Invalid for one without workflow, NotFound, MediaError, Storage."""
        graph = _graph(file)
        return Read(file, graph, guess(graph))

    def taken(self, name: str) -> Taken | None:
        """Tell whether a name is another workflow's, and which is free. Raises Invalid for what cannot be a name."""
        known = _id(name)
        # A file that cannot be read may be mended yet: its name is taken, too.
        own = {one.workflow.id for one in self.all() if one.own} | {file.stem for file in _files(self.folder)}
        names = own | {one.workflow.id for one in self.all()}
        if known not in names:
            return None
        return Taken(known, next(other for n in count(2) if (other := f"{known}-{n}") not in names), known in own)

    def comes_along(self, name: str) -> bool:
        """Tell whether a workflow of that name comes with the program, also where the person's own stands before it."""
        return any(one.stem == name for one in _files(resources() / "providers" / "comfyui"))

    # Verbs

    def add(
        self, *, file: Path, name: str, slots: Mapping[Slot, Sequence[Place]] | None = None, replace: bool = False
    ) -> Kept:
        """Take a workflow from API JSON, or from a picture or clip that ComfyUI saved.

        Slots are guessed; `slots` says where they are instead, an empty place that there is none. `replace` puts it in
        the place of one of that name. Raises Invalid for a file that holds no workflow, for places that are not there,
        and for a name that another has, NotFound, MediaError, Storage.
        """
        chosen, known = dict(slots or {}), _id(name)
        if not replace:
            self._must_be_new(known)
        graph = _graph(file)
        made = Workflow.of(graph, id=known, name=name.strip(), source=file.name, prompt=chosen.get(Slot.PROMPT, ()))
        return self._keep(_with(made, chosen))

    def change(self, *, name: str, slots: Mapping[Slot, Sequence[Place]]) -> Kept:
        """Say where slots of a workflow are. Raises Invalid for places that are not there, NotFound, Storage."""
        return self._keep(_with(self.find(name).workflow, slots))

    def remove(self, *, name: str) -> None:
        """Remove one of the person's workflows. Raises Invalid for one that came along, NotFound, Storage."""
        kept = self.find(name)
        if not kept.own:
            raise Invalid("workflow.came-along", workflow=name)
        try:
            kept.file.unlink()
        except OSError as error:
            raise Storage("workflow.not-written", file=str(kept.file), detail=error.strerror or "") from error

    def _must_be_new(self, name: str) -> None:
        if (taken := self.taken(name)) is not None:
            code = "workflow.has-name" if taken.own else "workflow.shipped-name"
            raise Invalid(code, workflow=taken.workflow, free=taken.free)

    def _keep(self, workflow: Workflow) -> Kept:
        file = self.folder / f"{workflow.id}.json"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            part = file.with_suffix(".part")
            part.write_text(dump(workflow), encoding="utf-8")
            part.replace(file)
        except OSError as error:
            raise Storage("workflow.not-written", file=str(file), detail=error.strerror or "") from error
        return Kept(workflow, file, own=True)

    def _in(self, folder: Path, *, own: bool) -> list[Kept]:
        found = [(file, _read(file)) for file in _files(folder)]
        return [Kept(workflow, file, own) for file, workflow in found if workflow is not None]


def places(text: str) -> tuple[Place, ...]:
    """Read places written as "6.text,7.text"; nothing means none. Raises Invalid."""
    found = []
    for one in filter(None, (part.strip() for part in text.split(","))):
        node, dot, name = one.rpartition(".")
        if not dot or not node or not name:
            raise Invalid("workflow.bad-place", place=one)
        found.append(Place(node, name))
    return tuple(found)


def _graph(file: Path) -> Graph:
    try:
        if file.suffix.lower() in _CLIPS:
            return _inside(file)
        if file.stat().st_size > LARGEST:
            raise Invalid("comfyui.too-large", most=LARGEST // 1_000_000)
        return read(file.read_bytes())
    except FileNotFoundError:
        raise NotFound("workflow.no-file", file=str(file)) from None
    except OSError as error:
        raise Storage("workflow.unreadable", file=str(file), detail=error.strerror or "") from error


def _inside(clip: Path) -> Graph:
    """Read the graph that a clip carries in its head."""
    if not clip.is_file():
        raise NotFound("workflow.no-file", file=str(clip))

    async def look() -> dict[str, str]:
        from fourbeat.media.tags import tags

        pool = Workers(1)
        try:
            return await pool.run(tags, clip)
        finally:
            await pool.close()

    found = asyncio.run(look())
    for name in (*_TAGS, "workflow"):
        if name in found:
            return parse(found[name])
    raise Invalid("comfyui.nothing-inside")


def _with(workflow: Workflow, chosen: Mapping[Slot, Sequence[Place]]) -> Workflow:
    slots = dict(workflow.slots)
    for slot, where in chosen.items():
        for place in where:
            node = workflow.graph.get(place.node)
            if node is None or place.input not in inputs(node) or link(inputs(node)[place.input]) is not None:
                raise Invalid("workflow.no-place", slot=slot.value, node=place.node, input=place.input)
        slots.pop(slot, None)
        if where:
            slots[slot] = tuple(where)
    if Slot.PROMPT not in slots:
        raise Invalid("comfyui.no-prompt")
    order = {slot: number for number, slot in enumerate(Slot)}
    return workflow.model_copy(update={"slots": dict(sorted(slots.items(), key=lambda one: order[one[0]]))})


def _id(name: str) -> str:
    plain = re.sub(r"[^a-z0-9.]+", "-", name.strip().lower()).strip("-.")[:60].rstrip("-.")
    if not plain:
        raise Invalid("workflow.bad-name")
    return plain


def _files(folder: Path) -> list[Path]:
    try:
        return sorted(one for one in folder.iterdir() if one.suffix == ".json" and one.is_file())
    except OSError:
        return []


def _read(file: Path) -> Workflow | None:
    try:
        return load(file.read_text(encoding="utf-8")) if file.stat().st_size <= 2 * LARGEST else None
    except (OSError, UnicodeDecodeError, FourbeatError):
        return None
