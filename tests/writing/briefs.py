"""Whole briefs for the tests of prompts: one with every part, and any that hypothesis thinks of."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from fourbeat.model.brief import Bible, Brief
from fourbeat.model.ids import Ids
from fourbeat.model.plan import (
    Angle,
    Beat,
    BriefText,
    Character,
    Colour,
    Costume,
    Depth,
    Form,
    Framing,
    Line,
    Move,
    Place,
    Prop,
    Translation,
)
from fourbeat.model.time import Rate

RATE = Rate(24)
IDS = Ids()
SHOT = "shot"
LONG = ("look", "filters", "grade", "atmosphere", "blocking", "dressing", "camera", "finish")
WORDS = ("scene", "lens", "light", "mood", "sound")

ADA = Character(id="ada", order="1", name="Ada", identity="a keeper, 60", wardrobe="yellow oilskin", aliases="Keeper")
BO = Character(id="bo", order="2", name="Bo Lind", identity="a boy of nine")
TANAKA = Character(id="tanaka", order="3", name="田中", identity="灯台守の男", aliases="田中さん")
WINTER = Costume(id="winter", character="ada", order="1", name="Winter [2]", words="a grey coat")
ROOF = Place(id="roof", order="1", name="The roof", identity="a flat tarred roof")
LAMP = Prop(id="lamp", order="1", name="Lamp", identity="a brass lamp with one dent")
BIBLE = Bible(people=(ADA, BO, TANAKA), places=(ROOF,), props=(LAMP,))


def brief(**given: Any) -> Brief:
    """Make a brief of the named text fields and parts."""
    parts = {name: given.pop(name) for name in list(given) if name in Brief.model_fields and name != "text"}
    return Brief(text=BriefText(id=SHOT, **given), **{"bible": BIBLE, **parts})


def whole(form: Form = Form.STANDARD) -> Brief:
    """Make a brief in which every part says something."""
    return brief(
        scene="Rain. @Ada waits by the @Lamp.",
        framing=Framing.MEDIUM_CLOSE_UP,
        angle=Angle.LOW,
        move=Move.PUSH_IN,
        depth=Depth.SHALLOW,
        lens="50mm",
        light="a lamp, camera left",
        mood="calm",
        sound="rain",
        **{name: f"{name} words" for name in LONG},
        beats=(
            Beat(id="b1", shot=SHOT, order="1", at=12, text="She turns."),
            Beat(id="b2", shot=SHOT, order="2", text="The lamp goes out."),
        ),
        lines=(Line(id="l1", shot=SHOT, order="1", at=24, character="ada", delivery="softly", text="Almost."),),
        colours=(
            Colour(id="c1", shot=SHOT, order="1", value="#112233", name="dusk"),
            Colour(id="c2", shot=SHOT, order="2", value="#445566"),
        ),
        cast=(ADA,),
        voices=(ADA,),
        costumes=(WINTER,),
        place=ROOF,
        props=(LAMP,),
        form=form,
    )


def sent(of: str, field: str, text: str, language: str = "en") -> Translation:
    """Make the text to send for a field."""
    return Translation(id=IDS.new(), of=of, field=field, language=language, text=text)


_LINE = st.one_of(
    st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=20),
    st.sampled_from(
        [
            *(
                "Light: x",
                "Actions",
                "- a beat",
                "  indented",
                "\\",
                "\\\\n",
                "Sound",
                "at 2 s: x",
                "0–2 s: y",
                "**Mood:** z",
            ),
            *(
                "@Ada: hm",
                "Ada: hm",
                "Lamp [x]: y",
                "セリフ",
                "光：x",
                "# Camera",
                "“quoted”",
                "1. one",
                "",
                "@Nobody",
                "# ",
            ),
        ]
    ),
)
WORDING = st.lists(_LINE, max_size=4).map("\n".join).map(str.strip)
SAID = WORDING.filter(bool)
_NAME = st.one_of(
    st.sampled_from(["Radio", "at 2 s", "n", "A [b] (c): “d”", "Ö, Ä"]), SAID.map(lambda text: text[:60].strip())
).filter(bool)


@st.composite
def briefs(draw: st.DrawFn, form: Form) -> Brief:
    """Make any brief that its form can hold."""
    choices = {
        name: draw(st.one_of(st.none(), st.sampled_from(kind)))
        for name, kind in (("framing", Framing), ("angle", Angle), ("move", Move), ("depth", Depth))
    }
    words = {name: draw(WORDING) for name in (*WORDS, *(LONG if form is Form.LONG else ()))}
    at = st.one_of(st.none(), st.integers(0, 500))
    beats = draw(st.lists(st.tuples(at, SAID), max_size=3))
    lines = draw(st.lists(st.tuples(at, _NAME, WORDING, SAID, st.sampled_from(["", "ja", "pt-BR"])), max_size=2))
    names = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Zs", "Zl", "Zp")), max_size=8)
    colours = draw(st.lists(st.tuples(st.integers(0, 0xFFFFFF), names), max_size=4))
    cast = draw(st.lists(st.sampled_from([ADA, BO, TANAKA]), unique=True, max_size=3))
    return brief(
        **choices,
        **words,
        beats=tuple(Beat(id=IDS.new(), shot=SHOT, order="1", at=when, text=text) for when, text in beats),
        lines=tuple(
            Line(id=IDS.new(), shot=SHOT, order="1", at=when, speaker=who, delivery=how, text=text, language=tongue)
            for when, who, how, text, tongue in lines
        ),
        colours=tuple(
            Colour(id=IDS.new(), shot=SHOT, order="1", value=f"#{value:06x}", name=name) for value, name in colours
        ),
        cast=tuple(cast),
        costumes=(WINTER,) if ADA in cast and draw(st.booleans()) else (),
        place=draw(st.sampled_from([None, ROOF])),
        props=draw(st.sampled_from([(), (LAMP,)])),
        form=form,
    )
