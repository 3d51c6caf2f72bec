"""Ids and media names."""

from __future__ import annotations

from uuid import UUID

import pytest

from fourbeat.model.ids import Ids, code
from fourbeat.model.names import file_name, take_name


def test_ids_are_version_7_and_increase_even_when_the_clock_goes_back() -> None:
    clock = iter([1000, 1000, 999, 5, 2000])
    ids = Ids(lambda: next(clock), lambda bits: (1 << bits) - 1)
    made = [ids.new() for _ in range(5)]
    assert made == sorted(set(made))
    assert {UUID(one).version for one in made} == {7}
    assert {UUID(one).variant for one in made} == {"specified in RFC 4122"}


def test_codes_have_eight_letters_nobody_confuses() -> None:
    codes = {code(Ids().new()) for _ in range(500)}
    assert all(len(one) == 8 and not set(one) & set("ILOU") for one in codes)
    assert len(codes) == 500


@pytest.mark.parametrize(
    ("sequence", "shot", "start"),
    [
        ("010", "0010", "SQ010_SH0010_t003_"),
        ("10", "20", "SQ010_SH0020_t003_"),
        ("1A", "室", "SQ001A_SHX_t003_"),
        ("../..", "a/b", "SQX_SHab_t003_"),
    ],
)
def test_take_names_are_legal_everywhere(sequence: str, shot: str, start: str) -> None:
    one = Ids().new()
    assert take_name(sequence, shot, 3, one) == f"{start}{code(one)}.mp4"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("The Workshop", "The Workshop.mp4"),
        ("工房 / 夜", "工房 夜.mp4"),
        ("con", "con_.mp4"),
        ("..", "_.mp4"),
        ("a\x00b?", "a b.mp4"),
        ("", "_.mp4"),
    ],
)
def test_file_names_are_legal_everywhere(title: str, name: str) -> None:
    assert file_name(title, "mp4") == name


def test_long_titles_are_cut_by_bytes() -> None:
    assert len(file_name("長" * 300, "mp4").encode()) <= 124
