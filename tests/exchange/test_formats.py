"""FDX, Japanese and plain scripts, shot lists, boards and folders: small awkward files of each, and hostile ones."""

from __future__ import annotations

import json
import os
import time
from fractions import Fraction
from pathlib import Path

import pytest

from fourbeat.exchange import files, scripts
from fourbeat.model.errors import FourbeatError, Invalid, NotFound
from fourbeat.model.plan import Framing, Move
from fourbeat.model.screenplay import ElementKind, Screenplay, ScriptFormat

FDX = """<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<FinalDraft DocumentType="Script" Version="5"><Content>
<Paragraph Type="Action"><Text>FADE IN.</Text></Paragraph>
<Paragraph Number="1A" Type="Scene Heading"><SceneProperties><Summary><Paragraph><Text>They meet</Text></Paragraph>
</Summary></SceneProperties><Text>INT. KITCHEN - DAY</Text></Paragraph>
<Paragraph Type="Action"><Text>МАРИЯ </Text><Text Style="Bold">waits.</Text></Paragraph>
<Paragraph Type="Character"><Text>Élise (V.O.)</Text></Paragraph>
<Paragraph Type="Parenthetical"><Text>(soft)</Text></Paragraph>
<Paragraph Type="Dialogue"><Text>Hello.</Text></Paragraph>
<Paragraph><DualDialogue>
<Paragraph Type="Character"><Text>ANN</Text></Paragraph><Paragraph Type="Dialogue"><Text>One.</Text></Paragraph>
<Paragraph Type="Character"><Text>BOB</Text></Paragraph><Paragraph Type="Dialogue"><Text>Two.</Text></Paragraph>
</DualDialogue></Paragraph>
<Paragraph Type="Transition"><Text>CUT TO:</Text></Paragraph>
</Content><TitlePage><Content><Paragraph><Text>The Pier</Text></Paragraph></Content></TitlePage></FinalDraft>"""

JAPANESE = """港の灯
作・だれか

第一幕
○１　港・灯台（夜）
　雨が降っている。マリヤが窓辺に立つ。
マリヤ「遅いわね……」
健太（Ｎ）「その夜のことを
　今も覚えている」
健太Ｍ「（小声で）『来る』と言った」
　×　　×　　×
マリヤ「ねえ」健太「うん」
健太は「はい」と頷いた。
（Ｆ・Ｏ）
２○　居間（朝）
母「起きなさい」
"""


def file(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def told(script: Screenplay) -> list[tuple[str, ...]]:
    return [(one.kind.value, one.speaker, one.delivery, one.text) for scene in script.scenes for one in scene.elements]


def test_fdx(tmp_path: Path) -> None:
    script = scripts.read(file(tmp_path, "a.fdx", FDX))
    (scene,) = script.scenes
    assert (script.title, scene.number, scene.heading) == ("The Pier", "1A", "INT. KITCHEN - DAY")
    assert told(script) == [
        ("transition", "", "", "FADE IN."),
        ("note", "", "", "They meet"),
        ("action", "", "", "МАРИЯ waits."),
        ("dialogue", "Élise", "V.O., soft", "Hello."),
        ("dialogue", "ANN", "", "One."),
        ("dialogue", "BOB", "", "Two."),
        ("transition", "", "", "CUT TO:"),
    ]
    assert [one.dual for one in scene.elements if one.speaker] == [False, False, True]


def test_fdx_in_another_encoding(tmp_path: Path) -> None:
    text = FDX.replace('encoding="UTF-8"', 'encoding="UTF-16"')
    assert told(scripts.read(file(tmp_path, "a.fdx", text.encode("utf-16")))) == told(
        scripts.read(file(tmp_path, "b.fdx", FDX))
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp932", "euc_jp", "iso2022_jp"])
def test_japanese_in_every_encoding_it_is_saved_in(tmp_path: Path, encoding: str) -> None:
    script = scripts.read(file(tmp_path, "a.txt", JAPANESE.encode(encoding)))
    assert script.format is ScriptFormat.JAPANESE
    assert script.title == "港の灯"
    assert [(one.number, one.heading, one.part) for one in script.scenes] == [
        ("1", "港・灯台（夜）", "第一幕"),
        ("2", "居間（朝）", ""),
    ]
    assert told(script) == [
        ("action", "", "", "雨が降っている。マリヤが窓辺に立つ。"),
        ("dialogue", "マリヤ", "", "遅いわね……"),
        ("dialogue", "健太", "Ｎ", "その夜のことを今も覚えている"),
        ("dialogue", "健太", "Ｍ, 小声で", "『来る』と言った"),
        ("dialogue", "マリヤ", "", "ねえ"),
        ("dialogue", "健太", "", "うん"),
        ("action", "", "", "健太は「はい」と頷いた。"),
        ("transition", "", "", "（Ｆ・Ｏ）"),
        ("dialogue", "母", "", "起きなさい"),
    ]


@pytest.mark.parametrize(
    ("line", "heading", "number"),
    [
        ("○公園（昼）", "公園（昼）", ""),
        ("〇　公園", "公園", ""),
        ("柱：公園・夕", "公園・夕", ""),
        ("【柱】公園", "公園", ""),
        ("シーン１２　教室", "教室", "12"),
        ("S#3 教室", "教室", "3"),
        ("＃４　教室", "教室", "4"),
        ("○　５　教室", "教室", "5"),
        ("１２Ａ○教室", "教室", "12A"),
    ],
)
def test_japanese_headings(line: str, heading: str, number: str, tmp_path: Path) -> None:
    script = scripts.read(file(tmp_path, "a.txt", f"{line}\n　母が来る。\n母「はい」\n"), "japanese")
    assert (script.scenes[0].heading, script.scenes[0].number) == (heading, number)


def test_the_same_place_is_the_one_before(tmp_path: Path) -> None:
    headings = ("灯台・外観（夜）", "同・内", "同（朝）", "同・夜", "港", "同窓会")
    text = "".join(f"○{one}\n　霧。\n" for one in headings)
    scenes = scripts.read(file(tmp_path, "a.txt", text)).scenes
    assert [one.heading for one in scenes][1:3] == ["同・内", "同（朝）"]
    assert [one.place for one in scenes] == ["", "灯台・内", "灯台", "灯台", "", ""]


def test_japanese_with_bare_numbers_and_a_bracket_never_closed(tmp_path: Path) -> None:
    script = scripts.read(file(tmp_path, "a.txt", "１　公園\n　風。\n母「はい」\n父「え\n\n２　家\n母「うん」\n"))
    assert [one.heading for one in script.scenes] == ["公園", "家"]
    assert ("action", "", "", "父「え") in told(script)


PLAIN = {
    "screenplay": (
        "1   INT. KITCHEN - DAY   1\nAnna cooks.\n\n     ANNA\n   (soft)\n Dinner.\n\nCUT TO:\n\n"
        "2. EXT. PIER - NIGHT\nRain.",
        [("1", "INT. KITCHEN - DAY"), ("2", "EXT. PIER - NIGHT")],
    ),
    "markdown": (
        "# The film\n\n## The pier\nRain.\n\nANNA: Hi.\n\n## Home\n- She sleeps.",
        [("", "The pier"), ("", "Home")],
    ),
    "numbered": ("1. The pier\nRain.\n\n2. Home\nSleep.", [("1", "The pier"), ("2", "Home")]),
    "scene": ("SCENE 1: The pier\nRain.\n\nSCENE 2: Home\nSleep.", [("1", "The pier"), ("2", "Home")]),
    "none": ("Rain falls.\n\nShe sleeps.", [("", "")]),
}


@pytest.mark.parametrize("kind", PLAIN)
def test_plain_text_by_the_headings_it_uses(tmp_path: Path, kind: str) -> None:
    text, wanted = PLAIN[kind]
    script = scripts.read(file(tmp_path, "a.txt", text))
    assert script.format is ScriptFormat.TEXT
    assert [(one.number, one.heading) for one in script.scenes] == wanted


def test_plain_text_knows_speakers_by_capitals_and_by_colons(tmp_path: Path) -> None:
    script = scripts.read(file(tmp_path, "a.txt", PLAIN["screenplay"][0]))
    assert ("dialogue", "ANNA", "soft", "Dinner.") in told(script)
    script = scripts.read(file(tmp_path, "b.txt", "Bob: Hi.\nBob: Hm.\nTime: late.\n"))
    assert told(script) == [
        ("dialogue", "Bob", "", "Hi."),
        ("dialogue", "Bob", "", "Hm."),
        ("action", "", "", "Time: late."),
    ]


LIST = """シーン,カット,サイズ,カメラワーク,内容,セリフ,秒数,備考,色
1,1,バスト,フィックス,窓を見る,マリヤ「遅いわね」,4,夜,青
1,2,CU,謎,手元,,2.5,,
2,1,ロング,,港。,,6秒,,
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
@pytest.mark.parametrize("sign", [",", "\t", ";"])
def test_shot_lists_in_japanese(tmp_path: Path, encoding: str, sign: str) -> None:
    script = scripts.read(file(tmp_path, "a.csv", LIST.replace(",", sign).encode(encoding)))
    first, second = script.scenes
    one, two = first.shots
    assert (one.number, one.seconds, one.framing, one.move) == (
        "1-1",
        Fraction(4),
        Framing.MEDIUM_CLOSE_UP,
        Move.LOCKED,
    )
    assert [(part.kind.value, part.speaker, part.text) for part in one.elements] == [
        ("action", "", "窓を見る"),
        ("dialogue", "マリヤ", "遅いわね"),
        ("note", "", "夜"),
        ("note", "", "色: 青"),
    ]
    assert (two.seconds, [part.text for part in two.elements]) == (Fraction(5, 2), ["手元", "謎"])
    assert (second.number, second.shots[0].seconds) == ("2", Fraction(6))


@pytest.mark.parametrize(
    ("words", "seconds"),
    [
        *(("2+12", Fraction(5, 2)), ("３秒", 3), ("3秒6コマ", Fraction(13, 4))),
        *(("1:05", 65), ("4,5", Fraction(9, 2)), ("2+30", 0)),
    ],
)
def test_lengths_as_sheets_write_them(tmp_path: Path, words: str, seconds: Fraction) -> None:
    text = f"カット\t内容\t秒数\n1\t港\t{words}\n"
    (shot,) = scripts.read(file(tmp_path, "a.tsv", text)).scenes[0].shots
    assert (shot.seconds or 0) == seconds
    assert [one.text for one in shot.elements] == (["港"] if seconds else ["港", words]), "nothing is lost"


def test_a_script_from_a_word_processor_has_a_title_page(tmp_path: Path) -> None:
    text = "THE PIER\n\nScreenplay by\nÉlise\n\nINT. A – NIGHT\n\nRain.\n\n\t\tTOM\n\tYou’re late.\n"
    pages = (text + "\n(MORE)\n\n  2.\n\x0c\nMore.\n").replace("\n", "\r\n")
    script = scripts.read(file(tmp_path, "a.txt", pages.encode("cp1252")))
    assert script.title == "THE PIER"
    assert told(script) == [
        ("action", "", "", "Rain."),
        ("dialogue", "TOM", "", "You’re late."),
        ("action", "", "", "More."),
    ]


@pytest.mark.parametrize(
    ("rows", "numbers"),
    [
        ("1,1\n1,2\n2,1\n2,2", ["1-1", "1-2", "2-1", "2-2"]),
        ("1,A\n1,B\n2,A", ["1A", "1B", "2A"]),
        ("1,1A\n1,1\n2,1", ["1A", "1-1", "2-1"]),
        ("1,1\n1,2\n2,3", ["1", "2", "3"]),
        ("Hall,1\nHall,2\nRoof,1", ["1", "2", "1"]),
    ],
)
def test_shots_that_count_from_one_in_every_scene_are_told_apart(tmp_path: Path, rows: str, numbers: list[str]) -> None:
    script = scripts.read(file(tmp_path, "a.csv", "Scene,Shot,Description\n" + rows.replace("\n", ",x\n") + ",x\n"))
    assert [shot.number for scene in script.scenes for shot in scene.shots] == numbers


def test_shot_lists_in_english(tmp_path: Path) -> None:
    text = (
        "My list\n\nScene\tShot #\tShot Size\tDescription\tCharacter\tDialogue\tDuration\n"
        '1\t1A\tWide Shot\t"A pier,\nat night"\tANNA (V.O.)\tHello there\t0:04\n\t1B\tXYZ\tRain\t\t\tlong\n'
    )
    (scene,) = scripts.read(file(tmp_path, "a.tsv", text)).scenes
    one, two = scene.shots
    assert (one.number, one.framing, one.seconds) == ("1A", Framing.WIDE, Fraction(4))
    assert one.elements[0].text == "A pier, at night"
    assert (one.elements[1].speaker, one.elements[1].delivery) == ("ANNA", "V.O.")
    assert [part.text for part in two.elements] == ["Rain", "XYZ", "long"]


BOARD = {
    "version": "3",
    "defaultBoardTiming": 2000,
    "boards": [
        {
            "url": "board-1.png",
            "shot": "1A",
            "dialogue": "ANNA: Hi",
            "action": "She waves",
            "notes": "n",
            "duration": 3500,
        },
        {"url": "board-2.png", "layers": {"fill": {"url": "board-2-fill.png"}}},
        {"url": "../../secret.png", "layers": {"fill": {"url": "/etc/hostname.png"}}, "duration": 1e300},
        {"url": 7, "dialogue": None, "layers": []},
    ],
}


def test_storyboarder(tmp_path: Path) -> None:
    (tmp_path / "film" / "images").mkdir(parents=True)
    file(tmp_path, "secret.png", b"x")
    images = tmp_path / "film" / "images"
    for name in ("board-1.png", "board-1-posterframe.jpg", "board-2-fill.png"):
        file(images, name, b"x")
    path = file(tmp_path / "film", "film.storyboarder", json.dumps(BOARD))
    (scene,) = scripts.read(path).scenes
    assert [one.picture and one.picture.name for one in scene.shots] == [
        "board-1-posterframe.jpg",
        "board-2-fill.png",
        None,
        None,
    ]
    assert [one.seconds for one in scene.shots] == [Fraction(7, 2), 2, 2, 2]
    assert scene.shots[0].number == "1A"
    assert [(one.kind, one.speaker, one.text) for one in scene.shots[0].elements] == [
        (ElementKind.ACTION, "", "She waves"),
        (ElementKind.DIALOGUE, "ANNA", "Hi"),
        (ElementKind.NOTE, "", "n"),
    ]
    assert scripts.read(tmp_path / "film").format is ScriptFormat.STORYBOARDER


def test_pictures_of_a_board_that_are_links_are_left_out(tmp_path: Path) -> None:
    images = tmp_path / "film" / "images"
    images.mkdir(parents=True)
    secret = file(tmp_path, "secret.png", b"x")
    (images / "board-1.png").symlink_to(secret)
    path = file(tmp_path / "film", "film.storyboarder", json.dumps(BOARD))
    assert scripts.read(path).scenes[0].shots[0].picture is None
    real = tmp_path / "elsewhere"
    images.rename(real)
    (real / "board-1.png").unlink()
    file(real, "board-1.png", b"x")
    images.symlink_to(real)
    assert scripts.read(path).scenes[0].shots[0].picture is None


def test_a_folder_of_pictures_in_the_order_a_person_counts(tmp_path: Path) -> None:
    for name in ("10.png", "2.png", "a.JPG", "notes.txt", ".hidden.png"):
        file(tmp_path, name, b"x")
    (tmp_path / "3.png").symlink_to(tmp_path / "2.png")
    (scene,) = scripts.read(tmp_path).scenes
    assert [one.title for one in scene.shots] == ["2", "10", "a"]


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    "<FinalDraft><Content><Paragraph><Text>&b;</Text></Paragraph></Content></FinalDraft>"
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><FinalDraft><Content/></FinalDraft>'

HOSTILE: dict[str, tuple[str, str | bytes, str]] = {
    "entities": ("a.fdx", BOMB, "script.xml-refused"),
    "outside": ("a.fdx", OUTSIDE, "script.xml-refused"),
    "deep": ("a.fdx", "<FinalDraft>" * 100_000, "script.too-deep"),
    "cut off": ("a.fdx", FDX[:700], "script.broken-xml"),
    "other xml": ("a.fdx", "<html><body/></html>", "script.not-fdx"),
    "strange encoding": ("a.fdx", '<?xml version="1.0" encoding="nope"?><FinalDraft/>', "script.broken-xml"),
    "empty": ("a.fountain", "", "script.empty"),
    "blank": ("a.fountain", " \n\n", "script.empty"),
    "binary": ("a.fountain", bytes(range(256)) * 50, "script.not-text"),
    "a program": ("a.txt", b"\x7fELF\x02\x01\x01" + b"\0" * 400, "script.not-text"),
    "one endless line": ("a.txt", "a" * 2_000_000, "script.not-text"),
    "too large": ("a.fountain", b"INT. A - DAY\n\n" * 400_000, "script.too-large"),
    "only marks": ("a.fountain", "/* all of it */", "script.nothing-in-it"),
    "deep json": ("a.storyboarder", "[" * 100_000, "script.broken-board"),
    "other json": ("a.storyboarder", '{"boards": 3}', "script.broken-board"),
    "no columns": ("a.csv", "a,b\n1,2\n", "script.no-columns"),
    "endless cell": ("a.csv", 'Scene,Description\n1,"' + "x" * 90_000 + '"\n', "script.long-cell"),
    "many rows": ("a.csv", "Scene,Description\n" + "1,x\n" * 30_000, "script.too-many-rows"),
    "a word processor's": ("a.rtf", "{\\rtf1\\ansi INT. KITCHEN - DAY\\par Rain.}", "script.not-text"),
    "a packed one's": ("a.txt", b"PK\x03\x04\x14\x00" + b"INT. A - DAY\n" * 40, "script.not-text"),
    "a page to print": ("a.pdf", b"%PDF-1.7\n%\xe2\xe3\n1 0 obj\n" + b"stream text here\n" * 30, "script.not-text"),
    "a web page": ("a.html", "<!DOCTYPE html><html><body><p>INT. A - DAY</p></body></html>", "script.not-text"),
    "a picture": ("a.png", b"\x89PNG", "script.a-picture"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused_clearly_and_quickly(tmp_path: Path, name: str) -> None:
    ending, content, code = HOSTILE[name]
    path = file(tmp_path, ending, content)
    before = time.monotonic()
    with pytest.raises(Invalid) as refused:
        scripts.read(path)
    assert refused.value.code == code
    assert time.monotonic() - before < 5


SLOW = {
    "open brackets": ("a.txt", "○港\n" + "母「\n" * 60_000),
    "open notes": ("a.fountain", "INT. A - DAY\n\n" + "[[ " * 30_000 + "\n"),
    "stars": ("a.fountain", "INT. A - DAY\n\n" + ("*a _b " * 15_000 + "\n\n") * 8),
    "spaces": ("a.txt", "INT. A - DAY\n" + (" " * 90_000 + "x\n") * 20),
    "hashes": ("a.md", "# A\n" + ("# " + "# " * 40_000 + "x\n") * 8),
    "circles": ("a.txt", "○港\n" + ("1" + " " * 90_000 + "x\n") * 20),
    "cues": ("a.fountain", "INT. A - DAY\n\n" + "ANNA\nHi.\n\n" * 60_000),
}


@pytest.mark.parametrize("name", SLOW)
def test_awkward_files_are_read_in_bearable_time(tmp_path: Path, name: str) -> None:
    ending, content = SLOW[name]
    path = file(tmp_path, ending, content)
    before = time.monotonic()
    scripts.read(path)
    assert time.monotonic() - before < 8


def test_files_that_are_none(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        scripts.read(tmp_path / "nothing.fountain")
    with pytest.raises(NotFound):
        scripts.read(tmp_path / ("x" * 5000))
    with pytest.raises(Invalid, match=r"script\.no-pictures"):
        scripts.read(tmp_path)
    with pytest.raises(Invalid, match=r"script\.no-such-form"):
        scripts.read(file(tmp_path, "a.txt", "x"), "docx")
    with pytest.raises(Invalid, match=r"script\.not-a-folder"):
        scripts.read(tmp_path / "a.txt", "pictures")
    os.mkfifo(tmp_path / "pipe.fountain")
    with pytest.raises(FourbeatError):
        scripts.read(tmp_path / "pipe.fountain")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [("Élise déjà vu — “naïve”", "cp1252"), ("ÅÄÖ åäö", "latin-1"), ("Она пришла", "utf-16"), ("テスト、あ", "cp932")],
)
def test_encodings_are_told_apart(text: str, encoding: str) -> None:
    assert files.decoded(text.encode(encoding), "a") == text


def test_letters_that_cannot_be_kept_become_a_sign(tmp_path: Path) -> None:
    board = {"boards": [{"action": "x\ud800y", "dialogue": "AN\udfffN: a\ud800", "notes": "\udc80", "shot": "1\ud800"}]}
    (scene,) = scripts.read(file(tmp_path, "a.storyboarder", json.dumps(board))).scenes
    assert (scene.shots[0].elements[0].text, scene.shots[0].number) == ("x\ufffdy", "1\ufffd")
    folder = tmp_path / os.fsdecode(b"\xff")
    folder.mkdir()
    picture = file(folder, os.fsdecode(b"\xfe.png"), b"x")
    found = scripts.read(folder)
    assert (found.title, found.scenes[0].shots[0].title) == ("\ufffd", "\ufffd")
    assert found.scenes[0].shots[0].picture == picture


LONG = "A1" * 20
NUMBERED = {
    "a.fountain": "INT. A - DAY #12 / 13#\n\nX.",
    "a.fdx": FDX.replace('Number="1A"', 'Number="12 / 13"'),
    "a.txt": "○１２／１３　港\n　雨。",
    "a.csv": "Scene,Shot,Description\nA,12 / 13,x",
    "a.storyboarder": json.dumps({"boards": [{"shot": "12 / 13\u0001"}]}),
}


@pytest.mark.parametrize("name", NUMBERED)
def test_numbers_have_no_slash_space_or_control_sign(tmp_path: Path, name: str) -> None:
    script = scripts.read(file(tmp_path, name, NUMBERED[name]))
    numbers = [one.number for scene in script.scenes for one in (scene, *scene.shots)]
    assert not any(set(one) & set("/ \x01") for one in numbers)
    if name != "a.txt":
        assert "12-13" in numbers


@pytest.mark.parametrize("name", ["a.fdx", "a.csv", "a.storyboarder"])
def test_a_number_too_long_for_one_becomes_a_note(tmp_path: Path, name: str) -> None:
    script = scripts.read(file(tmp_path, name, NUMBERED[name].replace("12 / 13", LONG).replace("\\u0001", "")))
    held = [one for scene in script.scenes for one in (scene, *scene.shots)]
    assert LONG in [one.text for each in held for one in each.elements]
    assert max(len(one.number) for one in held) <= 24
