"""Remixes: takes made from takes. What a generator does itself it is asked for; all else is done on our side.

On our side a remix asks again with the same references and the change added to the words; an edit starts from a frame
of the take, the first one unless told; an extension starts from its last frame. The lineage is the same either way.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fourbeat.model.errors import FourbeatError, Invalid
from fourbeat.model.ids import Id
from fourbeat.model.job import Estimate, Job
from fourbeat.model.message import Message, message
from fourbeat.model.plan import Declared, Role, Shot
from fourbeat.model.provider import ModelFacts
from fourbeat.model.request import Source, TakeRequest, Verb
from fourbeat.model.review import Seen
from fourbeat.model.take import Take, UsedReference
from fourbeat.providers.handwork import Handwork
from fourbeat.writing.lint.remix import asked as asks_to_change

from .remix_ways import LAST, LONGEST_SEED, OURS, THINGS, Maker, Way, lengths, makes
from .requests import found_model, request
from .send_sheet import Sheet, sheet
from .still_rows import of_nobody

if TYPE_CHECKING:
    from .studio import Studio

LONGEST = 4000
"""Characters of a change."""

_NO_WORDS = {
    Verb.REMIX: "remix.no-words",
    Verb.EDIT: "remix.no-words",
    Verb.EXTEND: "remix.no-words-extend",
}


@dataclass(frozen=True)
class Remix:
    """Say how a take will be made from another, before anything is asked.

    `native` says that the generator does it itself; else `frame` is the frame that the new clip starts from (None for
    none, -1 for the last one). `seconds` and `seed` are None where nobody chose them.
    """

    take: Take
    verb: Verb
    delta: str
    provider: str
    model: str
    native: bool
    prompt: str
    frame: int | None = None
    seconds: str | None = None
    seed: int | None = None

    @property
    def way(self) -> Way:
        """Name the way it is done."""
        if self.native:
            return Way.NATIVE
        return Way.WORDS if self.frame is None else Way.LAST_FRAME if self.frame < 0 else Way.FRAME

    def told(self) -> Message:
        """Say how it is done."""
        codes = {
            Way.NATIVE: "remix.way.native",
            Way.WORDS: "remix.way.words",
            Way.LAST_FRAME: "remix.way.last-frame",
            Way.FRAME: "remix.way.frame",
        }
        return message(codes[self.way], provider=self.provider, frame=self.frame or 0)


class Remixes:
    """Hold the verbs and questions about takes made from takes."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._store = studio.store

    def makers(self, *, take: Take, verb: Verb) -> tuple[Maker, ...]:
        """Give every model that could be asked, those that can first, the take's own generator before all others."""
        generators = self._studio.generators
        shot = self._store.plan.get(Shot, take.shot)
        near = (take.provider, shot.provider or self._store.plan.project.provider)
        keys = sorted(generators, key=lambda key: near.index(key) if key in near else len(near))
        found: list[Maker] = []
        for key in keys:
            models = generators[key].capabilities().models
            found += [self._maker(take, verb, shot, key, facts) for facts in models if not facts.still]
            if not models:
                found.append(Maker(key, "", why=message("request.never-asked", provider=key)))
        own = (take.provider, take.model)
        found.sort(key=lambda one: (one.why is not None, (one.provider, one.model) != own))
        return tuple(found)

    def advice(self, *, verb: Verb, delta: str) -> Message | None:
        """Say that a change asks for several things at once; None where it does not, or tells what comes next."""
        named = asks_to_change(delta) if verb is not Verb.EXTEND else ()
        if len(named) < 2:
            return None
        return message("remix.several", things=tuple(message(THINGS[one]) for one in named))

    def plan(
        self,
        *,
        take: Take,
        verb: Verb,
        delta: str,
        way: Way | None = None,
        frame: int | None = None,
        seconds: str | None = None,
        seed: int | None = None,
        provider: str | None = None,
        model: str | None = None,
    ) -> Remix:
        """Say how a take would be made from another; a chosen frame is always done on our side.

        Raises Invalid for words that say nothing, a way or length that the model has not, and a frame the take has not.
        """
        words = " ".join(delta.split())
        if not words:
            raise Invalid(_NO_WORDS[verb])
        if len(words) > LONGEST:
            raise Invalid("remix.too-long", most=LONGEST)
        key = provider or self._store.plan.get(Shot, take.shot).provider or self._store.plan.project.provider
        usual = take.model if key == take.provider else ""
        facts = found_model(self._studio.generators, key, usual if model is None else model)
        if frame is not None and way in (None, Way.FRAME, Way.LAST_FRAME):
            way = Way.LAST_FRAME if frame < 0 else Way.FRAME
        if frame is not None and frame >= take.facts.frames:
            raise Invalid("ref.no-such-frame", frame=frame, frames=take.facts.frames)
        ways = self._ways(take, verb, key, facts)
        if not ways or (way is not None and way not in ways and way is not Way.NATIVE):
            raise Invalid("remix.no-first-frame", model=facts.id)
        if way is not None and way not in ways:
            raise Invalid("remix.not-native", provider=key)
        way = way or ways[0]
        self._check(facts, seconds, seed)
        start = {Way.FRAME: frame or 0, Way.LAST_FRAME: LAST}.get(way)
        native = way is Way.NATIVE
        prompt = words if native or verb is Verb.EXTEND else f"{take.prompt.rstrip()}\n\n{words}"
        return Remix(
            take, verb, words, key, facts.id, native=native, prompt=prompt, frame=start, seconds=seconds, seed=seed
        )

    def left_out(self, *, remix: Remix) -> tuple[str, ...]:
        """Name the pictures of the take that the model does not accept."""
        if remix.native:
            return ()
        roles = found_model(self._studio.generators, remix.provider, remix.model).roles
        return tuple(dict.fromkeys(one.name for one in remix.take.references if one.role not in roles))

    def sheet(self, *, remix: Remix, takes: int = 1) -> Sheet:
        """Work out what takes made as planned would cost, before any is asked for."""
        like = self._like(remix, same_seed=takes == 1)
        return sheet(self._studio, [self._shot(remix)], takes, like=like)

    def ask(self, *, remix: Remix, takes: int = 1, told: Mapping[Id, Estimate] | None = None) -> list[Job]:
        """Ask for takes made as planned; works offline. Raises Refused with the findings if the gate blocks them.

        `told` is what one take was said to cost, as in `Jobs.add`.
        """
        like = self._like(remix, same_seed=takes == 1)
        return self._studio.jobs.add_like(shot=self._shot(remix), like=like, takes=takes, told=told)

    def _maker(self, take: Take, verb: Verb, shot: Shot, key: str, facts: ModelFacts) -> Maker:
        ways = self._ways(take, verb, key, facts)
        if not ways:
            return Maker(key, facts.id, why=message("remix.starts-from-none", model=facts.id))
        studio = self._studio
        try:
            there = shot.model_copy(update={"provider": key, "model": facts.id})
            request(studio.plan, studio.generators, there, number=1, dialects=studio.dialects)
        except FourbeatError as error:
            return Maker(key, facts.id, why=error.message)
        return Maker(key, facts.id, ways, tuple(lengths(facts)), facts.seed)

    def _ways(self, take: Take, verb: Verb, key: str, facts: ModelFacts) -> tuple[Way, ...]:
        native = verb in facts.native and key == take.provider and self._remote(take) is not None
        pictured = facts.panel or Role.FIRST_FRAME in facts.roles
        ours = tuple(one for one in OURS[verb] if pictured or one is Way.WORDS)
        return (Way.NATIVE, *ours) if native else ours

    def _check(self, facts: ModelFacts, seconds: str | None, seed: int | None) -> None:
        if seconds is not None and not makes(facts, seconds):
            made = tuple(lengths(facts)) if facts.seconds else (message("remix.up-to", longest=facts.longest),)
            raise Invalid("remix.no-such-length", model=facts.id, seconds=seconds, lengths=made)
        if seed is not None and not facts.seed:
            raise Invalid("remix.no-seed", model=facts.id)
        if seed is not None and not 0 <= seed <= LONGEST_SEED:
            raise Invalid("remix.bad-seed", most=LONGEST_SEED)

    def _shot(self, remix: Remix) -> Shot:
        shot = self._store.plan.get(Shot, remix.take.shot)
        return shot.model_copy(update={"provider": remix.provider, "model": remix.model})

    def _like(self, remix: Remix, *, same_seed: bool) -> Callable[[TakeRequest], TakeRequest]:
        take = remix.take
        changed: dict[str, object] = {"prompt": remix.prompt, "parts": (), "parent": take.id, "delta": remix.delta}
        if remix.seconds is not None:
            frames = self._store.plan.project.fps.frames(remix.seconds)
            changed |= {"seconds": remix.seconds, "frames": max(1, frames)}
        numbered = self._store.next_take_number(take.shot)

        def seeded(asked: TakeRequest) -> dict[str, object]:
            """Give the first of several takes the seed that was chosen, and each other the next one."""
            if remix.seed is not None:
                return {"seed": min(LONGEST_SEED, remix.seed + max(0, asked.number - numbered))}
            keeps = not remix.native and remix.verb is Verb.REMIX and take.seed is not None and same_seed
            return {"seed": take.seed} if keeps else {}

        if remix.native:
            source = Source(
                take=take.id, sha256=take.sha256, name=take.media, provider=take.provider, remote_id=self._remote(take)
            )
            changed |= {"verb": remix.verb, "source": source, "references": ()}
            return lambda asked: asked.model_copy(update=changed | seeded(asked))
        first = None
        if remix.frame is not None:
            sha256, name = self._studio.references.still(take, remix.frame if remix.frame >= 0 else None)
            first = UsedReference(role=Role.FIRST_FRAME, sha256=sha256, name=name, shows=self._shows(take))
        kept = self._kept(take, remix, first=first is not None)

        def like(asked: TakeRequest) -> TakeRequest:
            new = changed | seeded(asked)
            new["references"] = kept if first is None else (first, *kept)
            if first is not None:
                new["panel"] = asked.panel.model_copy(update={"picture": first.sha256, "picture_name": first.name})
            return asked.model_copy(update=new)

        return like

    def _kept(self, take: Take, remix: Remix, *, first: bool) -> tuple[UsedReference, ...]:
        """Give the take's own references that the generator takes and that still are there."""
        roles = found_model(self._studio.generators, remix.provider, remix.model).roles
        left_out = {Role.FIRST_FRAME, Role.LAST_FRAME} if first else set()
        return tuple(one for one in take.references if one.role in roles and one.role not in left_out)

    def _shows(self, take: Take) -> Declared | None:
        """Say what a frame of a take shows: what somebody saw there, else nobody real where that is certain.

        It is not where the clip was brought in, or where it was made, here or there, from a picture that may show
        somebody: nothing is said of such a frame before a person has looked.
        """
        seen = self._studio.reviews.latest().get(take.id)
        if seen is not None:
            return Declared.SYNTHETIC if seen.person is Seen.NO else None
        maker = self._studio.generators.get(take.provider)
        if maker is None or isinstance(maker, Handwork) or not self._of_nobody(take):
            return None
        parent = next((one for one in self._store.takes(take.shot) if one.id == take.parent), None)
        return Declared.SYNTHETIC if take.parent is None or (parent and self._shows(parent)) else None

    def _of_nobody(self, take: Take) -> bool:
        """Tell whether every picture that a take was made from was said to show nobody real."""
        asked = self._store.job(take.job).request
        assert isinstance(asked, TakeRequest)
        sent: dict[str, Declared | None] = {one.sha256: one.shows for one in asked.references}
        if asked.panel.picture is not None:
            sent.setdefault(asked.panel.picture, None)
        return of_nobody(self._store.plan, sent)

    def _remote(self, take: Take) -> str | None:
        attempts = self._store.attempts(take.job)
        return next((one.remote_id for one in attempts if one.id == take.attempt), None)
