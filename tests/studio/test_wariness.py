"""What a film learns of its generators' refusals: told before the same is sent, explained, and taken back by a clip."""

from __future__ import annotations

from itertools import pairwise

import pytest

from fourbeat.model.errors import Invalid
from fourbeat.model.finding import Rank
from fourbeat.model.ids import code
from fourbeat.model.job import Attempt, Failure, Job, JobState
from fourbeat.model.plan import Shot
from fourbeat.model.suggestion import SuggestionKind
from fourbeat.store import Writer
from fourbeat.studio.studio import Studio
from store import film

from .far import _IDS
from .test_rights import one, shelf

__all__ = ["shelf"]

S = JobState
pytestmark = pytest.mark.usefixtures("shelf")


def _ended(studio: Studio, job: Job, day: str, state: JobState, **said: object) -> Attempt:
    attempt = film.attempt(_IDS, job).model_copy(update={"started_at": f"{day}T08:00:00.000Z", **said})

    def work(writer: Writer) -> None:
        writer.add_attempt(attempt)
        for before, after in pairwise((S.QUEUED, S.RESERVED, S.SENDING, state)):
            writer.move_job(job.id, after, expect=before, **({"failure": said["failure"]} if state is S.FAILED else {}))

    studio.store.write(work)
    return attempt


def refuse(studio: Studio, shot: Shot, day: str = "2026-11-20", failure: Failure = Failure.POLICY_INPUT) -> Attempt:
    """Let a shot be asked for, and refused."""
    (job,) = studio.jobs.add(shots=[shot])
    return _ended(studio, job, day, S.FAILED, failure=failure)


def make(studio: Studio, shot: Shot, day: str = "2026-11-21", prompt: str | None = None) -> None:
    """Let a clip of a shot come."""
    (job,) = studio.jobs.add(shots=[shot])
    attempt = _ended(studio, job, day, S.ACCEPTED)
    asked = job.request
    verdict = studio.store.verdict(job.verdict or "")
    clip = film.take(_IDS, job, attempt, verdict, number=asked.number).model_copy(
        update={
            "shot": shot.id,
            "provider": asked.provider,
            "model": asked.model,
            "prompt": prompt or asked.prompt,
            "made_at": f"{day}T09:00:00.000Z",
        }
    )
    studio.store.write(lambda writer: writer.add_take(clip))


def told(studio: Studio, shot: Shot) -> dict[str, str]:
    """Say what is found about the generator of a shot, by rule, in words."""
    words = studio.desk.wording
    return {
        finding.rule: words(finding.what)
        for finding in studio.findings.of(studio.plan.get(Shot, shot.id))
        if finding.rank is Rank.PROVIDER
    }


def write(studio: Studio, shot: Shot, scene: str) -> Shot:
    studio.fields.set(shots=[shot], fields={"scene": scene})
    return studio.plan.get(Shot, shot.id)


def test_nothing_is_said_before_anything_was_refused(studio: Studio) -> None:
    assert told(studio, one(studio)) == {}
    assert studio.wariness.version() == 0


@pytest.mark.parametrize("failure", [Failure.POLICY_INPUT, Failure.POLICY_OUTPUT])
def test_the_same_words_are_warned_of_with_shot_and_day(studio: Studio, failure: Failure) -> None:
    shot = one(studio)
    assert told(studio, shot) == {}
    attempt = refuse(studio, shot, failure=failure)
    assert (
        told(studio, shot)["refused-before"]
        == f"far-1 refused exactly these words for shot {shot.number} on 2026-11-20."
    )
    (found,) = [each for each in studio.findings.of(shot) if each.rule == "refused-before"]
    assert studio.desk.wording(found.source) == f"Job {code(attempt.job)} in the queue of this film"
    before = len(studio.jobs.all())
    studio.jobs.add(shots=[shot])
    assert len(studio.jobs.all()) == before + 1, "it is a warning: whoever wants to may send"


@pytest.mark.parametrize("failure", [Failure.SERVER, Failure.REFUSED, Failure.INVALID, Failure.QUOTA])
def test_other_failures_teach_nothing(studio: Studio, failure: Failure) -> None:
    refuse(studio, one(studio), failure=failure)
    assert told(studio, one(studio)) == {}


def test_other_words_are_not_warned_of(studio: Studio) -> None:
    shot = one(studio)
    refuse(studio, shot)
    changed = write(studio, shot, "Something else altogether is seen on this quiet morning by the lake.")
    assert "refused-before" not in told(studio, changed)


def test_a_later_clip_of_the_same_words_takes_it_back(studio: Studio) -> None:
    shot = one(studio)
    refuse(studio, shot)
    assert "refused-before" in told(studio, shot)
    make(studio, shot)
    assert told(studio, shot) == {}
    refuse(studio, shot, day="2026-11-22")
    assert "refused-before" in told(studio, shot), "a newer refusal counts again"


def test_an_earlier_clip_takes_nothing_back(studio: Studio) -> None:
    shot = one(studio)
    make(studio, shot, day="2026-11-18")
    refuse(studio, shot)
    assert "refused-before" in told(studio, shot)


def test_who_dismisses_a_refusal_hears_no_more_of_it(studio: Studio) -> None:
    shot = one(studio)
    attempt = refuse(studio, shot)
    assert "refused-before" in told(studio, shot)
    found = studio.suggestions.find(attempt.id)
    studio.suggestions.answer(of=found, kind=SuggestionKind.DISMISSED)
    assert told(studio, shot) == {}
    studio.suggestions.answer(of=found, kind=SuggestionKind.RIGHT)
    assert "refused-before" in told(studio, shot)


def test_a_word_that_only_refusals_have_is_named_with_its_shots(studio: Studio) -> None:
    shot = one(studio)
    write(studio, shot, "A quiet mill stands under tall poplars while the evening settles over the water.")
    make(studio, shot, day="2026-11-10")
    write(studio, shot, "A dagger lies beside the plate.")
    refuse(studio, shot)
    assert "words-refused-before" not in told(studio, shot), "once is no pattern"
    write(studio, shot, "Somebody hides the dagger behind the green curtain of the corridor.")
    refuse(studio, shot)
    write(studio, shot, "The dagger is gone when the quiet evening comes.")
    said = told(studio, shot)["words-refused-before"]
    assert said.startswith("“dagger” stood in what far-1 refused")
    make(studio, shot)
    assert "words-refused-before" not in told(studio, shot), "a clip with the word takes it back"


def test_what_was_learned_survives_a_restart(studio: Studio) -> None:
    shot = one(studio)
    refuse(studio, shot)
    assert studio.wariness.of("far", "far-1").refused[0].shot == shot.number
    assert studio.wariness.of("far", "far-2").refused == ()
    assert studio.wariness.of("animatic", "").refused == ()


def test_a_prompt_that_is_certainly_too_long_is_not_queued(studio: Studio) -> None:
    shot = write(studio, one(studio), "word " * 50)
    studio.dialects.set(provider="far", choices={"characters": 120})
    with pytest.raises(Invalid) as error:
        studio.jobs.add(shots=[shot])
    assert error.value.code == "request.prompt-too-long"
    assert error.value.message.params["most"] == 120
    assert studio.jobs.all() == []
