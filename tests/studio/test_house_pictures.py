"""Pictures that a generator does not accept: told before sending, and fitted by a copy; the original is kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from fourbeat.model.briefing import BriefFile
from fourbeat.model.errors import Refused
from fourbeat.model.finding import Finding
from fourbeat.model.format import Size
from fourbeat.model.plan import Reference, Role, Shot
from fourbeat.studio.desk import Desk
from fourbeat.studio.picture_size import size_of
from fourbeat.studio.references import References
from fourbeat.studio.studio import Studio

RULES = """
[refuses]
picture_exact = { value = true, date = "2026-11-22", source = "the page of its maker" }
picture_kinds = ["png"]
pictures = 2
"""


@pytest.fixture
def shot(studio: Studio, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shot:
    """Lay out a shot with one picture, made by a generator that is choosy; workers do their work here."""
    rules = desk.home.settings / "providers" / "animatic.toml"
    rules.parent.mkdir(parents=True, exist_ok=True)
    rules.write_text(RULES)

    def here(_self: References, task: Callable[..., Any], *given: object) -> Any:
        return task(*given, lambda _done: None)

    monkeypatch.setattr(References, "_work", here)
    Image.new("RGB", (300, 300), "teal").save(tmp_path / "wall.jpg")
    made = studio.shots.add(brief=BriefFile(scene="A wall.", seconds="2"), folder=studio.folder)
    studio.references.add(of=made, files=[tmp_path / "wall.jpg"])
    return made


def told(studio: Studio, shot: Shot) -> list[Finding]:
    return [one for one in studio.findings.of(studio.plan.get(Shot, shot.id)) if one.rule == "picture-refused"]


def test_a_picture_that_does_not_fit_is_fitted_by_a_copy(studio: Studio, shot: Shot) -> None:
    kind, size = told(studio, shot)
    assert (kind.what.code, size.what.code) == ("lint.picture-kind", "lint.picture-not-exact")
    assert size.source.params["source"] == "the page of its maker"
    assert kind.source.code == "house-rules.own"
    (before,) = studio.references.of(shot)
    assert studio.findings.mended([shot]).count == 0, "a person chooses what is cut"
    studio.findings.fix(finding=size)
    (after,) = studio.references.of(shot)
    assert (str(size_of(studio.references.path(after))), after.original) == ("128x72", before.sha256)
    assert told(studio, shot) == []
    studio.history.undo()
    assert studio.references.of(shot) == [before]


def test_a_part_that_somebody_chose_stays_the_part(studio: Studio, shot: Shot) -> None:
    (one,) = studio.references.of(shot)
    studio.references.crop(one=one, size=Size(width=64, height=64), box=(100, 0, 200, 200))
    studio.findings.fix(finding=told(studio, shot)[0])
    left, _top, width, _height = map(int, studio.plan.get(Reference, one.id).crop.split(","))
    assert (left, width) == (100, 200)


def test_more_pictures_than_a_model_accepts_are_not_queued(
    studio: Studio, shot: Shot, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in (1, 2):
        Image.new("RGB", (128, 72), (number, 0, 0)).save(tmp_path / f"{number}.png")
        studio.references.add(of=shot, files=[tmp_path / f"{number}.png"], role=Role.STYLE)
    (many,) = [one for one in studio.findings.of(shot) if one.rule == "pictures-too-many"]
    assert (many.what.params["n"], many.what.params["most"], many.words) == (3, 2, "2.png")
    able = studio.generators["animatic"].capabilities()
    few = able.model_copy(update={"models": tuple(one.model_copy(update={"pictures": 2}) for one in able.models)})
    monkeypatch.setattr(type(studio.generators["animatic"]), "capabilities", lambda _self: few)
    with pytest.raises(Refused) as error:
        studio.jobs.add(shots=[shot])
    assert "accepts 2" in desk.wording(error.value.message)
