"""What a store answers about its records, from any thread."""

from __future__ import annotations

import sqlite3
from abc import abstractmethod
from collections.abc import Callable, Collection
from typing import TypeVar

from ..model.account import Account
from ..model.ids import Id
from ..model.job import Attempt, Job, JobState, Move, Place
from ..model.still import Still
from ..model.take import Take
from ..model.verdict import Verdict
from . import questions
from .accounts import accounts
from .questions import JobEvent, Made
from .registers import Registers

T = TypeVar("T")


class Answers(Registers):
    """Answer questions about takes, stills, jobs with their attempts and events, verdicts, rights and money."""

    @abstractmethod
    def _ask(self, question: Callable[[sqlite3.Connection], T]) -> T: ...

    def takes(self, shot: Id | None = None) -> list[Take]:
        """List the takes of a shot by number, or all of them as they came."""
        return self._ask(lambda conn: questions.takes(conn, shot))

    def take(self, identity: Id) -> Take:
        """Give one take. Raises NotFound."""
        return self._ask(lambda conn: questions.one(conn, Take, identity))

    def stills(self, of: Id | None = None) -> list[Still]:
        """List the stills of a shot, a character or a place by number, or all of them as they came."""
        return self._ask(lambda conn: questions.stills(conn, of))

    def still(self, identity: Id) -> Still:
        """Give one still. Raises NotFound."""
        return self._ask(lambda conn: questions.one(conn, Still, identity))

    def still_states(self, of: Id) -> list[JobState]:
        """Give the states of the jobs that ask for stills of something, in the order of the queue."""
        return self._ask(lambda conn: questions.still_states(conn, of))

    def next_still_number(self, of: Id) -> int:
        """Give the number that the next picture of something would carry; who writes one down asks the writer."""
        return self._ask(lambda conn: questions.next_still_number(conn, of))

    def take_counts(self) -> dict[Id, int]:
        """Count the takes of every shot that has any."""
        return self._ask(questions.take_counts)

    def jobs(
        self, states: Collection[JobState] | None = None, *, shot: Id | None = None, ids: Collection[Id] | None = None
    ) -> list[Job]:
        """List jobs by order key, then id; only those in some states, of one shot or these where asked."""
        return self._ask(lambda conn: questions.jobs(conn, states, shot, ids))

    def places(
        self, states: Collection[JobState] | None = None, *, shot: Id | None = None, ids: Collection[Id] | None = None
    ) -> list[Place]:
        """Say where jobs stand, by order key, then id; only those in some states, of one shot or these where asked."""
        return self._ask(lambda conn: questions.places(conn, states, shot, ids))

    def tried(self, jobs: Collection[Id]) -> set[Id]:
        """Name those of some jobs that have an attempt: something of them may have left."""
        return self._ask(lambda conn: questions.tried(conn, jobs))

    def shots_of(self, jobs: Collection[Id]) -> set[Id]:
        """Name the shots that jobs ask for takes of."""
        return self._ask(lambda conn: questions.shots_of(conn, jobs))

    def job_counts(self) -> dict[JobState, int]:
        """Count the jobs of each state there are any of."""
        return self._ask(questions.job_counts)

    def job(self, identity: Id) -> Job:
        """Give one job. Raises NotFound."""
        return self._ask(lambda conn: questions.one(conn, Job, identity))

    def attempts(self, job: Id) -> list[Attempt]:
        """List a job's attempts in order."""
        return self._ask(lambda conn: questions.attempts(conn, job))

    def refused(self) -> list[Attempt]:
        """List the attempts that providers refused for what they ask or show, oldest first."""
        return self._ask(questions.refused)

    def prompts(self, provider: str) -> list[Made]:
        """Say of every clip that a provider made what was asked for, oldest first."""
        return self._ask(lambda conn: questions.prompts(conn, provider))

    def attempts_as(self, remote_id: str) -> list[Attempt]:
        """List the attempts that a provider knows under an id; two providers may use the same one."""
        return self._ask(lambda conn: questions.attempts_as(conn, remote_id))

    def attempt(self, identity: Id) -> Attempt:
        """Give one attempt. Raises NotFound."""
        return self._ask(lambda conn: questions.one(conn, Attempt, identity))

    def accounts(self, since: int = 0) -> list[Account]:
        """Give what jobs have cost and may cost, of those written after a moment of the logical clock."""
        return self._ask(lambda conn: accounts(conn, since))

    def moves(self, since: str = "") -> list[Move]:
        """List every job's moves from a moment on, in order."""
        return self._ask(lambda conn: questions.moves(conn, since))

    def events(self, job: Id) -> list[JobEvent]:
        """List a job's moves in order."""
        return self._ask(lambda conn: questions.events(conn, job))

    def verdict(self, identity: Id) -> Verdict:
        """Give one verdict. Raises NotFound."""
        return self._ask(lambda conn: questions.one(conn, Verdict, identity))

    def take_numbers(self) -> dict[Id, int]:
        """Give every take's number."""
        return self._ask(questions.take_numbers)

    def next_take_number(self, shot: Id) -> int:
        """Give the number a shot's next take would carry; who writes one down asks the writer instead."""
        return self._ask(lambda conn: questions.next_take_number(conn, shot))

    def job_states(self) -> dict[Id, list[JobState]]:
        """Give the states of every shot's jobs, in the order of the queue."""
        return self._ask(questions.job_states)

    def last_order(self) -> str | None:
        """Give the order key of the last job of the queue; None for an empty one."""
        return self._ask(questions.last_order)
