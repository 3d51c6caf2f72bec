"""Clips on their way: several at once without filling memory, and one that goes on after the program fell."""

from __future__ import annotations

import asyncio
import threading
import tracemalloc
from pathlib import Path

import httpx
import pytest
from fakes import videos as fakes
from fakes.videos import CLIP
from test_videos import server, told, videos

from fourbeat.model.errors import ProviderError
from fourbeat.providers.line.fetching import Fetch
from fourbeat.providers.videos import Videos

AT_ONCE, LONG = 8, 8 * 1024 * 1024


def resumed(part: Path, spoil: str | None = None) -> list[str | None]:
    """Break a fetch off, go on with it in another run of the program, and say which part of it that asked for."""
    with server("strict", content_cut=40_000) as (fake, provider):
        fake.jobs["video_1"] = fakes.Made({"prompt": "x"}, None, 0.0, looks=9)
        with pytest.raises(ProviderError):
            told(provider, lambda one: one.fetch("video_1", "video_1", part))
        assert part.read_bytes() == CLIP[:40_000]
        if spoil is not None:
            part.with_suffix(".begun").write_text(spoil)
        fake.requests.clear()
        told(videos(fake), lambda one: one.fetch("video_1", "video_1", part))
        return [one.headers.get("range") for one in fake.sent("GET", "/content")]


def test_another_run_goes_on_where_one_was_killed(tmp_path: Path) -> None:
    part = tmp_path / "clip.part"
    assert resumed(part) == ["bytes=40000-"]
    assert part.read_bytes() == CLIP
    assert not part.with_suffix(".begun").exists()


@pytest.mark.parametrize(
    "spoilt",
    [
        "",
        "{",
        "[]",
        "[" * 200_000,
        '{"validator": "", "total": 7}',
        '{"validator": 7, "total": "x"}',
        '{"validator": "\\u201ca clip\\u201d", "total": 7}',
    ],
)
def test_a_spoilt_note_costs_only_what_was_there(tmp_path: Path, spoilt: str) -> None:
    part = tmp_path / "clip.part"
    assert resumed(part, spoilt) == [None]
    assert part.read_bytes() == CLIP


def test_a_mark_of_a_file_that_no_header_can_carry_is_not_sent_back(tmp_path: Path) -> None:
    fetch = Fetch(tmp_path / "clip.part", {})
    mark = (b"ETag", '"clé"'.encode("latin-1"))
    broken_off = httpx.Response(200, headers=[mark, (b"Content-Length", b"9")], stream=httpx.ByteStream(b"abcd"))
    with pytest.raises(ProviderError):
        asyncio.run(fetch.take(broken_off, "box"))
    assert httpx.Request("GET", "http://box", headers=fetch.range()).headers["range"] == "bytes=4-"


def test_eight_clips_come_at_once_and_none_is_held_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clip = CLIP[:4096] * (LONG // 4096)
    monkeypatch.setattr(fakes, "CLIP", clip)
    together, whole = threading.Barrier(AT_ONCE, timeout=20), fakes._Handler._content

    def content(handler: object, *given: object) -> None:
        together.wait()
        whole(handler, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(fakes._Handler, "_content", content)
    with server("strict") as (fake, provider):
        made = fakes.Made({"prompt": "x"}, None, 0.0, looks=9)
        fake.jobs |= {f"video_{n}": made for n in range(AT_ONCE)}

        async def all_of_them(one: Videos) -> int:
            tracemalloc.start()
            try:
                fetches = (one.fetch(f"video_{n}", f"video_{n}", tmp_path / f"{n}.part") for n in range(AT_ONCE))
                await asyncio.gather(*fetches)
                return tracemalloc.get_traced_memory()[1]
            finally:
                tracemalloc.stop()

        most = told(provider, all_of_them)
    assert all((tmp_path / f"{n}.part").read_bytes() == clip for n in range(AT_ONCE))
    assert most < LONG, f"{most / 1024**2:.1f} MB for {AT_ONCE} clips of {LONG / 1024**2:.0f} MB"
