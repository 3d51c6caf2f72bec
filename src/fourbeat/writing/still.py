"""From a brief to the prompt of one picture: a shot before it moves, or somebody, a place or a thing alone."""

from __future__ import annotations

from collections.abc import Mapping

from fourbeat.model.brief import Brief
from fourbeat.model.dialect import PLAIN, Dialect
from fourbeat.model.still import View
from fourbeat.model.take import PromptPart
from fourbeat.model.time import Rate

from .prompt import Prompt, render

VIEW = "view"
"""The source of the words that say what a picture is to show."""

_FIGURE = "one figure alone, a calm face, relaxed arms, soft even light, a plain light grey background"
_THING = "nothing else in the picture, nobody holds it, soft even light, a plain light grey background"
_ENGLISH: Mapping[View, str] = {
    View.FRAME: "One still picture: the very first frame of this shot, before anything moves.",
    View.STYLE: "One still picture that shows the look of this shot: its light, its colours, its mood.",
    View.FRONT: f"Character reference: seen from the front, from the chest up; {_FIGURE}.",
    View.THREE_QUARTER: f"Character reference: turned three quarters to the camera, from the chest up; {_FIGURE}.",
    View.PROFILE: f"Character reference: in profile, from the chest up; {_FIGURE}.",
    View.FULL: f"Character reference: the full figure from head to feet, standing, seen from the front; {_FIGURE}.",
    View.TURNAROUND: "Character sheet: the same figure four times side by side, head to feet, from the front, turned "
    "three quarters, in profile and from behind; the same clothes and height each time, soft even light, a plain "
    "light grey background.",
    View.DAY: "Location reference: one wide picture of the empty place by day, everything in focus.",
    View.NIGHT: "Location reference: one wide picture of the empty place at night, everything in focus.",
    View.WHOLE: f"Prop reference: the whole object at eye level, turned a little to the camera; {_THING}.",
    View.DETAIL: f"Prop reference: a close picture of the object's surface, its material and its wear; {_THING}.",
    View.SIDES: "Prop sheet: the same object four times side by side, from the front, turned three quarters, from the "
    f"side and from behind, at the same size each time; {_THING}.",
}
_ALONE = "人物は一人、落ち着いた表情、力を抜いた腕、柔らかく均一な光、無地の明るいグレーの背景"
_IT = "写っているのはその物だけ、誰も持たない、柔らかく均一な光、無地の明るいグレーの背景"
_JAPANESE: Mapping[View, str] = {
    View.FRAME: "1枚の静止画。このカットの最初のフレームで、まだ何も動いていない。",
    View.STYLE: "このカットのルックを示す1枚の静止画。光、色、雰囲気。",
    View.FRONT: f"人物設定画。正面、胸から上。{_ALONE}。",
    View.THREE_QUARTER: f"人物設定画。斜め前向き、胸から上。{_ALONE}。",
    View.PROFILE: f"人物設定画。真横、胸から上。{_ALONE}。",
    View.FULL: f"人物設定画。頭から足までの全身、正面立ち。{_ALONE}。",
    View.TURNAROUND: "人物設定画の三面図。同じ人物の全身を正面、斜め前、真横、後ろ姿の順に4体並べる。"
    "衣装と身長は同じ。柔らかく均一な光、無地の明るいグレーの背景。",
    View.DAY: "場所の設定画。人のいない昼の場所を広く写した1枚。全体にピント。",
    View.NIGHT: "場所の設定画。人のいない夜の場所を広く写した1枚。全体にピント。",
    View.WHOLE: f"小道具の設定画。目の高さから、少し斜めに見た全体。{_IT}。",
    View.DETAIL: f"小道具の設定画。表面の素材と使い込まれた様子が分かる接写。{_IT}。",
    View.SIDES: f"小道具の設定画。同じ物を正面、斜め前、真横、後ろの順に4つ並べる。大きさは同じ。{_IT}。",
}


def at_rest(brief: Brief) -> Brief:
    """Give a brief as one picture can show it: nothing moves, nobody speaks, nothing is heard."""
    text = brief.text.model_copy(update={"move": None, "sound": "", "prompt": "", "made_from": ""})
    return brief.model_copy(update={"text": text, "beats": (), "lines": (), "voices": ()})


def portrayed(brief: Brief, view: View, rate: Rate, *, dialect: Dialect = PLAIN, author: str = "") -> Prompt:
    """Write what one picture of a brief is to show, in a generator's dialect; `author` is the film's language.

    The identity words of cast, place and props go in unchanged, as in every other prompt.
    """
    made = render(at_rest(brief), rate, dialect=dialect, author=author)
    words = _JAPANESE if (dialect.language or author).partition("-")[0] == "ja" else _ENGLISH
    lead = words[view]
    if not made.text:
        return Prompt("", (), made.missing)
    text = f"{lead}\n\n{made.text}"
    moved = len(lead) + 2
    parts = (one.model_copy(update={"start": one.start + moved, "end": one.end + moved}) for one in made.parts)
    return Prompt(text, (PromptPart(start=0, end=len(lead), field=VIEW), *parts), made.missing)
