"""One list of all that is found in a shot before it is made: what the gate says, and what the linter says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fourbeat.model.errors import FourbeatError
from fourbeat.model.finding import Finding, Rank, Where
from fourbeat.model.message import Message, message
from fourbeat.model.plan import Severity, Shot, ShotStatus
from fourbeat.model.provider import Capabilities
from fourbeat.model.request import TakeRequest
from fourbeat.model.verdict import Decision, Verdict
from fourbeat.queue.gate import Prepared, check

from .pictures import picture
from .pooled import verdict_on
from .requests import request

if TYPE_CHECKING:
    from .studio import Studio

_SEVERITY = {Decision.BLOCK: Severity.ERROR, Decision.ASK: Severity.WARNING}
_OF_BRIEF = {"prompt": "scene", "references": "references"}


def everything(studio: Studio, shot: Shot) -> list[Finding]:
    """Give every finding of a shot: what stops it first, then what may be written better."""
    if shot.status is ShotStatus.OMITTED:
        return []
    found = list(gate_findings(studio, shot))
    # A generator that is missing here is told once.
    told = any(one.what.code == "request.no-such-provider" for one in found)
    found += [one for one in studio.findings.of(shot) if not (told and one.rule == "generator-missing")]
    return sorted(found, key=lambda one: one.gravity)


def gate_findings(studio: Studio, shot: Shot) -> Iterator[Finding]:
    """Ask the gate about a shot's next take as it would be asked for now; nothing is queued."""
    try:
        asked = request(studio.plan, studio.generators, shot, number=1, dialects=studio.dialects)
    except FourbeatError as error:
        yield _finding(shot, "gate-request", Severity.ERROR, "provider", error.message, message("lint.why.request"))
        return
    media = studio.store.media
    files = {one.sha256: path for one in asked.references if (path := picture(media, one.sha256))}

    def ask(asked: TakeRequest, able: Capabilities) -> Verdict:
        # Rights are told among the findings, at their places in the brief: here the gate is asked about all else.
        prepared = Prepared(request=asked, capabilities=able, files=files)
        return check(prepared, ids=studio.desk.ids, at=studio.desk.now())

    verdict = verdict_on(studio.generators[asked.provider], asked, ask)
    for one in verdict.findings:
        severity = _SEVERITY.get(one.decision, Severity.NOTE)
        yield _finding(shot, f"gate-{one.rule}", severity, one.field, one.why, one.fix)


def _finding(shot: Shot, rule: str, severity: Severity, field: str, what: Message, why: Message) -> Finding:
    return Finding(
        rule=rule,
        severity=severity,
        shot=shot.id,
        where=Where(kind="shot", row=shot.id, field=_OF_BRIEF.get(field, field)),
        what=what,
        why=why,
        source=message("lint.source.gate"),
        rank=Rank.PROVIDER,
    )


def place(where: Where) -> Message:
    """Name the field a finding stands in, as a person knows it."""
    if where.kind in _OF_ROW and where.field != "delivery":
        return message(_OF_ROW[where.kind])
    return message(_PLACES.get(where.field, "field.scene"))


_OF_ROW = {
    "beat": "field.beats",
    "line": "field.lines",
    "colour": "field.palette",
    "reference": "lint.place.references",
    "character": "rights.place.cast",
    "costume": "rights.place.cast",
    "place": "rights.place.place",
    "prop": "rights.place.prop",
}
_PLACES = {
    "scene": "field.scene",
    "framing": "field.framing",
    "depth": "field.depth",
    "lens": "field.lens",
    "light": "field.light",
    "mood": "field.mood",
    "sound": "field.sound",
    "palette": "field.palette",
    "beats": "field.beats",
    "lines": "field.lines",
    "frames": "field.seconds",
    "seconds": "field.seconds",
    "size": "field.size",
    "model": "field.model",
    "provider": "field.provider",
    "look": "lint.place.look",
    "filters": "lint.place.filters",
    "grade": "lint.place.grade",
    "atmosphere": "lint.place.atmosphere",
    "blocking": "lint.place.blocking",
    "dressing": "lint.place.dressing",
    "camera": "lint.place.camera",
    "finish": "lint.place.finish",
    "prompt": "lint.place.prompt",
    "delivery": "lint.place.delivery",
    "references": "lint.place.references",
    "title": "rights.place.title",
    "titles": "rights.place.titles",
    "captions": "rights.place.captions",
    "cast": "rights.place.cast",
    "place": "rights.place.place",
    "remix": "rights.place.remix",
    "takes": "rights.place.takes",
    "stills": "rights.place.stills",
    "workflow": "rights.place.workflow",
    "weights": "rights.place.weights",
    "likeness": "rights.place.cast",
}
