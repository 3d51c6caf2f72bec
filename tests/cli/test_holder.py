"""`fourbeat policy report` and `verify`, as a person would call them: the second without any film."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Call


@pytest.fixture
def here(film: Path) -> tuple[str, str]:
    return "--project", str(film)


def test_a_report_is_looked_at_written_and_checked_without_the_film(
    call: Call, here: tuple[str, str], film: Path, tmp_path: Path
) -> None:
    call("shot", "edit", "010", "--scene", "Pikachu runs along the quay.", *here)
    call("policy", "clear", "010", "--reason", "A letter of May 2", *here)
    assert call("queue", "add", "010", *here).code == 0
    looked = call("policy", "report", str(film), "--holder", "Pokemon-Company", "--json").document
    assert (looked["counts"]["related"], looked["files"], looked["head"]) == (1, [], None)
    words = ("policy", "report", "--holder", "pokemon-company", "--out", "r.json", "--out", "r.html")
    made = call(*words, *here, "--lang", "ja", "--json").document
    assert made["complete"] is True
    assert '<html lang="ja">' in Path("r.html").read_text()
    assert "A letter of May 2" in Path("r.html").read_text()
    assert call(*words, *here).code == 2
    film.rename(tmp_path / "elsewhere")
    checked = call("policy", "verify", "r.json", "r.html", "--head", made["head"], "--json")
    assert (checked.code, checked.document["fits"], checked.document["wrong"]) == (0, True, [])
    assert call("policy", "verify", "r.json", "--head", "0" * 64).code == 1
    Path("r.html").write_text(Path("r.html").read_text().replace("May 2", "May 3"))
    assert "line" in call("policy", "verify", "r.json", "r.html").out
    Path("r.json").write_text(Path("r.json").read_text().replace("May 2", "May 3"))
    found = call("policy", "verify", "r.json", "--json")
    assert (found.code, [one["code"] for one in found.document["wrong"]]) == (1, ["holder.wrong.seal"])


def test_what_cannot_be_is_refused_and_writes_nothing(call: Call, here: tuple[str, str], tmp_path: Path) -> None:
    assert call("policy", "report", "--holder", "nobody-there", *here).code == 3
    assert call("policy", "report", "--holder", "nintendo", "--out", "r.pdf", *here).code == 2
    assert call("policy", "report", *here).code == 2
    assert call("policy", "verify", "gone.json").code == 3
    Path("odd.json").write_text("{}")
    assert call("policy", "verify", "odd.json").code == 2
    assert call("policy", "audit", "verify", *here).out.startswith("The audit is whole: 0 entries.")
    assert sorted(file.name for file in tmp_path.glob("*.*")) == ["odd.json"]
