"""Stills: pictures that generators make of shots, cast, places and props; each may become a reference, by one verb."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from fourbeat.model.document import Plan
from fourbeat.model.edit import Change, Changes
from fourbeat.model.errors import FourbeatError, Invalid, NotFound, Refused
from fourbeat.model.format import Size
from fourbeat.model.ids import Id, code
from fourbeat.model.job import Estimate, Job, Money
from fourbeat.model.message import message
from fourbeat.model.plan import Character, Costume, Life, Place, Prop, Reference, Role, Shot, TakeMark, TakeStatus
from fourbeat.model.provider import ModelFacts
from fourbeat.model.request import StillRequest
from fourbeat.model.still import (
    CHARACTER_SHEET,
    OF_CHARACTERS,
    OF_PLACES,
    OF_PROPS,
    OF_SHOTS,
    PLACE_SHEET,
    PROP_SHEET,
    Still,
    View,
)
from fourbeat.model.take import UsedReference
from fourbeat.providers.handwork import BROUGHT, KEY, STILLS, wants_picture
from fourbeat.queue.purse import reckoned
from fourbeat.writing.still import portrayed

from .handwork import copied
from .panels import panel
from .pictures import found_picture
from .references import Added
from .send_sheet import Sheet, SheetShot, drawn_up, spent, warned
from .sitting import Sitter, Sitting, sitter_of, sitting

if TYPE_CHECKING:
    from .references import Owner
    from .studio import Studio

MOST = 20
"""How many pictures of each view may be asked for at once."""

_SIZES = {
    View.FRONT: Size(width=1024, height=1024),
    View.THREE_QUARTER: Size(width=1024, height=1024),
    View.PROFILE: Size(width=1024, height=1024),
    View.FULL: Size(width=832, height=1216),
    View.TURNAROUND: Size(width=1536, height=832),
    View.WHOLE: Size(width=1024, height=1024),
    View.DETAIL: Size(width=1024, height=1024),
    View.SIDES: Size(width=1536, height=832),
}
"""The sizes of pictures of people and things; those of shots and places have the film's."""


@dataclass(frozen=True)
class Wanted:
    """Say which pictures are asked for: of what, which views, how many of each, by whom, and in what costume.

    Without a generator the shot's or the film's makes them, where it can. With `becomes` each is a reference as soon as
    it has come.
    """

    of: Sitter
    views: tuple[View, ...]
    number: int = 1
    generator: str = ""
    model: str = ""
    costume: Costume | None = None
    size: Size | None = None
    becomes: bool = False


@dataclass(frozen=True)
class Seen:
    """Be one still as a list shows it: of what, whether somebody discarded it, and the references made of it."""

    still: Still
    of: Sitter
    discarded: bool
    withdrawn: bool
    references: tuple[Reference, ...]


class Stills:
    """Hold the verbs and questions about stills."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._store = studio.store

    # Questions

    def of(self, sitter: Sitter | None = None) -> list[Seen]:
        """Give the stills of a shot, or of one of the cast, places or props, by number, or all of them as they came."""
        plan, gone = self._store.plan, self._studio.withdrawn.stills()
        made: dict[Id, list[Reference]] = {}
        for row in plan.all(Reference):
            if row.still is not None:
                made.setdefault(row.still, []).append(row)
        return [
            Seen(
                one,
                sitter_of(plan, one.of),
                plan.mark(one.id).status is TakeStatus.REJECTED,
                one.id in gone,
                tuple(made.get(one.id, ())),
            )
            for one in self._store.stills(sitter.id if sitter else None)
        ]

    def find(self, label: str, sitter: Sitter | None = None) -> Seen:
        """Find a still by its code or id, or by its number ("2" or "s2") among those of one sitter. Raises NotFound."""
        wanted = label.strip().casefold()
        every = self.of(sitter)
        for one in every:
            still = one.still
            numbers = (str(still.number), f"s{still.number}") if sitter is not None else ()
            if wanted in (*numbers, still.id, code(still.id).casefold()):
                return one
        known = tuple(code(one.still.id) for one in every[-8:]) or (message("still.none-yet"),)
        raise NotFound("still.not-found", label=label[:80], known=known)

    def anywhere(self, label: str) -> Still | None:
        """Find a still by what others know: "Ada/s1", its code, its file's name, its hash; None where none is meant."""
        wanted = label.strip().casefold()
        name, slash, number = wanted.rpartition("/")
        for one in self._store.stills():
            if slash and number == f"s{one.number}" and _name(sitter_of(self._store.plan, one.of)).casefold() == name:
                return one
            if wanted in (code(one.id).casefold(), one.id, one.media.casefold(), one.sha256):
                return one
        return None

    def called(self, still: Still) -> str:
        """Name a still as a person says it: "Ada/s1"."""
        return f"{self.whose(still)}/s{still.number}"

    def whose(self, still: Still) -> str:
        """Name what a still is of: a shot's number, somebody, a place."""
        return _name(sitter_of(self._store.plan, still.of))

    def path(self, still: Still) -> Path:
        """Give where a still's file is."""
        return self._store.media.path(still.media)

    def small(self, still: Still, side: int) -> Path:
        """Give a still made small by a worker process, at most `side` pixels either way; it is kept in the cache."""
        return self._studio.references.made_small(still.sha256, self.path(still), still.media, side)

    def words(self, wanted: Wanted) -> str:
        """Give the prompt of the first picture that is wanted, before anybody is asked. Raises Invalid."""
        return self._asked(self._store.plan, wanted, 1)[0].prompt

    def makers(self, sitter: Sitter) -> list[tuple[str, ModelFacts]]:
        """Name the generators and their models that make pictures of this kind; one that only draws draws shots."""
        generators = self._studio.generators
        return [
            (key, facts)
            for key in sorted(generators)
            for facts in generators[key].capabilities().models
            if facts.still and (isinstance(sitter, Shot) or not facts.panel)
        ]

    def maker(self, wanted: Wanted) -> tuple[str, ModelFacts]:
        """Say which generator and model make what is wanted. Raises Invalid where none does, or several could."""
        makers = self.makers(wanted.of)
        names = tuple(dict.fromkeys(key for key, _ in makers))
        own = wanted.of.provider if isinstance(wanted.of, Shot) else None
        key = wanted.generator or next((one for one in (own, self._store.plan.project.provider) if one in names), "")
        if not key:
            # Who only has one server, beside what is always there, means that one.
            far = [one for one in names if one not in ("animatic", "handwork")]
            if len(far) != 1:
                raise Invalid("still.which-generator", generators=names)
            key = far[0]
        if key not in names:
            raise Invalid("still.makes-none", generator=key, generators=names)
        mine = [facts for one, facts in makers if one == key]
        facts = next((one for one in mine if one.id == wanted.model), None) if wanted.model else mine[0]
        if facts is None:
            raise Invalid(
                "still.no-such-model", model=wanted.model, generator=key, models=tuple(one.id for one in mine)
            )
        return key, facts

    def sheet(self, wanted: Wanted) -> Sheet:
        """Work out what pictures would cost, before any is asked for. Raises Refused where the gate blocks them."""
        asked = self.tried(wanted)
        first = asked[0]
        told = reckoned(self._studio.generators[first.provider], first)
        line = SheetShot(
            first.shot,
            first.label,
            first.provider,
            first.model,
            len(asked),
            spent(self._studio, first.provider, told),
            told,
            warned=warned(self._studio, first),
        )
        return drawn_up(self._studio, [line], [])

    def tried(self, wanted: Wanted) -> list[StillRequest]:
        """Give what `ask` would ask for, and write nothing. Raises as `ask`."""
        asked = self._asked(self._store.plan, wanted, self._store.next_still_number(wanted.of.id))
        for one in asked:
            self._studio.asking.judged(one)
        return asked

    # Verbs

    def ask(self, *, wanted: Wanted, told: Mapping[Id, Estimate] | None = None) -> list[Job]:
        """Ask for pictures, all or none; what is over a cap is held. `told` is what one was said to cost.

        Raises Invalid for views that this has not, or a generator that makes none, and Refused where the gate blocks.
        """
        return self._studio.jobs.add_stills(
            like=lambda writer: self._asked(writer.plan, wanted, writer.next_still_number(wanted.of.id)), told=told
        )

    def use(self, *, still: Still, of: Owner | None = None, role: Role | None = None) -> Added:
        """Make a still a reference of what it is of, or of something else. Raises Invalid for one that is withdrawn."""
        if still.id in self._studio.withdrawn.stills():
            raise Invalid("still.withdrawn")
        owner = of or sitter_of(self._store.plan, still.of)
        if owner.life is not Life.ALIVE:
            raise Invalid("still.of-nothing", name=_name(owner))
        usual = still.role if owner.id == still.of else None
        added = self._studio.references.from_still(of=owner, still=still, role=role or usual)
        self.discard(still=still, back=True)
        return added

    def bring(
        self, *, file: Path, wanted: Wanted | None = None, job: Job | None = None, paid: Money | None = None
    ) -> Job:
        """Take in a picture that was made elsewhere: for an order that waits, else for one that is laid out for it.

        It passes gate and caps as if it had been asked for; the file stays where it is, and what it cost is written
        down where that is known. The still is there once the queue has gone on. Raises NotFound, Invalid for a file
        that is no picture, Refused where it may not be.
        """
        if not file.is_file():
            raise NotFound("handwork.no-file", file=str(file))
        if file.suffix.lower() not in STILLS:
            raise Invalid("still.no-picture-file", file=file.name, kinds=STILLS)
        found_picture(file)
        if job is not None:
            self._put(file, job)
        else:
            assert wanted is not None
            job = self._laid_out(file, wanted)
            try:
                self._put(file, job)
            except FourbeatError:
                self._studio.handwork.give_up(job=job)
                raise
        if paid is not None:
            attempt = self._studio.budget.attempt_of(job.id)
            self._studio.budget.settle(attempt=attempt.id, amount=paid.amount, currency=paid.currency)
        return self._store.job(job.id)

    def bring_unasked(self, *, file: Path, of: StillRequest | Shot) -> Job:
        """Take in a picture that nobody ordered: another of what was asked for once, or a shot's first frame.

        Raises as `bring`.
        """
        if isinstance(of, Shot):
            return self.bring(file=file, wanted=Wanted(of, (View.FRAME,)))
        plan = self._store.plan
        again = Wanted(
            sitter_of(plan, of.shot),
            (of.view,),
            generator=of.provider,
            model=of.model,
            costume=plan.find(Costume, of.costume),
            size=of.size,
            becomes=of.becomes,
        )
        return self.bring(file=file, wanted=again)

    def discard(self, *, still: Still, back: bool = False) -> Changes:
        """Put a still aside, or with `back` among the others again; its file and its record stay."""
        plan = self._store.plan
        status = TakeStatus.CANDIDATE if back else TakeStatus.REJECTED
        if plan.mark(still.id).status is status:
            return Changes()
        mark = TakeMark(id=still.id, status=status)
        gone = next((row for row in plan.rows() if isinstance(row, TakeMark) and row.id == still.id), None)
        changes: list[Change] = [plan.born(mark)] if gone is None else plan.change(gone, life=Life.ALIVE, status=status)
        name = _name(sitter_of(plan, still.of))
        label = message("step.still-back" if back else "step.still-discard", name=name, number=still.number)
        return self._store.write(lambda writer: (writer.edit(label, changes), writer.changes)[1])

    # Inside

    def _put(self, file: Path, job: Job) -> None:
        folder = self._studio.handwork.folder(job)
        if folder is None or not wants_picture(folder):
            raise Invalid("still.no-order", job=code(job.id))
        copied(file, folder / f"{BROUGHT}{file.suffix.lower()}")
        if self._studio.jobs.running:
            self._studio.jobs.look(job=job)

    def _laid_out(self, file: Path, wanted: Wanted) -> Job:
        """Ask for a still that somebody has already, and run it as far as an order goes."""
        jobs = self._studio.jobs
        if (why := jobs.paused) is not None:
            raise Refused("still.not-laid-out", file=file.name, why=why)
        (asked,) = self.ask(wanted=replace(wanted, generator=wanted.generator or KEY, number=1))
        jobs.run(only=[asked.id])
        job = self._store.job(asked.id)
        if self._studio.handwork.folder(job) is not None:
            return job
        said = job.why or message(f"state.{job.state.value}")
        self._studio.handwork.give_up(job=job)
        raise Refused("still.not-laid-out", file=file.name, why=said)

    def _asked(self, plan: Plan, wanted: Wanted, number: int) -> list[StillRequest]:
        if not 1 <= wanted.number <= MOST:
            raise Invalid("still.how-many", most=MOST)
        own = views_of(wanted.of)
        for view in wanted.views:
            if view not in own:
                raise Invalid(
                    "still.no-such-view", name=_name(wanted.of), views=tuple(message(f"view.{one}") for one in own)
                )
        if wanted.costume is not None and (
            not isinstance(wanted.of, Character) or wanted.costume.character != wanted.of.id
        ):
            raise Invalid("still.others-costume", name=_name(wanted.of), costume=wanted.costume.name)
        key, facts = self.maker(wanted)
        sits = sitting(plan, wanted.of.id, wanted.costume.id if wanted.costume else None)
        asked: list[StillRequest] = []
        for view in wanted.views:
            for _ in range(wanted.number):
                asked.append(self._one(plan, wanted, sits, view, key, facts, number + len(asked)))
        return asked

    def _one(
        self, plan: Plan, wanted: Wanted, sits: Sitting, view: View, key: str, facts: ModelFacts, number: int
    ) -> StillRequest:
        project = plan.project
        dialect = self._studio.dialects.of(key, facts.id)
        prompt = portrayed(sits.brief, view, project.fps, dialect=dialect, author=project.language)
        if not prompt.text and not facts.panel:
            raise Invalid("still.no-words", name=_name(sits.of))
        drawn = panel(project, sits.shot, sits.brief, take=None, spoken=False)
        return StillRequest(
            shot=sits.of.id,
            provider=key,
            model=facts.id,
            prompt=prompt.text,
            parts=prompt.parts,
            references=self._shown(plan, sits, facts),
            size=(wanted.size or self._size(sits, view)).nearest(facts.sizes),
            rate=project.rate,
            seed=_seed(project.name, _name(sits.of), view, number),
            number=number,
            label=_name(sits.of),
            # What is to be drawn is drawn: it is not the picture that the shot starts from now.
            panel=drawn.model_copy(update={"picture": None, "picture_name": "", "slate": (), "captions": ()}),
            view=view,
            role=role_of(sits.of, view),
            costume=wanted.costume.id if wanted.costume else None,
            becomes=wanted.becomes,
        )

    def _size(self, sits: Sitting, view: View) -> Size:
        own = sits.of.size if isinstance(sits.of, Shot) else None
        return _SIZES.get(view) or Size.parse(own or self._store.plan.project.size)

    def _shown(self, plan: Plan, sits: Sitting, facts: ModelFacts) -> tuple[UsedReference, ...]:
        """Give the pictures that the model may look at: those of whom and what is seen, never the shot's own frames."""
        if facts.panel:
            # What is drawn is drawn from words and colours alone.
            return ()
        brief = sits.brief
        owners = [sits.of.id, *(one.id for one in brief.cast), *([brief.place.id] if brief.place else [])]
        rows = [row for owner in dict.fromkeys(owners) for row in plan.of(Reference, owner)]
        fitting = {
            row.sha256: row
            for row in rows
            if row.role in facts.roles and row.role not in (Role.FIRST_FRAME, Role.LAST_FRAME, Role.VOICE)
        }
        kept = list(fitting.values())[: facts.pictures]
        return tuple(UsedReference(role=one.role, sha256=one.sha256, name=one.name) for one in kept)


def views_of(sitter: Sitter) -> tuple[View, ...]:
    """Name the views that a shot, a character, a place or a prop has."""
    if isinstance(sitter, Shot):
        return OF_SHOTS
    if isinstance(sitter, Prop):
        return OF_PROPS
    return OF_CHARACTERS if isinstance(sitter, Character) else OF_PLACES


def sheet_of(sitter: Sitter) -> tuple[View, ...]:
    """Name the views that make a sheet; a shot has none. Raises Invalid."""
    if isinstance(sitter, Shot):
        raise Invalid("still.no-sheet", shot=sitter.number)
    if isinstance(sitter, Prop):
        return PROP_SHEET
    return CHARACTER_SHEET if isinstance(sitter, Character) else PLACE_SHEET


def role_of(sitter: Sitter, view: View) -> Role:
    """Say what a picture is for once it is a reference."""
    if isinstance(sitter, Character):
        return Role.CHARACTER
    if isinstance(sitter, Place):
        return Role.PLACE
    return Role.FIRST_FRAME if view is View.FRAME else Role.STYLE


def _seed(project: str, name: str, view: View, number: int) -> int:
    """Derive a seed from labels, so that the same sheet made twice is the same sheet."""
    label = f"{project}\n{name}\n{view}\n{number}"
    return int.from_bytes(hashlib.sha256(label.encode()).digest()[:4]) >> 1


def _name(owner: Owner) -> str:
    return owner.number if isinstance(owner, Shot) else owner.name
