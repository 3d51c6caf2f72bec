"""Length, size and shape asked for in prose: words cannot change them, the shot's settings do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import TypeAlias

from fourbeat.model.edit import Change
from fourbeat.model.finding import Fix
from fourbeat.model.message import message

from .case import Case, Passage, Spot
from .text import asian, clause, quoted, sentence, without

_CLIP = r"(?:clip|video|shot|film|movie|footage|animation|scene|take)"
_ONES = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "twelve": 12,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "sixty": 60,
}
_FIGURE = rf"(?:\d+(?:\.\d+)?|{'|'.join(_ONES)})"
_SECONDS = rf"(?P<seconds{{}}>{_FIGURE})[- ]?(?:s|secs?|seconds?)"

LENGTH = re.compile(
    rf"\b(?:please )?(?:make|keep) (?:it|this|the {_CLIP}) (?:at least |about |"
    rf"exactly )?{_SECONDS.format(1)}(?: long)?\b"
    # Of a clip described by its length the length alone: what it is a clip of still needs the clip.
    rf"|\b(?P<article1>an? )?{_SECONDS.format(2)}(?:[- ]long)?(?= {_CLIP}\b)"
    rf"|\b(?:the |this )?{_CLIP} (?:should be|must be|is|lasts|lasting|of) {_SECONDS.format(3)}(?: long)?\b"
    rf"|\b(?:duration|length|running time) ?(?::|of|=|is) ?{_SECONDS.format(4)}\b"
    rf"|\b(?:please )?(?:make|keep) (?:it|this|the {_CLIP}) (?:a (?:bit|little) |much )?(?:longer|shorter)\b"
    rf"|\b(?:a )?(?:longer|shorter) (?:clip|video|version|footage)\b"
    rf"|\b(?P<article2>an? )?(?:one|two|three|five|\d+)[- ]minute(?:[- ]long)?(?= (?:clip|video|film|movie)\b)",
    re.IGNORECASE,
)
_SET = r"(?! (?:monitor|tv|television|screen|display|camera|projector|set|wall|panel|television set|sensor))"
SIZE = re.compile(
    rf"\b(?:(?:shot|filmed|rendered|recorded) )?(?:(?:in|at) )?(?:(?:true|crisp|full|ultra) )?"
    rf"(?:4k|8k|uhd|ultra[- ]hd|full[- ]hd|1080p|2160p|1440p|720p|480p)(?: (?:resolution|quality|video|"
    rf"footage|uhd|hdr))?\b{_SET}"
    r"|\b(?:in |at )?\d{3,4} ?[x×] ?\d{3,4}(?: ?px| ?pixels)?\b"
    r"|\b(?:(?:in|at) )?(?:(?:high|ultra[- ]high|higher|maximum) (?:resolution|definition))\b"
    r"|\b(?:(?:in|at) )(?:24|25|30|48|50|60) ?(?:fps|frames per second)\b(?! slow)",
    re.IGNORECASE,
)
SHAPE = re.compile(
    r"(?<!at )(?<!at the )\b(?:(?:in|with) )?(?:an? )?(?:aspect ratio (?:of )?)?(?<![\d:.])(?:16:9|9:16|"
    r"21:9|4:5|1:1|2\.39:1|2\.35:1|1\.85:1)"
    r"(?![\d:]|\s?[ap]\.?m)(?: (?:aspect ratio|ratio|format|frame|aspect|widescreen|vertical|video))?\b"
    r"|\b(?:in |as )?(?:an? )?(?:vertical|portrait|landscape|horizontal|widescreen|square) (?:video|"
    r"aspect ratio|aspect|ratio|(?P<loose>format|orientation))\b",
    re.IGNORECASE,
)
_MADE = re.compile(rf"\b(?:{_CLIP}|filmed|framed|rendered|recorded|shoot)\b", re.IGNORECASE)
"""What a format must be said of: a photograph on a wall has one of its own."""

_J_FIGURE = r"[0-9０-９]+(?:\.[0-9]+)?"
J_LENGTH = re.compile(
    rf"(?P<seconds1>{_J_FIGURE})秒(?:間)?(?:の)?(?:動画|映像|クリップ|ビデオ|ムービー)(?:で|に|を)?(?:する|"
    rf"して|作る|作成)?"
    rf"|(?:長さ|尺)(?:は|を|：|:)?(?P<seconds2>{_J_FIGURE})秒(?:間)?(?:で|に)?(?:する|して)?"
    rf"|(?P<seconds3>{_J_FIGURE})秒(?:間)?にして(?:ください)?"
    rf"|(?P<seconds4>{_J_FIGURE})秒(?:間)?(?:の長さ)?で(?=[。！\n]|$)"
    r"|もっと(?:長く|短く)(?:する|して)?(?:ください)?|(?:動画|映像|クリップ)を(?:もっと)?(?:長く|"
    r"短く)(?:する|して)?(?:ください)?"
)
_J_SET = r"(?!の?(?:テレビ|モニター|モニタ|画面|カメラ|ディスプレイ|プロジェクター|スクリーン))"
J_SIZE = re.compile(
    rf"(?:[48][KkＫ]|フル(?:HD|ハイビジョン)|1080[pP]|2160[pP]|720[pP])(?:画質|解像度|映像|動画)?(?:で|"
    rf"の)?(?:撮影|出力)?{_J_SET}"
    r"|\d{3,4} ?[x×] ?\d{3,4}(?:ピクセル)?|高解像度(?:で|の)?|(?:24|25|30|60)(?:fps|フレーム毎秒)(?:で|の)?",
)
J_SHAPE = re.compile(
    r"(?<![\d:：])(?:16[:：]9|9[:：]16|21[:：]9|4[:：]5|1[:：]1)(?![\d:：])(?:の)?(?:比率|アスペクト比|"
    r"画面比|画角|横長|縦長)?(?:で|の)?"
    r"|(?:縦型|縦長|横長|横型|正方形)の?(?:動画|映像|フォーマット)(?:で|の)?|縦動画(?:で|の)?"
)


_Looked: TypeAlias = tuple[re.Pattern[str], Callable[[Case, Passage, re.Match[str]], tuple[Fix, ...]]]


_MAYBE = re.compile(
    r"\d|[48]k\b|\b(?:u?hd|seconds?|longer|shorter|minute|resolution|definition|video|format|ratio|orientation|aspect)\b|"
    r"秒|長|短|動画|解像|画質|フル|縦|横|正方",
    re.IGNORECASE,
)
"""What any of the patterns needs: most prose has none of it."""


def container_settings(case: Case) -> Iterator[Spot]:
    """Find length, size and shape among the words."""
    for passage in case.prose:
        if not _MAYBE.search(passage.text):
            continue
        patterns: tuple[_Looked, ...] = ((LENGTH, _length), (SIZE, _plain), (SHAPE, _plain))
        if asian(passage.text):
            patterns = ((J_LENGTH, _length), (J_SIZE, _plain), (J_SHAPE, _plain), *patterns)
        taken: list[tuple[int, int]] = []
        for pattern, fixes in patterns:
            for found in pattern.finditer(passage.text):
                start, end = found.span()
                if quoted(passage.text, start, end):
                    continue
                if "loose" in pattern.groupindex and found["loose"] and not _of_the_clip(passage.text, start, end):
                    continue
                if not any(start < right and left < end for left, right in taken) and found[0].strip():
                    taken.append((start, end))
                    start += len(_article(found))
                    words = passage.text[start:end].strip()
                    yield Spot(
                        passage.at(start, end),
                        message("lint.container-settings", words=words),
                        words,
                        fixes(case, passage, found),
                    )


def _plain(_case: Case, passage: Passage, found: re.Match[str]) -> tuple[Fix, ...]:
    words = found[0][len(_article(found)) :].strip()
    changes = passage.reworded(_left(passage.text, found))
    return (Fix(label=message("lint.fix.leave-out", words=words), changes=changes),)


def _left(text: str, found: re.Match[str]) -> str:
    """Give what is left without the words; an article before a length stays, as the next word needs it."""
    article = _article(found)
    if not article:
        return without(text, *found.span())
    rest = text[found.end() :].lstrip()
    kept = "an" if rest[:1].lower() in "aeiou" else "a"
    if article[0].isupper():
        kept = kept.capitalize()
    return f"{text[: found.start()]}{kept} {rest}"


def _article(found: re.Match[str]) -> str:
    """Give the article before a length, with the space behind it."""
    return next((value for name, value in found.groupdict().items() if name.startswith("article") and value), "")


def _of_the_clip(text: str, start: int, end: int) -> bool:
    """Tell whether a format is said of the clip: a clip is named in its sentence, or it is all that a clause says."""
    left, right = sentence(text, start, end)
    if _MADE.search(text[left:start] + " " + text[end:right]):
        return True
    left, right = clause(text, start, end)
    return not (text[left:start] + text[end:right]).strip()


def _length(case: Case, passage: Passage, found: re.Match[str]) -> tuple[Fix, ...]:
    plain = _plain(case, passage, found)
    given = next((value for name, value in found.groupdict().items() if name.startswith("seconds") and value), None)
    seconds = _figure(given) if given else None
    if seconds is None or not 0 < seconds <= 600:
        return plain
    frames = case.rate.frames(seconds)
    if frames == case.shot.frames:
        return plain
    change = Change(kind="shot", entity=case.shot.id, field="frames", before=case.shot.frames, after=frames)
    label = message("lint.fix.set-seconds", seconds=f"{float(seconds):g}")
    return (*plain, Fix(label=label, changes=(*plain[0].changes, change)))


def _figure(text: str) -> Fraction | None:
    small = text.casefold()
    return Fraction(_ONES[small]) if small in _ONES else Fraction(small) if small[0].isdigit() else None
