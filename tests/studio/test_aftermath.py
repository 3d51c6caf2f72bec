"""After a refusal: which kind, whether it was charged, what to try next; what was answered, without a secret."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image
from pydantic import JsonValue

from fourbeat.model.job import Attempt, Charged, Failure, Job, JobState, Money
from fourbeat.model.message import message
from fourbeat.model.plan import Declared, Role
from fourbeat.store import Writer
from fourbeat.studio.aftermath import Kind, aftermath, kind_of, payload
from fourbeat.studio.faults import hide
from fourbeat.studio.studio import Studio
from store import film

from .far import _IDS
from .test_rights import one, shelf

__all__ = ["shelf"]

S = JobState
pytestmark = pytest.mark.usefixtures("shelf")


def failed(studio: Studio, failure: Failure = Failure.POLICY_INPUT, **said: object) -> Job:
    """Let the first shot be asked for, and fail."""
    (job,) = studio.jobs.add(shots=[one(studio)])
    attempt = film.attempt(_IDS, job).model_copy(update={"failure": failure, "charged": Charged.UNKNOWN, **said})

    def work(writer: Writer) -> None:
        writer.add_attempt(attempt)
        for before, after in pairwise((S.QUEUED, S.RESERVED, S.SENDING, S.FAILED)):
            facts = {"failure": failure, "why": message("queue.failed-there")} if after is S.FAILED else {}
            writer.move_job(job.id, after, expect=before, **facts)

    studio.store.write(work)
    return studio.store.job(job.id)


def rules(studio: Studio, text: str, key: str = "far") -> None:
    """Write down what the person knows of a generator."""
    file = studio.desk.home.settings / "providers" / f"{key}.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"[refuses]\n{text}\n")


def said(studio: Studio, job: Job) -> list[str]:
    after = aftermath(studio, job)
    assert after is not None
    return [studio.desk.wording(step) for step in after.steps]


@pytest.mark.parametrize(
    ("failure", "answer", "kind"),
    [
        (Failure.POLICY_INPUT, {"code": "sentinel_block"}, Kind.BEFORE),
        (Failure.POLICY_OUTPUT, {"code": "moderation_blocked"}, Kind.AFTER),
        (Failure.POLICY_OUTPUT, {"stage": "unknown"}, Kind.AFTER),
        (Failure.POLICY_INPUT, {"stage": "output"}, Kind.AFTER),
        (Failure.REFUSED, {}, Kind.OURS),
    ],
)
def test_the_three_kinds(studio: Studio, failure: Failure, answer: dict[str, JsonValue], kind: Kind) -> None:
    job = failed(studio, failure, answer=answer)
    found = aftermath(studio, job)
    assert found is not None
    assert (found.kind, found.code) == (kind, str(answer.get("code", "")))
    assert kind_of(job) is not None


@pytest.mark.parametrize("failure", [Failure.SERVER, Failure.NETWORK, Failure.INVALID, Failure.MEDIA])
def test_other_failures_are_no_refusals(studio: Studio, failure: Failure) -> None:
    job = failed(studio, failure)
    assert aftermath(studio, job) is None
    assert kind_of(job) is None


def test_whether_it_was_charged_is_what_somebody_said_and_else_what_is_known(studio: Studio) -> None:
    def told(job: Job) -> tuple[Charged, str]:
        found = aftermath(studio, job)
        assert found is not None
        return found.paid, found.charged.code

    assert told(failed(studio, charged=Charged.NO)) == (Charged.NO, "aftermath.charged-no")
    assert told(failed(studio, charged=Charged.YES)) == (Charged.YES, "aftermath.charged-yes")
    paid = failed(studio, charge=Money(amount="0.40", currency="USD"))
    assert told(paid) == (Charged.YES, "aftermath.charged-sum")
    assert told(failed(studio, Failure.REFUSED)) == (Charged.NO, "aftermath.charged-no")
    open_one = failed(studio)
    assert told(open_one) == (Charged.UNKNOWN, "aftermath.charged-unknown")
    rules(studio, 'charged_input = "yes"\ncharged_output = "no"')
    assert told(open_one) == (Charged.UNKNOWN, "aftermath.said-yes"), "what is known is told, and settles nothing"
    assert told(failed(studio, Failure.POLICY_OUTPUT)) == (Charged.UNKNOWN, "aftermath.said-no")
    attempt = studio.store.attempts(open_one.id)[-1]
    studio.budget.settle(attempt=attempt.id, amount="0", currency="USD", note="")
    assert told(open_one) == (Charged.NO, "aftermath.charged-no")


def test_the_words_it_stops_at_are_named(studio: Studio) -> None:
    studio.fields.set(shots=[one(studio)], fields={"scene": "A lamp, and blood on the floor."})
    job = failed(studio)
    assert said(studio, job)[0].startswith("Say otherwise what is seen")
    rules(studio, 'categories = ["violence"]\nsuspends = true')
    steps = said(studio, job)
    assert steps[0].startswith("Do not send it again as it is")
    assert steps[1] == "Say these words otherwise: blood."
    studio.fields.set(shots=[one(studio)], fields={"scene": "A lamp, and a gun on the floor."})
    assert said(studio, job)[1] == "Say these words otherwise: blood.", (
        "what was refused counts, not the brief of today"
    )


def test_pictures_of_people_are_named_and_others_only_where_the_answer_speaks_of_one(
    studio: Studio, tmp_path: Path
) -> None:
    shot = one(studio)
    Image.new("RGB", (64, 36), "grey").save(tmp_path / "wall.png")
    studio.references.add(of=shot, files=[tmp_path / "wall.png"], role=Role.STYLE, declared=Declared.NO_PERSON)
    wall = failed(studio, answer={"message": "no"})
    assert not [step for step in said(studio, wall) if "wall.png" in step]
    wall = failed(studio, answer={"message": "The input image was rejected"})
    assert "The answer may mean a picture. Send it without: wall.png." in said(studio, wall)
    (row,) = studio.references.of(shot)
    studio.references.change(one=row, declared=Declared.SYNTHETIC)
    assert "Send it without these pictures, which show somebody: wall.png." in said(studio, wall)


def test_other_generators_without_such_rules_are_named(studio: Studio) -> None:
    job = failed(studio, remote_id="video_7")
    assert not [step for step in said(studio, job) if "Move the shot" in step]
    studio.connections.add(key="gpu", fields={"name": "My GPU", "protocol": "videos", "url": "http://127.0.0.1:9/v1"})
    studio.__dict__["generators"] = {**studio.generators, "gpu": studio.generators["far"]}
    steps = said(studio, job)
    assert "Move the shot to a generator of which no such rule is known: My GPU." in steps
    assert "name video_7" in steps[-1]
    rules(studio, 'faces = "real"', "gpu")
    assert not [step for step in said(studio, job) if "Move the shot" in step]


def test_what_was_answered_is_shown_without_secrets() -> None:
    hide("planted-secret-4711")
    attempt = Attempt(id="a" * 36, job="b" * 36, number=1, key="k", wire={}, wire_hash="c" * 64, started_at="now")
    assert payload(attempt) == ""
    answer: dict[str, JsonValue] = {
        "error": {"message": "key planted-secret-4711", "api_key": "sk-abcdefgh12345678abcd"}
    }
    shown = payload(attempt.model_copy(update={"answer": answer}))
    assert "planted-secret-4711" not in shown
    assert "sk-abcdefgh12345678abcd" not in shown
    assert '"message"' in shown


def test_nothing_is_sent_again_by_reading_it(studio: Studio) -> None:
    job = failed(studio)
    before = studio.jobs.all()
    aftermath(studio, job)
    assert studio.jobs.all() == before


def test_a_house_rule_that_cannot_be_read_is_told_and_stops_nothing(studio: Studio) -> None:
    rules(studio, 'faces = "noses"')
    found = [each for each in studio.findings.of(one(studio)) if each.rule == "rules-unread"]
    assert [each.what.code for each in found] == ["house-rules.wrong"]
    assert studio.jobs.add(shots=[one(studio)])
