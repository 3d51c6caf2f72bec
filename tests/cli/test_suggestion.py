"""`fourbeat policy suggestions`, as a person would call it."""

from __future__ import annotations

from pathlib import Path

from fourbeat.model.ids import code
from fourbeat.studio.desk import Desk
from fourbeat.studio.opening import open_studio
from fourbeat.studio.settings import Home, Settings
from fourbeat.studio.wording import Wording
from studio.test_suggestions import PACK, refused

from .conftest import Call


def test_a_refusal_is_listed_and_answered(call: Call, film: Path, tmp_path: Path) -> None:
    here = ("--project", str(film))
    assert "No generator has refused" in call("policy", "suggestions", "list", *here).out
    desk = Desk(Home.at(tmp_path / "home"), Settings(author="tester", workers=1), Wording.of("en"))
    with open_studio(film, desk, write=True) as studio:
        label = code(refused(studio, answer={"code": "IP-7"}))
    listed = call("policy", "suggestions", "list", *here)
    assert "IP-7" in listed.out
    assert "when it was asked" in listed.out
    answer = ("policy", "suggestions", "answer", label)
    assert call(*answer, "new-alias", *here).code == 2
    Path("mine.yaml").write_text(PACK)
    call("policy", "pack", "add", "mine.yaml")
    named = ("--name", "lighthouse", "--subject", "Captain Whisker")
    assert call(*answer, "new-alias", *named, "--pack", "mine.yaml", *here).code == 2
    wrong = ("--name", "lighthouse", "--subject", "Pikachu", "--pack", "mine.yaml", "--out", "new.yaml")
    assert call(*answer, "new-alias", *wrong, *here).code == 2
    assert call("policy", "suggestions", "list", *here, "--json").document["suggestions"][0]["answer"] is None
    done = call(*answer, "new-alias", *named, "--pack", "mine.yaml", "--out", "new.yaml", *here, "--json").document
    assert (done["pack"], done["version"], done["suggestion"]["text"]) == ("mine", 4, "lighthouse")
    call("policy", "pack", "add", "new.yaml")
    guards = call("policy", "pack", "show", "mine", "--json").document["guards"]
    assert guards[-1]["names"]["en"] == ["Captain Whisker", "lighthouse"]
    assert "a new name" in call("policy", "suggestions", "list", *here).out
    assert call("policy", "suggestions", "answer", "XXXXXXXX", "dismissed", *here).code == 3
