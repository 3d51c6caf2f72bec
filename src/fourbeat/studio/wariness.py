"""Wariness: what this film has learned of its generators' refusals, and forgets once the same words were taken.

Nothing here is guessed: a refusal is a record, so is the clip that takes it back, and each word is told with the shots
whose prompts had it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from threading import Lock
from typing import TYPE_CHECKING

from fourbeat.model.edit import Changes
from fourbeat.model.house_rules import UNWARY, Refused, Wary
from fourbeat.model.ids import Id, code
from fourbeat.model.job import Failure, Job
from fourbeat.model.plan import Shot
from fourbeat.model.request import TakeRequest
from fourbeat.model.suggestion import SuggestionKind
from fourbeat.writing.sameness import nearly_same, telling_words

if TYPE_CHECKING:
    from fourbeat.store.questions import Made

    from .studio import Studio

MOST = 300
"""So many refusals are remembered, the last ones: what is older has been rewritten long ago."""

TWICE = 2
_FEW = 50
_KINDS = frozenset({Failure.POLICY_INPUT, Failure.POLICY_OUTPUT})
_Model = tuple[str, str]


class Wariness:
    """Answer what generators have refused in this film; worked out anew once a job was refused or a clip came."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._store = studio.store
        self._lock = Lock()
        self._moved: set[Id] = set()
        self._anew, self._any = True, False
        self._known: dict[_Model, Wary] = {}
        self._taken: dict[_Model, tuple[set[str], set[str]]] = {}
        self._version = 0
        self._read: object = None
        studio.store.subscribe(self._heard)

    def of(self, provider: str, model: str) -> Wary:
        """Give what was learned of a generator's model."""
        self._follow()
        return self._known.get((provider, model), UNWARY)

    def version(self) -> int:
        """Give a number that is another once anything was learned, or taken back."""
        self._follow()
        return self._version

    # Inside

    def _heard(self, changes: Changes) -> None:
        with self._lock:
            self._moved |= changes.jobs
            # What somebody makes of a refusal counts as a change of rights.
            self._anew = self._anew or (self._any and bool(changes.rights or changes.takes))

    def _follow(self) -> None:
        with self._lock:
            if self._store.read_only and self._store.plan is not self._read:
                # Another process wrote, and nobody tells what.
                self._anew, self._read = True, self._store.plan
            moved, self._moved = self._moved, set()
            if not self._anew and not self._refused_among(moved):
                return
            self._anew = False
            known = self._learned()
            if known != self._known:
                self._known = known
                self._version += 1

    def _refused_among(self, moved: set[Id]) -> bool:
        if len(moved) > _FEW:
            return True
        return any(self._store.job(one).failure in _KINDS for one in moved)

    def _learned(self) -> dict[_Model, Wary]:
        # The last word of a person about a refusal counts.
        made_of_it = {one.attempt: one.kind for one in self._store.suggestions()}
        found: dict[_Model, list[Refused]] = defaultdict(list)
        taken: dict[str, list[Made]] = {}
        refused = self._store.refused()[-MOST:]
        self._any = bool(refused)
        for attempt in refused:
            job = self._store.job(attempt.job)
            asked = job.request
            if (
                made_of_it.get(attempt.id) is SuggestionKind.DISMISSED
                or not isinstance(asked, TakeRequest)
                or not asked.prompt.strip()
            ):
                continue
            if asked.provider not in taken:
                taken[asked.provider] = self._store.prompts(asked.provider)
            if not any(_takes_back(one, asked, attempt.started_at) for one in taken[asked.provider]):
                found[asked.provider, asked.model].append(self._told(job, asked, attempt.started_at))
        return {
            model: Wary(refused=tuple(here), words=self._words(model, here, taken[model[0]]))
            for model, here in found.items()
        }

    def _told(self, job: Job, asked: TakeRequest, at: str) -> Refused:
        shot = self._studio.plan.find(Shot, asked.shot)
        return Refused(
            provider=asked.provider,
            model=asked.model,
            prompt=asked.prompt,
            pictures=tuple(one.sha256 for one in asked.references),
            shot=shot.number if shot else asked.label,
            day=at[:10],
            code=code(job.id),
        )

    def _words(
        self, model: _Model, refused: Iterable[Refused], made: Iterable[Made]
    ) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Give the words that several refused prompts have and no clip's, the most often refused first.

        Without a clip to compare with, every word would be one of them: then nothing is said.
        """
        apart: list[Refused] = []
        for one in refused:
            if not any(nearly_same(one.prompt, other.prompt) for other in apart):
                apart.append(one)
        if len(apart) < TWICE:
            return ()
        texts, harmless = self._taken.setdefault(model, (set(), set()))
        for clip in made:
            if clip.model == model[1] and clip.prompt not in texts:
                texts.add(clip.prompt)
                harmless |= telling_words(clip.prompt)
        if not texts:
            return ()
        shots: Mapping[str, list[str]] = defaultdict(list)
        for one in apart:
            for word in telling_words(one.prompt) - harmless:
                shots[word].append(one.shot)
        often = [(word, tuple(dict.fromkeys(numbers))) for word, numbers in shots.items() if len(numbers) >= TWICE]
        return tuple(sorted(often, key=lambda pair: (-len(pair[1]), pair[0])))


def _takes_back(made: Made, asked: TakeRequest, refused_at: str) -> bool:
    """Tell whether a later clip shows that the words are taken after all: the same ones, or nearly so for the shot."""
    if made.model != asked.model or made.at <= refused_at:
        return False
    return made.prompt == asked.prompt or (made.shot == asked.shot and nearly_same(made.prompt, asked.prompt))
