"""Whatever happens to briefs, packs, consents and clock: nothing is sent without a fresh verdict that permits it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import cv2
import pytest

from fourbeat.model.briefing import BriefFile, CharacterFile, FilmFile, SceneFile, SequenceFile
from fourbeat.model.clearance import Answer
from fourbeat.model.consent import ConsentEvent, Said, Terms
from fourbeat.model.errors import FourbeatError
from fourbeat.model.job import JobState
from fourbeat.model.plan import Declared, Likeness, Role
from fourbeat.model.provider import Accepted, WireRequest
from fourbeat.model.request import TakeRequest
from fourbeat.model.usage import Depicts
from fourbeat.model.verdict import Decision
from fourbeat.policy.pictures import prints
from fourbeat.queue.gate import digest
from fourbeat.queue.judge import Judged
from fourbeat.studio.desk import Desk
from fourbeat.studio.opening import create
from fourbeat.studio.rights import Rights
from fourbeat.studio.settings import Home, Settings
from fourbeat.studio.studio import Studio
from fourbeat.studio.wording import Wording
from policy.drawings import drawing, grey

from .far import Far, Shelf, guards, rule

STEPS = 25
RULES = (
    (),
    (rule("never", "block"),),
    (rule("fine", "allow"),),
    (rule("fine", "allow"), rule("never-ads", "block", when={"commercial": True})),
    (rule("fine", "allow", until="2026-12-05"), rule("no", "block", final=True, when={"depicts": ["gore"]})),
    (rule("later", "block", **{"from": "2026-12-03"}), rule("now", "allow", until="2026-12-02")),
)
SCENES = ("Whisker walks by.", "A quay in the rain.", "Night. Whisker sleeps.", "A street.")


class Hours:
    """A clock that a test sets; every look at it is a moment later."""

    def __init__(self) -> None:
        self.at = datetime.fromisoformat("2026-12-01T08:00:00.000+00:00")

    def __call__(self) -> str:
        self.at += timedelta(milliseconds=1)
        return self.at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Restless(Rights):
    """A judge in whose back the world changes just as it has judged."""

    meddle: Callable[[], None] | None = None

    def judge(self, request: TakeRequest, at: str) -> Judged:
        judged = super().judge(request, at)
        if self.meddle is not None:
            self.meddle()
        return judged


PRINTS = (prints(grey(drawing(1)), "key art"),)


def drawn(file: Path, number: int) -> Path:
    """Save a drawing as a copy of it is met: smaller, and mirrored."""
    copy = cv2.resize(drawing(number)[:, ::-1], None, fx=0.6, fy=0.6, interpolation=cv2.INTER_AREA)
    cv2.imwrite(str(file), cv2.cvtColor(copy, cv2.COLOR_RGB2BGR))
    return file


class World:
    """Hold one film and everything that may happen to it."""

    def __init__(self, studio: Studio, clock: Hours, seed: int) -> None:
        self.studio, self.clock, self.chance = studio, clock, Random(seed)
        self.shelf = Shelf()
        self.judge = Restless(studio, self.shelf)
        studio.__dict__["rights"] = self.judge
        self.rules: tuple[object, ...] = ()
        self.guarded = False
        self.files = [drawn(studio.folder.parent / f"{number}.png", number) for number in (1, 2)]
        self.far = Witness(self)
        studio.__dict__["generators"] = {**studio.generators, "far": self.far}
        self.person = studio.consents.add_person(name="Anna")
        studio.consents.bind(of=studio.cast.find("Ada"), person=self.person)
        self.sent = 0

    def step(self) -> None:
        """Do one thing at random."""
        self.rest()
        deed = self.chance.choice((self.edit, self.update, self.say, self.depict, self.grant, self.revoke, self.clear))
        others = (self.move_clock, self.ask, self.ask, self.run, self.run, self.retry, self.picture, self.recheck)
        try:
            self.chance.choice((deed, deed, *others))()
        except FourbeatError:
            pass  # What is refused has happened, too.

    def rest(self) -> None:
        """Wait for what the queue still does beside the test: what changes just after bytes have left is no fault."""
        queue = self.studio.jobs._queue
        if queue is not None and queue.running:
            queue.wait()

    def meddle(self) -> None:
        """Do something to the rights, now and then, from within the queue; what has just left knows nothing of it."""
        if self.studio.store.jobs({JobState.SENDING}):
            return
        if self.chance.random() < 0.3:
            self.chance.choice(
                (self.update, self.say, self.depict, self.revoke_quietly, self.move_clock, self.unclear_quietly)
            )()

    def edit(self) -> None:
        shot = self.chance.choice(self.studio.plan.shots())
        self.studio.fields.set(shots=[shot], fields={"scene": self.chance.choice(SCENES)})

    def update(self) -> None:
        self.rules = self.chance.choice(RULES)
        self.guarded = self.chance.random() < 0.5
        prints = PRINTS if self.guarded else ()
        self.shelf.fill(guards("Whisker", *self.rules, prints=prints))  # type: ignore[arg-type]

    def picture(self) -> None:
        """Put a picture to a shot that has none, or take it away; half of them are one that a pack may guard."""
        shot = self.chance.choice(self.studio.plan.shots())
        there = self.studio.references.of(shot)
        if there:
            self.studio.references.remove(one=there[0])
        else:
            file = self.chance.choice(self.files)
            self.studio.references.add(of=shot, files=[file], role=Role.STYLE, declared=Declared.NO_PERSON)

    def recheck(self) -> None:
        """Judge everything anew."""
        self.studio.recheck.run()

    def say(self) -> None:
        self.studio.purposes.say(commercial=self.chance.random() < 0.3)

    def depict(self) -> None:
        shot = self.chance.choice(self.studio.plan.shots())
        self.studio.purposes.depict(shots=[shot], depicts=self.chance.choice(([], [Depicts.GORE])))

    def grant(self) -> None:
        terms = Terms(until=self.chance.choice(("", "2026-12-03")), never=self.chance.choice(((), (Depicts.GORE,))))
        self.studio.consents.grant(person=self.person, terms=terms, description="Walks by, as she is.")

    def revoke(self) -> None:
        for one in [one for one in self.studio.consents.all() if one.revoked_at is None]:
            self.studio.consents.revoke(consent=one)

    def revoke_quietly(self) -> None:
        """Take consents back without cancelling anything, as another program would."""
        for one in self.studio.consents.all():
            event = ConsentEvent(
                id=self.studio.desk.ids.new(),
                consent=one.id,
                person=one.person,
                kind=Said.REVOKED,
                at=self.clock(),
                by="x",
            )
            self.studio.store.write(lambda w, event=event: w.add_consent(event))

    def unclear_quietly(self) -> None:
        """Take answers back, as another program would."""
        for one in self.studio.clearances.all():
            back = one.model_copy(update={"id": self.studio.desk.ids.new(), "kind": Answer.WITHDRAWN})
            self.studio.store.write(lambda w, back=back: w.add_clearance(back))

    def clear(self) -> None:
        self.studio.clearances.clear(shots=self.studio.plan.shots(), reason="A letter")

    def move_clock(self) -> None:
        self.clock.at += timedelta(hours=self.chance.choice((1, 20, 30, -30)))

    def ask(self) -> None:
        self.studio.jobs.add(shots=[self.chance.choice(self.studio.plan.shots())])

    def run(self) -> None:
        self.judge.meddle = self.meddle
        try:
            self.studio.jobs.run()
        finally:
            self.judge.meddle = None

    def retry(self) -> None:
        ended = (JobState.HELD, JobState.FAILED)
        for job in self.studio.store.jobs(ended):
            self.studio.jobs.retry(job=job)


class Witness(Far):
    """The far generator, which looks at what reaches it as a stranger would.

    It takes one after the other: with several, another's judgement might change the world after this one has left.
    """

    width = 1

    def __init__(self, world: World) -> None:
        super().__init__()
        self.world = world
        self.faults: list[str] = []

    async def submit(self, wire: WireRequest) -> Accepted:
        try:
            self.look(wire)
        except AssertionError as fault:
            self.faults.append(str(fault) or repr(fault))
        return await super().submit(wire)

    def look(self, wire: WireRequest) -> None:
        world, store = self.world, self.world.studio.store
        (job,) = [one for one in store.jobs() if any(tried.key == wire.key for tried in store.attempts(one.id))]
        verdict = store.verdict(job.verdict or "")
        now, day = world.clock(), world.clock()[:10]
        assert isinstance(job.request, TakeRequest)
        # The verdict is about this request, permits it, and nothing it was made from has changed.
        assert job.state is JobState.SENDING, job.state
        assert verdict.decision is Decision.ALLOW, verdict.decision
        assert verdict.basis is not None, "no basis"
        assert verdict.basis.request == digest(job.request), "another request"
        assert verdict.basis.rights == world.judge.rights(job.request, now), "other rights"
        assert verdict.valid_until is None or now < verdict.valid_until, "over"
        # And, asked without the judge: no rule of today's pack forbids it outright, and whoever is seen has agreed.
        prompt = str(wire.payload["prompt"])
        pictured = any(one.name == "1.png" for one in job.request.references)
        if "Whisker" in prompt or (pictured and world.guarded):
            blocks = {one.id for one in world.rules}  # type: ignore[attr-defined]
            assert "never" not in blocks, "a name that is forbidden"
            assert not ("later" in blocks and day >= "2026-12-03"), "a name that is forbidden by now"
            shown = store.plan.depiction(job.request.shot).depicts
            assert not ("no" in blocks and shown != ""), "a final block, or nobody said"
            assert not ("never-ads" in blocks and store.plan.purpose().commercial is not False), "an advertisement"
        seen = {one.character for one in store.plan.rows() if one.kind == "appearance" and one.shot == job.request.shot}  # type: ignore[attr-defined]
        if any(row.of in seen for row in store.plan.all(Likeness)):
            standing = [one for one in world.studio.consents.all() if one.revoked_at is None]
            assert any(not one.terms.until or day <= one.terms.until for one in standing), "a person who has not agreed"
        world.sent += 1


@pytest.fixture
def film(tmp_path: Path) -> Iterator[tuple[Studio, Hours]]:
    clock = Hours()
    desk = Desk(Home.at(tmp_path / "home"), Settings(author="tester", workers=1), Wording.of("en"), now=clock)
    with create(tmp_path / "film", desk, name="Film", size="128x72") as studio:
        shots = tuple(
            BriefFile(scene=text, seconds="4", provider="far", cast=("Ada",) * (n == 1))
            for n, text in enumerate(SCENES)
        )
        cast = (CharacterFile(name="Ada", identity="a keeper"),)
        studio.film.load(
            film=FilmFile(name="Film", cast=cast, sequences=(SequenceFile(scenes=(SceneFile(shots=shots),)),)),
            folder=tmp_path,
        )
        yield studio, clock


@pytest.mark.parametrize("seed", range(8))
def test_nothing_is_sent_without_a_fresh_verdict_that_permits_it(film: tuple[Studio, Hours], seed: int) -> None:
    world = World(*film, seed=seed)
    for _ in range(STEPS):
        world.step()
    world.rest()
    assert world.far.faults == []
    # The test would be worth nothing where nothing is ever sent.
    world.shelf.fill(guards("Whisker", rule("fine", "allow")))
    world.rules = ()
    world.studio.purposes.depict(shots=world.studio.plan.shots(), depicts=[])
    world.rest()
    before = world.sent
    world.studio.jobs.add(shots=[shot for shot in world.studio.plan.shots() if shot.number != "020"])
    world.studio.jobs.run()
    assert world.far.faults == []
    assert world.sent >= before + 3
