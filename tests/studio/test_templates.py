"""Templates: briefs in the person's own folder, never overwritten or lost by surprise."""

from __future__ import annotations

from pathlib import Path

import pytest

from fourbeat.model.briefing import BriefFile, ReferenceFile
from fourbeat.model.errors import FourbeatError, NotFound
from fourbeat.studio.settings import Home
from fourbeat.studio.templates import Templates

BRIEF = BriefFile(number="010", scene="Fog.", light="dusk", references=(ReferenceFile(file="a.png"),))


@pytest.fixture
def templates(tmp_path: Path) -> Templates:
    return Templates(Home.at(tmp_path / "home"))


def test_a_template_is_kept_and_found_whatever_the_case(templates: Templates) -> None:
    assert templates.all() == []
    templates.save(name="Dusk  interview", brief=BRIEF)
    assert [one.name for one in templates.all()] == ["Dusk interview"]
    assert templates.read("dusk INTERVIEW") == BriefFile(scene="Fog.", light="dusk")


def test_none_is_replaced_or_lost_by_surprise(templates: Templates) -> None:
    templates.save(name="Dusk", brief=BRIEF)
    with pytest.raises(FourbeatError) as caught:
        templates.save(name="dusk", brief=BriefFile(scene="Other."))
    assert caught.value.code == "template.taken"
    templates.save(name="dusk", brief=BriefFile(scene="Other."), replace=True)
    assert (len(templates.all()), templates.read("Dusk").scene) == (1, "Other.")
    for _ in range(2):
        kept = templates.remove(name="DUSK")
        assert kept.is_file()
        templates.save(name="Dusk", brief=BRIEF)
    with pytest.raises(NotFound):
        templates.remove(name="gone")


@pytest.mark.parametrize(
    "name", ["", "  ", "../up", "a/b", "a\\b", ".hidden", "CON", "x" * 80, "a\x00b", "a\nb:", "end."]
)
def test_a_name_that_could_lead_elsewhere_is_refused(templates: Templates, name: str) -> None:
    with pytest.raises(FourbeatError) as caught:
        templates.save(name=name, brief=BRIEF)
    assert caught.value.code == "template.odd-name"
    assert not templates.folder.exists()


def test_a_spoilt_file_hides_no_other(templates: Templates) -> None:
    templates.save(name="Dusk", brief=BRIEF)
    (templates.folder / "Bad.toml").write_bytes(b"scene = [")
    assert [(one.name, one.brief is None) for one in templates.all()] == [("Bad", True), ("Dusk", False)]
