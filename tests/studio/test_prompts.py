"""What will be sent is what is shown, text typed by hand is never rewritten, and prompts are read into briefs."""

from __future__ import annotations

from pathlib import Path

import pytest

from fourbeat.model.briefing import BeatFile, BeatSent, BriefFile, BriefSent
from fourbeat.model.errors import FourbeatError, Invalid
from fourbeat.model.plan import Character, Form, Prop, Shot
from fourbeat.model.request import TakeRequest
from fourbeat.studio.prompts import BY_HAND, translated
from fourbeat.studio.requests import request
from fourbeat.studio.studio import Studio
from fourbeat.writing.difference import Kind


@pytest.fixture
def shot(studio: Studio, tmp_path: Path) -> Shot:
    brief = BriefFile(number="010", scene="Rain.", light="dusk", mood="calm", look="16 mm")
    return studio.shots.add(brief=brief, folder=tmp_path)


def asked(studio: Studio, shot: Shot) -> TakeRequest:
    """Give the request of a take as the queue has it."""
    (job,) = studio.jobs.add(shots=[shot])
    assert isinstance(job.request, TakeRequest)
    return job.request


def edit(studio: Studio, **fields: object) -> Shot:
    studio.fields.set(shots=[studio.shots.find("010")], fields=fields)
    return studio.shots.find("010")


@pytest.mark.parametrize("form", list(Form))
def test_what_is_shown_is_what_is_sent(studio: Studio, shot: Shot, form: Form) -> None:
    shot = edit(studio, form=form)
    shown = studio.prompts.sending(shot)
    sent = asked(studio, shot)
    assert (sent.prompt, sent.parts) == (shown.prompt.text, shown.prompt.parts)
    assert studio.drafts.sending(shot, studio.shots.written(shot)).prompt.text == sent.prompt
    assert ("16 mm" in sent.prompt) == (form is Form.LONG)


def test_text_typed_by_hand_is_what_is_sent_and_is_never_rewritten(studio: Studio, shot: Shot) -> None:
    studio.prompts.write(shot=shot, text="Rain.\n\nCinematography\nLight: dusk\nMood: calm, no music\n")
    shown = studio.prompts.sending(shot)
    assert (shown.by_hand, shown.outdated) == (True, False)
    shot = edit(studio, light="dawn")
    now = studio.prompts.sending(shot)
    assert now.outdated
    assert asked(studio, shot).prompt == shown.prompt.text == now.prompt.text
    assert asked(studio, shot).prompt == studio.drafts.sending(shot, studio.shots.written(shot)).prompt.text
    pieces = studio.prompts.difference(shot)
    assert [(one.kind, one.text) for one in pieces if one.kind is not Kind.SAME] == [
        (Kind.GONE, "dusk"),
        (Kind.NEW, "dawn"),
    ]


def test_changes_are_accepted_kept_out_or_the_brief_taken_back(studio: Studio, shot: Shot) -> None:
    studio.prompts.write(shot=shot, text="Rain.\n\nCinematography\nLight: dusk\nMood: calm, no music")
    shot = edit(studio, light="dawn")
    studio.prompts.keep(shot=shot)
    assert not studio.prompts.sending(shot).outdated
    assert "dusk" in studio.prompts.sending(shot).prompt.text
    studio.history.undo()
    studio.prompts.accept(shot=shot)
    now = studio.prompts.sending(shot)
    assert (now.outdated, now.by_hand) == (False, True)
    assert now.prompt.text == "Rain.\n\nCinematography\nLight: dawn\nMood: calm, no music"
    studio.prompts.drop(shot=shot)
    assert studio.prompts.sending(shot).prompt == studio.prompts.sending(shot).made
    for verb in (studio.prompts.drop, studio.prompts.keep, studio.prompts.accept):
        with pytest.raises(Invalid):
            verb(shot=shot)
    studio.history.undo()
    assert studio.prompts.sending(shot).prompt.text == now.prompt.text


def test_typing_the_briefs_own_text_is_no_typing_by_hand(studio: Studio, shot: Shot) -> None:
    studio.prompts.write(shot=shot, text=studio.prompts.sending(shot).made.text + "\n")
    assert not studio.prompts.sending(shot).by_hand
    studio.prompts.write(shot=shot, text="x")
    studio.prompts.write(shot=shot, text=" ")
    assert not studio.prompts.sending(shot).by_hand


def test_words_typed_by_hand_keep_the_fields_of_the_others(studio: Studio, shot: Shot) -> None:
    studio.prompts.write(shot=shot, text="Rain.\n\nCinematography\nLight: dusk\nMood: calm, no music")
    made = studio.prompts.sending(shot).prompt
    parts = [(one.field, made.text[one.start : one.end]) for one in made.parts]
    assert parts == [("scene", "Rain."), ("light", "dusk"), ("mood", "calm"), (BY_HAND, ", no music")]


def test_form_and_limits_follow_the_dialect_and_the_shot_wins(studio: Studio, shot: Shot) -> None:
    studio.dialects.set(provider="animatic", choices={"form": "short", "words": 1})
    shown = studio.prompts.sending(shot)
    assert (shown.form, shown.length.over) == (Form.SHORT, True)
    studio.prompts.set_form(shots=[shot], form=Form.LONG)
    shot = studio.shots.find("010")
    assert studio.prompts.sending(shot).form is Form.LONG
    assert studio.prompts.sending(shot, form=Form.STANDARD).prompt.text != studio.prompts.sending(shot).prompt.text
    assert studio.prompts.sending(shot, provider="openai-videos").length.most_words is None


def test_text_to_send_goes_to_a_generator_of_that_language(studio: Studio, shot: Shot) -> None:
    studio.dialects.set(provider="animatic", choices={"language": "ja"})
    texts = {"scene": "雨。", "beats.1": "走る"}
    shot = edit(studio, beats=({"text": "runs"},))
    shot = edit(studio, **translated(studio.shots.written(shot), "ja", texts))
    written = studio.shots.written(shot)
    assert written.sent == {"ja": BriefSent(scene="雨。")}
    assert written.beats == (BeatFile(text="runs", sent={"ja": BeatSent(text="走る")}),)
    shown = studio.prompts.sending(shot)
    assert shown.prompt.text == "雨。\n\n撮影\n光：dusk\n雰囲気：calm\n\n動き\n- 走る"
    assert {one.field for one in shown.prompt.missing} == {"light", "mood"}
    assert asked(studio, shot).prompt == shown.prompt.text
    with pytest.raises(Invalid):
        translated(written, "ja", {"beats.2": "x"})
    with pytest.raises(Invalid):
        translated(written, "ja", {"sky.1": "x"})


def test_a_template_is_read_into_the_same_brief(studio: Studio, shot: Shot) -> None:
    plan, ids = studio.plan, studio.desk.ids
    rows = [
        Character(id=ids.new(), order="1", name="Ada", identity="a keeper"),
        Prop(id=ids.new(), order="1", name="Lamp"),
    ]
    studio.store.write(lambda writer: writer.edit(shot_label(), [plan.born(row) for row in rows]))
    shot = edit(
        studio,
        cast=("Ada",),
        props=("Lamp",),
        palette=("#112233 teal",),
        beats=({"text": "turns", "at": "1/2", "sent": {"ja": {"text": "振り向く"}}},),
        lines=({"speaker": "Ada", "text": "Here.", "delivery": "low"},),
        finish="halation",
    )
    before = studio.shots.written(shot)
    fields = studio.prompts.read(studio.prompts.template(shot), shot=shot)
    assert not edit_changes(studio, shot, fields)
    sent = studio.prompts.read(studio.prompts.sending(shot).prompt.text, shot=shot)
    assert sent["palette"] == ("#112233 teal",), "a name keeps the value it has"
    studio.fields.set(shots=[shot], fields=sent)
    assert studio.shots.written(studio.shots.find("010")) == before
    with pytest.raises(FourbeatError):
        studio.prompts.read("  \n")


def shot_label():  # type: ignore[no-untyped-def]
    from fourbeat.model.message import message

    return message("step.prompt", shot="010")


def edit_changes(studio: Studio, shot: Shot, fields: dict[str, object]) -> bool:
    """Tell whether setting fields changes anything."""
    return bool(studio.fields.set(shots=[shot], fields=fields).shots)


def test_a_prompt_with_hostile_text_is_only_text(studio: Studio, shot: Shot) -> None:
    studio.prompts.write(shot=shot, text="\\x1b[31m {scene} %s @Nobody <b>")
    assert (
        request(studio.plan, studio.generators, shot, number=1, dialects=studio.dialects).prompt
        == "\\x1b[31m {scene} %s @Nobody <b>"
    )
