"""Before and after a refusal, as a person meets both in the terminal; the server is one that moderates."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from providers.fakes.videos import FakeVideos

from .conftest import Call

SECRET = "sk-planted-4711-abcdefgh"


@pytest.fixture
def server() -> Iterator[FakeVideos]:
    with FakeVideos("gateway", model="veo-3.1-generate", looks=0) as fake:
        yield fake


@pytest.fixture
def shot(call: Call, film: Path, server: FakeVideos) -> tuple[str, ...]:
    """Let the first shot be made by the server; give what names the film."""
    here = ("--project", str(film))
    assert (
        call("provider", "add", "gate", "--url", server.url, "--protocol", "videos", "--profile", "gateway").code == 0
    )
    assert call("provider", "test", "gate").code == 0
    assert call("shot", "edit", "010", *here, "--provider", "gate", "--model", "veo-3.1-generate").code == 0
    assert call("shot", "edit", "010", *here, "--size", "1280x720", "--seconds", "4").code == 0
    return here


def send(call: Call, here: tuple[str, ...]) -> str:
    """Queue and send the first shot; give the code of its job and what was said on the way."""
    added = call("queue", "add", "010", *here, "--unknown-prices", "--yes")
    assert added.code == 0, added.err
    call("queue", "run", *here)
    return call("queue", "status", *here, "--json").document["jobs"][-1]["code"]


def test_a_word_is_warned_of_before_sending_and_may_be_sent(call: Call, shot: tuple[str, ...]) -> None:
    call("shot", "edit", "010", *shot, "--scene", "A street without any blood on it.")
    checked = call("check", "010", *shot)
    assert "“blood” is only named to be kept out, and may stop veo-3.1-generate all the same" in checked.out
    assert "docs.cloud.google.com" in checked.out
    assert checked.code == 0, "a warning is no error"
    added = call("queue", "add", "010", *shot, "--unknown-prices", "--yes")
    assert (added.code, "Shot 010: “blood”" in added.err) == (0, True)
    mended = call("lint", "--fix", *shot)
    assert mended.code in (0, 1)
    assert "blood" not in call("lint", "look", "--shot", "010", *shot).out


def test_refused_before_rendering(call: Call, shot: tuple[str, ...], server: FakeVideos) -> None:
    call("shot", "edit", "010", *shot, "--scene", "Two forbidden words on a wall.")
    job = send(call, shot)
    listed = call("queue", "status", *shot)
    assert "refused before anything was made" in listed.out
    assert f"fourbeat queue show {job}" in listed.err
    told = call("queue", "show", job, *shot)
    for words in (
        "Refused before anything was made",
        "Not charged.",
        "sentinel_block",
        "What to try next",
        "Say otherwise",
    ):
        assert words in told.out, words
    assert "“Your request was blocked by our moderation system”" in told.out
    again = call("queue", "add", "010", *shot, "--unknown-prices", "--yes")
    assert "veo-3.1-generate refused exactly these words for shot 010" in again.err
    assert server.created == 0


def test_refused_after_rendering(call: Call, shot: tuple[str, ...], server: FakeVideos) -> None:
    server.mischief.fails = f"The output was blocked by moderation. Key {SECRET}"
    call("provider", "add", "other", "--url", server.url, "--protocol", "videos")
    job = send(call, shot)
    told = call("queue", "show", job, *shot)
    assert "Refused after it was made" in told.out
    assert f"fourbeat budget settle {job}" in told.out, "whether it was charged, nobody has said"
    assert "Another take with the same words may come out otherwise" in told.out
    assert "moderation_blocked" in told.out
    assert SECRET not in told.out
    document = call("queue", "show", job, *shot, "--json").document["job"]
    assert document["refusal"]["kind"] == "after"
    assert SECRET not in str(document)
    assert call("budget", "settle", job, "0.30", "USD", *shot).code == 0
    told = call("queue", "show", job, *shot)
    assert "Charged: 0.30 USD." in told.out, told.out.splitlines()[:6]


def test_what_this_film_stops_itself_is_told_as_such(call: Call, shot: tuple[str, ...], server: FakeVideos) -> None:
    del server
    (job,) = call("queue", "add", "010", *shot, "--unknown-prices", "--yes", "--json").document["jobs"]
    assert call("provider", "remove", "gate").code == 0
    call("queue", "run", *shot)
    told = call("queue", "show", job["code"], *shot)
    assert "Stopped here, nothing was sent" in told.out
    assert "Not charged." in told.out


def test_a_job_that_was_not_refused_has_a_story_too(call: Call, film: Path) -> None:
    here = ("--project", str(film))
    (job,) = call("queue", "add", "010", *here, "--json").document["jobs"]
    told = call("queue", "show", job["code"], *here)
    assert (told.code, "What to try next" in told.out) == (0, False)
    assert call("queue", "show", "XXXXXXXX", *here).code == 3
