"""Workers: results and errors come home, cancelling kills, nothing is left behind."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import pytest

from fourbeat.media.worker import Workers
from fourbeat.model.errors import Cancelled, Invalid, MediaError
from media import errands

T = TypeVar("T")


def with_workers(count: int, story: Callable[[Workers], Awaitable[T]]) -> T:
    async def tell() -> T:
        workers = Workers(count)
        try:
            return await asyncio.wait_for(story(workers), 30)
        finally:
            await workers.close()

    return asyncio.run(tell())


async def stirs(file: Path) -> None:
    for _ in range(1000):
        if file.exists() and file.stat().st_size:
            return
        await asyncio.sleep(0.01)
    raise AssertionError("the task never began")


def still(file: Path) -> bool:
    """Tell whether nothing has been added to a file for a while, allowing a moment to die."""
    for _ in range(50):
        before = file.stat().st_size
        time.sleep(0.1)
        if file.stat().st_size == before:
            return True
    return False


def test_results_errors_and_progress_come_home_from_one_reused_process() -> None:
    async def story(workers: Workers) -> None:
        told: list[float] = []
        assert await workers.run(errands.double, 21, report=told.append) == 42
        assert told == [0.5, 1.0]
        first = await workers.run(errands.pid)
        assert first != os.getpid()
        with pytest.raises(Invalid) as refused:
            await workers.run(errands.refuse)
        assert refused.value.message.params == {"size": "1x1", "smallest": 64, "largest": 8192}
        assert await workers.run(errands.pid) == first

        with pytest.raises(MediaError) as stumbled:
            await workers.run(errands.stumble)
        assert stumbled.value.message.params["detail"] == "RuntimeError: a wire came loose"
        assert "errands.py" in "".join(stumbled.value.__notes__)
        # What stumbled once is not trusted again.
        assert await workers.run(errands.pid) != first
        with pytest.raises(MediaError) as unsent:
            await workers.run(errands.unpicklable)
        assert unsent.value.code == "worker.failed"

    with_workers(1, story)


@pytest.mark.slow
def test_a_dead_process_is_an_error_and_the_next_task_gets_a_new_one() -> None:
    async def story(workers: Workers) -> None:
        for task, detail in ((errands.crash, "SIGKILL"), (errands.leave, "7")):
            with pytest.raises(MediaError) as died:
                await workers.run(task)
            assert (died.value.code, died.value.message.params["detail"]) == ("worker.died", detail)
        last = await workers.run(errands.pid)
        # One that dies between two tasks costs no task.
        os.kill(last, signal.SIGTERM)
        await asyncio.sleep(0.2)
        assert await workers.run(errands.pid) != last

    with_workers(1, story)


def test_cancelling_kills_the_task(tmp_path: Path) -> None:
    async def story(workers: Workers) -> None:
        await cancelled(workers, errands.beat, tmp_path / "beats")
        assert await workers.run(errands.double, 3) == 6

    with_workers(1, story)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="process groups are POSIX's")
def test_cancelling_kills_what_the_task_started(tmp_path: Path) -> None:
    with_workers(1, lambda workers: cancelled(workers, errands.beat_through_a_child, tmp_path / "beats"))


async def cancelled(workers: Workers, task: Callable[..., None], file: Path) -> None:
    running = asyncio.create_task(workers.run(task, file))
    await stirs(file)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert await asyncio.to_thread(still, file)


@pytest.mark.slow
def test_no_more_processes_than_were_allowed() -> None:
    async def story(workers: Workers) -> None:
        pids = await asyncio.gather(*(workers.run(errands.busy, 0.05) for _ in range(6)))
        assert len(set(pids)) <= 2

    with_workers(2, story)


@pytest.mark.slow
def test_closing_stops_what_runs(tmp_path: Path) -> None:
    async def story(workers: Workers) -> None:
        running = asyncio.create_task(workers.run(errands.beat, tmp_path / "beats"))
        await stirs(tmp_path / "beats")
        await workers.close()
        with pytest.raises(Cancelled):
            await running
        with pytest.raises(Cancelled):
            await workers.run(errands.double, 1)
        assert await asyncio.to_thread(still, tmp_path / "beats")

    with_workers(1, story)


PARENT = """
import asyncio, signal, sys
from pathlib import Path
from fourbeat.media.worker import Workers
from media import errands

async def main():
    workers = Workers(1)
    assert await workers.run(errands.chatter) == ""
    sys.stdout.write("{}")
    sys.stdout.flush()
    if len(sys.argv) > 1:
        await workers.run(errands.beat, Path(sys.argv[1]))
    await workers.close()

if __name__ == "__main__":
    # Who runs the tests in the background may have had it ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    asyncio.run(main())
"""


@pytest.fixture
def parent(tmp_path: Path) -> list[str]:
    script = tmp_path / "parent.py"
    script.write_text(PARENT, encoding="utf-8")
    return [sys.executable, str(script)]


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}


def test_workers_leave_the_parents_input_and_output_alone(parent: list[str]) -> None:
    done = subprocess.run(parent, input=b"typed", capture_output=True, check=True, env=environment(), timeout=30)
    assert (done.stdout, done.stderr) == (b"{}", b"")


@pytest.mark.skipif(sys.platform == "win32", reason="signals of this kind are POSIX's")
@pytest.mark.parametrize(
    "how", ["SIGKILL", *(pytest.param(how, marks=pytest.mark.slow) for how in ("SIGINT", "SIGTERM"))]
)
def test_workers_die_with_their_parent(tmp_path: Path, parent: list[str], how: str) -> None:
    file = tmp_path / "beats"
    process = subprocess.Popen(
        [*parent, str(file)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment()
    )
    asyncio.run(stirs(file))
    process.send_signal(signal.Signals[how])
    process.wait(10)
    assert still(file)
