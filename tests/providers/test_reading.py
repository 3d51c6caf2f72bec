"""Reading what servers answer: every form they were seen to use, and what a person is told of it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from fourbeat.model.job import Charged, Failure
from fourbeat.model.provider import Progress, Rejected, Unsure
from fourbeat.providers.line import Answer
from fourbeat.providers.reading import Said, answered_no, done, failure, job, said, status, trouble
from fourbeat.studio.wording import Wording

SAYS = Wording.of("en")


def answer(status: int, body: Any, **headers: str) -> Answer:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Answer("h", status, {"content-type": "application/json", **headers}, raw)


@pytest.mark.parametrize(
    ("read", "told"),
    [
        ({"error": {"message": "no", "type": "t", "code": "c"}}, Said("no", "c", "t")),
        ({"error": {"message": "no", "code": 500}}, Said("no", "500")),
        ({"error": "plain words"}, Said("plain words")),
        ({"detail": "Model mismatch"}, Said("Model mismatch")),
        ({"detail": [{"loc": ["body", "prompt"], "msg": "Field required"}]}, Said("prompt: Field required")),
        ({"detail": [{"loc": ["body", "size"]}, "and more", 7]}, Said("size; and more")),
        ({"message": "top", "code": 1301}, Said("top", "1301")),
        ({"error": {"message": "only"}}, Said("only")),
        ({"error": None, "message": "m"}, Said("m")),
        ({}, Said()),
        ([], Said()),
        (None, Said()),
        (7, Said()),
    ],
)  # fmt: skip
def test_what_went_wrong_is_found_wherever_it_stands(read: Any, told: Said) -> None:
    assert said(read) == told


@pytest.mark.parametrize(
    ("word", "means"),
    [
        ("queued", Progress.WAITING), ("PENDING", Progress.WAITING), ("in_progress", Progress.RUNNING),
        ("processing", Progress.RUNNING), ("something new", Progress.RUNNING), ("", Progress.RUNNING),
        ("succeed", Progress.READY), ("done", Progress.READY), ("completed", Progress.READY),
        ("canceled", Progress.CANCELLED), ("expired", Progress.GONE), ("deleted", Progress.GONE),
        ("error", Progress.FAILED),
    ],
)  # fmt: skip
def test_a_status_nobody_knows_is_a_job_that_still_runs(word: str, means: Progress) -> None:
    assert status({"status": word}) is means


def test_a_job_is_found_in_every_wrapping() -> None:
    video = {"id": "v1", "object": "video", "status": "failed"}
    assert job(video) == video
    assert job({"data": video}) == video
    assert job({"error": {"message": f"Error code 500 - {json.dumps(video)}", "code": "500"}}) == video
    for none in ({"error": {"message": "{broken"}}, {"error": {"message": '{"status": '}}, {"id": "v1"}, [], None, "x"):
        assert job(none) is None


@pytest.mark.parametrize(
    ("number", "body", "kind", "words"),
    [
        (400, {"error": {"message": "Bad size", "code": "invalid_value"}}, Failure.INVALID,
         "Studio B does not take this request. It says: “Bad size”. Choose other settings for this shot."),
        (400, {"error": {"message": "Blocked.", "code": "sentinel_block"}}, Failure.POLICY_INPUT,
         "Studio B does not take this prompt or its reference picture. It says: “Blocked”. Change the brief; sending "
         "the same again brings the same answer."),
        (401, {"error": {"message": "Bad key sk-abcdefgh1234"}}, Failure.AUTH,
         "Studio B does not accept the key, or got none. It says: “Bad key …”. Check in the connection "
         "whether a key is sent, and whether it is the right one."),
        (403, {}, Failure.AUTH,
         "Studio B does not accept the key, or got none. It gives no reason. Check in the connection "
         "whether a key is sent, and whether it is the right one."),
        (402, {}, Failure.QUOTA, "The account at Studio B has no credit left. It gives no reason."),
        (429, {"error": {"message": "x", "code": "insufficient_quota"}}, Failure.QUOTA,
         "The account at Studio B has no credit left. It says: “x”."),
        (429, {"error": "slow down"}, Failure.RATE_LIMITED,
         "Studio B accepts no more requests just now. It says: “slow down”."),
        (405, {"detail": "Method Not Allowed"}, Failure.UNSUPPORTED,
         "Studio B cannot do this. It says: “Method Not Allowed”."),
        (500, {"error": {"message": "remix is not supported for this provider"}}, Failure.UNSUPPORTED,
         "Studio B cannot do this. It says: “remix is not supported for this provider”."),
        (503, {"error": "warming up"}, Failure.SERVER, "Studio B met an error of its own. It says: “warming up”."),
    ],
)  # fmt: skip
def test_a_refusal_is_told_with_the_servers_own_words(number: int, body: Any, kind: Failure, words: str) -> None:
    told = answered_no(answer(number, body), "Studio B")
    assert isinstance(told, Rejected)
    assert (told.failure, told.charged) == (kind, Charged.NO)
    assert SAYS(told.why) == words
    assert SAYS.title(trouble(answer(number, body), "Studio B"))


@pytest.mark.parametrize("number", [408, 500, 502, 504])
def test_an_error_after_the_request_arrived_may_have_begun_something(number: int) -> None:
    told = answered_no(answer(number, {"error": {"message": "Internal"}}), "Studio B")
    assert isinstance(told, Unsure)
    assert f"answered with an error (status {number}), so it may have begun all the same." in SAYS(told.why)


def test_a_page_of_a_server_in_between() -> None:
    page = b"<html><h1>502 Bad Gateway</h1>"
    assert isinstance(answered_no(answer(502, page), "B"), Unsure)
    assert isinstance(answered_no(answer(503, page), "B"), Unsure)
    assert isinstance(answered_no(answer(503, page, **{"retry-after": "3"}), "B"), Rejected)
    wrong = answered_no(answer(404, page), "B")
    assert isinstance(wrong, Rejected)
    assert wrong.failure is Failure.NOT_FOUND
    assert wrong.why.code == "line.web-page"


def test_how_long_a_busy_server_asks_to_wait_goes_along() -> None:
    told = answered_no(answer(429, {}, **{"retry-after": "12"}), "B")
    assert isinstance(told, Rejected)
    assert told.retry_after == 12.0


@pytest.mark.parametrize(
    ("value", "fraction"),
    [(0, 0.0), (1, 0.01), (100, 1.0), ("45", 0.45), ("45%", 0.45), (0.5, 0.5), (45.5, 0.455), (None, None), (-1, None),
     (1000, None), ("nan", None), ([], None)],
)  # fmt: skip
def test_progress_in_every_notation(value: Any, fraction: float | None) -> None:
    found = done(value)
    assert found is None if fraction is None else found == pytest.approx(fraction)


def test_moderation_is_known_by_its_words() -> None:
    for code in ("moderation_blocked", "content_policy_violation", "SAFETY.INPUT.TEXT", "DataInspection safety"):
        assert failure(400, Said(code=code)) is Failure.POLICY_INPUT
    assert failure(400, Said("seconds must be 4, 8 or 12")) is Failure.INVALID
