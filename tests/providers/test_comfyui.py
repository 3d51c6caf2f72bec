"""ComfyUI: graphs go out once under our id, are found again, and end in a clip or in a reason."""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest
from fakes.comfyui import CLIP, Fake, comfyui
from sockets import answer, place, saying

from fourbeat.model.connection import Connection, Entry, WireProtocol
from fourbeat.model.errors import FourbeatError, Invalid, ProviderError
from fourbeat.model.format import Size
from fourbeat.model.ids import Ids
from fourbeat.model.job import Failure
from fourbeat.model.panel import Panel
from fourbeat.model.plan import Role
from fourbeat.model.provider import Accepted, Cancel, Capabilities, Poll, Progress, Rejected, Unsure, WireRequest
from fourbeat.model.request import TakeRequest, Verb
from fourbeat.model.take import UsedReference
from fourbeat.providers.comfyui.adapter import ComfyUI
from fourbeat.providers.comfyui.watching import Watching
from fourbeat.providers.comfyui.workflow import Workflow, load
from fourbeat.providers.line import Line, Patience

T = TypeVar("T")
STARTERS = tuple(
    load(path.read_text(encoding="utf-8"))
    for path in sorted((Path(__file__).parents[2] / "resources/providers/comfyui").glob("*.json"))
)
PICTURE = b"\x89PNG a first frame"
SHA256 = hashlib.sha256(PICTURE).hexdigest()
FIRST = UsedReference(role=Role.FIRST_FRAME, sha256=SHA256, name="first.png")
KEY = "planted-key-4711"


@pytest.fixture
def fake() -> Iterator[Fake]:
    with comfyui() as one:
        one.nodes = described()
        yield one


def described() -> dict[str, Any]:
    """Describe every node of the starters, with every file there."""
    nodes: dict[str, Any] = {}
    for workflow in STARTERS:
        for node in workflow.graph.values():
            required = nodes.setdefault(str(node["class_type"]), {"input": {"required": {}}})["input"]["required"]
            for name, value in node["inputs"].items():  # type: ignore[union-attr]
                if str(value).endswith(".safetensors"):
                    required.setdefault(name, [[], {}])[0].append(value)
    return nodes


def run(fake: Fake, work: Callable[[ComfyUI], Awaitable[T]], *, key: str | None = None) -> T:
    connection = Connection(
        key="comfy",
        name="Studio PC",
        protocol=WireProtocol.COMFYUI,
        url=fake.url,
        entry=Entry.HEADER if key else Entry.NONE,
        header="X-API-Key" if key else "",
    )

    async def whole() -> T:
        line = Line(connection, lambda: key, patience=Patience(reach=2, quiet=2, answer=5, submission=5))
        provider = ComfyUI(connection, line, STARTERS)
        try:
            return await work(provider)
        finally:
            await provider.close()

    return asyncio.run(whole())


def request(**more: Any) -> TakeRequest:
    given: dict[str, Any] = {
        "shot": Ids().new(),
        "provider": "comfy",
        "model": "wan22-5b",
        "prompt": "A lighthouse in the rain. 雨の灯台。",
        "size": Size(width=1280, height=720),
        "frames": 96,
        "rate": "24",
        "seconds": "4",
        "seed": 7,
        "number": 3,
        "panel": Panel(),
        **more,
    }
    return TakeRequest(**given)


def wire(provider: ComfyUI, tmp: Path, **more: Any) -> WireRequest:
    picture = tmp / f"{SHA256}.png"
    picture.write_bytes(PICTURE)
    return provider.prepare(request(**more), Ids().new(), {SHA256: picture})


def sent(fake: Fake, tmp: Path, **more: Any) -> tuple[WireRequest, Accepted | Rejected | Unsure]:
    async def work(provider: ComfyUI) -> tuple[WireRequest, Accepted | Rejected | Unsure]:
        made = wire(provider, tmp, **more)
        return made, await provider.submit(made)

    return run(fake, work)


def look(fake: Fake, remote_id: str) -> Poll:
    return run(fake, lambda provider: provider.poll(remote_id))


def test_a_graph_is_filled_sent_under_our_id_and_followed_to_its_clip(fake: Fake, tmp_path: Path) -> None:
    made, answer = sent(fake, tmp_path, references=(FIRST,))
    assert isinstance(answer, Accepted)
    assert answer.remote_id == made.key
    (posted,) = fake.posted
    graph = posted["prompt"]
    assert graph["prompt"]["inputs"]["text"] == "A lighthouse in the rain. 雨の灯台。"
    assert (graph["clip"]["inputs"]["width"], graph["clip"]["inputs"]["height"]) == (1280, 704)
    assert graph["clip"]["inputs"]["length"] == 97
    assert graph["sampler"]["inputs"]["seed"] == 7
    assert graph["first"]["inputs"]["image"] == f"fourbeat/{SHA256}.png"
    (upload,) = fake.uploads
    assert PICTURE in upload
    assert look(fake, made.key).progress is Progress.WAITING
    fake.running = made.key
    assert look(fake, made.key).progress is Progress.RUNNING
    fake.finish(made.key)
    ready = look(fake, made.key)
    assert ready.progress is Progress.READY
    part = tmp_path / "a.part"
    run(fake, lambda provider: provider.fetch(made.key, ready.asset or "", part))
    assert part.read_bytes() == CLIP


def test_without_a_first_frame_its_loader_is_left_out(fake: Fake, tmp_path: Path) -> None:
    sent(fake, tmp_path)
    graph = fake.posted[0]["prompt"]
    assert "first" not in graph
    assert "start_image" not in graph["clip"]["inputs"]


def test_a_picture_that_has_no_place_is_refused_not_dropped(fake: Fake, tmp_path: Path) -> None:
    with pytest.raises(Invalid) as told:
        sent(fake, tmp_path, model="wan21-1.3b", references=(FIRST,))
    assert told.value.code == "comfyui.no-slot"


@pytest.mark.parametrize("more", [{"model": "gone"}, {"verb": Verb.EXTEND}])
def test_what_no_workflow_does_is_refused(fake: Fake, tmp_path: Path, more: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        sent(fake, tmp_path, **more)


def test_a_lost_answer_is_unsure_and_the_graph_is_found_again(fake: Fake, tmp_path: Path) -> None:
    fake.lose = True
    made, answer = sent(fake, tmp_path)
    assert isinstance(answer, Unsure)
    assert run(fake, lambda provider: provider.find(made)) == made.key
    fake.finish(made.key)
    assert run(fake, lambda provider: provider.find(made)) == made.key


def test_a_request_that_never_arrived_is_known_to_be_absent(fake: Fake, tmp_path: Path) -> None:
    fake.cut = True
    made, answer = sent(fake, tmp_path)
    assert isinstance(answer, Unsure)
    assert run(fake, lambda provider: provider.find(made)) is None
    assert fake.posted == []


def test_an_error_after_queueing_is_unsure(fake: Fake, tmp_path: Path) -> None:
    fake.lying = True
    made, answer = sent(fake, tmp_path)
    assert isinstance(answer, Unsure)
    assert run(fake, lambda provider: provider.find(made)) == made.key


def test_a_busy_server_says_when_to_come_back(fake: Fake, tmp_path: Path) -> None:
    fake.busy = True
    _made, answer = sent(fake, tmp_path)
    assert isinstance(answer, Rejected)
    assert (answer.failure, answer.retry_after) == (Failure.SERVER, 7.0)


def test_an_invalid_graph_is_told_in_the_nodes_own_words(fake: Fake, tmp_path: Path) -> None:
    fake.invalid = {
        "error": {"type": "prompt_outputs_failed_validation", "message": "Prompt outputs failed validation"},
        "node_errors": {
            "3": {"class_type": "VAELoader", "errors": [{"message": "Value not in list", "details": "vae_name: 'x'"}]}
        },
    }
    _made, answer = sent(fake, tmp_path)
    assert isinstance(answer, Rejected)
    assert (answer.failure, answer.why.params["detail"]) == (
        Failure.INVALID,
        "VAELoader: Value not in list · vae_name: 'x'",
    )


def test_an_old_server_that_chooses_its_own_id_is_followed_by_it(fake: Fake, tmp_path: Path) -> None:
    fake.old = True
    _made, answer = sent(fake, tmp_path)
    assert isinstance(answer, Accepted)
    assert look(fake, answer.remote_id).progress is Progress.WAITING


@pytest.mark.parametrize(
    ("messages", "progress", "code"),
    [
        ([["execution_interrupted", {}]], Progress.CANCELLED, "comfyui.interrupted"),
        (
            [
                ["execution_start", {}],
                [
                    "execution_error",
                    {"node_type": "KSampler", "exception_type": "torch.OutOfMemoryError", "exception_message": "CUDA"},
                ],
            ],
            Progress.FAILED,
            "comfyui.out-of-memory",
        ),
        (
            [["execution_error", {"node_type": "VAELoader", "exception_message": "no\nfile"}]],
            Progress.FAILED,
            "comfyui.node-failed",
        ),
        ("nonsense", Progress.FAILED, "comfyui.failed"),
    ],
)
def test_failed_graphs_say_why(fake: Fake, messages: Any, progress: Progress, code: str) -> None:
    fake.finish("g", {}, status_str="error", messages=messages)
    found = look(fake, "g")
    assert found.progress is progress
    assert found.why is not None
    assert found.why.code == code


@pytest.mark.parametrize(
    "outputs", [{}, {"9": {"images": [{"filename": "preview.png", "type": "temp"}]}}, {"9": None}, []]
)
def test_success_without_a_clip_is_a_failure(fake: Fake, outputs: Any) -> None:
    fake.finish("g", outputs)
    found = look(fake, "g")
    assert found.progress is Progress.FAILED
    assert found.why is not None
    assert found.why.code == "comfyui.nothing-saved"


def test_a_failed_graph_shows_no_key_and_no_address_that_opens_something(fake: Fake) -> None:
    error = {"node_type": "Cloud\ud800", "exception_message": f"401 for {KEY} at https://clips.example/a?sig=4711"}
    fake.key = KEY
    fake.finish("g", {}, status_str="error", messages=[["execution_error", error]])
    found = run(fake, lambda one: one.poll("g"), key=KEY)
    assert found.why is not None
    told = found.why.model_dump_json()
    assert "clips.example" in told
    assert KEY not in told
    assert "4711" not in told


def test_a_queue_that_others_have_filled_is_read_to_its_end(fake: Fake, tmp_path: Path) -> None:
    drawing = {"extra_pnginfo": {"workflow": "x" * 50_000}}
    fake.queued = {f"other-{one}": drawing for one in range(40)}

    async def work(provider: ComfyUI) -> tuple[Poll, str | None]:
        made = wire(provider, tmp_path)
        await provider.submit(made)
        return await provider.poll(made.key), await provider.find(made)

    look, there = run(fake, work)
    assert look.progress is Progress.WAITING
    assert there is not None


@pytest.mark.parametrize(
    ("status", "failure"),
    [("413 Too Large", Failure.INVALID), ("403 Forbidden", Failure.AUTH), ("500 Broken", Failure.SERVER)],
)
def test_a_picture_that_a_server_does_not_accept_is_no_trouble_with_the_line(
    fake: Fake, tmp_path: Path, status: str, failure: Failure
) -> None:
    fake.refuses_pictures = status
    found = run(fake, lambda one: one.submit(wire(one, tmp_path, references=(FIRST,))))
    assert isinstance(found, Rejected)
    assert found.failure is failure
    assert not fake.posted


def test_a_saved_clip_is_taken_before_a_preview(fake: Fake) -> None:
    entries = [{"filename": "p.mp4", "type": "temp"}, {"filename": "c.webm", "type": "output", "subfolder": "s"}]
    fake.finish("g", {"9": {"gifs": entries}})
    assert look(fake, "g").asset == '{"filename": "c.webm", "subfolder": "s", "type": "output"}'


def test_what_a_restarted_server_forgot_is_gone(fake: Fake) -> None:
    assert look(fake, "never").progress is Progress.GONE


@pytest.mark.parametrize(
    ("old", "running", "expected"),
    [(False, False, Cancel.ABORTED), (True, False, Cancel.WILL_NOT_RUN), (True, True, Cancel.ABORTED)],
)
def test_cancelling_is_told_as_it_was(fake: Fake, tmp_path: Path, old: bool, running: bool, expected: Cancel) -> None:
    made, _answer = sent(fake, tmp_path)
    fake.old = old
    fake.running = made.key if running else None
    assert run(fake, lambda provider: provider.cancel(made.key)) is expected
    assert made.key not in fake.queued


def test_cancelling_what_has_ended_is_too_late(fake: Fake) -> None:
    fake.finish("g")
    assert run(fake, lambda provider: provider.cancel("g")) is Cancel.TOO_LATE


def test_a_picture_that_was_saved_is_the_still_and_one_only_shown_is_none(fake: Fake) -> None:
    shown = {"filename": "p.png", "subfolder": "", "type": "temp"}
    saved = {"filename": "s.png", "subfolder": "fourbeat", "type": "output"}
    fake.finish("g", {"1": {"images": [shown]}, "2": {"images": [saved]}})
    assert look(fake, "g").asset == '{"filename": "s.png", "subfolder": "fourbeat", "type": "output"}'
    fake.finish("h", {"1": {"images": [shown]}})
    assert look(fake, "h").progress is Progress.FAILED
    fake.finish("i", {"1": {"images": [saved]}, "2": {"gifs": [{**saved, "filename": "c.mp4"}]}})
    assert '"c.mp4"' in str(look(fake, "i").asset)


def test_learning_names_what_the_server_lacks(fake: Fake) -> None:
    fake.nodes["VAELoader"]["input"]["required"]["vae_name"] = [["wan_2.1_vae.safetensors"], {}]
    known = run(fake, lambda provider: provider.learn())
    assert [model.id for model in known.models] == ["wan21-1.3b", "sdxl-still"]
    assert known.source == "ComfyUI 0.36.0"
    (note,) = known.notes
    (lack,) = note.params["lacks"]  # type: ignore[misc]
    assert lack.params["file"] == "wan2.2_vae.safetensors"  # type: ignore[union-attr]


def test_a_server_that_can_run_nothing_says_what_to_install(fake: Fake) -> None:
    fake.nodes = {}
    with pytest.raises(ProviderError) as told:
        run(fake, lambda provider: provider.learn())
    assert told.value.code == "comfyui.nothing-runs"


def test_some_other_server_is_not_taken_for_comfyui(fake: Fake) -> None:
    fake.html = True
    with pytest.raises(ProviderError) as told:
        run(fake, lambda provider: provider.learn())
    assert told.value.code == "line.web-page"


def test_a_wrong_key_is_told_and_never_shown(fake: Fake, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    fake.key = "another"

    async def work(provider: ComfyUI) -> Capabilities:
        return await provider.learn()

    with pytest.raises(FourbeatError) as told:
        run(fake, work, key=KEY)
    assert told.value.code == "comfyui.refused"
    assert KEY not in repr(told.value)
    assert KEY not in caplog.text
    fake.key = KEY
    assert run(fake, work, key=KEY).models


def test_lengths_are_asked_on_the_workflows_grid(fake: Fake, tmp_path: Path) -> None:
    made, _answer = sent(fake, tmp_path, model="wan21-1.3b")
    assert made.payload["frames"] == 65

    def longest(one: Workflow) -> str:
        return one.facts.longest

    assert {one.id: longest(one) for one in STARTERS if not one.still} == {"wan21-1.3b": "81/16", "wan22-5b": "121/24"}


def test_news_of_progress_is_heard_where_the_server_tells_it() -> None:
    from websockets.asyncio.server import ServerConnection, serve

    paths: list[str] = []
    shown: list[str | None] = []

    async def tell(line: ServerConnection) -> None:
        assert line.request is not None
        paths.append(line.request.path)
        shown.append(line.request.headers.get("X-API-Key"))
        await line.send(b"a picture")
        await line.send("no json")
        await line.send('{"type": "progress", "data": {"prompt_id": "g", "value": 5, "max": 20, "node": "3"}}')
        await line.send('{"type": "progress", "data": {"prompt_id": "g", "value": 1, "max": 20, "node": "4"}}')
        nodes = '{"3": {"value": 20, "max": 20}, "4": {"value": 10, "max": 20}}'
        await line.send('{"type": "progress_state", "data": {"prompt_id": "h", "nodes": ' + nodes + "}}")
        await line.wait_closed()

    async def whole() -> None:
        async with serve(tell, "127.0.0.1", 0) as server:
            port = next(iter(server.sockets)).getsockname()[1]
            entry = {"entry": Entry.HEADER, "header": "X-API-Key"}
            url = f"http://127.0.0.1:{port}/"
            connection = Connection(key="comfy", name="PC", protocol=WireProtocol.COMFYUI, url=url, **entry)
            watching = Watching(connection)
            watching.begin(Line(connection, lambda: KEY))
            async with asyncio.timeout(10):
                while watching.done("h") is None:
                    await asyncio.sleep(0.01)
            assert watching.done("g") == 0.25, "what is shown never goes back"
            assert watching.done("h") == 0.75
            assert watching.done("other") is None
            await watching.end()

    asyncio.run(whole())
    assert paths[0].startswith("/ws?clientId=")
    assert shown[0] == KEY


def test_no_key_follows_a_server_of_news_elsewhere_or_is_written_down(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with place(saying(answer("404 Not Found"))) as other:
        away = answer("302 Found", Location=f"ws://127.0.0.1:{other.port}/ws")
        with place(saying(away)) as here:
            entry = {"entry": Entry.HEADER, "header": "X-API-Key"}
            connection = Connection(key="comfy", name="PC", protocol=WireProtocol.COMFYUI, url=here.url, **entry)

            async def listen() -> None:
                watching = Watching(connection)
                watching.begin(Line(connection, lambda: KEY))
                async with asyncio.timeout(10):
                    while "cannot be heard" not in caplog.text:
                        await asyncio.sleep(0.01)
                await watching.end()

            asyncio.run(listen())
            assert here.heard[0].header("X-API-Key") == KEY
        assert not other.heard
    assert KEY not in caplog.text


@pytest.mark.parametrize(("value", "most"), [("NaN", "20"), ("1e999", "1e999"), ("5", "-1"), ("30", "20")])
def test_progress_that_cannot_be_is_no_progress(value: str, most: str) -> None:
    watching = Watching(Connection(key="comfy", name="PC", protocol=WireProtocol.COMFYUI, url="http://127.0.0.1:1"))
    watching._hear(f'{{"type": "progress", "data": {{"prompt_id": "g", "value": {value}, "max": {most}}}}}')
    assert watching.done("g") is None


def test_a_server_without_news_is_followed_all_the_same(fake: Fake, tmp_path: Path) -> None:
    async def work(provider: ComfyUI) -> Poll:
        made = wire(provider, tmp_path)
        await provider.submit(made)
        await asyncio.sleep(0.1)
        return await provider.poll(made.key)

    found = run(fake, work)
    assert (found.progress, found.done) == (Progress.WAITING, None)
