"""Rights: whose characters and whose persons a shot touches, what may be done, and why; what the gate's judge says."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from fourbeat.model.cut import Clip
from fourbeat.model.document import Plan
from fourbeat.model.errors import FourbeatError
from fourbeat.model.finding import Finding as Told
from fourbeat.model.finding import Where
from fourbeat.model.ids import Id
from fourbeat.model.message import Message, message
from fourbeat.model.plan import Shot, ShotStatus
from fourbeat.model.provider import Capabilities, ModelFacts
from fourbeat.model.request import RenderRequest, StillRequest, TakeRequest
from fourbeat.model.review import Seen
from fourbeat.model.still import Still
from fourbeat.model.take import Take
from fourbeat.model.verdict import Finding, Owed, Pack
from fourbeat.policy.hit import Hit, Reading, Sure
from fourbeat.policy.judging import STRICTNESS
from fourbeat.policy.subject import Kind, Subject
from fourbeat.queue.judge import Judged

from .docket import Docket, docket
from .endings import of_shot
from .guarded import Find, Guarded, KnownPeople
from .masking import named
from .passages import Passage, of_brief, of_request
from .register import PERSON, Register, Registry
from .requests import request
from .rights_told import asked_of as told_of
from .rights_told import broken_pack, located, no_packs, not_compared, picture_asks, stored, withdrawn_source
from .sitting import asked_of
from .weighing import Case
from .weighing import Found as Found
from .weighing import field_hash as field_hash

if TYPE_CHECKING:
    from .studio import Studio


@dataclass(frozen=True)
class Looked:
    """Be all that was found in a shot, and what it was judged by."""

    docket: Docket
    register: Register
    guarded: Guarded
    found: tuple[Found, ...]
    asks: tuple[Finding, ...] = ()

    @property
    def people(self) -> tuple[Id, ...]:
        """Name the real persons concerned."""
        pictured = [person for one in self.docket.pictures for person in one.people]
        met = [person for one in self.found for person in one.people]
        return tuple(dict.fromkeys([*(one.person for one in self.docket.bound), *pictured, *met]))


class Rights:
    """Judge shots and their requests; nothing is written here, and nothing is asked of any network."""

    def __init__(
        self,
        studio: Studio,
        guarded: Callable[[], Guarded] | None = None,
        finder: Callable[[Sequence[Subject]], Find] | None = None,
        stamp: Callable[[], object] | None = None,
    ) -> None:
        self._studio = studio
        self._guarded = guarded or Guarded
        self._known = KnownPeople(finder)
        self._register = Registry(studio.store)
        self._stamp = stamp or (lambda: None)

    # Questions

    def register(self) -> Register:
        """Give what the records about rights say now."""
        return self._register.now()

    def guarded(self) -> Guarded:
        """Give what the packs in use guard now."""
        return self._guarded()

    def people_in(self, text: str) -> list[tuple[int, int, str]]:
        """Point at the names of real people in a text: from, to, and the code that may stand in their place."""
        register, guarded = self.register(), self._guarded()
        known = self._known.of(register).hits(text, ())
        found = [(one.start, one.end, register.people[one.subject.removeprefix(PERSON)].code) for one in known]
        # A name that means many people is still one of theirs: of what is given out, each is taken out.
        found += named(text, register.people.values())
        for one in guarded.hits(text, ()):
            subject = guarded.subjects.get(one.subject)
            if subject is not None and subject.kind is Kind.PERSON and one.sure is not Sure.NOTE:
                found.append((one.start, one.end, subject.id))
        return found

    def stamp(self) -> object:
        """Give what changes whenever the packs do, also by another program; nothing is read for it."""
        return self._stamp()

    def ready(self) -> None:
        """Make ready what is guarded, from any thread: the first text that is read would wait for it."""
        self._guarded().hits("Fourbeat", ())

    def findings(self, shot: Shot) -> list[Told]:
        """Give what is found in a shot, where it stands in the brief; what only the request holds is told of that."""
        if shot.status is ShotStatus.OMITTED:
            return []
        try:
            self._guarded()
        except FourbeatError as error:
            # Nothing can be asked for until it is put right: that is said here, not only when somebody asks.
            return [no_packs(shot, error.message)]
        looked, spoken = self.look(shot), self._studio.desk.wording.language
        told = [one for found in looked.found if (one := located(shot, found, looked.register, spoken)) is not None]
        told += [told_of(shot, one, looked.docket) for one in looked.asks]
        told += of_shot(shot, looked, spoken)
        return sorted({one.where.model_dump_json() + one.rule + one.words: one for one in told}.values(), key=_gravity)

    def look(self, shot: Shot, *, whole: bool = False) -> Looked:
        """Look through a shot's brief and what it would send; unless `whole`, nothing is told twice."""
        plan, at = self._studio.plan, self._studio.desk.now()
        try:
            asked = request(plan, self._studio.generators, shot, number=1, dialects=self._studio.dialects)
        except FourbeatError:
            asked = None  # What keeps the request from being made is told by the gate.
        written = list(of_brief(shot, plan.brief(shot.id)))
        looked = self._look(plan, shot, asked, at, [*written, *(of_request(asked) if asked else ())])
        if len(looked.guarded.gallery):
            takes = self._studio.store.takes(shot.id)
            looked = replace(looked, found=(*looked.found, *(one for take in takes for one in self.sighted(take))))
        if whole:
            return looked
        places = {id(one) for one in written}
        own: dict[str, int] = {}
        for one in looked.found:
            if id(one.passage) in places:
                own[one.subject.id] = max(own.get(one.subject.id, 0), _strict(one))
        kept = [
            one
            for one in looked.found
            if id(one.passage) in places
            or one.hit.reading is Reading.IMAGE
            or _strict(one) > own.get(one.subject.id, -1)
        ]
        return replace(looked, found=tuple(kept))

    def sighted(self, take: Take, *, wait: bool | None = None) -> list[Found]:
        """Give what the pictures of a take show of what packs guard, and nobody has said that it is not that.

        What was only probable, and what somebody who looked at the take did not see, is not told again.
        """
        guarded = self._guarded()
        if not len(guarded.gallery) or (frames := self._studio.looks.clip(take, wait=wait)) is None:
            return []
        shown = guarded.shown(take.sha256, [one.look for one in frames.frames])
        if not shown:
            return []
        plan, at, asked = self._studio.plan, self._studio.desk.now(), self._studio.store.job(take.job).request
        shot = plan.get(Shot, take.shot)
        given = asked if isinstance(asked, TakeRequest) else None
        case = self._case(docket(plan, shot, given, local=self._local(given, shot), at=at))
        where = Where(kind="shot", row=shot.id, field="takes")
        met = [(frames.frames[place].number, hit) for place, hit in shown if not self._denied(take, hit)]
        return [
            replace(found, frame=number)
            for number, hit in met
            if (found := case.matched(Passage("takes", take.sha256, where), hit, f"t{take.number}")) is not None
        ]

    def sighted_still(self, still: Still, *, wait: bool | None = None) -> list[Found]:
        """Give what a still shows of what packs guard, and nobody has said that it is not that: as of takes."""
        guarded = self._guarded()
        if not len(guarded.gallery) or (seen := self._studio.looks.picture_of(still, wait=wait)) is None:
            return []
        plan, at, asked = self._studio.plan, self._studio.desk.now(), self._studio.store.job(still.job).request
        assert isinstance(asked, StillRequest)
        shot = asked_of(plan, asked)
        case = self._case(docket(plan, shot, asked, local=self._local(asked), at=at))
        where = Where(kind="shot", row=shot.id, field="stills")
        shown = guarded.shown(still.sha256, [frame.look for frame in seen.frames])
        met = [hit for _, hit in shown if not self._denied(still, hit)]
        passage = Passage("stills", still.sha256, where)
        return [found for hit in met if (found := case.matched(passage, hit, f"s{still.number}")) is not None]

    def arrived(self, made: Take | Still) -> None:
        """Have a take or a still that has just come looked at, beside everything else."""
        try:
            if len(self._guarded().gallery):
                looks = self._studio.looks
                _ = looks.clip(made, wait=False) if isinstance(made, Take) else looks.picture_of(made, wait=False)
        except FourbeatError:
            return  # Whoever judges it next is told of it.

    def look_again(self, asked: TakeRequest) -> Looked:
        """Look through a request of any age by what holds now."""
        plan, at = self._studio.plan, self._studio.desk.now()
        return self._look(plan, asked_of(plan, asked), asked, at, list(of_request(asked)))

    def seen(self, asked: TakeRequest, subject: str) -> Found | None:
        """Judge what somebody saw as if the request had named it; None for what no pack knows."""
        plan, at = self._studio.plan, self._studio.desk.now()
        shot = asked_of(plan, asked)
        register, guarded = self.register(), self._guarded()
        entries = docket(plan, shot, asked, local=self._local(asked), at=at)
        case = Case(entries, register, guarded, self._known.of(register), register.answers_for(plan, shot))
        return case.seen(subject, Where(kind="shot", row=shot.id, field="review"))

    # What the gate asks

    def judge(self, request: TakeRequest, at: str) -> Judged:
        """Say whose rights a request touches, and what follows."""
        return self.judge_anew(request, at)

    def judge_anew(self, request: TakeRequest, at: str, *, stay: frozenset[Id] = frozenset()) -> Judged:
        """Judge a request of any age by what holds now; consents in `stay` count as if they had not been taken back."""
        plan = self._studio.plan
        shot = asked_of(plan, request)
        return self._judged(self._look(plan, shot, request, at, list(of_request(request)), stay, wait=True))

    def judge_brief(self, shot: Shot, at: str) -> Judged:
        """Judge a brief of which no request can be made, by its own words."""
        plan = self._studio.plan
        return self._judged(self._look(plan, shot, None, at, list(of_brief(shot, plan.brief(shot.id)))))

    def packs(self) -> tuple[Pack, ...]:
        """Name the packs that are judged by now. Raises Storage for a damaged trust book."""
        return self._guarded().packs

    def _judged(self, looked: Looked) -> Judged:
        ends = sorted(one.ruled.holds_until for one in looked.found if one.ruled.holds_until)
        spoken = self._studio.desk.wording.language
        kept = {one.model_dump_json(): one for one in (stored(found, spoken) for found in looked.found)}
        return Judged(
            rights=self._hash(looked.docket, looked.register, looked.guarded, gone=withdrawn_source() in looked.asks),
            findings=(*kept.values(), *looked.asks),
            packs=looked.guarded.packs,
            people=looked.people,
            relied=tuple(dict.fromkeys(name for one in looked.found for name in one.ruled.relied)),
            subjects=tuple(dict.fromkeys(one.subject.id for one in looked.found)),
            duties=tuple(dict.fromkeys(owed for one in looked.found for owed in _owed(one))),
            holds_until=f"{ends[0]}T00:00:00.000Z" if ends else None,
        )

    def film(self, request: RenderRequest) -> Message | None:
        """Say why a film must not be made as it was asked for; None where it may."""
        withdrawn, plan = self._studio.withdrawn.takes(), self._studio.plan
        held = [one for one in request.cut.items if isinstance(one.source, Clip) and one.source.take in withdrawn]
        if not held:
            return None
        return message("rights.film-holds", shots=tuple(dict.fromkeys(plan.get(Shot, one.shot).number for one in held)))

    def rights(self, request: TakeRequest, at: str) -> str:
        """Give the hash of all that would be looked at now beside the request."""
        plan = self._studio.plan
        shot = asked_of(plan, request)
        entries = docket(plan, shot, request, local=self._local(request), at=at, model=self._model(request))
        gone = self._starts_from_withdrawn(request)
        return self._hash(entries, self.register(), self._guarded(), gone=gone)

    # Inside

    def _look(
        self,
        plan: Plan,
        shot: Shot,
        asked: TakeRequest | None,
        at: str,
        passages: Sequence[Passage],
        stay: frozenset[Id] = frozenset(),
        wait: bool | None = None,
    ) -> Looked:
        register, guarded = self.register().staying(stay), self._guarded()
        model = self._model(asked) if asked else None
        entries = docket(plan, shot, asked, local=self._local(asked, shot), at=at, model=model)
        case = self._case(entries, register)
        known = {one.text for one in passages}
        passages = [*passages, *(one for one in (*entries.cast, *entries.added) if one.text not in known)]
        found = [*case.named(passages), *case.called(passages), *case.bound(), *case.pictured()]
        asks = [*picture_asks(entries), *(broken_pack(one) for one in guarded.broken)]
        if self._starts_from_withdrawn(asked):
            asks.append(withdrawn_source())
        for one in entries.pictures if len(guarded.gallery) else ():
            seen = self._studio.looks.still(one.sha256, wait=wait)
            if seen is not None:
                found += case.compared(one, guarded.shown(one.sha256, [frame.look for frame in seen.frames]))
            elif wait or self._studio.looks.hopeless(one.sha256):
                asks.append(not_compared(one.name, entries))
        return Looked(entries, register, guarded, tuple(found), tuple(asks))

    def _case(self, entries: Docket, register: Register | None = None) -> Case:
        register = register or self.register()
        answers = register.answers_for(self._studio.plan, entries.shot)
        return Case(entries, register, self._guarded(), self._known.of(register), answers)

    def _denied(self, made: Take | Still, hit: Hit) -> bool:
        """Tell whether somebody has looked at it since, and a match that is not certain was none."""
        if hit.sure is Sure.SURE:
            return False
        looks = [one for one in self._studio.store.reviews() if one.of == made.id]
        return bool(looks) and looks[-1].character is Seen.NO

    def _starts_from_withdrawn(self, asked: TakeRequest | None) -> bool:
        """Tell whether a request starts from a take that must not be shown any more, or shows such a still."""
        if asked is None:
            return False
        begun = {asked.parent, asked.source.take if asked.source else None} - {None}
        if begun and not begun.isdisjoint(self._studio.withdrawn.takes()):
            return True
        shown = {one.sha256 for one in asked.references} | {asked.panel.picture} - {None}
        return bool(shown) and not shown.isdisjoint(self._studio.withdrawn.pictures())

    def _hash(self, entries: Docket, register: Register, guarded: Guarded, *, gone: bool) -> str:
        said = f"{entries.hash}\n{register.digest}\n{guarded.digest}\n{gone}"
        return hashlib.sha256(said.encode()).hexdigest()

    def _local(self, asked: TakeRequest | None, shot: Shot | None = None) -> bool:
        """Tell whether a generator only draws the panel, on this machine."""
        facts = self._model(asked, shot)
        return facts is not None and facts.panel

    def _model(self, asked: TakeRequest | None, shot: Shot | None = None) -> ModelFacts | None:
        """Give what is known of the model that a request goes to."""
        key = asked.provider if asked else (shot.provider if shot else None) or self._studio.plan.project.provider
        provider = self._studio.generators.get(key)
        capabilities: Capabilities | None = provider.capabilities() if provider else None
        return capabilities.model(asked.model if asked else "") if capabilities and capabilities.models else None


def _strict(found: Found) -> int:
    return STRICTNESS.index(found.ruled.decision)


def _gravity(finding: Told) -> tuple[int, int]:
    return finding.gravity


def _owed(found: Found) -> Iterable[Owed]:
    for duty in found.ruled.duties:
        yield Owed(kind=duty.kind.value, subject=found.subject.id, to=duty.to, text=duty.text, percent=duty.percent)
