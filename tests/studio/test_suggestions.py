"""Refusals: told with stage, code and charge; what we had let pass becomes a suggestion, and nothing is sent again."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from pydantic import JsonValue

from fourbeat.model.errors import Invalid, NotFound
from fourbeat.model.job import Charged, Failure, JobState, Money
from fourbeat.model.message import message
from fourbeat.model.suggestion import SuggestionKind
from fourbeat.queue.retry import RULES
from fourbeat.store import Writer
from fourbeat.studio.aliases import with_name
from fourbeat.studio.pack_files import look
from fourbeat.studio.refusals import RefusedAt, refusal
from fourbeat.studio.studio import Studio
from store import film

from .far import _IDS, Shelf, guards
from .test_rights import one, shelf

__all__ = ["shelf"]

S = JobState

PACK = """
pack: mine
version: 3
issued: 2026-11-01
basis: house-policy
holders:
  - id: studio
    name: Studio
    works:
      - id: cat
        names: {en: [The Moon Cat]}
        characters:
          - {id: whisker, names: {en: [Captain Whisker]}, not: [whisker biscuit]}
"""


def refused(
    studio: Studio,
    failure: Failure = Failure.POLICY_INPUT,
    answer: dict[str, JsonValue] | None = None,
    charge: Money | None = None,
) -> str:
    """Let a queued job be refused, as the queue writes it down; give the attempt."""
    (job,) = studio.jobs.add(shots=[one(studio)])
    attempt = film.attempt(_IDS, job).model_copy(
        update={"failure": failure, "answer": answer or {}, "charge": charge, "why": message("queue.failed-there")}
    )

    def work(writer: Writer) -> None:
        writer.add_attempt(attempt)
        for before, after in pairwise((S.QUEUED, S.RESERVED, S.SENDING, S.FAILED)):
            writer.move_job(job.id, after, expect=before)

    studio.store.write(work)
    return attempt.id


@pytest.mark.parametrize(
    ("failure", "answer", "stage", "code"),
    [
        (Failure.POLICY_INPUT, {"error": {"code": "moderation_blocked"}}, RefusedAt.INPUT, "moderation_blocked"),
        (Failure.POLICY_OUTPUT, {"failureCode": "SAFETY.OUTPUT"}, RefusedAt.OUTPUT, "SAFETY.OUTPUT"),
        (Failure.POLICY_OUTPUT, {"code": 35561574, "stage": "unknown"}, RefusedAt.UNKNOWN, "35561574"),
        (Failure.POLICY_INPUT, {"stage": "elsewhere", "code": "x" * 500}, RefusedAt.INPUT, "x" * 120),
        (Failure.POLICY_INPUT, {"error": "no"}, RefusedAt.INPUT, ""),
    ],
)
@pytest.mark.usefixtures("shelf")
def test_a_refusal_is_told_with_stage_and_code(
    studio: Studio, failure: Failure, answer: dict[str, JsonValue], stage: RefusedAt, code: str
) -> None:
    refused(studio, failure, answer)
    (found,) = studio.suggestions.open()
    assert (found.refusal.stage, found.refusal.code, found.refusal.charged) == (stage, code, "unknown")
    assert failure not in RULES
    assert [job.state for job in studio.jobs.all()] == [S.FAILED]


@pytest.mark.usefixtures("shelf")
def test_whether_it_was_charged_is_told_and_never_guessed(studio: Studio) -> None:
    refused(studio, charge=Money(amount="0.40", currency="USD"))
    attempt = studio.suggestions.open()[0].attempt
    told = [refusal(attempt.model_copy(update={"charge": None, "charged": each})) for each in (*Charged, None)]
    assert studio.suggestions.open()[0].refusal.charged == "yes"
    assert [each.charged for each in told if each] == [*map(str, Charged), "unknown"]
    assert refusal(attempt.model_copy(update={"failure": Failure.SERVER})) is None


def test_what_the_gate_held_itself_is_no_suggestion(studio: Studio, shelf: Shelf) -> None:
    refused(studio, Failure.REFUSED)
    refused(studio, Failure.SERVER)
    assert studio.suggestions.all() == []
    assert shelf.versions == 0


@pytest.mark.usefixtures("shelf")
def test_a_refusal_is_answered_once_a_person_has_looked(studio: Studio) -> None:
    label = refused(studio)
    before = studio.jobs.all()
    studio.suggestions.answer(of=studio.suggestions.find(label), kind=SuggestionKind.FALSE_REFUSAL)
    assert studio.suggestions.open() == []
    answers = [found.answer.kind for found in studio.suggestions.all() if found.answer]
    assert answers == [SuggestionKind.FALSE_REFUSAL]
    assert studio.audits.all()[-1].what == "suggestion-false-refusal"
    assert studio.jobs.all() == before, "nothing is sent again, and no word is changed"


def test_a_new_name_stands_in_what_was_asked_for(studio: Studio, shelf: Shelf) -> None:
    shelf.fill(guards("Moon"))
    found = studio.suggestions.find(refused(studio))
    kind = SuggestionKind.NEW_ALIAS
    for given, code in (
        ({}, "suggestion.which-name"),
        ({"text": "Whisker"}, "suggestion.which-name"),
        ({"text": "Batman", "subject": "Moon"}, "suggestion.not-asked-for"),
        ({"text": "x" * 121, "subject": "Moon"}, "suggestion.long-name"),
    ):
        with pytest.raises(Invalid) as error:
            studio.suggestions.answer(of=found, kind=kind, **given)
        assert error.value.code == code
    with pytest.raises(NotFound):
        studio.suggestions.answer(of=found, kind=kind, text="Whisker", subject="Nobody")
    with pytest.raises(Invalid):
        studio.suggestions.answer(of=found, kind=SuggestionKind.DISMISSED, text="Whisker")
    made = studio.suggestions.answer(of=found, kind=kind, text=" Whisker  walks ", subject="moon")
    assert (made.subject, made.text) == ("moon:moon", "Whisker walks")
    assert "Whisker" not in repr(studio.audits.all()[-1])


def test_a_name_is_put_into_a_pack_of_ones_own(tmp_path: Path) -> None:
    old, new = tmp_path / "mine.yaml", tmp_path / "new.yaml"
    old.write_text(PACK)
    given = {"subject": "mine:studio/cat/whisker", "text": "髭船長", "language": "ja"}
    done = with_name(old, new, **given)
    assert (done.pack, done.version) == ("mine", 4)
    pack = look(new).pack
    character = pack.holders[0].works[0].characters[0]
    assert [name.text for name in character.names["ja"]] == ["髭船長"]
    assert ([name.text for name in character.names["en"]], character.never) == (
        ["Captain Whisker"],
        ("whisker biscuit",),
    )
    assert old.read_text() == PACK
    for file, more, code in (
        (new, {}, "suggestion.known-name"),
        (old, {"subject": "mine:studio/dog"}, "suggestion.other-pack"),
        (old, {}, "pack.there-already"),
    ):
        with pytest.raises(Invalid) as error:
            with_name(file, new, **{**given, **more})
        assert error.value.code == code
