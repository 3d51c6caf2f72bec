"""A remix asks for one change; what it says to keep is none."""

from __future__ import annotations

import pytest

from fourbeat.model.plan import Framing
from fourbeat.writing.lint.remix import asked, changed, changes_several
from writing.lint.shots import brief

ONE = [
    "same shot, switch to 85mm",
    "same light, new palette: teal, sand, rust",
    "make it night",
    "Keep everything else; she wears a green coat",
    "the camera move becomes a slow push-in",
    "add rain",
    "同じカットで、レンズを85mmに",
    "照明はそのまま、配色だけ変更：青緑、砂色、錆色",
    "夜にする",
]
SEVERAL = [
    "switch to 85mm and make it night",
    "new palette: teal and rust; she wears a coat; the camera pans left",
    "a close-up, with rain",
    "make her hair red, set in a forest",
    "夜にして、衣装を赤いコートに",
    "クローズアップにし、雨を降らせる",
]


@pytest.mark.parametrize("words", ONE)
def test_one_change_is_fine(words: str) -> None:
    assert len(asked(words)) == 1, asked(words)
    assert not changes_several(words)


@pytest.mark.parametrize("words", SEVERAL)
def test_several_changes_are_told(words: str) -> None:
    assert changes_several(words), asked(words)


def test_a_remix_made_from_fields_counts_them() -> None:
    shot = "00000000-0000-7000-8000-00000000ffff"
    before = brief("A pond.", shot=shot, light="dusk", palette=("#112233 a",))
    assert changed(before, before) == ()
    lit = before.text.model_copy(update={"light": "noon"})
    assert changed(before, before.model_copy(update={"text": lit})) == ("light",)
    wide = lit.model_copy(update={"framing": Framing.WIDE})
    several = before.model_copy(update={"text": wide, "colours": ()})
    assert set(changed(before, several)) == {"light", "framing", "palette"}
