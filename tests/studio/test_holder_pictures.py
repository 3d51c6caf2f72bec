"""Pictures in the holder's report: frames are compared with what packs guard, and what could not be is told."""

from __future__ import annotations

from fourbeat.policy.hit import Reading
from fourbeat.studio import holder_check, holder_page
from fourbeat.studio.holder_report import Body, written
from fourbeat.studio.studio import Studio
from policy.drawings import drawing

from .far import Shelf, guards
from .test_looks import clip, guarded, shelf

__all__ = ["shelf"]


def codes(body: Body) -> set[str]:
    return {found.code for found in body.unchecked}


def test_frames_that_show_a_guarded_picture_concern_the_holder(studio: Studio, shelf: Shelf) -> None:
    take = clip(studio, drawing(3), drawing(1))
    shelf.fill(guards("Whisker", id="moon:studio/whisker"), guards("Moon", id="moon:others/moon"))
    bare = studio.holder_reports.look(who="studio")
    assert (bare.related, "holder.unchecked.no-prints" in codes(bare)) == ([], True)
    shelf.fill(guards("Whisker", id="moon:studio/whisker", prints=guarded()), guards("Moon", id="moon:others/moon"))
    report = studio.holder_reports.make(who="studio")
    (asked,) = report.body.related
    assert [(match.reading, match.start) for match in asked.matches] == [(Reading.IMAGE.value, 4)]
    assert asked.take is not None
    assert [print_.split(":")[0] for print_ in asked.take.prints] == ["0", "4"]
    assert {len(part) for print_ in asked.take.prints for part in print_.split(":")[1:]} == {16, 64}
    assert not codes(report.body) & {"holder.unchecked.no-prints", "holder.unchecked.prints"}
    assert "frame <bdi>4</bdi>" in holder_page.page(report, studio.desk.wording)
    assert holder_check.check(report, written(report)).fits
    other = studio.holder_reports.look(who="others")
    assert [(one.related, one.take.prints if one.take else None) for one in other.requests] == [(False, ())]
    assert take.sha256 == (other.requests[0].take and other.requests[0].take.sha256)


def test_what_could_not_be_compared_is_told(studio: Studio, shelf: Shelf) -> None:
    take = clip(studio, drawing(1))
    shelf.fill(guards("Whisker", id="moon:studio/whisker", prints=guarded()))
    studio.store.media.path(take.media).unlink()
    body = studio.holder_reports.look(who="studio")
    assert codes(body) >= {"holder.unchecked.prints", "holder.unchecked.gone"}
    assert body.related == []
