"""ComfyUI as a provider: a graph with its slots filled, sent under an id of ours, looked up before it is sent again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path

from pydantic import JsonValue

from ...model.connection import Connection, Entry
from ...model.errors import Invalid, NotFound, ProviderError
from ...model.job import Failure
from ...model.message import Message, message
from ...model.plan import Role
from ...model.provider import (
    Accepted,
    Cancel,
    Capabilities,
    Estimate,
    Poll,
    Progress,
    Rejected,
    Resend,
    Stopping,
    Unsure,
    WireFile,
    WireRequest,
)
from ...model.request import StillRequest, TakeRequest, Verb
from ..line import Answer, Attached, Discretion, Form, Line, Lost, NeverLeft
from ..line.trouble import failure as kind_of
from ..reading import Said, failure
from .answers import ended, taken
from .fitting import Lack, lacks
from .graph import checked
from .slots import Slot, filled, without_pictures
from .texts import Texts, texts
from .watching import Watching
from .workflow import Workflow

_ROLES = {Role.FIRST_FRAME: Slot.FIRST_FRAME, Role.LAST_FRAME: Slot.LAST_FRAME}
_FOLDER = "fourbeat"
_LONGEST = 64 * 1024 * 1024
"""Bytes of a list: the queue holds every graph that waits, whoever sent it, with the drawing it was made from."""
_KINDS = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".webp": "image/webp"}


class ComfyUI:
    """Ask a ComfyUI server for clips and pictures; each workflow is a model.

    The server runs the same id twice if it is sent twice, so a lost request is looked for before it is sent again.
    """

    def __init__(
        self,
        connection: Connection,
        line: Line,
        workflows: Sequence[Workflow],
        known: Capabilities | None = None,
    ) -> None:
        self.key = connection.key
        self._connection, self._line = connection, line
        # Whoever names no model means one that makes clips.
        workflows = sorted(workflows, key=lambda one: one.still)
        self._workflows = {one.id: one for one in workflows}
        self._texts = {one.id: texts(one.graph, one.slots) for one in workflows}
        self._known = self._telling(known) if known else self._said(workflows, "the workflows", "")
        self._watching = Watching(connection)

    def capabilities(self) -> Capabilities:
        """Say what can be asked of the workflows; what the server lacks is known once it has been asked."""
        return self._known

    def _telling(self, known: Capabilities) -> Capabilities:
        """Say what the workflows say as they are sent: what was learned of them may be older."""
        nothing = Texts((), ())
        models = [(one, self._texts.get(one.id, nothing)) for one in known.models]
        told = (
            one.model_copy(update={"texts": own.wanted, "unwanted": own.unwanted, "weights": own.weights})
            for one, own in models
        )
        return known.model_copy(update={"models": tuple(told)})

    def _said(
        self, workflows: Sequence[Workflow], source: str, at: str, notes: tuple[Message, ...] = ()
    ) -> Capabilities:
        own = self._connection.entry is Entry.NONE
        return Capabilities(
            provider=self.key,
            models=tuple(one.facts.model_copy(update={"free": own}) for one in workflows),
            resend=Resend.IF_ABSENT,
            finds=True,
            stopping=Stopping.ABORTS,
            lane_width=self._connection.width,
            learned_at=at,
            source=source,
            notes=notes,
        )

    async def answers(self) -> bool:
        """Tell whether the server answers at all, whatever it says."""
        return await self._line.answers()

    async def learn(self) -> Capabilities:
        """Ask which version runs and which workflows have all their nodes and files. Raises ProviderError."""
        system = (await self._asked("GET", "/system_stats")).table().get("system")
        version = str(system.get("comfyui_version", "")) if isinstance(system, dict) else ""
        if not isinstance(system, dict):
            raise ProviderError("comfyui.not-comfyui", host=self._connection.name)
        described: dict[str, JsonValue] = {}
        able, notes = [], []
        for one in self._workflows.values():
            lacking = await self._lacks(one, described)
            if lacking:
                notes.append(message("comfyui.lacks", workflow=one.name, lacks=tuple(each.told() for each in lacking)))
            else:
                able.append(one)
        if not able:
            told = tuple(notes) or (message("comfyui.no-workflows"),)
            raise ProviderError("comfyui.nothing-runs", host=self._connection.name, notes=told)
        found = self._said(able, f"ComfyUI {version}".strip(), "", tuple(notes))
        # The texts are those of the workflows here; what is remembered of a server needs no copy of them.
        bare = tuple(one.model_copy(update={"texts": (), "unwanted": (), "weights": ()}) for one in found.models)
        return found.model_copy(update={"models": bare})

    async def lacks(self, workflow: Workflow) -> list[Lack]:
        """Say which nodes and files of a workflow the server does not have. Raises ProviderError."""
        return await self._lacks(workflow, {})

    async def _lacks(self, workflow: Workflow, described: dict[str, JsonValue]) -> list[Lack]:
        for name in sorted({str(node["class_type"]) for node in workflow.graph.values()} - described.keys()):
            answer = await self._line.ask("GET", f"/object_info/{Line.part(name)}", most=_LONGEST)
            described[name] = answer.table().get(name) if answer.ok else None
        return lacks(workflow, described, signed_in=self._connection.entry is not Entry.NONE)

    def estimate(self, request: TakeRequest) -> Estimate:
        """Say that one's own machine asks for no money; what a hosted one asks is not known here."""
        return Estimate(free=self._connection.entry is Entry.NONE, basis=request.model)

    def prepare(self, request: TakeRequest, key: str, files: Mapping[str, Path]) -> WireRequest:
        """Fill a workflow's slots. Raises Invalid for what it cannot do, NotFound for a missing picture."""
        workflow = self._workflows.get(request.model) if request.model else next(iter(self._workflows.values()), None)
        if workflow is None:
            raise Invalid("comfyui.no-such-workflow", workflow=request.model, known=tuple(self._workflows))
        if request.verb is not Verb.NEW:
            raise Invalid("comfyui.only-new")
        if workflow.still is not isinstance(request, StillRequest):
            raise Invalid("comfyui.only-stills" if workflow.still else "comfyui.only-clips", workflow=workflow.name)
        pictures = dict(_slotted(request, workflow, files))
        size, frames = workflow.size(request.size), workflow.frames(Fraction(request.seconds))
        values: dict[Slot, JsonValue] = {
            Slot.PROMPT: request.prompt,
            Slot.SEED: request.seed,
            Slot.WIDTH: size.width,
            Slot.HEIGHT: size.height,
            Slot.FRAMES: frames,
            Slot.NAME: f"{_FOLDER}/{key}",
        }
        values |= {slot: f"{_FOLDER}/{file.path.name}" for slot, file in pictures.items()}
        unused = tuple(slot for slot in _ROLES.values() if slot not in pictures)
        graph = without_pictures(filled(workflow.graph, workflow.slots, values), workflow.slots, unused)
        return WireRequest(
            provider=self.key,
            key=key,
            payload={"prompt": graph, "workflow": workflow.id, "frames": frames, "size": str(size)},
            files=tuple(pictures.values()),
        )

    async def submit(self, wire: WireRequest) -> Accepted | Rejected | Unsure:
        """Bring the pictures, which costs nothing, and queue the graph once under our own id."""
        if not self._judged(wire):
            return Rejected(Failure.INVALID, message("comfyui.changed", workflow=str(wire.payload.get("workflow", ""))))
        for file in wire.files:
            if (refused := await self._upload(file)) is not None:
                return refused
        self._watching.expect(wire.key, wire.payload["prompt"])
        self._watching.begin(self._line)
        body: dict[str, JsonValue] = {
            "prompt": wire.payload["prompt"],
            "prompt_id": wire.key,
            "client_id": self._watching.client,
        }
        answer = await self._line.submit_once("/prompt", json=body)
        if isinstance(answer, NeverLeft):
            return Rejected(answer.failure, answer.why)
        if isinstance(answer, Lost):
            return Unsure(answer.why)
        return taken(answer, wire.key)

    async def find(self, wire: WireRequest) -> str | None:
        """Look for our id among what is done, runs and waits."""
        return wire.key if await self._record(wire.key) or await self._queued(wire.key) else None

    async def poll(self, remote_id: str) -> Poll:
        """Look how far a graph is: what has ended stands in the history, the rest in the queue."""
        record = await self._record(remote_id)
        if record is None:
            place = await self._queued(remote_id)
            if place is not None:
                progress = Progress.RUNNING if place == "running" else Progress.WAITING
                return Poll(progress, done=self._watching.done(remote_id), again_in=2.0)
            # It may have ended between the two looks.
            record = await self._record(remote_id)
        return ended(*record) if record is not None else Poll(Progress.GONE)

    async def cancel(self, remote_id: str) -> Cancel:
        """Take a graph from the queue, or interrupt it where it runs."""
        answer = await self._line.ask("POST", f"/api/jobs/{Line.part(remote_id)}/cancel")
        if answer.ok:
            return Cancel.ABORTED
        place = await self._queued(remote_id)
        if place is None:
            return Cancel.TOO_LATE if await self._record(remote_id) else Cancel.WILL_NOT_RUN
        if place == "pending":
            await self._asked("POST", "/queue", {"delete": [remote_id]})
            return Cancel.WILL_NOT_RUN
        await self._asked("POST", "/interrupt", {"prompt_id": remote_id})
        return Cancel.ABORTED

    async def fetch(self, remote_id: str, asset: str, part: Path) -> None:
        """Bring a clip or a picture to `part`. Raises ProviderError, Storage."""
        del remote_id
        answer = await self._line.download("/view", part, query=json.loads(asset))
        if not answer.ok:
            raise ProviderError("comfyui.no-clip", host=self._connection.name, status=answer.status)

    async def close(self) -> None:
        """Let go of the server."""
        await self._watching.end()
        await self._line.close()

    def _judged(self, wire: WireRequest) -> bool:
        """Tell whether a graph, perhaps made before its workflow was changed, says nothing that no gate has read."""
        name = str(wire.payload.get("workflow", ""))
        workflow, known = self._workflows.get(name), self._texts.get(name)
        return not workflow or not known or known.hold(texts(checked(wire.payload["prompt"]), workflow.slots))

    async def _upload(self, file: WireFile) -> Rejected | None:
        """Bring a picture to the server; gives why it is not there."""
        kind = _KINDS.get(file.path.suffix.lower(), "application/octet-stream")
        form: Form = [
            ("image", Attached(file.path.name, kind, file.path)),
            ("type", "input"),
            ("subfolder", _FOLDER),
            ("overwrite", "true"),
        ]
        try:
            answer = await self._line.ask("POST", "/upload/image", form=form)
        except NotFound as error:
            return Rejected(Failure.NOT_FOUND, error.message)
        except ProviderError as error:
            return Rejected(kind_of(error), error.message)
        if answer.ok:
            return None
        kind = failure(answer.status, Said())
        why = message("comfyui.upload", host=self._connection.name, status=answer.status)
        return Rejected(kind, why, retry_after=answer.retry_after)

    async def _record(self, remote_id: str) -> tuple[dict[str, JsonValue], Discretion] | None:
        """Give what the history says of a graph, and what hides from it what nobody may read."""
        answer = await self._asked("GET", f"/history/{Line.part(remote_id)}")
        found = answer.table().get(remote_id)
        return (found, answer.discretion) if isinstance(found, dict) else None

    async def _queued(self, remote_id: str) -> str | None:
        queue = (await self._asked("GET", "/queue")).table()
        for name, word in (("queue_running", "running"), ("queue_pending", "pending")):
            entries = queue.get(name)
            for entry in entries if isinstance(entries, list) else ():
                if isinstance(entry, list) and len(entry) > 1 and entry[1] == remote_id:
                    return word
        return None

    async def _asked(self, method: str, path: str, body: JsonValue = None) -> Answer:
        answer = await self._line.ask(method, path, json=body, most=_LONGEST)
        if not answer.ok:
            kind = "comfyui.refused" if answer.status in (401, 403) else "comfyui.answered"
            raise ProviderError(kind, host=self._connection.name, status=answer.status)
        return answer


def _slotted(request: TakeRequest, workflow: Workflow, files: Mapping[str, Path]) -> Iterator[tuple[Slot, WireFile]]:
    for reference in request.references:
        slot = _ROLES.get(reference.role)
        if slot is None or slot not in workflow.slots:
            role = message(f"gate.role.{reference.role.value}")
            raise Invalid("comfyui.no-slot", role=role, workflow=workflow.name)
        if reference.sha256 not in files:
            raise NotFound("picture.not-there", file=reference.name)
        yield slot, WireFile(field=slot.value, sha256=reference.sha256, path=files[reference.sha256])
