"""The holder's report as a value: all that was asked for, decided, made and looked at, sealed into the audit."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeAlias

from pydantic import JsonValue, ValidationError

from fourbeat.model.audit import AuditEntry
from fourbeat.model.errors import Invalid, NotFound
from fourbeat.model.ids import Id
from fourbeat.model.message import Frozen, Message

FORM = 1
"""The form of the file; another one is read by another Fourbeat."""

LARGEST = 256 * 1024 * 1024
ENTRY = "report"
"""What the audit calls the sealing of a report."""


class Known(Frozen):
    """Be one thing of the holder's that a pack in use guards."""

    subject: str
    kind: str
    name: str
    pictures: int = 0


class UsedPack(Frozen):
    """Be a pack in use when the report was made."""

    id: str
    version: int
    sha256: str
    standing: str
    issued: str = ""
    key: str = ""


class Match(Frozen):
    """Be a place where something of the holder's was read in a request, by today's packs."""

    subject: str
    field: str
    start: int
    end: int
    words: str
    reading: str
    read_as: str
    sure: str


class Said(Frozen):
    """Be what a verdict said about something of the holder's."""

    subject: str
    decision: str
    field: str
    words: str
    reading: str
    pack: str
    version: int
    told_by: str
    why: Message


class Decided(Frozen):
    """Be one verdict. Of a request that does not concern the holder only digest, decision and day are told.

    `subjects` are those of the holder's that were recognised, also where they were only noted. `blanked` says that the
    audit's line about it is blanked here: it does not concern the holder, or it names somebody else's besides.
    """

    verdict: Id
    digest: str
    decision: str
    at: str
    blanked: bool = False
    subjects: tuple[str, ...] = ()
    until: str = ""
    request: str = ""
    rights: str = ""
    packs: tuple[str, ...] = ()
    relied: tuple[Id, ...] = ()
    said: tuple[Said, ...] = ()


class Tried(Frozen):
    """Be one attempt: when, whether it left this machine, and how it was refused."""

    number: int
    at: str
    sent: bool
    wire: str = ""
    failure: str = ""
    stage: str = ""
    code: str = ""
    charged: str = ""


class Seen(Frozen):
    """Be one look; `subject` only where it is the holder's, `other` where it is somebody else's."""

    review: Id
    at: str
    by: str
    character: str
    person: str
    logo: str
    subject: str = ""
    other: bool = False
    blanked: bool = False
    note: str = ""


class Made(Frozen):
    """Be a take, with the fingerprints of its file; `kept` says whether the file is still there."""

    take: Id
    code: str
    sha256: str
    bytes: int
    frames: int
    at: str
    status: str
    chosen: bool
    withdrawn: bool
    binned: bool
    kept: bool
    prints: tuple[str, ...] = ()
    reviews: tuple[Seen, ...] = ()


class Asked(Frozen):
    """Be one request, whatever became of it. What it said stands here only where it concerns the holder.

    `masked` says that names of people were taken out of the prompt, so that it cannot be compared with its digest.
    """

    job: Id
    at: str
    state: str
    provider: str
    model: str
    related: bool = False
    shot: str = ""
    take_number: int = 0
    prompt: str = ""
    masked: bool = False
    asked: dict[str, JsonValue] | None = None
    noted: tuple[str, ...] = ()
    matches: tuple[Match, ...] = ()
    verdicts: tuple[Decided, ...] = ()
    tries: tuple[Tried, ...] = ()
    take: Made | None = None
    still: Made | None = None
    """The picture that came of it, as a clip of one frame."""


class Answered(Frozen):
    """Be what a person answered to an ask about the holder's: who, why, how far, until when."""

    clearance: Id
    event: Id
    kind: str
    subject: str
    reach: str
    reason: str
    until: str
    evidence: str
    at: str
    by: str


class Claimed(Frozen):
    """Be one event of a claim that concerns the holder; who made it stands nowhere here."""

    claim: Id
    event: Id
    kind: str
    state: str
    subject: str
    takes: tuple[Id, ...]
    why: str
    at: str
    by: str
    blanked: bool = False


class Blanked(Frozen):
    """Be a line of the audit that does not concern the holder: its place in the chain, and nothing of what it says."""

    seq: int
    at: str
    previous: str
    hash: str


Line: TypeAlias = AuditEntry | Blanked


class Body(Frozen):
    """Be what a report says; the audit that proves it stands beside it."""

    holder: str
    names: tuple[str, ...]
    project: Id
    film: str
    at: str
    by: str
    program: str
    packs: tuple[UsedPack, ...]
    broken: tuple[str, ...]
    known: tuple[Known, ...]
    requests: tuple[Asked, ...]
    loose: tuple[Decided, ...]
    answers: tuple[Answered, ...]
    claims: tuple[Claimed, ...]
    counts: dict[str, int]
    complete: bool
    open: tuple[Message, ...]
    unchecked: tuple[Message, ...]

    @property
    def related(self) -> list[Asked]:
        """Give the requests that concern the holder."""
        return [one for one in self.requests if one.related]

    @property
    def others(self) -> list[Asked]:
        """Give the requests that do not."""
        return [one for one in self.requests if not one.related]

    @property
    def seal(self) -> str:
        """Give the hash of all that is said here."""
        said = self.model_dump(mode="json")
        # Reports from before there were stills are sealed as they were.
        said["requests"] = [
            {name: value for name, value in one.items() if name != "still" or value is not None}
            for one in said["requests"]
        ]
        return hashlib.sha256(canonical(said).encode()).hexdigest()


class Report(Frozen):
    """Be a report with every line of the audit up to the one that seals it."""

    form: int = FORM
    body: Body
    audit: tuple[Line, ...]
    head: str

    @property
    def entries(self) -> list[AuditEntry]:
        """Give the lines of the audit that can be read."""
        return [one for one in self.audit if isinstance(one, AuditEntry)]

    @property
    def blanked(self) -> int:
        """Count the lines of the audit that are blanked."""
        return sum(isinstance(one, Blanked) for one in self.audit)


def canonical(value: Any) -> str:
    """Write a value in the one form that is hashed."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def written(report: Report) -> str:
    """Write a report as its file; the same report is always the same text."""
    return json.dumps(report.model_dump(mode="json"), ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def read(file: Path) -> tuple[Report, str]:
    """Read a report and the text it was read from. Raises NotFound, Invalid for what is no report of this form."""
    if not file.is_file():
        raise NotFound("holder.no-file", file=str(file))
    try:
        if file.stat().st_size > LARGEST:
            raise ValueError("size")
        text = file.read_bytes().decode("utf-8")
        value = json.loads(text, object_pairs_hook=_once, parse_float=_refuse, parse_constant=_refuse)
    except (OSError, ValueError, RecursionError) as error:
        raise Invalid("holder.not-a-report", file=str(file)) from error
    if isinstance(value, dict) and isinstance(value.get("form"), int) and value["form"] != FORM:
        raise Invalid("holder.other-form", file=str(file), form=value["form"], known=FORM)
    try:
        return Report.model_validate(value), text
    except (ValidationError, RecursionError) as error:
        raise Invalid("holder.not-a-report", file=str(file)) from error


def _once(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse a key that stands twice: a reader might see one of them and the check the other."""
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(key)
        found[key] = value
    return found


def _refuse(text: str) -> Any:
    raise ValueError(text)
