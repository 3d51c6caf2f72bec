"""Files that people save into the folders of orders: told once they are whole, and never while they grow."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from pathlib import Path

import pytest

from fourbeat.model.briefing import BriefFile
from fourbeat.studio.handwork import Order
from fourbeat.studio.lying import Watch
from fourbeat.studio.studio import Studio


@pytest.fixture
def orders(studio: Studio) -> list[Order]:
    for number in ("010", "020"):
        brief = BriefFile(number=number, scene="A lighthouse keeper on the stairs", provider="handwork")
        studio.shots.add(brief=brief, folder=Path())
    studio.jobs.add(shots=studio.plan.cut_shots())
    studio.jobs.run()
    return studio.handwork.orders()


class Eye:
    """Look at files, and know which of them are whole."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.whole: set[str] = set()

    def __call__(self, files: Sequence[Path]) -> Collection[Path]:
        self.asked += [one.name for one in files]
        return [one for one in files if one.name in self.whole]


def test_a_file_is_told_once_it_has_stopped_growing_and_can_be_shown(orders: list[Order]) -> None:
    eye = Eye()
    watch = Watch(eye)
    assert watch.glance(orders) == []
    clip = orders[1].folder / "from the website.mp4"
    (orders[1].folder / "from the website.mp4.crdownload").write_bytes(b"not yet called a clip")
    for part in (b"half", b"half and more"):
        clip.write_bytes(part)
        assert watch.glance(orders) == []
    assert not eye.asked
    # It stands still for a moment, as a copy over a slow line does, and is no clip yet.
    assert watch.glance(orders) == []
    assert watch.glance(orders) == []
    assert eye.asked == [clip.name], "what is known is not looked at again"
    clip.write_bytes(b"half and more, and the rest")
    eye.whole.add(clip.name)
    assert watch.glance(orders) == []
    (told,) = watch.glance(orders)
    assert (told.file, told.job) == (clip, orders[1].job.id)
    assert watch.glance(orders) == [told]
    clip.unlink()
    assert watch.glance(orders) == []


def test_around_the_orders_only_what_came_since_is_told(orders: list[Order]) -> None:
    around = orders[0].folder.parent
    old, new = around / "of last week.mp4", around / "sh0020.mov"
    old.write_bytes(b"clip")
    for order in orders:
        later = old.stat().st_ctime + 1
        os.utime(order.folder / "prompt.txt", (later, later))
    eye = Eye()
    eye.whole = {old.name, new.name}
    watch = Watch(eye)
    watch.glance(orders)
    assert watch.glance(orders) == []
    new.write_bytes(b"clip")
    for order in orders:
        os.utime(order.folder / "prompt.txt", (1, 1))
    watch.glance(orders)
    assert {(one.file.name, one.job) for one in watch.glance(orders)} == {(old.name, None), (new.name, None)}


def test_what_lies_in_an_orders_folder_is_for_that_order(studio: Studio, orders: list[Order]) -> None:
    clip = orders[1].folder / "untitled.mp4"
    clip.write_bytes(b"clip")
    (match,) = studio.handwork.match([clip])
    assert match.order == orders[1]
    assert match.by == "handwork.by.folder"
