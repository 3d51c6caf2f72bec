"""The Markdown of help pages: read into blocks, written for a terminal."""

from __future__ import annotations

from fourbeat.studio.prose import Block, Kind, bare, blocks, breadth, plain

PAGE = """# A title

A paragraph of two
lines with `Ctrl+K`, **bold** and a [link](board.md).

- one, over
  two lines
- two

1. first

    fourbeat demo out
    fourbeat status

| Key | Does |
|---|---|
| `N` | a new shot |

![What is seen](../pictures/plan.webp)
"""


def test_a_page_is_read_into_its_blocks() -> None:
    found = blocks(PAGE)
    assert found == [
        Block(Kind.HEADING, "A title", 1),
        Block(Kind.TEXT, "A paragraph of two lines with `Ctrl+K`, **bold** and a [link](board.md)."),
        Block(Kind.ITEM, "one, over two lines"),
        Block(Kind.ITEM, "two"),
        Block(Kind.NUMBER, "first"),
        Block(Kind.COMMAND, "fourbeat demo out\nfourbeat status"),
        Block(Kind.ROW, "| Key | Does |", cells=("Key", "Does")),
        Block(Kind.ROW, "| `N` | a new shot |", cells=("`N`", "a new shot")),
        Block(Kind.PICTURE, "What is seen", target="../pictures/plan.webp"),
    ]
    assert bare(found[1].text) == "A paragraph of two lines with Ctrl+K, bold and a link."


def test_no_space_is_written_between_japanese_letters() -> None:
    assert blocks("カットの\n順番")[0].text == "カットの順番"
    assert blocks("カット、\n`Ctrl+K` で")[0].text == "カット、`Ctrl+K` で"
    assert blocks("カットは\nFourbeat で")[0].text == "カットは Fourbeat で"
    assert blocks("one\ntwo")[0].text == "one two"


def test_a_page_is_written_for_a_terminal() -> None:
    told = plain(PAGE, 30)
    assert told.startswith(
        "A title\n=======\n\nA paragraph of two lines with\n`Ctrl+K`, bold and a link.\n\n- one, over two lines\n- two"
    )
    assert "    fourbeat demo out\n    fourbeat status" in told
    assert "`N`  a new shot" in told
    assert "pictures" not in told
    assert all(breadth(line) <= 30 for line in told.splitlines())


def test_japanese_is_broken_between_letters_and_never_before_a_full_stop() -> None:
    lines = plain("カットの順番を変えます。それから", 22).splitlines()
    assert lines == ["カットの順番を変えま", "す。それから"]
    assert breadth("カットa") == 7


def test_markup_of_others_is_only_text() -> None:
    assert blocks('<img src="http://elsewhere/x.png">')[0].kind is Kind.TEXT
    assert plain("<b>x</b>", 40) == "<b>x</b>"
