"""The five things a picture needs to be told: framing, depth of field, action, light, palette."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fourbeat.model.message import message

from .case import Case, Spot
from .text import count

FRAMING = re.compile(
    r"\b(?:close[- ]?ups?|closeups?|(?:extreme |very |medium |mid[- ]?)?(?:wide|long|full|medium|close)[- ]?"
    r"(?:shot|view|angle|framing)|medium[- ]wide|extreme[- ]wide|two[- ]shot|over[- ]the[- ]shoulder|establishing|"
    r"insert|macro|bird['’]?s[- ]eye|point of view|pov|aerial|head[- ]and[- ]shoulders|waist[- ]up|framed|framing|"
    r"wide)\b|クローズアップ|ロングショット|ミディアム|ワイド|引きの画|引きで|寄りの画|寄りで|(?:バスト|"
    r"ウエスト|フル|ツー|ニー)ショット|"
    r"全身|俯瞰|アオリ|あおり|肩越し|肩ごし|主観|マクロ|大写し|アップ(?:で|の)",
    re.IGNORECASE,
)
DEPTH = re.compile(
    r"\b(?:shallow|deep[- ]focus|depth of field|bokeh|f/?\d|out of focus|soft background|rack[- ]focus|in focus|"
    r"sharp (?:from )?front to back|everything sharp|blurred|defocused|split diopter|selective focus)|"
    r"被写界深度|ボケ|ぼけ|ピント|パンフォーカス|焦点|手前から奥まで",
    re.IGNORECASE,
)
LIGHT = re.compile(
    r"(?:\b|-)(?:light|lit\b|sun|moon|lamp|neon|candle|glow|shadow|dusk|dawn|golden hour|blue hour|backlit|overcast|"
    r"fluorescent|lantern|fire|headlight|day|night|noon|twilight|bulb|silhouette|torch|flame|dark|bright|"
    r"shade|spotlight|gleam|sky)|光|灯|照明|陽|日差|日射|夕|朝|昼|夜|月|影|ネオン|ろうそく|曇|薄明|暗|明か|炎|火",
    re.IGNORECASE,
)
_SAYS_NOTHING = re.compile(
    r"(?:(?:very|quite|rather|nice|good|bright|dark|soft|softly|natural|naturally|ambient|normal|regular|standard|dim|"
    r"warm|cool|cold|low|high|moody|even|well|lit|lights?|lighting|the|a|an|and|with|some|is)\b[\s,.;]*)+|"
    r"(?:(?:とても|普通の|通常の|自然な|自然光|自然|明るい|明るめ|明るく|暗い|暗め|暗く|柔らかい|やわらかい|暖かい|冷たい|"
    r"光|照明|ライト|明かり|で|の|、|。)\s*)+",
    re.IGNORECASE,
)
ACTION = re.compile(
    r"\b\w+(?:s|ing|ed)\b.*\b(?:then|once|twice|until|before|after|again|slowly)\b|\b(?:holds? still|"
    r"stands? still|nothing moves)\b|"
    r"(?:する|した|して|いる|った|る|く|む|す)(?:[。、]|$)",
    re.IGNORECASE,
)

_MUCH = 25
"""From how many words on a scene in plain words is taken to tell its own action."""


def framing_missing(case: Case) -> Iterator[Spot]:
    """Find a shot that does not say how wide it is."""
    if not case.brief.text.framing and not FRAMING.search(case.described):
        yield Spot(case.on("framing"), message("lint.framing-missing"))


def depth_missing(case: Case) -> Iterator[Spot]:
    """Find a shot that does not say what is sharp."""
    if not case.brief.text.depth and not DEPTH.search(case.described):
        yield Spot(case.on("depth"), message("lint.depth-missing"))


def action_missing(case: Case) -> Iterator[Spot]:
    """Find a shot in which nobody is told to do anything."""
    if case.brief.beats or case.brief.lines:
        return
    scene = case.brief.text.scene
    if count(scene) < _MUCH and not ACTION.search(scene) and not case.brief.text.blocking.strip():
        yield Spot(case.on_shot("beats"), message("lint.action-missing"))


def light_missing(case: Case) -> Iterator[Spot]:
    """Find a shot without a word about its light."""
    if not case.brief.text.light.strip() and not LIGHT.search(case.described):
        yield Spot(case.on("light"), message("lint.light-missing"))


def light_vague(case: Case) -> Iterator[Spot]:
    """Find light that is only bright or soft: neither a source nor a direction."""
    for passage in case.prose:
        if passage.role == "light" and _SAYS_NOTHING.fullmatch(passage.text.strip()):
            words = passage.text.strip()
            yield Spot(passage.at(0, len(passage.text)), message("lint.light-vague", words=words), words)


def palette_missing(case: Case) -> Iterator[Spot]:
    """Find a shot without any colour to hold on to."""
    if not case.brief.colours and not COLOURS.search(case.described):
        yield Spot(case.on_shot("palette"), message("lint.palette-missing"))


COLOURS = re.compile(
    r"\b(?:palette|black[- ]and[- ]white|monochrome|sepia)\b|白黒|モノクロ|セピア|配色|色調",
    re.IGNORECASE,
)
