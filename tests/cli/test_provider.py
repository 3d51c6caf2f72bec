"""Connections by commands: a key is asked for, never taken from a command, and is found nowhere it does not belong."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from fourbeat.cli import main
from fourbeat.studio import faults
from providers.fakes.videos import FakeVideos

from .conftest import Answered, Call

PLANTED = "Zx7Planted9Key4Of2A6Test"


@pytest.fixture
def server() -> Iterator[FakeVideos]:
    with FakeVideos(kind="vllm-omni", key=PLANTED) as fake:
        yield fake


def pipe(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))


def connect(call: Call, server: FakeVideos, *more: str) -> Answered:
    return call("provider", "add", "gpu", "--protocol", "videos", "--url", server.url, "--entry", "bearer", *more)


def test_from_adding_to_removing(call: Call, server: FakeVideos, monkeypatch: pytest.MonkeyPatch) -> None:
    added = connect(call, server, "--name", "My GPU")
    assert added.code == 0
    assert "fourbeat provider key gpu" in added.out
    assert call("provider", "test", "gpu").code == 8
    pipe(monkeypatch, PLANTED + "\n")
    refused = call("provider", "key", "gpu")
    assert refused.code == 5
    assert "FOURBEAT_KEY_GPU" in refused.err
    pipe(monkeypatch, PLANTED + "\n")
    assert call("provider", "key", "gpu", "--file").code == 0
    tested = call("provider", "test", "gpu")
    assert tested.code == 0
    assert "My GPU answers." in tested.out
    assert "reel-1" in tested.out
    listed = call("provider", "list", "--json").document["connections"]
    assert [(one["key"], one["secret"], one["variable"]) for one in listed] == [("gpu", "file", "FOURBEAT_KEY_GPU")]
    assert call("provider", "change", "gpu", "--name", "Renamed", "--width", "3").code == 0
    assert "Renamed" in call("provider", "list").out
    assert call("provider", "remove", "gpu").code == 0
    assert call("provider", "test", "gpu").code == 3
    assert call("provider", "list", "--json").document["connections"] == []


def test_the_variable_is_enough(call: Call, server: FakeVideos, monkeypatch: pytest.MonkeyPatch) -> None:
    connect(call, server)
    monkeypatch.setenv("FOURBEAT_KEY_GPU", PLANTED)
    assert call("provider", "test", "gpu").code == 0
    assert call("provider", "list", "--json").document["connections"][0]["secret"] == "variable"


def test_a_key_that_is_given_is_shown_to_the_server(
    call: Call, server: FakeVideos, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert call("provider", "add", "gpu", "--protocol", "videos", "--url", server.url).code == 0
    asked = call("provider", "test", "gpu")
    assert "or got none" in asked.err
    pipe(monkeypatch, PLANTED + "\n")
    given = call("provider", "key", "gpu", "--file")
    assert given.code == 0
    assert "Authorization: Bearer" in given.out + given.err
    assert call("provider", "test", "gpu").code == 0
    assert call("provider", "add", "or", "--protocol", "openrouter", "--url", server.url).code == 0
    assert "The key is missing" in call("provider", "test", "or").err


def test_a_key_in_a_command_is_refused_and_not_repeated(call: Call, server: FakeVideos) -> None:
    connect(call, server)
    said = call("provider", "key", "gpu", PLANTED)
    assert said.code == 2
    assert PLANTED not in said.err + said.out
    assert not [option for option in call("provider", "key", "--help").out.split() if option in ("--key", "--secret")]


def test_a_wrong_key_is_told_without_it(call: Call, server: FakeVideos, monkeypatch: pytest.MonkeyPatch) -> None:
    connect(call, server)
    monkeypatch.setenv("FOURBEAT_KEY_GPU", "Wrong4Key9Wrong7Key")
    said = call("provider", "test", "gpu", "--json")
    assert said.code == 8
    assert "Wrong4Key9Wrong7Key" not in said.out + said.err


def test_what_is_known_of_models_drives_the_choices(
    call: Call, server: FakeVideos, film: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect(call, server)
    monkeypatch.setenv("FOURBEAT_KEY_GPU", PLANTED)
    assert call("provider", "test", "gpu").code == 0
    told = call(
        "provider", "model", "gpu", "reel-1", "--sizes", "1280x720", "--seconds", "4,8", "--per-clip", "0.30 usd"
    )
    assert told.code == 0
    (model,) = call("provider", "models", "--json").document["models"]
    (price,) = model["prices"]
    assert (model["seconds"], price["per"], price["sum"]) == (["4", "8"], "clip", {"amount": "0.30", "currency": "USD"})
    assert "0.30 USD a clip" in call("provider", "models").out
    assert call("shot", "edit", "010", "--project", film, "--provider", "gpu").code == 0
    refused = call("queue", "add", "010", "--project", film)
    assert refused.code == 2
    assert "1280x720" in refused.err
    assert call("shot", "edit", "010", "--project", film, "--size", "1280x720").code == 0
    assert call("queue", "add", "010", "--project", film, "--max-cost", "1", "--yes").code == 0


def test_what_a_protocol_leaves_open_is_said_by_options(call: Call, server: FakeVideos) -> None:
    assert connect(call, server, "--option", "body=form", "--option", "reference=file").code == 0
    assert call("provider", "change", "gpu", "--option", "body=", "--option", "model=off").code == 0
    (one,) = call("provider", "list", "--json").document["connections"]
    assert one["options"] == {"reference": "file", "model": False}
    for odd, said in (("body=xml", "form"), ("noise=on", "reference"), ("body", "NAME=VALUE")):
        refused = call("provider", "change", "gpu", "--option", odd)
        assert refused.code == 2
        assert said in refused.err
    odd = call("provider", "change", "gpu", "--profile", "sora")
    assert odd.code == 2
    assert "vllm-omni" in odd.err


def test_servers_are_asked_again_and_what_changed_is_told(
    call: Call, server: FakeVideos, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "No server has been asked" in call("provider", "refresh").out
    connect(call, server)
    monkeypatch.setenv("FOURBEAT_KEY_GPU", PLANTED)
    assert "answers" in call("provider", "refresh", "gpu").out
    assert "says what it said before" in call("provider", "refresh").out
    assert "today" in call("provider", "list").out
    server.model = "reel-9"
    changed = call("provider", "refresh")
    assert "One model is new: reel-9." in changed.out
    assert "One model is no longer there: reel-1." in changed.out
    server.model = "reel-1"
    assert call("provider", "refresh", "--json").document["refreshed"][0]["changed"]
    monkeypatch.setenv("FOURBEAT_KEY_GPU", "Wrong4Key9Wrong7Key")
    refused = call("provider", "refresh")
    assert refused.code == 8
    assert "Wrong4Key" not in refused.out + refused.err


def test_what_is_old_is_worth_asking_again(
    call: Call, server: FakeVideos, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    connect(call, server)
    monkeypatch.setenv("FOURBEAT_KEY_GPU", PLANTED)
    call("provider", "test", "gpu")
    (file,) = (one for one in tmp_path.rglob("gpu.json"))
    told = json.loads(file.read_text())
    file.write_text(json.dumps({**told, "learned_at": "2026-01-01T00:00:00.000Z"}))
    listed = call("provider", "list")
    assert "days ago" in listed.out
    assert "`fourbeat provider refresh` asks" in listed.err


def test_a_retired_model_is_refused_with_the_one_that_follows(call: Call, server: FakeVideos, film: Path) -> None:
    connect(call, server)
    for model, more in (("old-1", ("--retired", "2026-01-01", "--successor", "new-2")), ("new-2", ())):
        assert call("provider", "model", "gpu", model, "--longest", "9", "--free", *more).code == 0
    assert "2026-01-01 → new-2" in call("provider", "models").out
    assert call("shot", "edit", "010", "--project", film, "--provider", "gpu", "--model", "old-1").code == 0
    refused = call("queue", "add", "010", "--project", film)
    assert refused.code == 2
    assert "new-2" in refused.err
    assert call("shot", "edit", "010", "--project", film, "--model", "new-2").code == 0
    assert call("queue", "add", "010", "--project", film).code == 0


def test_a_mistake_in_one_file_keeps_no_other_generator_from_the_list(
    call: Call, server: FakeVideos, tmp_path: Path
) -> None:
    connect(call, server)
    assert call("provider", "add", "farm", "--protocol", "videos", "--url", server.url).code == 0
    for key in ("gpu", "farm"):
        assert call("provider", "model", key, f"{key}-1", "--retired", "2026-12-31", "--free").code == 0
    assert call("provider", "model", "gpu", "gpu-1", "--retired", "2026-13-40").code == 2
    (file,) = tmp_path.rglob("gpu.toml")
    file.write_text(file.read_text(encoding="utf-8").replace("2026-12-31", "2026-13-40"), encoding="utf-8")
    listed = call("provider", "models")
    assert listed.code == 0
    assert "farm-1" in listed.out
    assert "gpu.toml" in listed.err.replace("\n", "")
    assert len(call("provider", "models", "--json").document["faults"]) == 1
    assert "gpu.toml" in call("provider", "list").err.replace("\n", "")
    assert call("provider", "models", "gpu").code == 2


def test_a_film_from_elsewhere_says_what_is_missing_and_how_to_add_it(call: Call, film: Path) -> None:
    assert call("shot", "edit", "010", "--project", film, "--provider", "adas-gpu").code == 0
    status = call("status", "--project", film)
    assert status.code == 0
    assert "fourbeat provider add adas-gpu" in status.out
    assert call("status", "--project", film, "--json").document["unknown_generators"] == ["adas-gpu"]
    assert "fourbeat provider add adas-gpu" in call("queue", "add", "010", "--project", film).err


def test_a_service_fills_a_connection_in(call: Call) -> None:
    assert call("provider", "add", "or", "--service", "openrouter").code == 0
    (one,) = call("provider", "list", "--json").document["connections"]
    assert (one["protocol"], one["url"]) == ("openrouter", "https://openrouter.ai/api/v1")
    assert call("provider", "add", "x", "--service", "nobody").code == 3
    assert call("provider", "add", "x").code == 2


@pytest.mark.parametrize("place", ["variable", "file"])
def test_a_planted_key_is_found_nowhere_it_does_not_belong(
    call: Call, server: FakeVideos, film: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    """Look through everything a whole session says and writes: the film, the home, logs, reports, errors, JSON."""
    said: list[str] = []

    def heard(*words: object) -> Answered:
        answered = call(*map(str, words))
        said.append(answered.out + answered.err)
        return answered

    monkeypatch.setenv("FOURBEAT_DEBUG", "1")
    assert connect(heard, server).code == 0
    if place == "variable":
        monkeypatch.setenv("FOURBEAT_KEY_GPU", PLANTED)
    else:
        pipe(monkeypatch, PLANTED)
        assert heard("provider", "key", "gpu", "--file", "--json").code == 0
    for words in (("test", "gpu"), ("test", "gpu", "--json"), ("models",), ("list",), ("list", "--json")):
        assert heard("provider", *words).code == 0
    assert heard("shot", "edit", "010", "--project", film, "--provider", "gpu").code == 0
    assert heard("queue", "add", "010", "--project", film).code == 0
    heard("queue", "run", "--project", film)
    assert server.created == 1
    for words in (("queue", "status"), ("take", "list", "010"), ("status",), ("doctor",)):
        assert heard(*words, "--project", film).code != 2
        assert heard(*words, "--project", film, "--json").code != 2
    # What is handed on: the film as a file, the audit, the ledger, a bill that was read, an order for a website.
    given, bill = tmp_path / "given", tmp_path / "bill.csv"
    given.mkdir()
    bill.write_text("date,description,amount,currency\n2026-11-21,one clip,0.30,USD\n", encoding="utf-8")
    for words in (
        ("film", given / "film"),
        ("policy", "audit", "export", "--out", given / "audit.jsonl"),
        ("budget", "ledger", "--csv", given / "ledger.csv"),
        ("budget", "invoice", bill, "--provider", "gpu"),
        ("provider", "character", "list"),
        ("shot", "edit", "010", "--provider", "handwork"),
        ("queue", "add", "010"),
        ("handwork", "list"),
    ):
        assert heard(*words, "--project", film).code == 0, said[-1]
    heard("queue", "run", "--project", film)
    assert {"film", "audit.jsonl", "ledger.csv"} <= {one.name for one in given.iterdir()}
    assert any((film / "handwork").rglob("*")), "an order lies in its folder"
    assert heard("provider", "refresh").code == 0
    server.mischief.huge_error = True
    heard("provider", "test", "gpu", "--json")
    server.mischief.huge_error = False
    server.mischief.redirect = "http://127.0.0.1:9/elsewhere"
    heard("provider", "test", "gpu")

    def breaks(*_: object, **__: object) -> None:
        raise RuntimeError(f"Illegal header value b'Bearer {PLANTED}'")

    monkeypatch.setattr("fourbeat.studio.connections.Connections.able", breaks)
    assert heard("provider", "models").code == main.UNEXPECTED
    assert "Illegal header value" in said[-1]
    assert (tmp_path / "home" / "faults.log").is_file()
    assert not [text for text in said if PLANTED in text]
    assert json.dumps(server.requests[-1].headers).count(PLANTED) == 1, "the key did reach the server"
    written = {file for file in tmp_path.rglob("*") if file.is_file() and PLANTED.encode() in file.read_bytes()}
    allowed = {tmp_path / "home" / "secrets" / "key-gpu"} if place == "file" else set()
    assert written == allowed
    assert PLANTED in faults._HIDDEN


def test_the_price_of_one_take_is_told_and_a_free_one_made(
    call: Call, server: FakeVideos, film: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect(call, server)
    monkeypatch.setenv("FOURBEAT_KEY_GPU", PLANTED)
    told = call("provider", "test", "gpu", "--shot", "010", "--project", film)
    assert told.code == 0
    assert "costs nothing" in told.out
    assert call("queue", "status", "--project", film, "--json").document["jobs"] == []
    assert call("provider", "test", "gpu", "--clip").code == 2
    assert call("provider", "test", "gpu", "--shot", "010", "--clip", "--project", film).code == 0
    assert len(call("queue", "status", "--project", film, "--json").document["jobs"]) == 1
    assert call("provider", "model", "gpu", "reel-1", "--per-second", "0.10 USD", "--seconds", "4").code == 0
    priced = call("provider", "test", "gpu", "--shot", "010", "--project", film)
    assert "costs 0.40 USD" in priced.out
    refused = call("provider", "test", "gpu", "--shot", "010", "--clip", "--project", film)
    assert refused.code == 2
    assert server.created == 0


def test_a_service_nobody_has_asked_says_so(call: Call, film: Path) -> None:
    assert call("provider", "add", "or", "--service", "openrouter").code == 0
    assert call("shot", "edit", "010", "--project", film, "--provider", "or").code == 0
    for words in (("queue", "add", "010"), ("shot", "edit", "020", "--provider", "or"), ("lint",), ("check", "010")):
        assert call(*words, "--project", film).code != main.UNEXPECTED, words
    assert "fourbeat provider test or" in call("queue", "add", "010", "--project", film).err
