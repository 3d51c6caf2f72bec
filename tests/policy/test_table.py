"""Tables: what holders write in a spreadsheet becomes a pack, and a pack a table, with nothing lost on the way."""

from __future__ import annotations

import csv
import io

import pytest

from fourbeat.model.errors import Invalid
from fourbeat.model.verdict import Decision
from fourbeat.policy.pack import Pack
from fourbeat.policy.reading import read
from fourbeat.policy.subject import Grade
from fourbeat.policy.table import read_table
from fourbeat.policy.tabling import table

from .test_reading import told as told_of
from .written import PACK, changed

FACTS = "pack,small\nversion,1\nissued,2026-11-01\nbasis,house-policy\n\n"


def rows(text: str) -> Pack:
    return read_table((FACTS + text).encode(), "t.csv")


def told(text: str, facts: str = FACTS) -> tuple[str, object]:
    with pytest.raises(Invalid) as caught:
        read_table((facts + text).encode(), "t.csv")
    problems = caught.value.message.params.get("problems")
    if isinstance(problems, tuple):
        first = problems[0]
        return first.params["what"].code, first.params["line"]  # type: ignore[union-attr]
    return caught.value.code, caught.value.message.params.get("line")


def without_pictures() -> Pack:
    text = PACK.replace("                images: [{note: key art, dhash: [0123456789abcdef]}]\n", "")
    start, end = text.index("                signature:"), text.index("                rules:\n")
    return read((text[:start] + text[end:]).encode(), "f")


def test_a_pack_goes_through_a_table_and_back() -> None:
    pack = without_pictures()
    data, left_out = table(pack)
    assert left_out == 0
    assert read_table(data, "t.csv") == pack


def test_what_a_table_cannot_hold_is_counted() -> None:
    data, left_out = table(read(PACK.encode(), "f"))
    assert left_out == 2
    assert read_table(data, "t.csv") == without_pictures()


def test_a_holder_writes_plain_rows() -> None:
    pack = rows(
        "Holder,Work,Character,en,ja,Effect,Commercial,Note\n"
        "Étoile Films,The Moon Cat,,The Moon Cat,月の猫,,,\n"
        "Étoile Films,The Moon Cat,Captain Whisker,"
        "Captain Whisker | Whisker {ambiguous: moon cat; moon films},,block,true,No ads\n"
        "Étoile Films,The Moon Cat,Captain Whisker,,,ask,false,\n"
    )
    holder = pack.holders[0]
    assert (holder.id, holder.name) == ("etoile-films", "Étoile Films")
    character = holder.works[0].characters[0]
    assert character.id == "captain-whisker"
    assert [(one.text, one.grade, one.needs) for one in character.names["en"]] == [
        ("Captain Whisker", None, ()),
        ("Whisker", Grade.AMBIGUOUS, ("moon cat", "moon films")),
    ]
    assert [(one.effect, one.when.commercial, one.note) for one in character.rules] == [
        (Decision.BLOCK, True, "No ads"),
        (Decision.ASK, False, ""),
    ]


def test_a_japanese_table_is_read() -> None:
    pack = rows(
        "権利者,作品,キャラクター,表示名,ja,判定,公開範囲,開始日\n"
        "moon,neko,hige,,ひげ船長,ask,private | festival,2026-12-01\n"
    )
    rule = pack.holders[0].works[0].characters[0].rules[0]
    assert (rule.effect, [one.value for one in rule.when.audience], rule.from_) == (
        Decision.ASK,
        ["private", "festival"],
        "2026-12-01",
    )


def test_a_repeated_row_says_nothing_twice() -> None:
    row = "moon,cat,Moon Cat,ask\n"
    pack = rows(f"holder,work,en,effect\n{row}{row}")
    assert [one.text for one in pack.holders[0].works[0].names["en"]] == ["Moon Cat"]
    assert len(pack.holders[0].works[0].rules) == 2


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_any_spreadsheet_will_do(sign: str) -> None:
    text = (FACTS + "person,en,default\nanna,Anna Example,block\n").replace(",", sign)
    for data in (text.encode(), text.encode("utf-8-sig"), text.replace("\n", "\r\n").encode()):
        assert read_table(data, "t.csv").people[0].default is Decision.BLOCK


def test_no_cell_is_a_formula() -> None:
    evil = "=HYPERLINK(1)"
    pack = read(changed("licensing@example.com", f"'{evil}'"), "f")
    data, _ = table(pack)
    cells = [cell for row in csv.reader(io.StringIO(data.decode("utf-8-sig"))) for cell in row]
    assert f"'{evil}" in cells
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)
    assert read_table(data, "t.csv").holders[0].contact == evil


def test_a_name_that_no_cell_can_hold_is_told() -> None:
    with pytest.raises(Invalid, match="not-for-a-table"):
        table(read(changed("[月の猫]", '["月{の}猫"]'), "f"))


HEAD = "holder,work,en,effect\n"


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        (f"{HEAD}moon,cat,Moon Cat,deny\n", "pack.not-one-of", 7),
        (f"{HEAD}moon,cat,x,ask\n", "pack.short-name", 7),
        (f"{HEAD}moon,cat,Moon Cat,ask\nmoon,dog,m.*,ask\n", "pack.short-name", 8),
        (f"{HEAD},,Moon Cat,ask\n", "pack.nameless-row", 7),
        (f"{HEAD}月,cat,Moon Cat,ask\n", "pack.no-slug", 7),
        (f"{HEAD}moon,cat,Moon Cat,ask,more\n", "pack.beside-columns", 7),
        ("holder,wrok,en\nmoon,cat,Moon Cat\n", "pack.unknown-column", 6),
        ("holder,en,en\nmoon,Moon,Moon\n", "pack.unknown-column", 6),
        ("en,ja\nMoon,月\n", "pack.no-heads", None),
        ("holder,note,effect,until\nmoon,x,ask,soon\n", "pack.no-day", 7),
        ("holder,contact\nmoon,a@example.com\nmoon,b@example.com\n", "pack.twice-key", 8),
        ("holder,en\nmoon,safe\u202eevil\n", "pack.odd-letter", 7),
        ('holder,en\nmoon,"open\n', "pack.not-a-table", None),
        ("holder,en\nmoon," + "a" * 5000 + "\n", "pack.long-text", 7),
        ("", "pack.no-heads", None),
        ("holder,en\n" + "moon,Moon\n" * 100_001, "pack.too-many", None),
    ],
)
def test_what_is_wrong_is_told_with_its_row(text: str, code: str, line: int | None) -> None:
    found, where = told(text)
    assert found == code
    assert line is None or where == line


def test_facts_of_the_pack_are_needed() -> None:
    assert told("holder,en\nmoon,Moon Cat\n", "")[0] == "pack.no-pack"
    assert told("holder,en\nmoon,Moon Cat\n", "pack,small\nversion,one\n")[0] in (
        "pack.missing-key",
        "pack.not-a-number",
    )
    assert told("holder,en\nmoon,Moon Cat\n", FACTS.replace("\n\n", "\nversion,2\n"))[0] == "pack.twice-key"


def test_tables_and_packs_are_told_apart() -> None:
    assert told_of(FACTS.encode())[0][0] in ("pack.no-pack", "pack.not-yaml")
