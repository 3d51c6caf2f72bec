"""The gate: the one function that every submission passes, when it is queued and again when it is sent.

A rule looks at a prepared submission and says what it finds, and so does the judge, who knows the rights of others;
the gravest finding decides. The gate reads the reference pictures and stores nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TypeAlias

from pydantic import JsonValue

from fourbeat.model.errors import Invalid
from fourbeat.model.ids import Ids
from fourbeat.model.message import Message, message
from fourbeat.model.provider import Capabilities, ModelFacts, WireRequest
from fourbeat.model.request import StillRequest, TakeRequest, Verb
from fourbeat.model.time import exact
from fourbeat.model.verdict import Basis, Decision, Finding, Owed, Verdict

from .judge import Judge

_GRAVITY = (Decision.ALLOW, Decision.ASK, Decision.BLOCK)
_PLAIN = {"verb": Verb.NEW, "source": None, "enrolled": ()}
"""What requests could not say from the first day on; it is covered where it says something."""


@dataclass(frozen=True)
class Prepared:
    """Be a submission before the gate: what is asked, of whom, and with which files (by content).

    `capabilities` is None where the provider is not registered; `wire` is None until the exact request has been made.
    """

    request: TakeRequest
    capabilities: Capabilities | None
    files: Mapping[str, Path]
    wire: WireRequest | None = None

    @property
    def facts(self) -> ModelFacts | None:
        """Give the facts of the model asked for, if the provider has it."""
        if self.capabilities is None or not self.capabilities.models:
            return None
        return self.capabilities.model(self.request.model)


Rule: TypeAlias = Callable[[Prepared], Iterable[Finding]]


def digest(request: TakeRequest) -> str:
    """Give the SHA-256 of the exact text, references and settings asked for, whatever shot and take are called."""
    canonical = json.dumps(asked_for(request), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def asked_for(request: TakeRequest) -> dict[str, JsonValue]:
    """Give what of a request the digest covers, as a plain document that anybody can hash again."""
    # What is asked for the plain way hashes as it did before there were other ways: old verdicts go on being about it.
    unsaid = {name for name, plain in _PLAIN.items() if getattr(request, name) == plain}
    asked: dict[str, JsonValue] = request.model_dump(mode="json", exclude={"number", "label", *unsaid})
    asked["references"] = [one.model_dump(mode="json", exclude_none=True) for one in request.references]
    return asked


def covering(basis: Basis) -> str:
    """Give the digest that covers a request and all that was looked at to judge it."""
    if not basis.rights:
        return basis.request
    return hashlib.sha256(f"{basis.request}\n{basis.rights}".encode()).hexdigest()


def same_request(one: Verdict, other: Verdict) -> bool:
    """Tell whether two verdicts are about the very same request, whatever else has changed between them."""
    return _of_request(one) == _of_request(other) is not None


def _of_request(verdict: Verdict) -> str | None:
    if verdict.basis is None:
        return verdict.digest
    return verdict.basis.request if verdict.digest == covering(verdict.basis) else None


def provider_known(prepared: Prepared) -> Iterator[Finding]:
    """Find a provider that nobody registered."""
    if prepared.capabilities is None:
        yield _block("provider", "gate.no-provider", "provider", provider=prepared.request.provider)


def model_known(prepared: Prepared) -> Iterator[Finding]:
    """Find a model that the provider does not offer, or no longer."""
    if prepared.capabilities is not None and prepared.facts is None:
        models = tuple(facts.id for facts in prepared.capabilities.models)
        request = prepared.request
        yield _block("model", "gate.no-model", "model", model=request.model, provider=request.provider, models=models)


def clip_or_still(prepared: Prepared) -> Iterator[Finding]:
    """Find a picture asked of a model that makes clips, or a clip of one that makes pictures."""
    facts, still = prepared.facts, isinstance(prepared.request, StillRequest)
    if facts and facts.still is not still:
        yield _block("still", "gate.no-still" if still else "gate.only-stills", "model", model=facts.id)


def size_legal(prepared: Prepared) -> Iterator[Finding]:
    """Find a picture size that the model does not make."""
    facts, size = prepared.facts, prepared.request.size
    if facts and not facts.takes_size(size):
        sizes = tuple(map(str, facts.sizes)) or (message("gate.any-size"),)
        yield _block("size", "gate.size", "size", size=str(size), model=facts.id, sizes=sizes)


def seconds_on_grid(prepared: Prepared) -> Iterator[Finding]:
    """Find a length that the model does not make."""
    facts, asked = prepared.facts, prepared.request.seconds
    if facts is None or isinstance(prepared.request, StillRequest):
        return
    try:
        seconds = exact(asked)
    except Invalid:
        seconds = Fraction(0)
    if facts.seconds:
        legal = seconds in {Fraction(text) for text in facts.seconds}
    else:
        legal = 0 < seconds <= Fraction(facts.longest)
    if not legal:
        lengths = facts.seconds or (message("gate.up-to", seconds=facts.longest),)
        yield _block("seconds", "gate.seconds", "seconds", seconds=asked, model=facts.id, lengths=lengths)


def frames_there(prepared: Prepared) -> Iterator[Finding]:
    """Find a shot without a single frame."""
    if prepared.request.frames < 1:
        yield _block("frames", "gate.frames", "frames", frames=prepared.request.frames)


def prompt_there(prepared: Prepared) -> Iterator[Finding]:
    """Find a request without words for a model that lives on words."""
    facts = prepared.facts
    if facts and not facts.panel and not prepared.request.prompt.strip():
        yield _block("prompt", "gate.no-prompt", "prompt", model=facts.id)


def roles_taken(prepared: Prepared) -> Iterator[Finding]:
    """Find references that the model would leave out in silence."""
    facts = prepared.facts
    for reference in prepared.request.references:
        if facts and reference.role not in facts.roles:
            role = message(f"gate.role.{reference.role.value}")
            yield _block("role", "gate.role", "references", name=reference.name, role=role, model=facts.id)


def pictures_fit(prepared: Prepared) -> Iterator[Finding]:
    """Find more references than go along, of which some would be left out or all refused."""
    facts = prepared.facts
    # One whose role the model does not know is told already, and goes along in no case.
    n = sum(facts is not None and one.role in facts.roles for one in prepared.request.references)
    if facts and facts.pictures is not None and n > facts.pictures:
        yield _block("pictures", "gate.pictures", "references", n=n, most=facts.pictures, model=facts.id)


def references_whole(prepared: Prepared) -> Iterator[Finding]:
    """Find references whose file is gone or is no longer the picture that was chosen."""
    wanted = {one.sha256: one.name for one in prepared.request.references}
    picture = prepared.request.panel.picture
    if picture is not None:
        wanted.setdefault(picture, picture[:8])
    paths = dict(prepared.files)
    for file in prepared.wire.files if prepared.wire else ():
        wanted.setdefault(file.sha256, file.path.name)
        paths[file.sha256] = file.path
    for sha256, name in wanted.items():
        path = paths.get(sha256)
        found = _sha256(path) if path is not None else None
        if found is None:
            yield _block("reference", "gate.reference-gone", "references", name=name)
        elif found != sha256:
            yield _block("reference", "gate.reference-changed", "references", name=name)


def wire_fits(prepared: Prepared) -> Iterator[Finding]:
    """Find an exact request made for somebody else."""
    if prepared.wire is not None and prepared.wire.provider != prepared.request.provider:
        yield _block(
            "wire", "gate.wrong-wire", "provider", provider=prepared.wire.provider, asked=prepared.request.provider
        )


RULES: tuple[Rule, ...] = (
    provider_known,
    model_known,
    clip_or_still,
    size_legal,
    seconds_on_grid,
    frames_there,
    prompt_there,
    roles_taken,
    pictures_fit,
    references_whole,
    wire_fits,
)
"""What the gate looks at, in the order it is told to a person."""


def check(
    prepared: Prepared, *, ids: Ids, at: str, rules: Sequence[Rule] = RULES, judge: Judge | None = None
) -> Verdict:
    """Decide whether a submission may pass; `at` is the moment of the decision, as the store writes it."""
    findings = tuple(finding for rule in rules for finding in rule(prepared))
    basis = Basis(request=digest(prepared.request))
    duties: tuple[Owed, ...] = ()
    until: str | None = None
    if judge is not None:
        judged = judge.judge(prepared.request, at)
        findings += judged.findings
        duties, until = judged.duties, judged.holds_until
        basis = Basis(
            request=basis.request,
            rights=judged.rights,
            packs=judged.packs,
            people=judged.people,
            relied=judged.relied,
            subjects=judged.subjects,
        )
    gravest = max((finding.decision for finding in findings), key=_GRAVITY.index, default=Decision.ALLOW)
    return Verdict(
        id=ids.new(),
        shot=prepared.request.shot,
        digest=covering(basis),
        decision=gravest,
        findings=findings,
        decided_at=at,
        valid_until=until,
        duties=duties,
        basis=basis,
    )


def _block(rule: str, code: str, field: str, /, **facts: str | int | Message | tuple[str | Message, ...]) -> Finding:
    return Finding(
        rule=rule, decision=Decision.BLOCK, why=message(code, **facts), fix=message(f"{code}.fix", **facts), field=field
    )


def _sha256(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
