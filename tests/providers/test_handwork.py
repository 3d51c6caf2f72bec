"""Orders as folders: laid out whole, answered by whoever puts a clip there, and never leading elsewhere."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Coroutine
from pathlib import Path
from typing import Any, TypeVar

import pytest

from fourbeat.model.errors import Invalid, NotFound
from fourbeat.model.format import Size
from fourbeat.model.ids import Ids
from fourbeat.model.panel import Panel
from fourbeat.model.plan import Role
from fourbeat.model.provider import Accepted, Cancel, Progress, Rejected, WireRequest
from fourbeat.model.request import StillRequest, TakeRequest, Verb
from fourbeat.model.still import View
from fourbeat.model.take import UsedReference
from fourbeat.providers.handwork import PICTURES, PROMPT, SETTINGS, Handwork, wants_picture

T = TypeVar("T")
PICTURE = b"a picture of Ada"
SHA256 = hashlib.sha256(PICTURE).hexdigest()


def run(work: Coroutine[Any, Any, T]) -> T:
    return asyncio.run(work)


def request(**more: Any) -> TakeRequest:
    given: dict[str, Any] = {
        "shot": Ids().new(),
        "provider": "handwork",
        "model": "any",
        "prompt": "A lighthouse in the rain.\n雨の灯台。",
        "references": (UsedReference(role=Role.CHARACTER, sha256=SHA256, name="../Ada: face?.png"),),
        "size": Size(width=1280, height=720),
        "frames": 96,
        "rate": "24",
        "seconds": "4",
        "seed": 7,
        "number": 3,
        "label": "010",
        "panel": Panel(),
        **more,
    }
    return TakeRequest(**given)


@pytest.fixture
def hand(tmp_path: Path) -> Handwork:
    return Handwork(tmp_path / "orders")


@pytest.fixture
def wire(hand: Handwork, tmp_path: Path) -> WireRequest:
    picture = tmp_path / "ada.png"
    picture.write_bytes(PICTURE)
    return hand.prepare(request(), Ids().new(), {SHA256: picture})


def laid_out(hand: Handwork, wire: WireRequest) -> str:
    answer = run(hand.submit(wire))
    assert isinstance(answer, Accepted)
    return answer.remote_id


def test_an_order_tells_all_that_a_website_asks_for(hand: Handwork, wire: WireRequest, tmp_path: Path) -> None:
    folder = tmp_path / "orders" / laid_out(hand, wire)
    assert folder.name.startswith("010 t003 ")
    assert (folder / PROMPT).read_text(encoding="utf-8") == "A lighthouse in the rain.\n雨の灯台。\n"
    assert "size: 1280x720\nseconds: 4\n" in (folder / SETTINGS).read_text(encoding="utf-8")
    (picture,) = (folder / PICTURES).iterdir()
    assert picture.name == "1 character Ada face.png"
    assert picture.read_bytes() == PICTURE


@pytest.mark.parametrize("label", ["灯台のある岬から見下ろす、" * 6, "The old harbour, " * 8, "010 " + "A" * 103])
def test_orders_of_what_has_a_long_name_are_told_apart(hand: Handwork, label: str, tmp_path: Path) -> None:
    still = StillRequest(
        **request(label=label, references=()).model_dump(exclude={"frames", "seconds"}),
        view=View.DAY,
        role=Role.STYLE,
    )
    folders = [tmp_path / "orders" / laid_out(hand, hand.prepare(still, Ids().new(), {})) for _ in range(2)]
    assert folders[0] != folders[1]
    assert all(wants_picture(folder) for folder in folders)
    assert folders[0].name[:20] == label[:20]


def test_laying_an_order_out_again_changes_nothing(hand: Handwork, wire: WireRequest, tmp_path: Path) -> None:
    folder = tmp_path / "orders" / laid_out(hand, wire)
    (folder / "clip.mp4").write_bytes(b"clip")
    assert laid_out(hand, wire) == folder.name
    assert (folder / "clip.mp4").read_bytes() == b"clip"
    assert run(hand.find(wire)) == folder.name


def test_an_order_waits_for_hands_until_a_whole_clip_lies_there(
    hand: Handwork, wire: WireRequest, tmp_path: Path
) -> None:
    order = laid_out(hand, wire)
    folder = tmp_path / "orders" / order
    for name, content in (
        ("clip.mp4.crdownload", b"half"),
        ("saved here.mp4", b"whole or not"),
        ("empty.mp4", b""),
        ("note.txt", b"x"),
    ):
        (folder / name).write_bytes(content)
    (folder / "brought.mp4").symlink_to("/etc/hostname")
    assert run(hand.poll(order)).progress is Progress.HANDS
    (folder / "brought.MP4").write_bytes(b"clip")
    look = run(hand.poll(order))
    assert (look.progress, look.asset) == (Progress.READY, "brought.MP4")
    part = tmp_path / "a.part"
    run(hand.fetch(order, "brought.MP4", part))
    assert part.read_bytes() == b"clip"
    assert (folder / "brought.MP4").exists(), "a crash before the take is written down must find it again"


@pytest.mark.parametrize("name", ["..", ".", "", "../../etc", "/etc", "a/b", "con"])
def test_a_name_that_leads_elsewhere_is_no_order(hand: Handwork, name: str, tmp_path: Path) -> None:
    (tmp_path / "orders").mkdir()
    (tmp_path / "prompt.txt").write_text("mine")
    assert hand.folder(name) is None
    assert run(hand.poll(name)).progress is Progress.GONE
    with pytest.raises(NotFound):
        run(hand.fetch(name, "clip.mp4", tmp_path / "a.part"))
    assert run(hand.cancel(name)) is Cancel.WILL_NOT_RUN
    assert (tmp_path / "prompt.txt").exists()


def test_an_order_that_is_a_link_is_none(hand: Handwork, wire: WireRequest, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "prompt.txt").write_text("mine")
    order = laid_out(hand, wire)
    (tmp_path / "orders" / "elsewhere").symlink_to(mine, target_is_directory=True)
    assert run(hand.cancel("elsewhere")) is Cancel.WILL_NOT_RUN
    (tmp_path / "orders").rename(tmp_path / "moved")
    (tmp_path / "orders").symlink_to(tmp_path / "moved", target_is_directory=True)
    assert run(hand.cancel(order)) is Cancel.WILL_NOT_RUN
    assert isinstance(run(hand.submit(wire)), Rejected)
    assert (mine / "prompt.txt").exists()
    assert (tmp_path / "moved" / order / "prompt.txt").exists()


def test_an_asset_that_leads_elsewhere_is_no_clip(hand: Handwork, wire: WireRequest, tmp_path: Path) -> None:
    (tmp_path / "secret.mp4").write_bytes(b"secret")
    order = laid_out(hand, wire)
    with pytest.raises(NotFound):
        run(hand.fetch(order, "../../secret.mp4", tmp_path / "a.part"))


def test_cancelling_clears_the_order_but_nothing_of_the_persons(
    hand: Handwork, wire: WireRequest, tmp_path: Path
) -> None:
    order = laid_out(hand, wire)
    folder = tmp_path / "orders" / order
    (folder / "my notes.txt").write_text("mine", encoding="utf-8")
    assert run(hand.cancel(order)) is Cancel.ABORTED
    assert [path.name for path in folder.iterdir()] == ["my notes.txt"]
    (folder / "my notes.txt").unlink()
    run(hand.cancel(order))
    assert not folder.exists()
    assert run(hand.cancel(order)) is Cancel.WILL_NOT_RUN


def test_what_only_a_server_can_do_is_refused(hand: Handwork) -> None:
    with pytest.raises(Invalid):
        hand.prepare(request(verb=Verb.EXTEND, references=()), Ids().new(), {})


def test_a_missing_picture_is_named(hand: Handwork) -> None:
    with pytest.raises(NotFound) as told:
        hand.prepare(request(), Ids().new(), {})
    assert told.value.message.params["file"] == "../Ada: face?.png"
