"""What was found about rights, put into sentences: how it was read, who says what, and what would clear it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from fourbeat.model.finding import Finding as Told
from fourbeat.model.finding import Rank, Where
from fourbeat.model.message import Message, message
from fourbeat.model.plan import Declared, Severity, Shot
from fourbeat.model.verdict import Decision, Finding
from fourbeat.policy.hit import Reading, Sure
from fourbeat.policy.judging import By
from fourbeat.policy.subject import Kind, Subject

from .docket import Docket
from .register import PERSON

if TYPE_CHECKING:
    from .register import Register
    from .rights import Found

SEVERITY: Mapping[Decision, Severity] = {
    Decision.BLOCK: Severity.ERROR,
    Decision.ASK: Severity.WARNING,
    Decision.ALLOW: Severity.NOTE,
}

_READS = {
    Reading.NAME: "rights.reads.name",
    Reading.OBFUSCATED: "rights.reads.obfuscated",
    Reading.FUZZY: "rights.reads.fuzzy",
    Reading.MASKED: "rights.reads.masked",
    Reading.SIGNATURE: "rights.reads.signature",
    Reading.CAST: "rights.reads.cast",
}
_RULE = {
    Decision.ALLOW: "rights.says.allow",
    Decision.ASK: "rights.says.ask",
    Decision.BLOCK: "rights.says.block",
}
_DEFAULT = {
    Decision.ALLOW: "rights.says.silent-allow",
    Decision.ASK: "rights.says.silent-ask",
    Decision.BLOCK: "rights.says.silent-block",
}
_OPEN = {Decision.ASK: "rights.says.open-ask", Decision.BLOCK: "rights.says.open-block"}
"""What is said where no rule decides yet, but one may once a fact is known."""
_SIMPLE = {
    By.FINAL: "rights.says.final",
    By.REVOKED: "rights.says.revoked",
    By.GRANT: "rights.says.grant",
    By.CLEARANCE: "rights.says.clearance",
}
FACTS = {
    "commercial": "rights.fact.commercial",
    "use": "rights.fact.use",
    "territory": "rights.fact.territory",
    "audience": "rights.fact.audience",
    "depicts": "rights.fact.depicts",
    "scenario": "rights.fact.scenario",
    "performance": "rights.fact.performance",
}
"""What each fact that may be missing is called."""


def called(subject: Subject, language: str) -> str:
    """Name a subject in a language, where its pack has a name in it; a holder has one name for all."""
    if subject.kind is Kind.HOLDER or language == "en":
        return subject.name
    own = (one.text for one in subject.names if one.language.partition("-")[0] == language)
    return next(own, subject.name)


def stored(found: Found, language: str = "en") -> Finding:
    """Put what was found into the form a verdict keeps; real people of the film stand there as codes."""
    hit, ruled, subject = found.hit, found.ruled, found.subject
    own, name = subject.id.startswith(PERSON), called(subject, language)
    reads = _loaded(found, message("rights.reads.cast", name=name), own=True) if own else _reads(found, name)
    return Finding(
        rule=f"rights-{hit.reading.value}",
        decision=ruled.decision,
        why=message("rights.both", one=reads, two=_says(found)),
        fix=_fix(found, name),
        field=found.passage.field,
        start=hit.start if _in_text(found) else None,
        end=hit.end if _in_text(found) else None,
        subject=subject.id,
        pack=subject.pack,
        version=subject.version,
        told_by=ruled.rule or ruled.by.value,
        words="" if own else hit.text,
        reading=hit.reading.value,
        read_as="" if own else hit.read_as,
        folds=hit.folds,
        asked=ruled.asked,
        marks=ruled.marks,
    )


def located(shot: Shot, found: Found, register: Register, language: str = "en") -> Told | None:
    """Point at what was found where it stands in the brief; None for what is allowed and asks for nothing."""
    hit, ruled, subject = found.hit, found.ruled, found.subject
    if ruled.decision is Decision.ALLOW and hit.sure is not Sure.NOTE and not ruled.duties:
        return None
    known = register.people.get(found.people[0]) if found.people and not subject.pack else None
    name = known.name if known else called(subject, language)
    where = found.passage.where
    if hit.reading not in (Reading.CAST, Reading.IMAGE):
        where = where.model_copy(update={"start": hit.start, "end": hit.end})
    pack = message("rights.source.pack", pack=subject.pack, version=subject.version)
    return Told(
        rule=f"rights-{hit.reading.value}",
        severity=SEVERITY[ruled.decision],
        shot=shot.id,
        where=where,
        what=_reads(found, name),
        why=message("rights.both", one=_says(found), two=_fix(found, name)),
        source=pack if subject.pack else message("rights.source.people"),
        words=hit.text or subject.id,
        rank=Rank.RIGHTS,
    )


def called_by_name(findings: Iterable[Finding], register: Register) -> list[Message]:
    """Say what was found, each thing once, with the names of real people: for their film's own screen alone."""
    names = {PERSON + one.id: (one.code, one.name) for one in register.people.values()}
    told: list[Message] = []
    for one in findings:
        why, fix = one.why, one.fix
        if one.subject in names:
            why, fix = _renamed(why, *names[one.subject]), _renamed(fix, *names[one.subject])
        said = message("request.finding", why=why, fix=fix)
        if said not in told:
            told.append(said)
    return told


def _renamed(told: Message, code: str, name: str) -> Message:
    """Put a name where a code stands as a fact of a sentence."""
    facts = {
        key: _renamed(one, code, name) if isinstance(one, Message) else name if one == code else one
        for key, one in told.params.items()
    }
    return told.model_copy(update={"params": facts})


def picture_asks(entries: Docket) -> Iterator[Finding]:
    """Ask what the pictures show of which nobody has said it; what stays on this machine only notes it."""
    decision = Decision.ALLOW if entries.local else Decision.ASK
    for one in entries.pictures:
        if one.declared is Declared.UNDECLARED:
            yield Finding(
                rule="rights-picture",
                decision=decision,
                why=message("rights.undeclared", name=one.name),
                fix=message("rights.undeclared.fix"),
                field="references",
                words=one.name,
                asked=("declared",),
            )


def no_packs(shot: Shot, why: Message) -> Told:
    """Tell that nobody knows what the packs say, as long as what is written of them cannot be read."""
    return Told(
        rule="rights-pack",
        severity=Severity.ERROR,
        shot=shot.id,
        where=Where(kind="shot", row=shot.id, field="references"),
        what=why,
        why=message("rights.no-packs"),
        source=message("rights.source.packs"),
        words="trust",
        rank=Rank.RIGHTS,
    )


def broken_pack(pack: str) -> Finding:
    """Ask, as long as a pack in use cannot be read: nobody knows what it would have said."""
    why, fix = message("rights.broken-pack", pack=pack), message("rights.broken-pack.fix", pack=pack)
    return Finding(rule="rights-pack", decision=Decision.ASK, why=why, fix=fix, pack=pack, words=pack)


def withdrawn_source() -> Finding:
    """Block what starts from a take that was withdrawn."""
    why, fix = message("rights.from-withdrawn"), message("rights.from-withdrawn.fix")
    return Finding(rule="rights-withdrawn", decision=Decision.BLOCK, why=why, fix=fix, field="parent", words="parent")


def asked_of(shot: Shot, one: Finding, entries: Docket) -> Told:
    """Point at what is asked about a picture or a pack."""
    row = next((shown.row for shown in entries.pictures if shown.name == one.words and shown.row), None)
    where = Where(kind="reference", row=row, field="references") if row else None
    return Told(
        rule=one.rule,
        severity=SEVERITY[one.decision],
        shot=shot.id,
        where=where or Where(kind="shot", row=shot.id, field="references"),
        what=one.why,
        why=one.fix,
        source=message("rights.source.people"),
        words=one.words,
        rank=Rank.RIGHTS,
    )


def not_compared(picture: str, entries: Docket) -> Finding:
    """Ask, where a picture cannot be compared with those that packs guard; what stays here only notes it."""
    return Finding(
        rule="rights-picture",
        decision=Decision.ALLOW if entries.local else Decision.ASK,
        why=message("rights.not-compared", name=picture),
        fix=message("rights.not-compared.fix"),
        field="references",
        words=picture,
    )


def _in_text(found: Found) -> bool:
    return bool(found.passage.text) and found.hit.reading is not Reading.IMAGE


def _reads(found: Found, name: str) -> Message:
    hit = found.hit
    if hit.reading is Reading.IMAGE:
        told: dict[str, str | int] = {"words": hit.text, "name": name, "note": hit.read_as, "bits": hit.distance or 0}
        if found.frame is None:
            return message("rights.reads.image-noted" if hit.read_as else "rights.reads.image", **told)
        return message("rights.reads.frame-noted" if hit.read_as else "rights.reads.frame", frame=found.frame, **told)
    if hit.reading is Reading.CAST and found.subject.id.startswith("picture:"):
        return message("rights.reads.picture", name=name)
    words = message(_READS[hit.reading], words=hit.text, name=name, read_as=hit.read_as, traits=hit.traits)
    return _loaded(found, words)


def _loaded(found: Found, reads: Message, *, own: bool = False) -> Message:
    """Say in which model file a name was read; one called after a person of the film is not named, for their sake."""
    passage = found.passage
    if not passage.of:
        return reads
    if own:
        return message("rights.reads.weights-own", reads=reads, model=passage.of)
    return message("rights.reads.weights", reads=reads, file=passage.text, model=passage.of)


def _says(found: Found) -> Message:
    ruled, subject = found.ruled, found.subject
    said: dict[str, str | int] = {"pack": subject.pack, "version": subject.version, "rule": ruled.rule}
    if found.hit.sure is Sure.NOTE:
        return message("rights.says.note")
    if ruled.by is By.FACT:
        told = message("rights.says.fact", facts=_facts(found), **said)
    elif ruled.by is By.DEFAULT and not subject.pack:
        told = message("rights.says.no-consent")
    elif ruled.by is By.DEFAULT and ruled.helps and ruled.decision in _OPEN:
        facts = tuple(message(FACTS[one]) for one in ruled.helps if one in FACTS)
        told = message(_OPEN[ruled.decision], facts=facts, **said)
    elif ruled.by in (By.DEFAULT, By.RULE):
        told = message((_RULE if ruled.by is By.RULE else _DEFAULT)[ruled.decision], **said)
    else:
        told = message(_SIMPLE[ruled.by], **said)
    if found.hit.sure is Sure.DOUBTFUL and ruled.decision is Decision.ASK:
        told = message("rights.both", one=told, two=message("rights.says.doubtful"))
    return message("rights.says.noted", says=told, note=ruled.note) if ruled.note else told


def _fix(found: Found, name: str) -> Message:
    ruled, subject = found.ruled, found.subject
    if ruled.decision is Decision.ALLOW:
        kinds = dict.fromkeys(one.kind.value for one in ruled.duties)
        duties = tuple(message(DUTIES[kind]) for kind in kinds)
        return message("rights.fix.duties", duties=duties) if duties else message("rights.fix.nothing")
    if ruled.asked:
        return message("rights.fix.fact", facts=_facts(found))
    if subject.id.startswith("picture:"):
        return message("rights.fix.picture")
    if ruled.by is By.REVOKED:
        return message("rights.fix.revoked", name=name)
    if subject.kind is Kind.PERSON:
        return message("rights.fix.person", name=name)
    if ruled.by is By.FINAL and ruled.decision is Decision.BLOCK:
        return message("rights.fix.final", name=name)
    if found.passage.of:
        return message(f"rights.fix.weights-{'ask' if ruled.decision is Decision.ASK else 'block'}", name=name)
    if found.hit.reading is Reading.IMAGE:
        kind = "ask" if ruled.decision is Decision.ASK else "block"
        return message(f"rights.fix.{'take' if found.frame is not None else 'image'}-{kind}", name=name)
    return message("rights.fix.ask" if ruled.decision is Decision.ASK else "rights.fix.block", name=name)


def _facts(found: Found) -> tuple[Message, ...]:
    return tuple(message(FACTS[one]) for one in found.ruled.asked if one in FACTS)


DUTIES = {
    "attribution": "rights.duty.attribution",
    "revenue-share": "rights.duty.revenue-share",
    "approval": "rights.duty.approval",
    "label-ai": "rights.duty.label-ai",
    "notify": "rights.duty.notify",
    "no-training": "rights.duty.no-training",
    "retain-records": "rights.duty.retain-records",
    "review-final-cut": "rights.duty.review-final-cut",
}
"""What each duty is called."""
