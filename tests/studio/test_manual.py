"""The manual: every page in both languages, true to itself, and searched."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fourbeat.model.errors import NotFound, Storage
from fourbeat.studio.manual import ORDER, Manual
from fourbeat.studio.prose import LINK, Kind, blocks
from fourbeat.studio.resources import resources

HELP = resources() / "help"
LANGUAGES = ("en", "ja")
KEY = re.compile(r"`((?:Ctrl\+|Shift\+|Alt\+|F)[^`]*|[A-Z])`")


def files(language: str) -> dict[str, str]:
    return {file.stem: file.read_text(encoding="utf-8") for file in sorted((HELP / language).glob("*.md"))}


def test_both_languages_have_the_same_pages_and_no_other() -> None:
    assert set(files("en")) == set(files("ja"))
    assert set(ORDER) <= set(files("en"))
    assert Manual("en").names() == Manual("ja").names()
    assert Manual("ja").names()[: len(ORDER)] == list(ORDER)


@pytest.mark.parametrize("name", Manual("en").names())
def test_both_languages_have_the_same_headings_pictures_and_keys(name: str) -> None:
    shapes = []
    for language in LANGUAGES:
        found = Manual(language).page(name).blocks()
        shape = [
            (block.kind, block.level, block.target.replace(f"-{language}-", "-"))
            for block in found
            if block.kind in (Kind.HEADING, Kind.PICTURE)
        ]
        keys = {code for block in found for code in KEY.findall(block.text)}
        shapes.append((shape, keys))
    assert shapes[0] == shapes[1]
    assert shapes[0][0][0] == (Kind.HEADING, 1, "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_and_every_picture_is_there(language: str) -> None:
    known = files(language)
    for name, text in known.items():
        for block in blocks(text):
            for words, target in LINK.findall(block.text):
                assert words.strip(), name
                assert target.removesuffix(".md") in known, f"{name}: {target}"
            if block.kind is Kind.PICTURE:
                assert block.text.strip(), f"{name}: a picture nobody can read"
                dark = HELP / language / block.target
                assert dark.is_file(), f"{name}: {block.target}"
                assert dark.with_name(dark.name.replace("-dark.", "-light.")).is_file(), f"{name}: {block.target}"
                assert f"-{language}-dark." in block.target, f"{name}: a picture in another language"


def test_japanese_pages_are_japanese() -> None:
    for name, text in files("ja").items():
        for block in blocks(text):
            if block.kind in (Kind.HEADING, Kind.TEXT, Kind.ITEM, Kind.NUMBER, Kind.PICTURE):
                assert re.search(r"[ぁ-んァ-ン一-龥]", block.text), f"{name}: {block.text}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_pictures_are_small(language: str) -> None:
    sizes = [file.stat().st_size for file in (HELP / "pictures").glob(f"*-{language}-*")]
    assert sum(sizes) < 1_500_000


def test_words_are_found_and_titles_come_first() -> None:
    manual = Manual("en")
    assert manual.find("queue")[0].name == "queue"
    hit = manual.find("exit codes")[0]
    assert hit.name == "commands"
    assert "exit codes" in hit.excerpt.casefold()
    assert manual.find("zebra") == []
    assert manual.find("  ") == []
    assert Manual("ja").find("キュー")[0].name == "queue"


def test_a_page_that_is_missing_or_broken_is_told(tmp_path: Path) -> None:
    for language in LANGUAGES:
        (tmp_path / language).mkdir()
    (tmp_path / "en" / "board.md").write_text("# Board\n", encoding="utf-8")
    (tmp_path / "en" / "list.md").write_bytes(b"# \xff\xfe")
    (tmp_path / "en" / "brief.md").write_text("x" * 300_000, encoding="utf-8")
    (tmp_path / "secret.md").write_text("# Secret\n", encoding="utf-8")
    manual = Manual("ja", tmp_path)
    assert manual.page("board").title == "Board"
    for name in ("../secret", "secret", "", "reel", "board.md", "/etc/passwd", "a" * 5000):
        with pytest.raises(NotFound) as missing:
            manual.page(name)
        assert missing.value.code == "manual.no-such-page"
    for name in ("list", "brief"):
        with pytest.raises(Storage) as broken:
            manual.page(name)
        assert broken.value.code == "manual.unreadable"
    assert [page.name for page in manual.pages()] == ["board"]
    assert [hit.name for hit in manual.find("board")] == ["board"]
