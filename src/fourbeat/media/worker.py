"""Worker processes for pixels and packets: spawned, reused, killed to cancel."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection, wait
from typing import Any, Literal, TypeVar

from fourbeat.model.errors import Cancelled, FourbeatError, MediaError

T = TypeVar("T")

_SPAWN = multiprocessing.get_context("spawn")
_Answer = tuple[Literal["done", "told", "refused", "broke"], Any]


class Workers:
    """Run tasks in at most `count` processes, for one event loop.

    A frozen program must call `multiprocessing.freeze_support()` first thing. Close it when done: what still runs is
    killed then.
    """

    def __init__(self, count: int) -> None:
        if count < 1:
            raise ValueError("at least one worker is needed")
        self.count = count
        self._free = asyncio.Semaphore(count)
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="worker")
        self._idle: list[_Worker] = []
        self._busy: set[_Worker] = set()
        self._closed = False

    async def run(self, task: Callable[..., T], *args: object, report: Callable[[float], None] | None = None) -> T:
        """Call a module-level function in a worker process and give what it returns.

        The task gets the arguments, which must pickle, and last a callable it may tell its progress, 0.0 to 1.0; this
        reaches `report` on the loop. Cancelling kills the process. A FourbeatError of the task comes out as it is; any
        other exception, or a process that dies, is a MediaError.
        """
        loop = asyncio.get_running_loop()

        def tell(done: float) -> None:
            if report is not None:
                loop.call_soon_threadsafe(report, done)

        async with self._free:
            if self._closed:
                raise Cancelled("worker.stopped")
            worker = self._idle.pop() if self._idle else _Worker()
            self._busy.add(worker)
            talk = loop.run_in_executor(self._threads, worker.run, task, args, tell)
            try:
                answer: T = await asyncio.shield(talk)
                return answer
            except asyncio.CancelledError:
                worker.kill()
                await _settled(talk)
                raise
            finally:
                self._busy.discard(worker)
                if worker.fit and not self._closed:
                    self._idle.append(worker)
                else:
                    worker.kill()

    async def close(self) -> None:
        """Kill every worker; tasks still running end with Cancelled."""
        self._closed = True
        for worker in (*self._idle, *self._busy):
            worker.kill()
        self._idle.clear()
        await asyncio.to_thread(self._threads.shutdown)


async def _settled(talk: asyncio.Future[Any]) -> None:
    # The process is dead by now, so this is short, and it must not be left half done by a second cancellation.
    while not talk.done():
        try:
            await asyncio.wait([talk])
        except asyncio.CancelledError:
            continue
    if not talk.cancelled():
        talk.exception()


class _Worker:
    """Hold one process from this side: started at its first task, killed from any thread."""

    # Starting and reaping touch a list that multiprocessing keeps for the whole process.
    _reaping = threading.Lock()

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: multiprocessing.process.BaseProcess | None = None
        self._pipe: Connection | None = None
        self._killed = False
        self.fit = False

    def run(self, task: Callable[..., Any], args: tuple[object, ...], tell: Callable[[float], None]) -> Any:
        """Have the process carry out one task, from a thread that may wait; give its result."""
        self.fit = False
        try:
            pipe = self._ready()
            pipe.send((task, args))
            while True:
                kind, value = pipe.recv()
                if kind != "told":
                    break
                tell(value)
        except (EOFError, OSError):
            raise self._death() from None
        self.fit = kind in ("done", "refused")
        if kind == "done":
            return value
        raise value if kind == "refused" else _broken(*value)

    def kill(self) -> None:
        """End the process and everything it started, whatever it is doing; it can be called again."""
        with self._lock:
            self._killed = True
            process, self._process = self._process, None
        if process is None:
            return
        with self._reaping:
            if process.exitcode is None and process.pid is not None:
                _kill_group(process.pid)
                process.kill()
            process.join()

    def _ready(self) -> Connection:
        with self._lock:
            if self._killed:
                raise Cancelled("worker.stopped")
            if self._process is not None and not self._process.is_alive():
                # It died between two tasks, which is nobody's fault but costs nobody a job either.
                self._process = None
            if self._process is None:
                self._pipe, theirs = _SPAWN.Pipe()
                process = _SPAWN.Process(target=_serve, args=(theirs,), name="fourbeat-worker", daemon=True)
                with self._reaping:
                    process.start()
                theirs.close()
                self._process = process
            assert self._pipe is not None
            return self._pipe

    def _death(self) -> FourbeatError:
        with self._lock:
            if self._killed:
                return Cancelled("worker.stopped")
            process = self._process
        if process is not None:
            process.join()
        return MediaError("worker.died", detail=_last_words(process.exitcode if process else None))


def _last_words(code: int | None) -> str:
    if code is not None and code < 0:
        try:
            return signal.Signals(-code).name
        except ValueError:
            pass
    return str(code)


def _broken(detail: str, trace: str) -> MediaError:
    error = MediaError("worker.failed", detail=detail)
    error.add_note(trace)
    return error


def _kill_group(pid: int) -> None:
    if sys.platform != "win32":
        try:
            os.killpg(pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            # It has not made its group yet, and so has started nothing either.
            pass


# What follows runs in the worker process.


def _serve(pipe: Connection) -> None:
    """Carry out one task after the other until nobody asks any more."""
    _settle_in()
    threading.Thread(target=_die_with_parent, daemon=True).start()
    while True:
        try:
            task, args = pipe.recv()
        except (EOFError, OSError):
            return
        except Exception as error:
            # The task's module could not be imported here.
            _send(pipe, _breakage(error))
            continue
        _send(pipe, _carry_out(pipe, task, args))


def _settle_in() -> None:
    """Keep the terminal's Ctrl-C for the parent, and let nothing of ours into its output or out of its input."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform != "win32":
        # A group of its own: whatever a task starts is killed with it.
        os.setpgrp()
    null = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1):
        os.dup2(null, stream)
    os.close(null)


def _die_with_parent() -> None:
    # Linux could send a signal instead, but does so already when the thread that started us ends.
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        _kill_group(os.getpid())
        os._exit(1)


def _carry_out(pipe: Connection, task: Callable[..., Any], args: tuple[object, ...]) -> _Answer:
    told = -1

    def tell(done: float) -> None:
        nonlocal told
        percent = int(100 * done)
        if percent > told:
            told = percent
            _send(pipe, ("told", min(1.0, float(done))))

    try:
        return "done", task(*args, tell)
    except FourbeatError as error:
        return "refused", error
    except Exception as error:
        return _breakage(error)


def _breakage(error: Exception) -> _Answer:
    detail = f"{type(error).__name__}: {error}"[:200]
    return "broke", (detail, "".join(traceback.format_exception(error)))


def _send(pipe: Connection, answer: _Answer) -> None:
    try:
        pipe.send(answer)
    except OSError:
        # Nobody listens any more.
        os._exit(1)
    except Exception as error:
        # The result does not pickle; that must not look like a crash.
        pipe.send(_breakage(error))
